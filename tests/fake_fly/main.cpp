// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/fixture.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>

using namespace aw;

namespace {

QCommandLineOption option(const char *name, const char *value, const char *words)
{
    return {QString::fromLatin1(name), QString::fromLatin1(words), QString::fromLatin1(value)};
}

Result<demo::Fixture> fixtureFrom(const QCommandLineParser &line)
{
    if (line.isSet(QStringLiteral("apps")))
        return test::generatedFixture({.apps = line.value(QStringLiteral("apps")).toInt(),
                                       .machines = line.value(QStringLiteral("machines")).toInt()});
    const QStringList folders = line.positionalArguments();
    return demo::Fixture::load(folders.isEmpty() ? QStringLiteral(":/demo/northwind-parcel")
                                                 : folders.front());
}

int complain(const Error &error)
{
    std::fprintf(stderr, "fake_fly: %s (%s)\n", qPrintable(error.what), qPrintable(error.where));
    return 2;
}

std::optional<test::Tls> tlsNamed(const QString &name)
{
    if (name == QLatin1String("off"))
        return test::Tls::Off;
    if (name == QLatin1String("valid"))
        return test::Tls::Valid;
    if (name == QLatin1String("expired"))
        return test::Tls::Expired;
    if (name == QLatin1String("self-signed"))
        return test::Tls::SelfSigned;
    if (name == QLatin1String("wrong-host"))
        return test::Tls::WrongHost;
    return std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    QCommandLineParser line;
    line.setApplicationDescription(
        QStringLiteral("Serves a recorded organization as Fly.io would, on this machine."));
    line.addHelpOption();
    line.addPositionalArgument(QStringLiteral("folder"),
                               QStringLiteral("the recording; Northwind Parcel without one"));
    QCommandLineOption machines = option("machines", "M", "with --apps: so many machines");
    machines.setDefaultValue(QStringLiteral("2000"));
    line.addOptions({option("port", "PORT", "where to listen"),
                     option("token", "TOKEN", "the only token accepted"),
                     option("latency", "MS", "milliseconds before each answer"),
                     option("fault", "KIND@WHERE", "a fault, may be given again; see tests/fake_fly/fault.h"),
                     option("tls", "KIND", "off, valid, expired, self-signed or wrong-host"),
                     option("apps", "N", "a generated organization of so many apps"), machines});
    line.addOption({QStringLiteral("no-limits"), QStringLiteral("do not enforce the published limits")});
    line.process(program);

    const Result<demo::Fixture> fixture = fixtureFrom(line);
    if (!fixture)
        return complain(fixture.error());
    const QString tlsName =
        line.isSet(QStringLiteral("tls")) ? line.value(QStringLiteral("tls")) : QStringLiteral("off");
    const std::optional<test::Tls> tls = tlsNamed(tlsName);
    if (!tls)
        return complain(fail(ErrorKind::Input, QStringLiteral("This is no kind of TLS."), tlsName));

    test::FakeFly server(*fixture,
                         {.token = line.value(QStringLiteral("token")).toUtf8(),
                          .latency = std::chrono::milliseconds(line.value(QStringLiteral("latency")).toInt()),
                          .limits = !line.isSet(QStringLiteral("no-limits")),
                          .retryAfter = false,
                          .tls = *tls,
                          .port = line.value(QStringLiteral("port")).toUShort()});
    for (const QString &text : line.values(QStringLiteral("fault"))) {
        const Result<test::Fault> fault = test::parseFault(text);
        if (!fault)
            return complain(fault.error());
        server.inject(*fault);
    }
    std::printf("export FLY_FLAPS_BASE_URL=%s\nexport FLY_API_BASE_URL=%s\nexport "
                "FLY_REGISTRY_HOST=%s\nexport FLY_ORG=%s\n",
                server.machinesUrl().toEncoded().constData(), server.graphqlUrl().toEncoded().constData(),
                server.registryUrl().toEncoded().constData(), qPrintable(fixture->org()));
    if (*tls != test::Tls::Off)
        std::printf("# --ca-file %s\n", qPrintable(test::FakeFly::caFile()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
