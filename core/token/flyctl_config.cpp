// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/flyctl_config.h"

#include "core/token/key_file.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <array>
#include <yaml.h>

namespace aw::token {
namespace {

constexpr qsizetype kLongest = qsizetype{1} << 20;
constexpr int kDeepest = 64;
constexpr QByteArrayView kKey("access_token");

Error wrong(const QString &what, const QString &where)
{
    return fail(ErrorKind::Input, what, where);
}

Error otherForm(const QString &where)
{
    return wrong(QCoreApplication::translate(
                     "token",
                     "The file is not as flyctl writes it, so nothing was taken from it. Give the token "
                     "with --token-stdin, or log in again with fly auth login."),
                 where);
}

Error notLoggedIn(const QString &where)
{
    return wrong(QCoreApplication::translate(
                     "token",
                     "flyctl is not logged in here: its settings hold no access_token. Log in with fly "
                     "auth login, or give a token with --token-stdin."),
                 where);
}

/// Whether a line begins with the key we look for, as flyctl or a careful hand would write it.
bool beginsWithKey(QByteArrayView line)
{
    for (const char quote : {'\0', '"', '\''}) {
        QByteArrayView rest = line;
        if (quote != '\0') {
            if (!rest.startsWith(quote))
                continue;
            rest = rest.sliced(1);
        }
        if (!rest.startsWith(kKey))
            continue;
        rest = rest.sliced(kKey.size());
        if (quote != '\0' && !rest.startsWith(quote))
            continue;
        rest = quote == '\0' ? rest : rest.sliced(1);
        return rest.trimmed().startsWith(':');
    }
    return false;
}

bool isLetter(char byte)
{
    const auto value = quint8(byte);
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
           (value >= 'A' && value <= 'Z') || byte == '\\' || byte == '+' || byte == '/' || byte == '=';
}

/// The file's structure with an "x" for every letter, but for the key we look for where it begins a
/// line: the same length, so that a place in it is a place in the file.
QByteArray masked(QByteArrayView config)
{
    QByteArray shown(config.size(), 'x');
    for (qsizetype at = 0; at < config.size();) {
        const qsizetype end = config.indexOf('\n', at);
        const QByteArrayView line = config.sliced(at, (end < 0 ? config.size() : end + 1) - at);
        const qsizetype keep = beginsWithKey(line) ? line.indexOf(':') : 0;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const bool escaped = i > keep && line[i - 1] == '\\' && (line[i] == '"' || line[i] == '\\');
            if (i < keep || (!isLetter(line[i]) && !escaped))
                shown[at + i] = line[i];
        }
        at += line.size();
    }
    return shown;
}

/// Where a value stands in the file, with its quotes.
struct Place {
    qsizetype from = 0;
    qsizetype to = 0;
    bool quoted = false;
};

enum class Found { Nothing, Once, OtherForm };

/// Follows the structure until its end. Keys are what stands at odd places of the outermost mapping.
class Walk
{
public:
    explicit Walk(const QByteArray &shown)
    {
        m_ready = yaml_parser_initialize(&m_parser) == 1;
        if (m_ready)
            yaml_parser_set_input_string(&m_parser,
                                         reinterpret_cast<const unsigned char *>(shown.constData()),
                                         std::size_t(shown.size()));
    }
    Walk(const Walk &) = delete;
    Walk &operator=(const Walk &) = delete;
    ~Walk()
    {
        if (m_ready)
            yaml_parser_delete(&m_parser);
    }

