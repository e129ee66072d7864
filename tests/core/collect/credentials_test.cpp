// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

const QString kWeb = QStringLiteral("web");
const QString kOne = QStringLiteral("one@example.com");

/// "known: value", or the reason and the sentence of the gap.
QString told(const model::Fact<QString> &fact)
{
    return fact.known() ? QLatin1String("known: ") + *fact
                        : model::reasonName(fact.gap().reason) + QLatin1String(": ") + fact.gap().detail;
}

QString end(const model::Fact<std::optional<QDateTime>> &fact)
{
    if (!fact.known())
        return QStringLiteral("unknown");
    return fact->has_value() ? formatTime(**fact) : QStringLiteral("none");
}

} // namespace

/// What is read of tokens, certificates, third parties and agreements.
class CredentialsTest : public QObject
{
    Q_OBJECT
private slots:
    void tokensSayWhatNoListKnows_data();
    void tokensSayWhatNoListKnows();
    void readsParametersOfTokens();
    void readsThirdPartiesAndDocuments();
    void documentsThatLookAlikeAreTwo();
    void readsSshCertificates();
    void sshTextsThatCannotBeReadAreCounted();
};

void CredentialsTest::tokensSayWhatNoListKnows_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("rights");
    QTest::newRow("of the organization")
        << QByteArray("deploy_organization")
        << QStringLiteral(
               "The list cannot tell whether this token may only read or change everything: both have "
               "the profile “deploy_organization”.");
    QTest::newRow("of an app") << QByteArray("deploy")
                               << QStringLiteral(
                                      "The list cannot tell whether this token was narrowed, to "
                                      "reading, to a shell or to single commands, where it was made: "
                                      "the profile “deploy” stays the same.");
}

void CredentialsTest::tokensSayWhatNoListKnows()
{
    QFETCH(QByteArray, profile);
    QFETCH(QString, rights);
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgTokens), R"("profile":"deploy")", R"("profile":")" + profile + '"');
    const auto snapshot = snapshotOf(record);
    const model::Token &token = snapshot->organization.tokens.items.at(0);
    QVERIFY(!token.rights.known());
    QCOMPARE(token.rights.gap().reason, Reason::NotPublished);
    QCOMPARE(token.rights.gap().detail, rights);
    QVERIFY(token.copies.gap().detail.contains(QLatin1String("narrowed copies")));
    QCOMPARE(token.lastUsedAt.gap().detail,
             QStringLiteral("The platform does not tell when a token was last used."));
    QVERIFY(snapshot->organization.tokens.complete());
    const model::Token &ofApp = snapshot->app(kWeb)->tokens.items.at(0);
    QCOMPARE(ofApp.id, QStringLiteral("t-web"));
    QCOMPARE(ofApp.userEmail, kOne);
    QCOMPARE(formatTime(*ofApp.expiresAt), QStringLiteral("2046-01-01T00:00:00Z"));
    QVERIFY(!*ofApp.revoked);
    QCOMPARE(ofApp.rights.gap().reason, Reason::NotPublished);
    QCOMPARE(ofApp.parameters.gap().reason, Reason::NotCollected);
}

void CredentialsTest::readsParametersOfTokens()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgTokenProfiles), R"("profileParams":null)",
           R"("profileParams":{"app_id":7,"read":{"logs":true}})");
    const auto snapshot = snapshotOf(record);
    const auto &parameters = snapshot->organization.tokens.items.at(0).parameters;
    QVERIFY(parameters.known());
    const model::Option *app = model::optionAt(*parameters, QStringLiteral("/app_id"));
    QVERIFY(app != nullptr);
    QCOMPARE(app->number, 7.0);
    QVERIFY(model::optionAt(*parameters, QStringLiteral("/read/logs"))->flag);

    change(answerIn(record, Route::OrgTokenProfiles), R"({"app_id":7,"read":{"logs":true}})", R"("deploy")");
    const auto odd = snapshotOf(record);
    QVERIFY(!odd->organization.tokens.items.at(0).parameters.known());
}

