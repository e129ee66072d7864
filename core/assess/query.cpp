// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/query.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <optional>

namespace aw::assess {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::assess)
};

struct KeyName {
    const char *name;
    Query::Key key;
};

constexpr std::array<KeyName, 9> kKeys{{
    {"is", Query::Key::Is},
    {"status", Query::Key::Status},
    {"sev", Query::Key::Severity},
    {"severity", Query::Key::Severity},
    {"app", Query::Key::App},
    {"check", Query::Key::Check},
    {"area", Query::Key::Area},
    {"region", Query::Key::Region},
    {"reason", Query::Key::Reason},
}};

constexpr std::array<model::Severity, 5> kSeverities{model::Severity::Critical, model::Severity::High,
                                                     model::Severity::Medium, model::Severity::Low,
                                                     model::Severity::Info};

struct Token {
    QString text;
    int position = 0;
};

Error wrong(const Token &token, const QString &why)
{
    return fail(
        ErrorKind::Input,
        //: %1 is what was typed, %2 a number, %3 says what is allowed
        Words::tr("“%1” at position %2: %3").arg(token.text, QString::number(token.position + 1), why),
        QString::number(token.position + 1));
}

Result<std::vector<Token>> tokensOf(const QString &text)
{
    std::vector<Token> tokens;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        Token token{.text = {}, .position = int(i)};
        bool quoted = false;
        for (; i < text.size() && (quoted || !text[i].isSpace()); ++i) {
            quoted = quoted != (text[i] == QLatin1Char('"'));
            token.text += text[i];
        }
        if (quoted)
            return wrong(token, Words::tr("the quote is not closed."));
        tokens.push_back(token);
    }
    return tokens;
}

/// The parts between commas outside quotes, without the quotes, in lower case.
QStringList valuesOf(const QString &text)
{
    QStringList values{QString()};
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"'))
            quoted = !quoted;
        else if (c == QLatin1Char(',') && !quoted)
            values.append(QString());
        else
            values.last() += c.toLower();
    }
    return values;
}

std::optional<Query::Key> keyNamed(const QString &name)
{
    for (const KeyName &row : kKeys) {
        if (name.compare(QLatin1String(row.name), Qt::CaseInsensitive) == 0)
            return row.key;
    }
    return std::nullopt;
}

/// Position of the colon that ends a key, or -1 when the token is a free word.
qsizetype colonOf(const QString &token)
{
    const qsizetype colon = token.indexOf(QLatin1Char(':'));
    if (colon <= 0)
        return -1;
    const auto letters = QStringView(token).first(colon);
    return std::all_of(letters.begin(), letters.end(), [](QChar c) { return c.isLetter(); }) ? colon : -1;
}

/// The severities `value` stands for: one, or a range such as ">=high"; nothing when it is neither.
std::optional<QStringList> severitiesOf(const QString &value)
{
    const bool ranges = value.startsWith(QLatin1Char('>')) || value.startsWith(QLatin1Char('<'));
    const bool including = !ranges || (value.size() > 1 && value[1] == QLatin1Char('='));
    const bool worseToo = value.startsWith(QLatin1Char('>'));
    const std::optional<model::Severity> named =
        model::severityNamed(value.mid(ranges ? (including ? 2 : 1) : 0));
    if (!named)
        return std::nullopt;
    QStringList names;
    for (const model::Severity severity : kSeverities) {
        const bool beyond = ranges && (worseToo ? severity < *named : severity > *named);
        if (beyond || (including && severity == *named))
            names.append(model::severityName(severity));
    }
    return names;
}

/// The status that a value of `is` stands for.
QString statusOf(const QString &value)
{
    if (value == QLatin1String("open"))
        return model::statusName(model::Status::Fail);
    if (value == QLatin1String("na"))
        return model::statusName(model::Status::NotApplicable);
    return value == QLatin1String("unknown") || value == QLatin1String("pass") ? value : QString();
}

QStringList reasonNames()
{
    QStringList names;
    for (int i = 0; i <= int(model::Reason::NotAttested); ++i)
        names.append(model::reasonName(model::Reason(i)));
    return names;
}

Result<QStringList> understood(Query::Key key, const QStringList &values, const Token &token)
{
    if (values.contains(QString()))
        return wrong(token, Words::tr("a value is missing."));
    QStringList names;
    for (const QString &value : values) {
        if (key == Query::Key::Severity) {
            const std::optional<QStringList> severities = severitiesOf(value);
            if (!severities)
                return wrong(token, Words::tr("severity is critical, high, medium, low or info."));
            names += *severities;
        } else if (key == Query::Key::Is) {
            if (statusOf(value).isEmpty())
                return wrong(token, Words::tr("“is” is open, unknown, pass or na."));
            names += statusOf(value);
        } else if (key == Query::Key::Reason && !model::reasonNamed(value)) {
            return wrong(token, Words::tr("reason is %1.").arg(reasonNames().join(QLatin1String(", "))));
        } else if (key == Query::Key::Status && !model::statusNamed(value)) {
            return wrong(token, Words::tr("status is pass, fail, unknown or not_applicable."));
        } else {
            names += value;
        }
    }
    return names;
}

