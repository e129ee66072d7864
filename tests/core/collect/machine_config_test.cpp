// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/machine_config.h"
#include "tests/core/collect/machine_list.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using Autostop = model::Service::Autostop;

namespace {

QByteArray withPort(const QByteArray &port)
{
    return withConfig(R"({"services":[{"protocol":"tcp","internal_port":80,"ports":[)" + port + "]}]}");
}

} // namespace

class MachineConfigTest : public QObject
{
    Q_OBJECT
private slots:
    void readsPorts_data();
    void readsPorts();
    void readsAutostop_data();
    void readsAutostop();
    void readsVariablesOfAllParts();
    void readsFiles();
    void aWrongTypeKeepsTheConfigurationFromCountingAsRead_data();
    void aWrongTypeKeepsTheConfigurationFromCountingAsRead();
    void whatIsLeftOutIsFine_data();
    void whatIsLeftOutIsFine();
};

void MachineConfigTest::readsPorts_data()
{
    QTest::addColumn<QByteArray>("port");
    QTest::addColumn<int>("first"); // -1: not read
    QTest::addColumn<int>("last");
    QTest::newRow("one port") << QByteArray(R"({"port":443,"handlers":["tls","http"]})") << 443 << 443;
    QTest::newRow("a range") << QByteArray(R"({"start_port":100,"end_port":200})") << 100 << 200;
    QTest::newRow("a range without start") << QByteArray(R"({"end_port":200})") << 0 << 200;
    QTest::newRow("a range without end") << QByteArray(R"({"start_port":100})") << 100 << 65535;
    QTest::newRow("nothing said is every port") << QByteArray("{}") << 0 << 65535;
    QTest::newRow("null is nothing said") << QByteArray(R"({"port":null,"start_port":null})") << 0 << 65535;
    QTest::newRow("the highest") << QByteArray(R"({"port":65535})") << 65535 << 65535;
    QTest::newRow("beyond 16 bits") << QByteArray(R"({"port":70000})") << -1 << 0;
    QTest::newRow("wrapping to 443") << QByteArray(R"({"port":65979})") << -1 << 0;
    QTest::newRow("negative") << QByteArray(R"({"port":-1})") << -1 << 0;
    QTest::newRow("a fraction") << QByteArray(R"({"port":80.5})") << -1 << 0;
    QTest::newRow("text") << QByteArray(R"({"port":"80"})") << -1 << 0;
    QTest::newRow("a list") << QByteArray(R"({"port":[80]})") << -1 << 0;
    QTest::newRow("an end of a wrong type") << QByteArray(R"({"start_port":1,"end_port":"2"})") << -1 << 0;
    QTest::newRow("backwards") << QByteArray(R"({"start_port":20,"end_port":10})") << -1 << 0;
}

void MachineConfigTest::readsPorts()
{
    QFETCH(QByteArray, port);
    QFETCH(int, first);
    QFETCH(int, last);
    Read read = readList(withPort(port));
    const std::vector<model::Port> &ports = read.machine().config.services.at(0).ports;
    QCOMPARE(read.machine().configComplete, first >= 0);
    QCOMPARE(ports.size(), std::size_t(first >= 0 ? 1 : 0));
    if (first < 0) {
        QCOMPARE(read.draft.snapshot.problems.size(), std::size_t(1));
        return;
    }
    QCOMPARE(int(ports[0].first), first);
    QCOMPARE(int(ports[0].last), last);
    QCOMPARE(ports[0].origin.pointer, QStringLiteral("/0/config/services/0/ports/0"));
}

void MachineConfigTest::readsAutostop_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<Autostop>("autostop");
    QTest::addColumn<bool>("complete");
    QTest::newRow("absent") << QByteArray() << Autostop::Off << true;
    QTest::newRow("null") << QByteArray(R"(,"autostop":null)") << Autostop::Off << true;
    QTest::newRow("false") << QByteArray(R"(,"autostop":false)") << Autostop::Off << true;
    QTest::newRow("true") << QByteArray(R"(,"autostop":true)") << Autostop::Stop << true;
    QTest::newRow("off") << QByteArray(R"(,"autostop":"off")") << Autostop::Off << true;
    QTest::newRow("stop") << QByteArray(R"(,"autostop":"stop")") << Autostop::Stop << true;
    QTest::newRow("suspend") << QByteArray(R"(,"autostop":"suspend")") << Autostop::Suspend << true;
    QTest::newRow("an unknown word") << QByteArray(R"(,"autostop":"hibernate")") << Autostop::Off << false;
    QTest::newRow("a number") << QByteArray(R"(,"autostop":1)") << Autostop::Off << false;
}

