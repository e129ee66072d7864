// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <fontconfig/fontconfig.h>
#include <glib-object.h>
#include <hb-subset.h>
#include <hb.h>
#include <memory>
#include <pango/pango.h>

namespace aw::print {

/// Owners of what the C libraries hand out: released once, on every way out.
template<auto kRelease>
struct Release {
    template<class T>
    void operator()(T *held) const
    {
        kRelease(held);
    }
};

template<class T>
using GObjectHandle = std::unique_ptr<T, Release<&g_object_unref>>;
using LayoutIterHandle = std::unique_ptr<PangoLayoutIter, Release<&pango_layout_iter_free>>;
using AttributesHandle = std::unique_ptr<PangoAttrList, Release<&pango_attr_list_unref>>;
using DescriptionHandle = std::unique_ptr<PangoFontDescription, Release<&pango_font_description_free>>;
using FontConfigHandle = std::unique_ptr<FcConfig, Release<&FcConfigDestroy>>;
using HbFaceHandle = std::unique_ptr<hb_face_t, Release<&hb_face_destroy>>;
using HbFontHandle = std::unique_ptr<hb_font_t, Release<&hb_font_destroy>>;
using HbBlobHandle = std::unique_ptr<hb_blob_t, Release<&hb_blob_destroy>>;
using HbSubsetHandle = std::unique_ptr<hb_subset_input_t, Release<&hb_subset_input_destroy>>;

} // namespace aw::print
