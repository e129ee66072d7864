// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/fault.h"

#include <QStringList>
#include <algorithm>
#include <optional>

namespace aw::test {
namespace {

struct KindName {
    const char *name;
    FaultKind kind;
};

constexpr KindName kKinds[] = {
    {"status", FaultKind::Status},
    {"not-json", FaultKind::NotJson},
    {"truncated", FaultKind::Truncated},
    {"stall", FaultKind::Stall},
    {"drip", FaultKind::Drip},
    {"oversized", FaultKind::Oversized},
    {"deep", FaultKind::Deep},
    {"wrong-types", FaultKind::WrongTypes},
    {"redirect", FaultKind::Redirect},
    {"reset", FaultKind::Reset},
    {"graphql-errors", FaultKind::GraphqlErrors},
    {"repeated-cursor", FaultKind::RepeatedCursor},
    {"error-regions", FaultKind::ErrorRegions},
    {"shorter-list", FaultKind::ShorterList},
    {"altered", FaultKind::Altered},
};

std::optional<FaultKind> kindNamed(const QString &name)
{
    const auto *const found =
        std::find_if(std::begin(kKinds), std::end(kKinds),
                     [&name](const KindName &kind) { return name == QLatin1String(kind.name); });
    return found == std::end(kKinds) ? std::nullopt : std::optional(found->kind);
}

bool setOption(Fault &fault, const QString &name, const QString &value)
{
    bool number = false;
    const int n = value.toInt(&number);
    if (name == QLatin1String("field"))
        fault.field = value;
    else if (name == QLatin1String("retry-after"))
        fault.retryAfter = value.toLatin1();
    else if (name == QLatin1String("status") && number)
        fault.status = n;
    else if (name == QLatin1String("skip") && number)
        fault.skip = n;
    else if (name == QLatin1String("times") && number)
        fault.times = n;
    else
        return false;
    return true;
}

} // namespace

Result<Fault> parseFault(const QString &text)
{
    const qsizetype at = text.indexOf(QLatin1Char('@'));
    const QStringList options = text.left(std::max<qsizetype>(at, 0)).split(QLatin1Char(','));
    const std::optional<FaultKind> kind = kindNamed(options.front());
    if (at < 0 || !kind)
        return fail(ErrorKind::Input, QStringLiteral("This is no fault: KIND[,option=value]@WHERE."), text);
    Fault fault;
    fault.kind = *kind;
    fault.where = text.mid(at + 1);
    for (const QString &option : options.sliced(1)) {
        const qsizetype sign = option.indexOf(QLatin1Char('='));
        if (!setOption(fault, option.left(sign), option.mid(sign + 1)))
            return fail(ErrorKind::Input, QStringLiteral("This is no option of a fault."), option);
    }
    return fault;
}

} // namespace aw::test
