// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/shapes.h"

#include "core/base/json.h"
#include "core/secrets/allow_list.h"
#include "core/secrets/entropy.h"

#include <QRegularExpression>
#include <algorithm>
#include <bitset>

namespace aw::secrets {
namespace {

using model::Likeness;

/// What a grade may look at.
struct Seen {
    const QString &text; ///< all of it
    const QDateTime &now;
    QString matched;           ///< the candidate
    std::optional<bool> forty; ///< whether `text` holds 40 base64 characters; found out once a text
};

/// Says how likely a match is where that depends on what it holds; nothing when it is none.
using Grade = std::optional<Likeness> (*)(Seen &);

/// One row of the table of CHECKS.md §6. Where `anchor` stands, a match may begin up to `back`
/// characters before it: only there is the expression tried, and on no more than kWindow characters,
/// so that no text can make it slow.
struct Row {
    const char *name = nullptr;
    const char *anchor = nullptr;
    qsizetype back = 0;
    const char *expression = nullptr;
    Likeness likeness = Likeness::None;
    Grade grade = nullptr;
};

constexpr qsizetype kWindow = 4'096;
constexpr qsizetype kLongestBack = 32;

std::optional<Likeness> gradeSignedToken(Seen &seen)
{
    const QStringList parts = seen.matched.split(QLatin1Char('.'));
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.value(1).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return Likeness::Likely;
    const Result<JsonDocument> claims = JsonDocument::parse(*decoded);
    if (!claims || !claims->root().isObject())
        return Likeness::Likely;
    const JsonView expiry = claims->root().at("exp");
    if (expiry.missing())
        return Likeness::Certain;
    const std::optional<double> seconds = expiry.number();
    if (!seconds)
        return Likeness::Likely;
    const bool over = seen.now.isValid() && *seconds <= double(seen.now.toSecsSinceEpoch());
    return over ? Likeness::Suspect : Likeness::Certain;
}

std::optional<Likeness> gradeUrl(Seen &seen)
{
    const qsizetype user = seen.matched.indexOf(QLatin1String("://")) + 3;
    const qsizetype colon = seen.matched.indexOf(QLatin1Char(':'), user);
    const qsizetype at = seen.matched.lastIndexOf(QLatin1Char('@'));
    const QStringView password = QStringView(seen.matched).sliced(colon + 1, at - colon - 1);
    const QStringView host = QStringView(seen.matched).sliced(at + 1);
    constexpr QLatin1String kHere[] = {QLatin1String("localhost"), QLatin1String("127.0.0.1"),
                                       QLatin1String("[::1]")};
    const bool here = std::any_of(std::begin(kHere), std::end(kHere), [host](QLatin1String name) {
        return host.compare(name, Qt::CaseInsensitive) == 0;
    });
    return here || isPlaceholder(password) || isTemplate(password) ? Likeness::Suspect : Likeness::Certain;
}

std::optional<Likeness> gradeKeyAndValue(Seen &seen)
{
    QStringView value = QStringView(seen.matched).sliced(seen.matched.indexOf(QLatin1Char('=')) + 1);
    while (!value.isEmpty() && QLatin1String("\"',)}]").contains(value.back()) && !isTemplate(value))
        value.chop(1);
    if (isPlaceholder(value) || isTemplate(value) ||
        isOrdinary({.telling = true, .address = false, .last = true}, value))
        return std::nullopt;
    return Likeness::Certain;
}

/// "sk-learn-model-registry": words behind the same two letters are no key.
std::optional<Likeness> gradeUnlessWords(Seen &seen)
{
    const QStringView tail = QStringView(seen.matched).sliced(3);
    return isWords(tail) ? std::nullopt : std::optional(Likeness::Certain);
}

std::optional<Likeness> gradeServiceAccount(Seen &seen)
{
    return seen.text.contains(QLatin1String("\"client_email\"")) ? std::optional(Likeness::Certain)
                                                                 : std::nullopt;
}

bool holdsFortyBase64(const QString &text)
{
    static const QRegularExpression forty(
        QStringLiteral(R"((?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+]))"));
    QRegularExpressionMatchIterator found = forty.globalMatch(text);
    while (found.hasNext()) {
        if (isFortyBase64(found.next().captured()))
            return true;
    }
    return false;
}

/// Certain with its secret beside it.
std::optional<Likeness> gradeAccessKeyId(Seen &seen)
{
    if (!seen.forty)
        seen.forty = holdsFortyBase64(seen.text);
    return *seen.forty ? Likeness::Certain : Likeness::Likely;
}

constexpr Likeness kCertain = Likeness::Certain;
constexpr Likeness kLikely = Likeness::Likely;

constexpr Row kRows[] = {
    {"private-key", "-----BEGIN ", 0, R"(-----BEGIN ([A-Z0-9 ]{1,64} )?PRIVATE KEY( BLOCK)?-----)", kCertain},
    {"age-private-key", "AGE-SECRET-KEY-1", 0, R"(AGE-SECRET-KEY-1[0-9A-Z]{58})", kCertain},
    {"fly-token", "fm1", 0, R"(fm1[ar]_\S{20,})", kCertain},
    {"fly-token", "fm2_", 0, R"(fm2_\S{20,})", kCertain},
    {"fly-token", "fo1_", 0, R"(fo1_[A-Za-z0-9_-]{30,})", kCertain},
    {"aws-access-key-id", "AKIA", 0, R"(AKIA[A-Z0-9]{16}(?![A-Za-z0-9]))", kLikely, gradeAccessKeyId},
    {"aws-access-key-id", "ASIA", 0, R"(ASIA[A-Z0-9]{16}(?![A-Za-z0-9]))", kLikely, gradeAccessKeyId},
    {"google-api-key", "AIza", 0, R"(AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-]))", kLikely},
    {"google-client-secret", "GOCSPX-", 0, R"(GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-]))", kCertain},
    {"google-service-account", "\"private_key\"", 0, R"("private_key")", kCertain, gradeServiceAccount},
    {"azure-account-key", "AccountKey=", 0, R"(AccountKey=[A-Za-z0-9+/]{86}==)", kCertain},
    {"azure-shared-access-key", "SharedAccessKey=", 0, R"(SharedAccessKey=[A-Za-z0-9+/]{43}=)", kCertain},
    {"github-token", "gh", 0, R"(gh[pousr]_[A-Za-z0-9]{36,})", kCertain},
    {"github-token", "github_pat_", 0, R"(github_pat_[A-Za-z0-9_]{60,})", kCertain},
    {"gitlab-token", "glpat-", 0, R"(glpat-[A-Za-z0-9_-]{20,})", kCertain},
    {"stripe-live-key", "k_live_", 1, R"([sr]k_live_[A-Za-z0-9]{16,})", kCertain},
    {"stripe-webhook-secret", "whsec_", 0, R"(whsec_[A-Za-z0-9+/=]{24,})", kCertain},
    {"stripe-test-key", "k_test_", 1, R"([sr]k_test_[A-Za-z0-9]{16,})", kLikely},
    {"slack-token", "xox", 0, R"(xox[abeprs]-[A-Za-z0-9-]{10,})", kCertain},
    {"slack-app-token", "xapp-", 0, R"(xapp-\S{20,})", kCertain},
    {"slack-webhook", "hooks.slack.com/services/T", 0, R"(hooks\.slack\.com/services/T\S+)", kCertain},
    {"discord-webhook", "discord", 0, R"(discord(app)?\.com/api/webhooks/\d{1,32}/\S{60,})", kCertain},
    {"telegram-bot-token", ":", 10, R"(\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-]))", kLikely},
    {"sendgrid-key", "SG.", 0, R"(SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-]))", kCertain},
    {"mailgun-key", "key-", 0, R"(key-[0-9a-f]{32}(?![0-9A-Za-z]))", kCertain},
    {"twilio-key", "SK", 0, R"(SK[0-9a-f]{32}(?![0-9A-Za-z]))", kLikely},
    {"anthropic-key", "sk-ant-", 0, R"(sk-ant-\S{20,})", kCertain},
    {"openai-key", "sk-proj-", 0, R"(sk-proj-[A-Za-z0-9_-]{20,})", kCertain},
    {"openai-key", "sk-", 0, R"(sk-(?!proj-|ant-)[A-Za-z0-9_-]{20,})", kCertain, gradeUnlessWords},
    {"huggingface-token", "hf_", 0, R"(hf_[A-Za-z0-9]{30,})", kCertain},
    {"tigris-secret-key", "tsec_", 0, R"(tsec_[A-Za-z0-9_-]{20,})", kCertain},
    {"tigris-key-id", "tid_", 0, R"(tid_[A-Za-z0-9_-]{10,})", kLikely},
    {"digitalocean-token", "dop_v1_", 0, R"(dop_v1_[0-9a-f]{64})", kCertain},
    {"shopify-token", "shp", 0, R"(shp(at|ca|pa|ss)_[0-9a-fA-F]{32})", kCertain},
    {"supabase-token", "sbp_", 0, R"(sbp_[0-9a-f]{40})", kCertain},
    {"planetscale-token", "pscale_", 0, R"(pscale_(tkn|pw)_\S{20,})", kCertain},
    {"vault-token", "hv", 0, R"(hv[sb]\.\S{20,})", kCertain},
    {"tailscale-key", "tskey-", 0, R"(tskey-\S{10,})", kCertain},
    {"databricks-token", "dapi", 0, R"(dapi[0-9a-f]{32})", kCertain},
    {"grafana-token", "glsa_", 0, R"(glsa_\S{20,})", kCertain},
    {"linear-key", "lin_api_", 0, R"(lin_api_\S{20,})", kCertain},
    {"npm-token", "npm_", 0, R"(npm_[A-Za-z0-9]{36}(?![A-Za-z0-9]))", kCertain},
    {"newrelic-key", "NRAK-", 0, R"(NRAK-[A-Z0-9]{27}(?![A-Z0-9]))", kCertain},
    {"signed-token", "eyJ", 0, R"(eyJ[A-Za-z0-9_-]{8,}+\.eyJ[A-Za-z0-9_-]{8,}+\.[A-Za-z0-9_-]+)", kLikely,
     gradeSignedToken},
    // To the end of the host, so that it can be looked at; CHECKS.md ends at the "@".
    {"url-with-password", "://", 32,
     R"((?i)[a-z][a-z0-9+.-]*+://[^/\s:@]*+:[^@\s/]{3,}+@(\[[0-9a-f:]*\]|[a-z0-9_.-]*))", kCertain, gradeUrl},
    {"key-and-value", "password=", 0, R"((?i)password=[^;&\s]{4,})", kCertain, gradeKeyAndValue},
    {"key-and-value", "pwd=", 0, R"((?i)pwd=[^;&\s]{4,})", kCertain, gradeKeyAndValue},
    {"key-and-value", "secret=", 0, R"((?i)secret=[^;&\s]{4,})", kCertain, gradeKeyAndValue},
};

/// Which letters occur in a text, capitals as small ones: what lacks a letter of the anchor lacks the
/// anchor. Most values are done with by this alone.
class Letters
{
public:
    explicit Letters(const QString &text)
    {
        for (const QChar c : text) {
            const char16_t code = c.unicode();
            const bool capital = code >= u'A' && code <= u'Z';
            if (code < m_seen.size())
                m_seen[code + (capital ? u'a' - u'A' : 0)] = true;
        }
    }

