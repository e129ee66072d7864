// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/image_time.h"

#include "core/checks/gaps.h"
#include "core/checks/words.h"

#include <algorithm>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::Reason;

namespace {

/// Reproducible builds carry a fixed date, 1970 or 1980.
bool plausible(const QDateTime &at)
{
    return at.isValid() && at.date().year() >= 1990;
}

const model::Image *imageOf(const model::Machine &machine, const model::Snapshot &snapshot)
{
    if (machine.image.digest.isEmpty())
        return nullptr;
    const auto found = std::find_if(
        snapshot.images.items.begin(), snapshot.images.items.end(),
        [&machine](const model::Image &image) { return image.ref.digest == machine.image.digest; });
    return found == snapshot.images.items.end() ? nullptr : &*found;
}

bool releases(const model::Release &release, const model::ImageRef &image)
{
    if (!image.digest.isEmpty() && release.imageRef.endsWith(u'@' + image.digest))
        return true;
    if (image.tag.isEmpty() || release.imageRef.isEmpty())
        return false;
    const QString tagged = u"%1/%2:%3"_s.arg(image.registry, image.repository, image.tag);
    return release.imageRef == tagged || release.imageRef.startsWith(tagged + u'@');
}

void lower(ImageTime &time, const model::Fact<QDateTime> &at)
{
    if (!at.known() || !plausible(*at) || (time.before && *time.before <= *at))
        return;
    time.before = *at;
    time.origin = at.origin();
}

/// When the first of the listed releases with `image` was made; a gap if there is none or one of them
/// has no date. All their dates bound `time`.
model::Fact<QDateTime> firstRelease(ImageTime &time, const model::App &app, const model::ImageRef &image)
{
    model::Fact<QDateTime> first;
    bool everyDate = true;
    for (const model::Release &release : app.releases.items) {
        if (!releases(release, image))
            continue;
        const bool dated = release.createdAt.known() && plausible(*release.createdAt);
        everyDate = everyDate && dated;
        lower(time, release.createdAt);
        if (dated && (!first.known() || *release.createdAt < *first))
            first = release.createdAt;
    }
    return everyDate ? first : model::Fact<QDateTime>();
}

model::Gap whyNot(const model::Image *image, const model::Machine &machine)
{
    const QString asked = u"18-app-image.graphql"_s;
    if (machine.image.digest.isEmpty())
        return faultIn(asked,
                       Words::tr("machine %1 does not say which image it runs").arg(shown(machine.id)));
    if (image == nullptr)
        return {.reason = Reason::NotCollected, .asked = asked, .detail = {}, .permission = {}};
    if (!image->createdAt.known())
        return gapOf(image->createdAt, asked);
    return faultIn(asked, Words::tr("the image carries a fixed date and no release names it"));
}

} // namespace

ImageTime imageTime(const model::App &app, const model::Machine &machine, const model::Snapshot &snapshot)
{
    ImageTime time;
    const model::Image *image = imageOf(machine, snapshot);
    if (image != nullptr && image->createdAt.known() && plausible(*image->createdAt)) {
        time.made = *image->createdAt;
        time.origin = image->createdAt.origin();
        return time;
    }
    lower(time, machine.updatedAt);
    const model::Fact<QDateTime> first = firstRelease(time, app, machine.image);
    time.gap = whyNot(image, machine);
    const bool nobodyCanTell = image != nullptr && (image->createdAt.known() ||
                                                    image->createdAt.gap().reason == Reason::NotPublished);
    if (nobodyCanTell && app.releases.complete() && first.known()) {
        time.made = *first;
        time.origin = first.origin();
    } else if (nobodyCanTell && !app.releases.complete()) {
        Gaps gaps;
        addGaps(gaps, app.releases, u"17-app-releases.graphql"_s);
        time.gap = mainGap(gaps);
    }
    return time;
}

} // namespace aw::checks
