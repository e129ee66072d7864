// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/fake_fly.h"

#include "core/fly/routes.h"
#include "tests/fake_fly/answering.h"

#include <QFile>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <algorithm>

namespace aw::test {
namespace {

const QString kCertificates = QStringLiteral(AW_FAKE_FLY_CERTIFICATES "/");

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QString certificateOf(Tls tls)
{
    switch (tls) {
    case Tls::Expired: return QStringLiteral("expired");
    case Tls::SelfSigned: return QStringLiteral("self-signed");
    case Tls::WrongHost: return QStringLiteral("wrong-host");
    case Tls::Valid:
    case Tls::Off: break;
    }
    return QStringLiteral("valid");
}

QSslConfiguration tlsWith(const QString &certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients, who show no certificate
    tls.setLocalCertificate(QSslCertificate(contentsOf(kCertificates + certificate + QLatin1String(".pem"))));
    tls.setPrivateKey(QSslKey(contentsOf(kCertificates + certificate + QLatin1String(".key")), QSsl::Ec));
    return tls;
}

std::unique_ptr<QTcpServer> listener(const FakeFlyOptions &options, quint16 port)
{
    std::unique_ptr<QTcpServer> server;
    if (options.tls == Tls::Off) {
        server = std::make_unique<QTcpServer>();
    } else {
        auto secure = std::make_unique<QSslServer>();
        secure->setSslConfiguration(tlsWith(certificateOf(options.tls)));
        server = std::move(secure);
    }
    server->setListenBacklogSize(512);
    server->setMaxPendingConnections(512);
    if (!server->listen(QHostAddress::LocalHost, port))
        qFatal("port %d cannot be had: %s", int(port), qPrintable(server->errorString()));
    return server;
}

QUrl urlOf(const FakeFlyOptions &options, const char *host, quint16 port)
{
    QUrl url;
    url.setScheme(options.tls == Tls::Off ? QStringLiteral("http") : QStringLiteral("https"));
    url.setHost(QString::fromLatin1(host));
    url.setPort(port);
    return url;
}

bool isKnownDocument(const Seen &seen)
{
    const Result<JsonDocument> request = JsonDocument::parse(seen.body);
    const QByteArray query =
        request ? request->root().at("query").text().value_or(QString()).toUtf8() : QByteArray();
    const auto routes = fly::routes();
    return std::any_of(routes.begin(), routes.end(), [&query](const fly::RouteRow &row) {
        return row.api == fly::Api::GraphQl && fly::document(row.route) == query;
    });
}

/// What even a GET must not ask (FLY-API §4).
bool isHarmlessGet(const Seen &seen)
{
    for (const char *end : {"/lease", "/wait", "/credentials", "/logs", "/check"}) {
        if (seen.path.endsWith(QLatin1String(end)))
            return false;
    }
    static const QRegularExpression registry(QStringLiteral("^/v2/[^/]+/(manifests|blobs)/[^/]+$"));
    if (seen.method == "GET" && registry.match(seen.path).hasMatch())
        return true;
    return seen.method == "GET" && seen.path.startsWith(QLatin1String("/v1/")) &&
           !seen.path.contains(QLatin1String("/queries/")) &&
           !seen.query.hasQueryItem(QStringLiteral("show_secrets"));
}

} // namespace

/// Lives in the server's thread.
class FakeFly::Server final : public QObject
{
public:
    Server(demo::Fixture fixture, const FakeFlyOptions &options)
        : m_options(options), m_answering(std::move(fixture), options)
    {}

    quint16 start()
    {
        m_main = listener(m_options, m_options.port);
        m_other = listener(m_options, 0);
        accept(*m_main, [this](HttpConnection &connection, Seen seen) { take(connection, std::move(seen)); });
        accept(*m_other, [this](HttpConnection &connection, Seen seen) {
            const Response response = m_answering.elsewhere(seen);
            seen.status = response.status;
            elsewhere.push_back(std::move(seen));
            connection.respond(response);
        });
        return m_main->serverPort();
    }

    void stop()
    {
        m_main.reset();
        m_other.reset();
        qDeleteAll(findChildren<HttpConnection *>());
    }

    void setLatency(std::chrono::milliseconds latency) { m_options.latency = latency; }

    std::vector<Seen> requests;
    std::vector<Seen> elsewhere;
    int connections = 0;
    int mostInFlight = 0;

