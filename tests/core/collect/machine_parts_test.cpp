// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/redact.h"
#include "tests/core/collect/machine_list.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Likeness;

namespace {

/// The machine whose configuration the platform gives as `config`, through redaction.
Read fromPlatform(const QByteArray &config)
{
    const secrets::Reducer reducer("0123456789abcdef", QDateTime(QDate(2026, 11, 24), QTime(10, 0), Qt::UTC));
    fly::Request request;
    request.route = Route::AppMachines;
    const Result<QByteArray> body = fly::redact(
        request,
        R"([{"id":"m1","state":"started","host_status":"ok","private_ip":"fdaa:0:1::2","cordoned":true,
        "checks":[{"name":"up","status":"critical","output":"password=hunter2x"}],"config":)" +
            config + "}]",
        reducer);
    return body ? readList(*body) : Read{};
}

/// "place name likeness" of what stands outside of env and files.
QStringList elsewhere(const model::MachineConfig &config)
{
    static const QHash<int, QString> kNames{{int(Likeness::None), QStringLiteral("none")},
                                            {int(Likeness::Suspect), QStringLiteral("suspect")},
                                            {int(Likeness::Likely), QStringLiteral("likely")},
                                            {int(Likeness::Certain), QStringLiteral("certain")}};
    QStringList out;
    for (const model::Setting &setting : config.elsewhere)
        out.push_back(
            QStringList{setting.place, setting.name, kNames[int(setting.value.likeness)]}.join(u' '));
    return out;
}

} // namespace

/// What a configuration holds beside env, files, ports and mounts.
class MachinePartsTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheMachine();
    void readsHowItLives();
    void readsServices();
    void readsPrograms();
    void readsContainers();
    void judgesValuesWhereverTheyStand();
    void answersOfEarlierVersionsStayReadable();
    void versionsKeepOnlyValues();
    void aWrongTypeShows_data();
    void aWrongTypeShows();
};

void MachinePartsTest::readsTheMachine()
{
    Read read = fromPlatform(R"({"image":"registry.fly.io/web:1","guest":{"cpu_kind":"shared","cpus":2,
        "memory_mb":1024,"gpu_kind":"a10","host_dedication_id":"hd1","persist_rootfs":"always"},
        "metadata":{"fly_process_group":"worker","fly_platform_version":"v2","fly_release_version":"7",
        "fly_flyctl_version":"0.3.0","team":"blue"},"size":"shared-cpu-1x","disable_machine_autostart":true})");
    model::Machine &machine = read.machine();
    QVERIFY(machine.whole());
    QCOMPARE(machine.privateIp, QStringLiteral("fdaa:0:1::2"));
    QVERIFY(machine.cordoned.valueOr(false));
    QCOMPARE(machine.checks.at(0).status, QStringLiteral("critical"));
    const model::MachineConfig &config = machine.config;
    QCOMPARE(config.image, QStringLiteral("registry.fly.io/web:1"));
    QCOMPARE(config.guest.cpuKind, QStringLiteral("shared"));
    QCOMPARE(config.guest.cpus.valueOr(0), qint64(2));
    QCOMPARE(config.guest.memoryMb.valueOr(0), qint64(1024));
    QCOMPARE(config.guest.gpuKind, QStringLiteral("a10"));
    QCOMPARE(config.guest.dedicatedHost, QStringLiteral("hd1"));
    QCOMPARE(config.guest.persistRootfs, QStringLiteral("always"));
    QCOMPARE(config.metadata.processGroup, QStringLiteral("worker"));
    QCOMPARE(config.metadata.platformVersion, QStringLiteral("v2"));
    QCOMPARE(config.metadata.releaseVersion, QStringLiteral("7"));
    QCOMPARE(config.metadata.flyctlVersion, QStringLiteral("0.3.0"));
    QCOMPARE(config.size.pointer, QStringLiteral("/0/config/size"));
    QCOMPARE(config.disableAutostart.pointer, QStringLiteral("/0/config/disable_machine_autostart"));
    QCOMPARE(elsewhere(config), QStringList{QStringLiteral("metadata team none")});
}

