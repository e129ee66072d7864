// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/token.h"

#include <QDateTime>
#include <QUuid>
#include <vector>

namespace aw::token {

/// What a caveat lets its holder do, as a mask (superfly/macaroon resset/action.go).
enum Action : quint16 {
    kRead = 1,
    kWrite = 2,
    kCreate = 4,
    kDelete = 8,
    kControl = 16,
    kEverything = 0x1f,
};

/// "r", "rw", "rwcdC", as the platform's own documents write a mask; "" for none.
[[nodiscard]] QString actionLetters(quint16 mask);

/// Kinds of caveats this program understands, by the numbers of superfly/macaroon caveat.go.
enum class CaveatKind : quint64 {
    Organization = 0,
    Volumes = 2,
    Apps = 3,
    Validity = 4,
    Features = 5,
    Mutations = 6,
    Machines = 7,
    ConfineUser = 8,
    ConfineOrganization = 9,
    IsUser = 10,
    ThirdParty = 11,
    BindToParent = 12,
    IfPresent = 13,
    MachineFeatures = 14,
    FromMachine = 15,
    Clusters = 16,
    IsMember = 22,
    Action = 26,
    Commands = 27,
    AppFeatures = 28,
    StorageObjects = 29,
    AllowedRoles = 30,
};

/// A name or number with the actions allowed on it; zero and "" stand for all of the kind.
struct Allowed {
    QString id;
    quint16 mask = 0;
};

/// One restriction. Every caveat of a macaroon holds at once, so one that is not understood can only
/// make the token narrower than it is said to be here, never wider.
struct Caveat {
    quint64 type = 0;
    bool known = false;             ///< the type has a meaning here, and the body was as documented
    quint16 mask = kEverything;     ///< of Organization and Action; of IfPresent: what holds else
    QString id{};                   ///< of Organization (0: any), FromMachine
    std::vector<Allowed> allowed{}; ///< of the sets: Apps, Volumes, Machines, Features, …
    QDateTime notBefore{};          ///< of Validity
    QDateTime notAfter{};           ///< of Validity
    QStringList names{};            ///< of Mutations; of Commands, a command line each
    std::vector<Caveat> inner{};    ///< of IfPresent
    QString location{};             ///< of ThirdParty
    bool discharged = false;        ///< of ThirdParty: the bundle holds its discharge

    [[nodiscard]] bool is(CaveatKind kind) const { return known && type == quint64(kind); }
};

/// The name of a caveat's type as superfly/macaroon has it; "type 99" for another.
[[nodiscard]] QString caveatName(quint64 type);

/// One part of a bundle, read without any key: what it says of itself, which only the platform can
/// check. Holds nothing that could be used as a credential.
struct Part {
    enum class Kind {
        UserToken,
        Permission, ///< made by the platform to allow something
        Discharge,  ///< vouches for its holder to a permission, and allows nothing by itself
        Unknown,    ///< cannot be read, or what it is for is not known
    };

    Kind kind = Kind::Unknown;
    QString label{};    ///< "fm2" and the like; of a user token "fo1" or empty
    QString location{}; ///< who made it
    QUuid uuid{};       ///< of its nonce: the identity the platform shows for it
    std::vector<Caveat> caveats{};
    std::vector<std::size_t> discharges{}; ///< of a permission: places of the discharges it uses
};

/// The parts in the order of the token: macaroons, then user tokens. Whatever the bytes are, this ends
/// soon and reads nothing beyond them.
[[nodiscard]] std::vector<Part> readBundle(const fly::Token &token);

} // namespace aw::token