Result<Query::Term> termOf(const Token &token)
{
    Query::Term term{.values = {}, .text = token.text, .position = token.position};
    QString rest = token.text;
    if (rest.size() > 1 && rest.startsWith(QLatin1Char('-'))) {
        term.negated = true;
        rest.remove(0, 1);
    }
    const qsizetype colon = colonOf(rest);
    if (colon < 0) {
        term.values = {rest.remove(QLatin1Char('"')).toLower()};
        return term;
    }
    const std::optional<Query::Key> key = keyNamed(rest.left(colon));
    if (!key)
        return wrong(
            token, Words::tr("keys are is, status, sev, app, check, area, region and reason. In quotes it is "
                             "searched for as it stands."));
    term.key = *key;
    const Result<QStringList> names = understood(*key, valuesOf(rest.mid(colon + 1)), token);
    if (!names)
        return names.error();
    term.values = *names;
    return term;
}

bool equals(const QString &wanted, QStringView given)
{
    if (wanted.endsWith(QLatin1Char('*')))
        return given.startsWith(QStringView(wanted).chopped(1), Qt::CaseInsensitive);
    return given.compare(wanted, Qt::CaseInsensitive) == 0;
}

bool anyEquals(const QStringList &wanted, QStringView given)
{
    return std::any_of(wanted.begin(), wanted.end(),
                       [given](const QString &value) { return equals(value, given); });
}

bool holds(const Query::Term &term, const model::Finding &finding, const QString &haystack)
{
    switch (term.key) {
    case Query::Key::Word: return haystack.contains(term.values.first());
    case Query::Key::Is:
    case Query::Key::Status: return term.values.contains(model::statusName(finding.status));
    case Query::Key::Severity: return term.values.contains(model::severityName(finding.severity));
    case Query::Key::App: return anyEquals(term.values, finding.resource.app);
    case Query::Key::Check: return anyEquals(term.values, finding.check);
    case Query::Key::Area: return anyEquals(term.values, areaOf(finding.check));
    case Query::Key::Reason:
        return finding.reason && term.values.contains(model::reasonName(*finding.reason));
    case Query::Key::Region: return anyEquals(term.values, finding.resource.region);
    }
    return false;
}

} // namespace

Result<Query> Query::parse(const QString &text)
{
    const Result<std::vector<Token>> tokens = tokensOf(text);
    if (!tokens)
        return tokens.error();
    Query query;
    for (const Token &token : *tokens) {
        Result<Term> term = termOf(token);
        if (!term)
            return term.error();
        query.m_terms.push_back(*std::move(term));
    }
    return query;
}

bool Query::matches(const model::Finding &finding) const
{
    return matches(finding, haystackOf(finding));
}

bool Query::matches(const model::Finding &finding, const QString &haystack) const
{
    bool status = false;
    for (const Term &term : m_terms) {
        status = status || term.key == Key::Is || term.key == Key::Status;
        if (holds(term, finding, haystack) == term.negated)
            return false;
    }
    return status || finding.status == model::Status::Fail || finding.status == model::Status::Unknown;
}

Query Query::without(std::size_t term) const
{
    Query rest = *this;
    rest.m_terms.erase(rest.m_terms.begin() + std::ptrdiff_t(term));
    return rest;
}

QString Query::text() const
{
    QStringList words;
    for (const Term &term : m_terms)
        words.append(term.text);
    return words.join(QLatin1Char(' '));
}

QString haystackOf(const model::Finding &finding)
{
    const QStringList parts{
        finding.headline,        finding.message,       finding.check,       finding.resource.app,
        finding.resource.region, finding.resource.name, finding.resource.id, finding.key};
    return parts.join(QLatin1Char('\n')).toLower();
}

std::vector<QueryKey> queryKeys()
{
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    return {
        {text("is"),
         text("open, unknown, pass, na"),
         Words::tr("without it: open, unknown"),
         {text("open"), text("unknown"), text("pass"), text("na")}},
        {text("sev"),
         text("critical, >=high"),
         Words::tr("also <=, > and <"),
         {text("critical"), text("high"), text("medium"), text("low"), text("info"), text(">=high"),
          text(">=medium")}},
        {text("app"), text("name, other-name"), Words::tr("comma means or"), {}},
        {text("area"), text("exposure, access, secrets"), Words::tr("family of the check"), {}},
        {text("check"), text("data.volume-unencrypted"), Words::tr("* at the end allowed"), {}},
        {text("region"), text("iad, fra, syd"), Words::tr("comma means or"), {}},
        {text("status"),
         text("fail, not_applicable"),
         Words::tr("as in the findings JSON"),
         {text("pass"), text("fail"), text("unknown"), text("not_applicable")}},
    };
}

QString areaOf(const QString &check)
{
    return check.section(QLatin1Char('.'), 0, 0);
}

} // namespace aw::assess