void MachinePartsTest::readsHowItLives()
{
    Read read = fromPlatform(R"({"schedule":"daily","auto_destroy":true,"standbys":["m2"],
        "restart":{"policy":"on-failure","max_retries":3},"stop_config":{"timeout":"30s","signal":"SIGINT"},
        "rootfs":{"persist":"never","size_gb":2},"metrics":{"port":9091,"path":"/metrics","https":true},
        "dns":{"skip_registration":true,"nameservers":["fdaa::3"],"searches":["internal"],"hostname":"h"},
        "statics":[{"guest_path":"/app/public","url_prefix":"/static","tigris_bucket":"b"}],
        "mounts":[{"volume":"vol_1","name":"data","path":"/data","size_gb":3,"extend_threshold_percent":80}],
        "checks":{"alive":{"type":"http","port":8080,"path":"/up","method":"get","interval":"15s","timeout":"2s",
        "grace_period":"5s","kind":"readiness","tls_skip_verify":true}}})");
    const model::MachineConfig &config = read.machine().config;
    QVERIFY(read.machine().whole());
    QCOMPARE(config.schedule, QStringLiteral("daily"));
    QVERIFY(config.autoDestroy);
    QCOMPARE(config.standbys, QStringList{QStringLiteral("m2")});
    QCOMPARE(config.restart->policy, QStringLiteral("on-failure"));
    QCOMPARE(config.restart->maxRetries.valueOr(0), qint64(3));
    QCOMPARE(config.stopTimeout, QStringLiteral("30s"));
    QCOMPARE(config.stopSignal, QStringLiteral("SIGINT"));
    QCOMPARE(config.rootfsPersist, QStringLiteral("never"));
    QCOMPARE(config.metrics->port.valueOr(0), qint64(9091));
    QCOMPARE(config.metrics->path, QStringLiteral("/metrics"));
    QVERIFY(config.metrics->https);
    QVERIFY(config.dns->skipRegistration);
    QCOMPARE(config.dns->nameservers, QStringList{QStringLiteral("fdaa::3")});
    QCOMPARE(config.statics.at(0).bucket, QStringLiteral("b"));
    QCOMPARE(config.mounts.at(0).name, QStringLiteral("data"));
    QCOMPARE(config.mounts.at(0).extendThresholdPercent.valueOr(0), qint64(80));
    const model::HealthCheck &check = config.checks.at(0);
    QCOMPARE(check.name, QStringLiteral("alive"));
    QCOMPARE(check.path, QStringLiteral("/up"));
    QCOMPARE(check.interval, QStringLiteral("15s"));
    QCOMPARE(check.kind, QStringLiteral("readiness"));
    QVERIFY(check.tlsSkipVerify);
    QCOMPARE(check.port.valueOr(0), qint64(8080));
    QVERIFY(config.size.pointer.isEmpty() && config.disableAutostart.pointer.isEmpty());
}

void MachinePartsTest::readsServices()
{
    Read read = fromPlatform(R"({"services":[{"protocol":"tcp","internal_port":8080,"autostart":true,
        "concurrency":{"type":"requests","hard_limit":250,"soft_limit":200},
        "checks":[{"type":"tcp","interval":"10s"}],
        "ports":[{"port":443,"handlers":["tls"],"tls_options":{"alpn":["h2"],"versions":["TLSv1.2","TLSv1.3"],
        "default_self_signed":true},"proxy_proto_options":{"version":"v2"}},{"port":80,"handlers":["http"]}]},
        {"protocol":"udp","autostart":null}]})");
    QVERIFY(read.machine().whole());
    const model::Service &service = read.machine().config.services.at(0);
    QVERIFY(service.autostart.valueOr(false));
    QCOMPARE(service.concurrency->type, QStringLiteral("requests"));
    QCOMPARE(service.concurrency->hardLimit.valueOr(0), qint64(250));
    QCOMPARE(service.checks.size(), std::size_t(1));
    const model::Port &port = service.ports.at(0);
    QCOMPARE(port.tls->alpn, QStringList{QStringLiteral("h2")});
    QCOMPARE(port.tls->versions.size(), qsizetype(2));
    QVERIFY(port.tls->defaultSelfSigned);
    QCOMPARE(port.tls->origin.pointer, QStringLiteral("/0/config/services/0/ports/0/tls_options"));
    QCOMPARE(port.proxyProtocol, QStringLiteral("v2"));
    QVERIFY(!service.ports.at(1).tls.has_value());
    const model::Service &other = read.machine().config.services.at(1);
    QVERIFY(!other.autostart.known());
    QVERIFY(!other.concurrency.has_value());
}

