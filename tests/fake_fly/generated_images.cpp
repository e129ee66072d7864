// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/generated_images.h"

#include "tests/fake_fly/generated.h"
#include "tests/fake_fly/generating.h"

namespace aw::test {
namespace {

JsonValue imageConfig(int app)
{
    const JsonValue settings =
        object({{"Env", QStringList{QStringLiteral("PATH=/bin"), QStringLiteral("LANG=C.UTF-8")}},
                {"User", l1("app")},
                {"Labels", object({{"org.opencontainers.image.title", generatedApp(app)}})}});
    JsonValue history = JsonValue::array();
    for (const char *step :
         {"ADD rootfs.tar.xz / # buildkit", "ENV LANG=C.UTF-8", "RUN /bin/sh -c make install # buildkit"})
        history.append(object({{"created", daysBefore(5)}, {"created_by", l1(step)}}));
    return object({{"architecture", l1("amd64")},
                   {"os", l1("linux")},
                   {"created", daysBefore(5)},
                   {"config", settings},
                   {"history", history}});
}

QString digestOf(const JsonValue &value)
{
    const QByteArray hash = QCryptographicHash::hash(value.compact(), QCryptographicHash::Sha256);
    return QStringLiteral("sha256:") + QString::fromLatin1(hash.toHex());
}

JsonValue described(const JsonValue &what)
{
    return object({{"mediaType", l1("application/vnd.oci.image.manifest.v1+json")},
                   {"digest", digestOf(what)},
                   {"size", qint64(what.compact().size())}});
}

JsonValue manifest(int app)
{
    return object({{"schemaVersion", 2},
                   {"mediaType", l1("application/vnd.oci.image.manifest.v1+json")},
                   {"config", described(imageConfig(app))},
                   {"layers", JsonValue::array()}});
}

JsonValue index(int app)
{
    JsonValue other = described(JsonValue::object());
    other.set("platform", object({{"architecture", l1("arm64")}, {"os", l1("linux")}}));
    JsonValue chosen = described(manifest(app));
    chosen.set("platform", object({{"architecture", l1("amd64")}, {"os", l1("linux")}}));
    return object({{"schemaVersion", 2},
                   {"mediaType", l1("application/vnd.oci.image.index.v1+json")},
                   {"manifests", JsonValue::array().append(other).append(chosen)}});
}

} // namespace

QString generatedTag()
{
    return QStringLiteral("deployment-") + ulidOf(0);
}

bool toldByRegistry(int app)
{
    return app % 10 == 3;
}

JsonValue generatedRegistry(int app)
{
    JsonValue out = JsonValue::object();
    for (const JsonValue &each : {manifest(app), index(app)})
        out.set(l1("manifests/") + digestOf(each), each);
    return out.set(l1("blobs/") + digestOf(imageConfig(app)), imageConfig(app));
}

QString generatedDigest(int app)
{
    if (!toldByRegistry(app))
        return QStringLiteral("sha256:") + idOf("image", app, 64);
    return digestOf(app % 20 == 13 ? index(app) : manifest(app));
}

JsonValue generatedImage(int app)
{
    const QString name = generatedApp(app);
    const JsonValue whole = imageConfig(app);
    JsonValue config = whole.view().copy();
    if (toldByRegistry(app))
        config = object({{"config", whole.view().at("config").copy()}});
    return object({{"id", idOf("image id", app, 20)},
                   {"ref", QStringLiteral("registry.fly.io/%1:%2").arg(name, generatedTag())},
                   {"absoluteRef", QStringLiteral("registry.fly.io/%1@%2").arg(name, generatedDigest(app))},
                   {"digest", generatedDigest(app)},
                   {"registry", l1("registry.fly.io")},
                   {"repository", name},
                   {"tag", generatedTag()},
                   {"createdAt", daysBefore(5)},
                   {"compressedSizeFull", l1("14533713")},
                   {"config", config}});
}

} // namespace aw::test
