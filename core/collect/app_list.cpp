// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"

#include <QCoreApplication>

namespace aw::collect {

Error unlistedApp(const fly::Request &request)
{
    return fail(ErrorKind::Malformed,
                QCoreApplication::translate("collect", "The answer is about an app that was not listed."),
                plainText(request.app, 128));
}

} // namespace aw::collect