    [[nodiscard]] Found run(Place &place)
    {
        while (m_ready && !m_over) {
            yaml_event_t event;
            if (yaml_parser_parse(&m_parser, &event) != 1)
                return Found::OtherForm;
            const bool fine = take(event);
            yaml_event_delete(&event);
            if (!fine)
                return Found::OtherForm;
        }
        place = m_place;
        return m_found == 0 ? Found::Nothing : m_found == 1 ? Found::Once : Found::OtherForm;
    }

private:
    [[nodiscard]] bool take(const yaml_event_t &event)
    {
        switch (event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT: return true;
        case YAML_DOCUMENT_START_EVENT: return ++m_documents == 1;
        case YAML_STREAM_END_EVENT: m_over = true; return true;
        case YAML_MAPPING_START_EVENT:
        case YAML_SEQUENCE_START_EVENT: return enter(event.type == YAML_MAPPING_START_EVENT);
        case YAML_MAPPING_END_EVENT:
        case YAML_SEQUENCE_END_EVENT: return leave();
        case YAML_SCALAR_EVENT: return scalar(event);
        default: return !m_wanted && member(); // an alias, which is never followed
        }
    }

    [[nodiscard]] bool enter(bool mapping)
    {
        if (m_depth == 0 ? !mapping : m_wanted)
            return false;
        return ++m_depth <= kDeepest;
    }

    [[nodiscard]] bool leave()
    {
        --m_depth;
        return m_depth == 0 || member();
    }

    [[nodiscard]] bool scalar(const yaml_event_t &event)
    {
        const auto &value = event.data.scalar;
        if (m_wanted) {
            const bool plain = value.style == YAML_PLAIN_SCALAR_STYLE;
            const bool quoted = value.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                                value.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
            if ((!plain && !quoted) || value.tag != nullptr || value.anchor != nullptr)
                return false;
            m_place = {.from = qsizetype(event.start_mark.index),
                       .to = qsizetype(event.end_mark.index),
                       .quoted = quoted};
            ++m_found;
        }
        if (m_depth == 0)
            return value.length == 0; // an empty file; a text is no mapping
        const bool key =
            m_depth == 1 && !m_value && QByteArrayView(value.value, qsizetype(value.length)) == kKey;
        return member(key);
    }

    /// One more key or value of the outermost mapping, where it is one; `wanted`: the next is ours.
    [[nodiscard]] bool member(bool wanted = false)
    {
        if (m_depth == 1) {
            m_value = !m_value;
            m_wanted = wanted;
        }
        return true;
    }

    yaml_parser_t m_parser = {};
    bool m_ready = false;
    bool m_over = false;
    bool m_value = false;  ///< the next member of the outermost mapping is a value
    bool m_wanted = false; ///< it is the one we look for
    int m_documents = 0;
    int m_depth = 0;
    int m_found = 0;
    Place m_place;
};

} // namespace

QString flyctlConfigPath()
{
    const QString folder = qEnvironmentVariable("FLY_CONFIG_DIR");
    return (folder.isEmpty() ? QDir::homePath() + QLatin1String("/.fly") : folder) +
           QLatin1String("/config.yml");
}

Result<fly::Token> flyctlTokenIn(const SecretBytes &config, const QString &where)
{
    QByteArrayView bytes = config.view();
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    const QByteArray shown = masked(bytes);
    Place place;
    switch (Walk(shown).run(place)) {
    case Found::Nothing: return notLoggedIn(where);
    case Found::OtherForm: return otherForm(where);
    case Found::Once: break;
    }
    if (place.from < 0 || place.to < place.from || place.to > bytes.size())
        return otherForm(where);
    QByteArrayView value = bytes.sliced(place.from, place.to - place.from);
    if (place.quoted && value.size() >= 2)
        value = value.sliced(1, value.size() - 2);
    if (value.trimmed().isEmpty())
        return notLoggedIn(where);
    Result<fly::Token> token = fly::Token::parse(value);
    if (!token)
        return wrong(token.error().what, where);
    return token;
}

Result<fly::Token> flyctlToken(const QString &path)
{
    const Result<std::optional<SecretBytes>> content = readPrivateFile(path, kLongest, FileRule::Theirs);
    if (!content)
        return wrong(content.error().what, path);
    if (!*content)
        return wrong(QCoreApplication::translate(
                         "token",
                         "flyctl has no settings here. Log in with fly auth login, or give a token with "
                         "--token-stdin."),
                     path);
    return flyctlTokenIn(**content, path);
}

} // namespace aw::token