void MachineConfigTest::readsAutostop()
{
    QFETCH(QByteArray, field);
    QFETCH(Autostop, autostop);
    QFETCH(bool, complete);
    Read read = readList(withConfig(R"({"services":[{"protocol":"tcp")" + field + "}]}"));
    const model::Service &service = read.machine().config.services.at(0);
    QCOMPARE(service.autostop, autostop);
    QCOMPARE(read.machine().configComplete, complete);
    QVERIFY(!service.minMachinesRunning.known());
    QCOMPARE(service.autostopOrigin.pointer, field.isEmpty()
                                                 ? QStringLiteral("/0/config/services/0")
                                                 : QStringLiteral("/0/config/services/0/autostop"));
}

void MachineConfigTest::readsVariablesOfAllParts()
{
    Read read = readList(withConfig(R"({"env":{"A":)" + kReduced + R"(,"a/b~c":)" + kReduced +
                                    R"(},"processes":[{"env":{"B":)" + kReduced + R"(}},{"env":{"C":)" +
                                    kReduced + R"(}}],"containers":[{"name":"app","env":{"D":)" + kReduced +
                                    R"(}},{"env":{"E":)" + kReduced + "}}]}"));
    QVERIFY(read.machine().configComplete);
    QStringList seen;
    for (const model::Setting &setting : read.machine().config.env) {
        QCOMPARE(setting.value.likeness, model::Likeness::Likely);
        seen.push_back(setting.place + QLatin1Char(' ') + setting.name + QLatin1Char(' ') +
                       setting.origin.pointer);
    }
    QCOMPARE(seen, (QStringList{QStringLiteral("env A /0/config/env/A"),
                                QStringLiteral("env a/b~c /0/config/env/a~1b~0c"),
                                QStringLiteral("processes[0].env B /0/config/processes/0/env/B"),
                                QStringLiteral("processes[1].env C /0/config/processes/1/env/C"),
                                QStringLiteral("containers[app].env D /0/config/containers/0/env/D"),
                                QStringLiteral("containers[1].env E /0/config/containers/1/env/E")}));
}

void MachineConfigTest::readsFiles()
{
    Read read = readList(withConfig(
        R"({"files":[{"guest_path":"/a","raw_value":{"readable":true,"pairs":[],"worst":)" + kReduced +
        R"(}},{"guest_path":"/b","raw_value":{"readable":false}},{"guest_path":"/c","secret_name":"S"},
           {"guest_path":"/d","image_config":"i"}],
           "containers":[{"name":"x","files":[{"guest_path":"/e","secret_name":"T"}]}]})"));
    QVERIFY(read.machine().configComplete);
    const std::vector<model::ConfigFile> &files = read.machine().config.files;
    QCOMPARE(files.size(), std::size_t(5));
    QHash<QString, model::ConfigFile> byPath;
    for (const model::ConfigFile &file : files)
        byPath.insert(file.guestPath, file);
    QCOMPARE(byPath[QStringLiteral("/a")].source, model::ConfigFile::Source::Inline);
    QVERIFY(byPath[QStringLiteral("/a")].readable);
    QCOMPARE(byPath[QStringLiteral("/a")].content.likeness, model::Likeness::Likely);
    QCOMPARE(byPath[QStringLiteral("/b")].source, model::ConfigFile::Source::Inline);
    QVERIFY(!byPath[QStringLiteral("/b")].readable);
    QCOMPARE(byPath[QStringLiteral("/c")].source, model::ConfigFile::Source::Secret);
    QCOMPARE(byPath[QStringLiteral("/d")].source, model::ConfigFile::Source::Other);
    QCOMPARE(byPath[QStringLiteral("/e")].origin.pointer, QStringLiteral("/0/config/containers/0/files/0"));
}