void MachinePartsTest::readsPrograms()
{
    Read read = fromPlatform(R"({"init":{"exec":["/bin/serve","--port","80"],"entrypoint":null,"cmd":["a"],
        "kernel_args":["quiet"]},"processes":[{"cmd":["work"],"user":"app","ignore_app_secrets":true,
        "secrets":[{"env_var":"DB","name":"DATABASE_URL"}],"env_from":[{"env_var":"ID","field_ref":"id"}]}]})");
    QVERIFY(read.machine().whole());
    const model::MachineConfig &config = read.machine().config;
    QCOMPARE(config.init.exec.first(), QStringLiteral("/bin/serve"));
    QVERIFY(config.init.exec.last().startsWith(QLatin1String("<value ")));
    QCOMPARE(config.init.entrypoint, QStringList());
    QCOMPARE(config.init.cmd, QStringList{QStringLiteral("a")});
    const model::Process &process = config.processes.at(0);
    QCOMPARE(process.command.cmd, QStringList{QStringLiteral("work")});
    QCOMPARE(process.user, QStringLiteral("app"));
    QVERIFY(process.ignoresAppSecrets);
    QCOMPARE(process.secrets.at(0).from, QStringLiteral("DATABASE_URL"));
    QCOMPARE(process.variables.at(0).from, QStringLiteral("id"));
}

void MachinePartsTest::readsContainers()
{
    Read read = fromPlatform(R"({"containers":[{"name":"app","image":"web:1","user":"app","cmd":["serve"],
        "restart":{"policy":"always"},"depends_on":[{"name":"db","condition":"healthy"}],
        "healthchecks":[{"name":"h","kind":"readiness","interval":30,"timeout":5,"grace_period":10,
        "http":{"port":8080,"path":"/up","method":"GET"}},{"name":"t","tcp":{"port":5432}},
        {"name":"e","exec":{"command":["pg_isready"]}}]}]})");
    QVERIFY(read.machine().whole());
    const model::Container &container = read.machine().config.containers.at(0);
    QCOMPARE(container.name, QStringLiteral("app"));
    QCOMPARE(container.image, QStringLiteral("web:1"));
    QCOMPARE(container.process.user, QStringLiteral("app"));
    QCOMPARE(container.process.command.cmd, QStringList{QStringLiteral("serve")});
    QCOMPARE(container.restart->policy, QStringLiteral("always"));
    QCOMPARE(container.dependsOn, QStringList{QStringLiteral("db")});
    QCOMPARE(container.checks.size(), std::size_t(3));
    QCOMPARE(container.checks.at(0).type, QStringLiteral("http"));
    QCOMPARE(container.checks.at(0).interval, QStringLiteral("30s"));
    QCOMPARE(container.checks.at(0).port.valueOr(0), qint64(8080));
    QCOMPARE(container.checks.at(1).type, QStringLiteral("tcp"));
    QCOMPARE(container.checks.at(1).port.valueOr(0), qint64(5432));
    QCOMPARE(container.checks.at(2).type, QStringLiteral("exec"));
    QCOMPARE(container.checks.at(2).path, QStringLiteral("pg_isready"));
}

void MachinePartsTest::judgesValuesWhereverTheyStand()
{
    Read read =
        fromPlatform(R"({"init":{"cmd":["serve","--token","hunter2x"],"kernel_args":["secret=hunter2x"]},
        "metadata":{"api_password":"hunter2x"},"guest":{"kernel_args":["token=hunter2x"]},
        "metrics":{"path":"/m?password=hunter2x"},
        "services":[{"checks":[{"path":"/up?api_key=hunter2x","headers":[{"name":"Authorization",
        "values":["Bearer hunter2x"]}]}],"ports":[{"port":80,"http_options":{"response":{"headers":
        {"X-Secret":"hunter2x","Server":false}}}}]}],
        "checks":{"up":{"headers":[{"name":"Cookie","values":["session=hunter2x"]}]}},
        "processes":[{"exec":["run","TOKEN=hunter2x"]}],
        "containers":[{"name":"c","entrypoint":["run","PASSWORD=hunter2x"],
        "healthchecks":[{"exec":{"command":["probe","--password","hunter2x"]}}]}]})");
    QVERIFY(read.machine().whole());
    QVERIFY(read.machine().config.elsewhereRead);
    QStringList found = elsewhere(read.machine().config);
    for (const char *wanted :
         {"init.cmd token likely", "init.kernel_args secret likely", "metadata api_password likely",
          "guest.kernel_args token likely", "metrics.path password likely",
          "services[0].checks[0].path api_key likely", "services[0].checks[0].headers Authorization likely",
          "services[0].ports[0].headers X-Secret likely", "processes[0].exec TOKEN likely",
          "containers[c].entrypoint PASSWORD likely", "containers[c].healthchecks[0].exec password likely"})
        QVERIFY2(found.contains(QLatin1String(wanted)),
                 qPrintable(found.join(u'\n') + QLatin1String(wanted)));
    QVERIFY(!found.filter(QStringLiteral("checks[up].headers Cookie")).isEmpty());
    for (const model::Setting &setting : read.machine().config.elsewhere)
        QVERIFY(setting.origin.pointer.startsWith(QLatin1String("/0/config/")));
}

