// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collector.h"

namespace aw::collect {

// Each in the file of its name; what they ask and read is in fly's route table and FLY-API's terms.
[[nodiscard]] std::unique_ptr<Collector> addOnsCollector();
[[nodiscard]] std::unique_ptr<Collector> addressesCollector();
[[nodiscard]] std::unique_ptr<Collector> appsCollector();
[[nodiscard]] std::unique_ptr<Collector> certificatesCollector();
[[nodiscard]] std::unique_ptr<Collector> egressCollector();
[[nodiscard]] std::unique_ptr<Collector> imageDetailsCollector();
[[nodiscard]] std::unique_ptr<Collector> imagesCollector();
[[nodiscard]] std::unique_ptr<Collector> inventoryCollector();
[[nodiscard]] std::unique_ptr<Collector> machinesCollector();
[[nodiscard]] std::unique_ptr<Collector> machineVersionsCollector();
[[nodiscard]] std::unique_ptr<Collector> managedPostgresCollector();
[[nodiscard]] std::unique_ptr<Collector> membersCollector();
[[nodiscard]] std::unique_ptr<Collector> networkPoliciesCollector();
[[nodiscard]] std::unique_ptr<Collector> organizationCollector();
[[nodiscard]] std::unique_ptr<Collector> postgresAttachmentsCollector();
[[nodiscard]] std::unique_ptr<Collector> postgresRolesCollector();
[[nodiscard]] std::unique_ptr<Collector> releasesCollector();
[[nodiscard]] std::unique_ptr<Collector> secretKeysCollector();
[[nodiscard]] std::unique_ptr<Collector> secretsCollector();
[[nodiscard]] std::unique_ptr<Collector> tokenCollector();
[[nodiscard]] std::unique_ptr<Collector> tokensCollector();
[[nodiscard]] std::unique_ptr<Collector> volumesCollector();
[[nodiscard]] std::unique_ptr<Collector> wireGuardCollector();

// Of the organization's people, credentials and third parties.
[[nodiscard]] std::unique_ptr<Collector> appChangesCollector();
[[nodiscard]] std::unique_ptr<Collector> appTokensCollector();
[[nodiscard]] std::unique_ptr<Collector> delegatedWireGuardCollector();
[[nodiscard]] std::unique_ptr<Collector> invitationsCollector();
[[nodiscard]] std::unique_ptr<Collector> memberDetailsCollector();
[[nodiscard]] std::unique_ptr<Collector> regionsCollector();
[[nodiscard]] std::unique_ptr<Collector> secretOwnersCollector();
[[nodiscard]] std::unique_ptr<Collector> signedDocumentsCollector();
[[nodiscard]] std::unique_ptr<Collector> sshCertificatesCollector();
[[nodiscard]] std::unique_ptr<Collector> thirdPartiesCollector();
[[nodiscard]] std::unique_ptr<Collector> tokenProfilesCollector();
[[nodiscard]] std::unique_ptr<Collector> viewerCollector();

} // namespace aw::collect