void MachineConfigTest::aWrongTypeKeepsTheConfigurationFromCountingAsRead_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("services is an object") << QByteArray(R"({"services":{}})");
    QTest::newRow("services is a mark") << QByteArray(R"({"services":{"airworthy_type":"string"}})");
    QTest::newRow("a service is text") << QByteArray(R"({"services":["tcp"]})");
    QTest::newRow("a service is null") << QByteArray(R"({"services":[null]})");
    QTest::newRow("ports is a number") << QByteArray(R"({"services":[{"ports":80}]})");
    QTest::newRow("a port is a number") << QByteArray(R"({"services":[{"ports":[80]}]})");
    QTest::newRow("handlers is text")
        << QByteArray(R"({"services":[{"ports":[{"port":80,"handlers":"tls"}]}]})");
    QTest::newRow("a handler is a number")
        << QByteArray(R"({"services":[{"ports":[{"port":80,"handlers":["tls",1]}]}]})");
    QTest::newRow("force_https is text")
        << QByteArray(R"({"services":[{"ports":[{"port":80,"force_https":"true"}]}]})");
    QTest::newRow("internal_port is out of range") << QByteArray(R"({"services":[{"internal_port":99999}]})");
    QTest::newRow("min_machines_running is text")
        << QByteArray(R"({"services":[{"min_machines_running":"1"}]})");
    QTest::newRow("protocol is a number") << QByteArray(R"({"services":[{"protocol":6}]})");
    QTest::newRow("env is a list") << QByteArray(R"({"env":[]})");
    QTest::newRow("env is a mark") << QByteArray(R"({"env":{"airworthy_type":"array"}})");
    QTest::newRow("a variable's value is a mark")
        << QByteArray(R"({"env":{"A":{"airworthy_type":"number"}}})");
    QTest::newRow("a variable's value is null") << QByteArray(R"({"env":{"A":null}})");
    QTest::newRow("a variable's value was not reduced") << QByteArray(R"({"env":{"A":"x"}})");
    QTest::newRow("processes is an object") << QByteArray(R"({"processes":{}})");
    QTest::newRow("a container is text") << QByteArray(R"({"containers":["app"]})");
    QTest::newRow("a process's env is text") << QByteArray(R"({"processes":[{"env":"A=1"}]})");
    QTest::newRow("files is an object") << QByteArray(R"({"files":{}})");
    QTest::newRow("a file without a path") << QByteArray(R"({"files":[{"secret_name":"S"}]})");
    QTest::newRow("a file's content is a mark")
        << QByteArray(R"({"files":[{"guest_path":"/a","raw_value":{"airworthy_type":"number"}}]})");
    QTest::newRow("a file's judgement is missing")
        << QByteArray(R"({"files":[{"guest_path":"/a","raw_value":{"readable":true,"pairs":[]}}]})");
    QTest::newRow("mounts is text") << QByteArray(R"({"mounts":"/data"})");
    QTest::newRow("schedule is a number") << QByteArray(R"({"schedule":1})");
    QTest::newRow("the configuration is a list") << QByteArray("[]");
    QTest::newRow("the configuration is a mark") << QByteArray(R"({"airworthy_type":"string"})");
}

void MachineConfigTest::aWrongTypeKeepsTheConfigurationFromCountingAsRead()
{
    QFETCH(QByteArray, config);
    Read read = readList(withConfig(config));
    QVERIFY(!read.machine().configComplete);
    QVERIFY(!read.machine().whole());
    QVERIFY(!read.draft.snapshot.problems.empty());
    QVERIFY(read.draft.snapshot.problems.front().origin.pointer.startsWith(QLatin1String("/0/config")));
    QVERIFY(read.draft.shortfalls.at(Route::AppMachines).wrongTypes > 0);
}

void MachineConfigTest::whatIsLeftOutIsFine_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("nulls") << QByteArray(
        R"({"env":null,"services":null,"files":null,"mounts":null,"processes":null,"containers":null,"schedule":null})");
    QTest::newRow("more than we know") << QByteArray(R"({"guest":{"cpus":1},"new_thing":[1,2,{}]})");
    QTest::newRow("a service without ports")
        << QByteArray(R"({"services":[{"protocol":"tcp","ports":null}]})");
}

void MachineConfigTest::whatIsLeftOutIsFine()
{
    QFETCH(QByteArray, config);
    Read read = readList(withConfig(config));
    QVERIFY(read.machine().whole());
    QVERIFY(read.draft.snapshot.problems.empty());
}

QTEST_GUILESS_MAIN(MachineConfigTest)
#include "machine_config_test.moc"
