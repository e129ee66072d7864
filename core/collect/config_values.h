// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// Reads what a machine's configuration holds in values, and notes each in `out`. `place` is the field's
/// name for people, as Setting has it.
class ConfigValues
{
public:
    ConfigValues(Reader &reader, model::ConfiguredValues &out) : m_reader(reader), m_out(out) {}

    [[nodiscard]] Reader &reader() { return m_reader; }

    void env(const JsonView &node, const QString &place);
    void files(const JsonView &node);
    /// What @line left of one text: the masked text.
    [[nodiscard]] QString line(const JsonView &node, const QString &place);
    /// The same of arguments; a single text counts as one.
    [[nodiscard]] QStringList lines(const JsonView &node, const QString &place);
    /// What @headers left.
    void headers(const JsonView &node, const QString &place);
    /// What @pairs left: texts stand where the selection keeps them, everything else is reduced.
    void metadata(const JsonView &node, const QString &place);

private:
    void note(const QString &name, const JsonView &value, const QString &place, const JsonView &at);
    void headerValues(const QString &name, const JsonView &values, const QString &place);
    void content(const JsonView &node, model::ConfigFile &file);

    Reader &m_reader;
    model::ConfiguredValues &m_out;
};

} // namespace aw::collect