void CredentialsTest::readsThirdPartiesAndDocuments()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::ThirdParty &party = snapshot->organization.thirdParties.items.at(0);
    QCOMPARE(party.location, QStringLiteral("https://gate.example.com"));
    QCOMPARE(told(party.flyctlLevel), QStringLiteral("known: REQUIRED"));
    QCOMPARE(told(party.uiexLevel), QStringLiteral("known: OPT_IN"));
    QCOMPARE(told(party.customLevel), QStringLiteral("known: DISABLED"));
    const model::SignedDocument &document = snapshot->organization.signedDocuments.items.at(0);
    QCOMPARE(document.type, QStringLiteral("baa"));
    QVERIFY(*document.isSigned);
    QCOMPARE(told(document.signerEmail), QStringLiteral("known: one@example.com"));

    Record record = wholeRecord();
    change(answerIn(record, Route::OrgThirdParty), R"("uiexLevel":"OPT_IN")", R"("uiexLevel":null)");
    change(answerIn(record, Route::OrgSignedDocuments), R"("signed":true)", R"("signed":1)");
    const auto odd = snapshotOf(record);
    QVERIFY(!odd->organization.thirdParties.items.at(0).uiexLevel.known());
    QVERIFY(!odd->organization.signedDocuments.items.at(0).isSigned.known());
    QVERIFY(!odd->organization.signedDocuments.complete());
}

void CredentialsTest::documentsThatLookAlikeAreTwo()
{
    Record record = wholeRecord();
    const QByteArray row = R"({"documentType":"baa","signed":true,"signerEmailAddress":"one@example.com"})";
    change(answerIn(record, Route::OrgSignedDocuments), row, row + ',' + row);
    change(answerIn(record, Route::OrgSignedDocuments), R"("totalCount":1)", R"("totalCount":2)");
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->organization.signedDocuments.items.size(), std::size_t(2));
    QVERIFY(snapshot->organization.signedDocuments.complete());
}

void CredentialsTest::readsSshCertificates()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgSshCertificates), R"("totalCount":1)", R"("totalCount":2)");
    change(answerIn(record, Route::OrgSshCertificates), R"("nodes":[)",
           R"("nodes":[{"id":"c0","root":true,"cert":{"form":"public_key","key_type":"ssh-ed25519",
               "fingerprint":"SHA256:x"}},)");
    const auto snapshot = snapshotOf(record);
    const auto &certificates = snapshot->organization.sshCertificates;
    QVERIFY(certificates.complete());
    const model::SshCertificate &root = certificates.items.at(0);
    QVERIFY(root.read && root.plainKey && *root.root);
    QVERIFY(!root.validBefore.known());
    const model::SshCertificate &certificate = certificates.items.at(1);
    QVERIFY(certificate.read && !certificate.plainKey && !*certificate.root);
    QCOMPARE(certificate.kind, QStringLiteral("user"));
    QCOMPARE(certificate.serial, QStringLiteral("7"));
    QCOMPARE(certificate.keyId, kOne);
    QCOMPARE(certificate.principals, (QStringList{QStringLiteral("root"), QStringLiteral("fly")}));
    QCOMPARE(end(certificate.validAfter), QStringLiteral("2026-11-24T00:00:00Z"));
    QCOMPARE(end(certificate.validBefore), QStringLiteral("2026-11-25T00:00:00Z"));
    QCOMPARE(certificate.extensions.at(0).first, QStringLiteral("permit-pty"));

    change(answerIn(record, Route::OrgSshCertificates), R"("valid_before":"2026-11-25T00:00:00Z")",
           R"("valid_before":null)");
    QCOMPARE(end(snapshotOf(record)->organization.sshCertificates.items.at(1).validBefore),
             QStringLiteral("none"));
}

void CredentialsTest::sshTextsThatCannotBeReadAreCounted()
{
    for (const QByteArray &cert :
         {QByteArray(R"({"form":"unreadable"})"), QByteArray("null"), QByteArray("7"),
          QByteArray(R"({"form":"certificate","principals":"root"})"),
          QByteArray(R"({"airworthy_type":"array"})")}) {
        Record record = wholeRecord();
        change(answerIn(record, Route::OrgSshCertificates), R"("nodes":[)",
               R"("nodes":[{"id":"c0","root":false,"cert":)" + cert + "},");
        change(answerIn(record, Route::OrgSshCertificates), R"("totalCount":1)", R"("totalCount":2)");
        const auto snapshot = snapshotOf(record);
        const auto &certificates = snapshot->organization.sshCertificates;
        QCOMPARE(certificates.items.size(), std::size_t(2));
        QVERIFY(!certificates.items.at(0).read);
        QVERIFY(!certificates.complete());
        QCOMPARE(certificates.gaps.back().detail,
                 QStringLiteral("The text of 1 of 2 SSH certificates could not be read: c0."));
        QCOMPARE(sourceIn(*snapshot, Route::OrgSshCertificates).state, SourceState::Partial);
    }
}

QTEST_GUILESS_MAIN(CredentialsTest)
#include "credentials_test.moc"