    Answering &answering() { return m_answering; }

private:
    void accept(QTcpServer &server, const HttpConnection::Handle &handle)
    {
        connect(&server, &QTcpServer::pendingConnectionAvailable, this, [this, &server, handle] {
            while (QTcpSocket *socket = server.nextPendingConnection()) {
                ++connections;
                new HttpConnection(socket, handle, this);
            }
        });
    }

    void take(HttpConnection &connection, Seen seen)
    {
        seen.atMillis = m_answering.elapsed();
        mostInFlight = std::max(mostInFlight, ++m_inFlight);
        Response response = m_answering.answer(seen, urlOf(m_options, "localhost", m_other->serverPort()));
        seen.status = response.delivery == Delivery::Reset ? 0 : response.status;
        response.headers.push_back(
            {"fly-request-id", "01FAKE" + QByteArray::number(requests.size()) + "-loc"});
        requests.push_back(std::move(seen));
        const auto send = [this, to = QPointer(&connection), response = std::move(response)] {
            --m_inFlight;
            if (to)
                to->respond(response);
        };
        if (m_options.latency.count() > 0)
            QTimer::singleShot(m_options.latency, Qt::PreciseTimer, this, send);
        else
            send();
    }

    FakeFlyOptions m_options;
    Answering m_answering;
    std::unique_ptr<QTcpServer> m_main;
    std::unique_ptr<QTcpServer> m_other;
    int m_inFlight = 0;
};

namespace {

/// Runs `work` in the thread of `there` and waits for it.
template<class Work>
auto across(QObject *there, Work work)
{
    std::invoke_result_t<Work> result{};
    QMetaObject::invokeMethod(
        there, [&result, &work] { result = work(); }, Qt::BlockingQueuedConnection);
    return result;
}

} // namespace

FakeFly::FakeFly(demo::Fixture fixture, FakeFlyOptions options)
    : m_server(new Server(std::move(fixture), options)), m_options(std::move(options))
{
    m_server->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("fake fly"));
    m_thread.start();
    m_port = across(m_server, [this] { return m_server->start(); });
}

FakeFly::~FakeFly()
{
    QMetaObject::invokeMethod(
        m_server, [this] { m_server->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    delete m_server;
}

QUrl FakeFly::machinesUrl() const
{
    return urlOf(m_options, "127.0.0.1", m_port);
}

QUrl FakeFly::graphqlUrl() const
{
    return machinesUrl();
}

QUrl FakeFly::registryUrl() const
{
    return machinesUrl();
}

QString FakeFly::caFile()
{
    return kCertificates + QLatin1String("ca.pem");
}

void FakeFly::inject(const Fault &fault)
{
    QMetaObject::invokeMethod(
        m_server, [this, fault] { m_server->answering().inject(fault); }, Qt::BlockingQueuedConnection);
}

void FakeFly::clearFaults()
{
    QMetaObject::invokeMethod(
        m_server, [this] { m_server->answering().clearFaults(); }, Qt::BlockingQueuedConnection);
}

void FakeFly::setLatency(std::chrono::milliseconds latency)
{
    QMetaObject::invokeMethod(
        m_server, [this, latency] { m_server->setLatency(latency); }, Qt::BlockingQueuedConnection);
}

void FakeFly::clearRequests()
{
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            m_server->requests.clear();
            m_server->elsewhere.clear();
            m_server->mostInFlight = 0;
        },
        Qt::BlockingQueuedConnection);
}

std::vector<Seen> FakeFly::requests() const
{
    return across(m_server, [this] { return m_server->requests; });
}

std::vector<Seen> FakeFly::elsewhere() const
{
    return across(m_server, [this] { return m_server->elsewhere; });
}

int FakeFly::connections() const
{
    return across(m_server, [this] { return m_server->connections; });
}

int FakeFly::mostInFlight() const
{
    return across(m_server, [this] { return m_server->mostInFlight; });
}

QStringList FakeFly::unexpected() const
{
    QStringList out;
    for (const Seen &seen : requests()) {
        const bool graphql = seen.method == "POST" && seen.path == QLatin1String("/graphql");
        if (isAuthorizeQuestion(seen))
            continue;
        if (graphql ? !isKnownDocument(seen) : !isHarmlessGet(seen))
            out.push_back(QString::fromLatin1(seen.method) + QLatin1Char(' ') + seen.path + QLatin1Char(' ') +
                          seen.operation);
    }
    return out;
}

} // namespace aw::test