void MachinePartsTest::answersOfEarlierVersionsStayReadable()
{
    // Commands were once kept as masked text alone.
    Read masked = readList(
        withConfig(R"({"init":{"cmd":["serve","--token","<value 0011223344556677 8 text>"],"exec":"run"}})"));
    QVERIFY(masked.machine().whole());
    QCOMPARE(masked.machine().config.init.cmd.size(), qsizetype(3));
    QCOMPARE(masked.machine().config.init.exec, QStringList{QStringLiteral("run")});
    QVERIFY(!masked.machine().config.elsewhereRead);
    Read plain = readList(withConfig(R"({"init":{"cmd":["serve"]}})"));
    QVERIFY(plain.machine().config.elsewhereRead);
}

void MachinePartsTest::versionsKeepOnlyValues()
{
    Record record = wholeRecord();
    change(
        answerIn(record, Route::MachineVersions, kWeb, QStringLiteral("m1")), R"("user_config":{})",
        R"("user_config":{"init":{"cmd":[{"text":"<value 0011223344556677 8 text>","settings":[{"name":"token",
              "value":{"hmac":"0011223344556677","length":8,"shape":"text","rule":"telling-name","likeness":"likely"}}]}]}})");
    const auto snapshot = snapshotOf(record);
    const model::MachineVersion &version = snapshot->app(kWeb)->machines.items.at(0).versions.items.at(0);
    QCOMPARE(version.config.elsewhere.size(), std::size_t(1));
    QCOMPARE(version.config.elsewhere.at(0).place, QStringLiteral("init.cmd"));
    QCOMPARE(version.config.elsewhere.at(0).value.likeness, Likeness::Likely);
    QVERIFY(version.config.elsewhereRead);
}

void MachinePartsTest::aWrongTypeShows_data()
{
    QTest::addColumn<QByteArray>("config");
    const auto row = [](const char *name, const char *config) { QTest::newRow(name) << QByteArray(config); };
    row("guest is a list", R"({"guest":[]})");
    row("cpus is text", R"({"guest":{"cpus":"2"}})");
    row("restart is text", R"({"restart":"always"})");
    row("a retry is negative", R"({"restart":{"max_retries":-1}})");
    row("auto_destroy is text", R"({"auto_destroy":"yes"})");
    row("standbys is text", R"({"standbys":"m2"})");
    row("metadata is text", R"({"metadata":"a=b"})");
    row("a process group is a number", R"({"metadata":{"fly_process_group":7}})");
    row("init is a list", R"({"init":["run"]})");
    row("a command is a number", R"({"init":{"cmd":7}})");
    row("an argument is a number", R"({"init":{"cmd":["a",7]}})");
    row("checks is a list", R"({"checks":[{"path":"/"}]})");
    row("a check is text", R"({"checks":{"up":"/"}})");
    row("headers is text", R"({"checks":{"up":{"headers":"A: b"}}})");
    row("tls_options is text", R"({"services":[{"ports":[{"port":1,"tls_options":"x"}]}]})");
    row("http_options is text", R"({"services":[{"ports":[{"port":1,"http_options":"x"}]}]})");
    row("autostart is text", R"({"services":[{"autostart":"true"}]})");
    row("concurrency is a number", R"({"services":[{"concurrency":5}]})");
    row("a container's checks are text", R"({"containers":[{"healthchecks":"x"}]})");
    row("a container's check is a list", R"({"containers":[{"healthchecks":[{"http":[]}]}]})");
    row("dns is text", R"({"dns":"x"})");
    row("metrics is text", R"({"metrics":"x"})");
    row("statics is text", R"({"statics":"x"})");
    row("rootfs is text", R"({"rootfs":"x"})");
    row("stop_config is text", R"({"stop_config":"x"})");
    row("size is a number", R"({"size":1})");
}

void MachinePartsTest::aWrongTypeShows()
{
    QFETCH(QByteArray, config);
    Read read = fromPlatform(config);
    QVERIFY(!read.machine().configComplete);
    QVERIFY(!read.draft.snapshot.problems.empty());
    QVERIFY(read.draft.shortfalls.at(Route::AppMachines).wrongTypes > 0);
}

QTEST_GUILESS_MAIN(MachinePartsTest)
#include "machine_parts_test.moc"
