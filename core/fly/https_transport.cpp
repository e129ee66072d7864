// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/https_transport.h"

#include "core/fly/network_fault.h"
#include "core/fly/registry.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>
#include <algorithm>
#include <unordered_map>

namespace aw::fly {
namespace {

constexpr qint64 kReadAhead = qint64{1} << 20;

/// The proxy the system names, for this program's own requests: a global setting would reach further.
class SystemProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

Error badCertificates(const QByteArray &path, const QString &why)
{
    return fail(ErrorKind::Input, why, QFile::decodeName(path));
}

Result<QList<QSslCertificate>> certificatesIn(const QByteArray &path)
{
    QFile file(QFile::decodeName(path));
    if (!file.open(QIODevice::ReadOnly))
        return badCertificates(
            path, QCoreApplication::translate("fly", "The file of certificates cannot be read: %1.")
                      .arg(file.errorString()));
    const QByteArray text = file.read(kReadAhead);
    QList<QSslCertificate> found = QSslCertificate::fromData(text, QSsl::Pem);
    found.removeIf([](const QSslCertificate &certificate) { return certificate.isNull(); });
    if (found.isEmpty())
        return badCertificates(
            path, QCoreApplication::translate("fly", "The file holds no certificate in PEM form."));
    return found;
}

/// A manager with how many requests it has under way.
struct Line {
    std::unique_ptr<QNetworkAccessManager> manager;
    int inFlight = 0;
};

/// One request under way.
struct Flight {
    QNetworkReply *reply = nullptr;
    QTimer *deadline = nullptr; ///< the reply's
    Route route = Route::Apps;
    std::size_t line = 0;
    bool redirected = false; ///< a redirect was followed
    Transport::Done done;
    QByteArray body;
    QList<QSslError> sslErrors;
    Stop stop = Stop::None;
};

} // namespace

struct HttpsTransport::Private {
    explicit Private(Setup with) : setup(std::move(with)) {}

    Setup setup;
    QSslConfiguration tls;
    std::vector<Line> lines;
    std::unordered_map<quint64, Flight> flights;
    quint64 nextFlight = 0;
    quint64 round = 0; ///< counts aborts

    void openLines(const QList<QSslCertificate> &trusted)
    {
        tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(trusted);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        for (int i = 0; i < std::max(setup.managers, 1); ++i) {
            auto manager = std::make_unique<QNetworkAccessManager>();
            manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
            manager->setProxyFactory(new SystemProxy); // the manager owns it
            lines.push_back({.manager = std::move(manager), .inFlight = 0});
        }
    }

    [[nodiscard]] std::size_t freest() const
    {
        const auto least = std::min_element(lines.cbegin(), lines.cend(), [](const Line &a, const Line &b) {
            return a.inFlight < b.inFlight;
        });
        return std::size_t(least - lines.cbegin());
    }

    [[nodiscard]] SecretBytes authorization(Api api) const
    {
        switch (api) {
        case Api::GraphQl: return setup.token.graphqlHeader();
        case Api::Registry: return setup.token.registryHeader();
        case Api::Machines: break;
        }
        return setup.token.machinesHeader();
    }

    [[nodiscard]] HttpsLimits limitsOf(Route route) const
    {
        HttpsLimits limits = setup.limits;
        if (row(route).api == Api::Registry)
            limits.bodyBytes = std::min(limits.bodyBytes, kRegistryBytes);
        return limits;
    }

    /// Without an Authorization header, which is not for every host.
    [[nodiscard]] QNetworkRequest request(const QUrl &url, Route route) const
    {
        QNetworkRequest request(url);
        request.setSslConfiguration(tls);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, url.scheme() == QLatin1String("https"));
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        request.setTransferTimeout(int(setup.limits.stall.count()));
        // Lists of many like machines compress beyond the ratio that Qt takes for an attack, and what is
        // unpacked is counted here, as it is read.
        request.setDecompressedSafetyCheckThreshold(-1);
        request.setRawHeader("User-Agent", "Airworthy/" AW_VERSION);
        request.setRawHeader("Accept", accepted(route));
        return request;
    }

