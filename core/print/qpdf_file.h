// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// qpdf 11's JSON.hh destroys a std::vector of a type that is not complete yet, which clang refuses in C++20.
// QPDFObjectHandle.hh only names the type, so for clang its declaration stands in for the header.
#if defined(__clang__) && !defined(JSON_HH)
#define JSON_HH
class JSON;
#endif

#include <qpdf/QPDF.hh>
