// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/image_history.h"

#include "core/checks/credentials.h"
#include "core/checks/gaps.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <algorithm>
#include <map>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::DataClass;
using model::Environment;
using model::Image;
using model::Likeness;
using model::Severity;

namespace {

const QString &imageRequest()
{
    static const QString kDocument = u"18-app-image.graphql"_s;
    return kDocument;
}

/// An image as the checks see it: what the collection read of it, and who runs it.
struct Run {
    model::ImageRef ref;
    const Image *image = nullptr; ///< null when it was not read
    std::vector<const App *> apps;
};

using Runs = std::map<QString, Run>; ///< by digest

void addApp(Run &run, const App *app)
{
    if (app != nullptr && std::find(run.apps.begin(), run.apps.end(), app) == run.apps.end())
        run.apps.push_back(app);
}

Runs runsOf(const model::Snapshot &snapshot)
{
    Runs runs;
    for (const Image &image : snapshot.images.items) {
        Run &run = runs[image.ref.digest];
        run.ref = image.ref;
        run.image = &image;
        for (const QString &name : image.apps)
            addApp(run, snapshot.app(name));
    }
    for (const App &app : snapshot.apps) {
        for (const model::Machine *machine : liveMachines(app)) {
            if (machine->image.digest.isEmpty())
                continue;
            Run &run = runs[machine->image.digest];
            if (run.image == nullptr)
                run.ref = machine->image;
            addApp(run, &app);
        }
    }
    runs.erase(QString());
    return runs;
}

/// Everybody may pull from any registry but the platform's own: it pulls from others without
/// credentials. One that was not told may be such a one.
bool publicRegistry(const model::ImageRef &ref)
{
    return ref.registry != "registry.fly.io"_L1;
}

/// How one image's finding is weighed: by the app with the most at stake among those that run it.
struct Stake {
    Weighed weighed;
    const App *app = nullptr;
};

Stake stakeOf(const View &view, const Run &run, const SeverityRule &rule)
{
    Stake most{.weighed = {.severity = rule(Environment::Production, DataClass::Internal), .guessed = false},
               .app = nullptr};
    const auto rank = [&view](const Stake &stake) {
        const bool production = view.intent(*stake.app).environment.value == Environment::Production;
        return std::pair{stake.weighed.severity, production ? 0 : 1};
    };
    for (const App *app : run.apps) {
        const Stake stake{.weighed = weigh(view.intent(*app), rule), .app = app};
        if (most.app == nullptr || rank(stake) < rank(most))
            most = stake;
    }
    return most;
}

Result imageResult(const View &view, const Run &run, const SeverityRule &rule)
{
    const Stake stake = stakeOf(view, run, rule);
    const model::Resource resource{.type = u"image"_s,
                                   .id = run.ref.digest,
                                   .name = run.ref.name(),
                                   .app = stake.app == nullptr ? QString() : stake.app->name,
                                   .region = {}};
    Result result = stake.app == nullptr ? organizationResult(view) : resultOf(view, *stake.app, resource);
    result.resource = resource;
    result.weighed = stake.weighed;
    return result;
}

/// "image sha256:0123456789ab of web, worker"
QString runWords(const Run &run)
{
    QStringList apps;
    for (const App *app : run.apps)
        apps.push_back(app->name);
    const QString digest = shown(run.ref.digest).left(19);
    return Words::tr("image %1 of %2")
        .arg(digest, apps.isEmpty() ? Words::tr("no listed app") : listed(apps));
}

struct Found {
    Credentials all;
    Credentials env;
};

Found foundIn(const Image &image)
{
    Found found;
    for (const model::Setting &setting : image.env) {
        note(found.env, setting, {});
        note(found.all, setting, {});
    }
    for (const model::HistoryLine &line : image.history) {
        for (const model::Setting &setting : line.settings)
            note(found.all, setting, {});
    }
    return found;
}

Severity severity(const Credential &credential, bool inEnv, const Run &run, Environment environment)
{
    if (credential.worst.likeness == Likeness::Certain && publicRegistry(run.ref))
        return Severity::Critical;
    if (credential.worst.likeness == Likeness::Likely && !inEnv && environment != Environment::Production)
        return Severity::Medium;
    return Severity::High;
}

void addCredentials(std::vector<Result> &results, const View &view, const Run &run, const Found &found)
{
    for (const auto &entry : found.all) {
        const QString &key = entry.first;
        const Credential &credential = entry.second;
        const bool inEnv = found.env.contains(key);
        Result result =
            imageResult(view, run, [&credential, inEnv, &run](Environment environment, DataClass /*data*/) {
                return severity(credential, inEnv, run, environment);
            });
        result.key = key;
        result.outcome =
            failed(Words::tr("%1 was baked into %2 (%3) and is %4.")
                       .arg(shown(credential.name), runWords(run),
                            inEnv ? Words::tr("its environment") : Words::tr("its build history"),
                            credential.valueWords()),
                   credential.origins);
        result.fills.fixed.insert(u"NAME"_s, credential.name);
        results.push_back(std::move(result));
    }
}

Gaps gapsOf(const Run &run, const model::Snapshot &snapshot)
{
    Gaps gaps;
    if (run.image == nullptr) {
        gaps = snapshot.images.gaps;
        if (gaps.empty())
            gaps.push_back({.reason = model::Reason::NotCollected,
                            .asked = imageRequest(),
                            .detail = {},
                            .permission = {}});
        return gaps;
    }
    gaps = run.image->gaps;
    if (gaps.empty() && !(run.image->envRead && run.image->historyRead))
        gaps.push_back(
            faultIn(imageRequest(), Words::tr("the image's configuration lacks environment or history")));
    return gaps;
}

void addImage(std::vector<Result> &results, const View &view, const Run &run)
{
    const Found found = run.image == nullptr ? Found{} : foundIn(*run.image);
    addCredentials(results, view, run, found);
    Seen seen;
    seen.gaps = gapsOf(run, view.snapshot);
    if (seen.gaps.empty() && !found.all.empty())
        return;
    Result rest = imageResult(view, run, [&view](Environment, DataClass) { return view.entry.severity; });
    const QString name = runWords(run);
    seen.whether = Words::tr("whether %1 holds a credential").arg(name);
    seen.passes =
        passed(Words::tr("Neither environment nor build history of %1 holds a credential.").arg(name),
               {run.image == nullptr ? run.ref.origin : run.image->origin});
    rest.outcome = settle(std::move(seen), view.entry);
    results.push_back(std::move(rest));
}

/// Machines of `app` that do not tell which image they run, or may run another than they tell.
Gaps untoldImages(const App &app)
{
    Gaps gaps = machineGaps(app);
    for (const model::Machine *machine : liveMachines(app)) {
        if (machine->image.digest.isEmpty())
            gaps.push_back(
                faultIn(machinesRequest(app),
                        Words::tr("machine %1 does not say which image it runs").arg(shown(machine->id))));
    }
    return gaps;
}

} // namespace

std::vector<Result> imageHistory(const View &view)
{
    std::vector<Result> results;
    for (const auto &[digest, run] : runsOf(view.snapshot))
        addImage(results, view, run);
    for (const App &app : view.snapshot.apps) {
        const Gaps gaps = untoldImages(app);
        if (gaps.empty())
            continue;
        Result result = resultOf(view, app, appResource(app));
        result.outcome = unseen(Words::tr("which images all machines of %1 run").arg(shown(app.name)), gaps,
                                view.entry, app.machines.origins);
        results.push_back(std::move(result));
    }
    return results;
}

} // namespace aw::checks