    void authorize(QNetworkRequest &request, Api api) const
    {
        // Qt's own copy, which goes with the reply; see SecretBytes.
        request.setRawHeader("Authorization", authorization(api).view().toByteArray());
    }

    void read(Flight &flight) const
    {
        if (flight.stop != Stop::None)
            return;
        const qint64 most =
            limitsOf(flight.route).bodyBytes + 1; // one more tells a full body from a longer one
        while (flight.body.size() < most) {
            const QByteArray piece = flight.reply->read(most - flight.body.size());
            if (piece.isEmpty())
                return;
            flight.body += piece;
        }
        end(flight, Stop::TooLarge);
    }

    void announced(Flight &flight) const
    {
        const QVariant length = flight.reply->header(QNetworkRequest::ContentLengthHeader);
        if (length.isValid() && length.toLongLong() > limitsOf(flight.route).bodyBytes)
            end(flight, Stop::TooLarge);
    }

    /// Qt reports every abort alike, so the reason is kept here. The deadline's timer does it, from the
    /// event loop: Qt warns when a reply is ended in the middle of its own work.
    static void end(Flight &flight, Stop why)
    {
        if (flight.stop != Stop::None)
            return;
        flight.stop = why;
        flight.deadline->start(0);
    }

    static void timeIsUp(Flight &flight)
    {
        if (flight.stop == Stop::None)
            flight.stop = Stop::Deadline;
        flight.reply->abort();
    }

    [[nodiscard]] WireReply answer(Flight &flight) const
    {
        QNetworkReply *reply = flight.reply;
        WireReply wire;
        wire.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        wire.at = QDateTime::currentDateTimeUtc();
        wire.requestId = QString::fromUtf8(reply->rawHeader("fly-request-id"));
        wire.nextCursor = QString::fromUtf8(reply->rawHeader("fly-next-cursor"));
        wire.retryAfter = reply->rawHeader("Retry-After");
        const HttpsLimits limits = limitsOf(flight.route);
        const Ending ending{.reply = *reply,
                            .api = row(flight.route).api,
                            .stop = flight.stop,
                            .sslErrors = flight.sslErrors,
                            .limits = limits,
                            .received = flight.body.size()};
        if (auto fault = faultOf(ending)) {
            wire.fault = std::move(fault->error);
            wire.lasting = fault->lasting;
        } else {
            wire.body = std::move(flight.body);
        }
        return wire;
    }

    /// Where the answer sends the request on, if that may be followed.
    [[nodiscard]] static std::optional<QUrl> followed(const Flight &flight)
    {
        const int status = flight.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool moved = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        if (!moved || flight.redirected || flight.stop != Stop::None ||
            row(flight.route).api != Api::Registry)
            return std::nullopt;
        return onward(flight.reply->url(), flight.reply->rawHeader("Location"));
    }

    void follow(quint64 number, Flight &&flight, const QUrl &target, QObject *context)
    {
        QNetworkRequest next = request(target, flight.route);
        if (sameOrigin(flight.reply->url(), target))
            authorize(next, Api::Registry);
        flight.reply->disconnect();
        flight.reply->deleteLater();
        flight.reply = lines.at(flight.line).manager->get(next);
        flight.body.clear();
        flight.redirected = true;
        flights.emplace(number, std::move(flight));
        watch(number, context);
    }

    void finished(quint64 number, QObject *context)
    {
        auto node = flights.extract(number);
        if (node.empty())
            return;
        Flight &flight = node.mapped();
        if (const std::optional<QUrl> target = followed(flight)) {
            follow(number, std::move(flight), *target, context);
            return;
        }
        if (flight.reply->isOpen())
            read(flight);
        WireReply wire = answer(flight);
        --lines.at(flight.line).inFlight;
        flight.reply->disconnect();
        flight.reply->deleteLater();
        const Done done = std::move(flight.done);
        done(std::move(wire));
    }