    [[nodiscard]] bool holdAll(const Letters &other) const { return (other.m_seen & ~m_seen).none(); }

private:
    std::bitset<128> m_seen;
};

struct Compiled {
    const Row *row;
    QString anchor;
    Letters letters;
    Qt::CaseSensitivity sensitivity;
    bool bounded; ///< may not begin in the middle of a word
    QRegularExpression expression;
};

const std::vector<Compiled> &table()
{
    static const std::vector<Compiled> compiled = [] {
        std::vector<Compiled> out;
        for (const Row &row : kRows) {
            const QString expression = QString::fromLatin1(row.expression);
            const bool anyCase = expression.startsWith(QLatin1String("(?i)"));
            const QChar first = QLatin1Char(row.anchor[0]);
            // The limit is a second wall: kWindow characters cannot reach it.
            out.push_back(
                {.row = &row,
                 .anchor = QString::fromLatin1(row.anchor),
                 .letters = Letters(QString::fromLatin1(row.anchor)),
                 .sensitivity = anyCase ? Qt::CaseInsensitive : Qt::CaseSensitive,
                 .bounded = !anyCase && (first.isLetterOrNumber() || row.back > 0),
                 .expression = QRegularExpression(QLatin1String("(*LIMIT_MATCH=1000000)") + expression)});
            out.back().expression.optimize();
        }
        return out;
    }();
    return compiled;
}

bool inWord(const QString &text, qsizetype at)
{
    return at > 0 && (text.at(at - 1).isLetterOrNumber());
}

/// Where a match may begin that has `anchor` at `at`: itself, or back over what may stand before it.
qsizetype beginOf(const Compiled &entry, const QString &text, qsizetype at)
{
    qsizetype begin = at;
    const qsizetype furthest = std::max<qsizetype>(0, at - entry.row->back);
    const bool digits = qstrcmp(entry.row->anchor, ":") == 0;
    const auto fits = [digits](QChar c) {
        return digits ? c.isDigit() : c.isLetterOrNumber() || QLatin1String("+.-").contains(c);
    };
    while (begin > furthest && fits(text.at(begin - 1)))
        --begin;
    while (!digits && begin < at && !text.at(begin).isLetter())
        ++begin;
    return begin;
}

/// The end of a match that ran into the window's edge, or of a key block: as far as it reaches.
qsizetype endOf(const Compiled &entry, const QString &text, qsizetype begin, qsizetype end)
{
    if (qstrcmp(entry.row->name, "private-key") == 0) {
        const qsizetype last = text.indexOf(QLatin1String("-----END "), end);
        const qsizetype closed = last < 0 ? -1 : text.indexOf(QLatin1String("-----"), last + 9);
        return closed < 0 ? text.size() : closed + 5;
    }
    if (end - begin < kWindow - kLongestBack)
        return end;
    while (end < text.size() && !text.at(end).isSpace())
        ++end;
    return end;
}

std::optional<Shape> shapeAt(const Compiled &entry, qsizetype at, Seen &seen)
{
    const QString &text = seen.text;
    const qsizetype begin = entry.row->back > 0 ? beginOf(entry, text, at) : at;
    if (entry.bounded && inWord(text, begin))
        return std::nullopt;
    const QString window = text.mid(begin, kWindow);
    const QRegularExpressionMatch match = entry.expression.match(
        window, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return std::nullopt;
    Likeness likeness = entry.row->likeness;
    if (entry.row->grade != nullptr) {
        seen.matched = match.captured();
        const auto graded = entry.row->grade(seen);
        if (!graded)
            return std::nullopt;
        likeness = *graded;
    }
    const qsizetype end = endOf(entry, text, begin, begin + match.capturedEnd());
    // Of "password=value" the value is the credential.
    const bool pair = qstrcmp(entry.row->name, "key-and-value") == 0;
    const qsizetype value = pair ? begin + entry.anchor.size() : begin;
    return Shape{
        .name = QLatin1String(entry.row->name), .likeness = likeness, .begin = value, .length = end - value};
}

void addMatches(const Compiled &entry, Seen &seen, std::vector<Shape> &out)
{
    const QString &text = seen.text;
    qsizetype at = text.indexOf(entry.anchor, 0, entry.sensitivity);
    while (at >= 0) {
        const auto shape = shapeAt(entry, at, seen);
        if (shape)
            out.push_back(*shape);
        const qsizetype next = shape ? std::max(shape->begin + shape->length, at + 1) : at + 1;
        at = text.indexOf(entry.anchor, next, entry.sensitivity);
    }
}

} // namespace

std::vector<Shape> shapesIn(const QString &text, const QDateTime &now)
{
    std::vector<Shape> out;
    const QString inspected = text.size() > kInspected ? text.left(kInspected) : text;
    Seen seen{.text = inspected, .now = now, .matched = {}, .forty = {}};
    const Letters letters(inspected);
    for (const Compiled &entry : table()) {
        if (letters.holdAll(entry.letters))
            addMatches(entry, seen, out);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Shape &a, const Shape &b) { return a.begin < b.begin; });
    return out;
}

std::optional<Shape> strongestShape(const QString &text, const QDateTime &now)
{
    const std::vector<Shape> all = shapesIn(text, now);
    const auto strongest = std::max_element(
        all.begin(), all.end(), [](const Shape &a, const Shape &b) { return a.likeness < b.likeness; });
    return strongest == all.end() ? std::nullopt : std::optional(*strongest);
}

bool isFortyBase64(QStringView value)
{
    const auto has = [value](auto test) { return std::any_of(value.begin(), value.end(), test); };
    return value.size() == 40 && isBase64Like(value) &&
           !has([](QChar c) { return QLatin1String("_=-").contains(c); }) &&
           has([](QChar c) { return c.isUpper(); }) && has([](QChar c) { return c.isLower(); });
}

} // namespace aw::secrets
