// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class SignedDocumentsCollector final : public OrgConnection<model::SignedDocument>
{
public:
    SignedDocumentsCollector()
        : OrgConnection({.route = fly::Route::OrgSignedDocuments,
                         .where = &model::Organization::signedDocuments,
                         .identity = &model::SignedDocument::place,
                         .connection = "signedDocuments",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::SignedDocument readRow(Reader &reader, const JsonView &row) const override
    {
        model::SignedDocument document;
        document.place = reader.request().cursor + row.pointer();
        document.type = reader.text(row.at("documentType"));
        document.isSigned = reader.flagFact(row.at("signed"));
        document.signerEmail = reader.textOrNoneFact(row.at("signerEmailAddress"));
        return document;
    }
};

} // namespace

std::unique_ptr<Collector> signedDocumentsCollector()
{
    return std::make_unique<SignedDocumentsCollector>();
}

} // namespace aw::collect