    template<class Act>
    void whileFlying(quint64 number, Act act)
    {
        const auto found = flights.find(number);
        if (found != flights.end())
            act(found->second);
    }

    void watch(quint64 number, QObject *context)
    {
        QNetworkReply *reply = flights.at(number).reply;
        reply->setReadBufferSize(kReadAhead);
        QObject::connect(reply, &QNetworkReply::readyRead, context,
                         [this, number] { whileFlying(number, [this](Flight &one) { read(one); }); });
        QObject::connect(reply, &QNetworkReply::metaDataChanged, context,
                         [this, number] { whileFlying(number, [this](Flight &one) { announced(one); }); });
        QObject::connect(reply, &QNetworkReply::sslErrors, context,
                         [this, number](const QList<QSslError> &errors) {
                             whileFlying(number, [&](Flight &one) { one.sslErrors += errors; });
                         });
        QObject::connect(reply, &QNetworkReply::finished, context,
                         [this, number, context] { finished(number, context); });
        auto *deadline = new QTimer(reply);
        flights.at(number).deadline = deadline;
        deadline->setSingleShot(true);
        QObject::connect(deadline, &QTimer::timeout, context,
                         [this, number] { whileFlying(number, [](Flight &one) { timeIsUp(one); }); });
        deadline->start(setup.limits.overall);
    }
};

Result<std::unique_ptr<HttpsTransport>> HttpsTransport::open(Setup setup)
{
    QList<QSslCertificate> trusted;
    if (!setup.caFile.isEmpty()) {
        Result<QList<QSslCertificate>> found = certificatesIn(setup.caFile);
        if (!found)
            return found.error();
        trusted = *std::move(found);
    }
    auto self = std::make_unique<Private>(std::move(setup));
    self->openLines(trusted);
    return std::unique_ptr<HttpsTransport>(new HttpsTransport(std::move(self)));
}

HttpsTransport::HttpsTransport(std::unique_ptr<Private> self) : m_self(std::move(self)) {}

HttpsTransport::~HttpsTransport()
{
    abort();
}

void HttpsTransport::send(const WireRequest &request, Done done)
{
    const quint64 number = m_self->nextFlight++;
    if (!mayCarryToken(request.url())) {
        WireReply wire;
        wire.fault = unencrypted(request.url());
        wire.lasting = true;
        const auto answer = [this, round = m_self->round, done = std::move(done), wire = std::move(wire)] {
            if (round == m_self->round)
                done(wire);
        };
        QTimer::singleShot(0, this, answer);
        return;
    }
    const std::size_t line = m_self->freest();
    Line &chosen = m_self->lines[line];
    QNetworkRequest sent = m_self->request(request.url(), request.request().route);
    m_self->authorize(sent, request.api());
    if (request.post())
        sent.setRawHeader("Content-Type", "application/json");
    QNetworkReply *reply =
        request.post()
            ? chosen.manager->post(sent, request.bodyWith(m_self->authorization(request.api()).view()))
            : chosen.manager->get(sent);
    ++chosen.inFlight;
    Flight flight;
    flight.reply = reply;
    flight.route = request.request().route;
    flight.line = line;
    flight.done = std::move(done);
    m_self->flights.emplace(number, std::move(flight));
    m_self->watch(number, this);
}

void HttpsTransport::abort()
{
    ++m_self->round;
    // Taken out first: abort() makes a reply finish at once, and then it must find nothing.
    const auto flights = std::exchange(m_self->flights, {});
    for (const auto &[number, flight] : flights) {
        --m_self->lines[flight.line].inFlight;
        flight.reply->disconnect();
        flight.reply->abort();
        flight.reply->deleteLater();
    }
}

std::vector<SecretBytes> HttpsTransport::secrets() const
{
    return m_self->setup.token.secrets();
}

} // namespace aw::fly

// Its own object file, so that a test of the transport links without the rooms that use it.
#include "moc_https_transport.cpp" // NOLINT(bugprone-suspicious-include)
