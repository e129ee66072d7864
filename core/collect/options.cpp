// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/options.h"

namespace aw::collect {
namespace {

/// Redaction leaves an object with exactly these members where a text stood.
bool isReduced(const JsonView &node)
{
    return node.size() == 5 && node.at("hmac").text() && node.at("likeness").text() &&
           node.at("length").integer() && node.at("rule").text() && node.at("shape").text();
}

class OptionsReading
{
public:
    OptionsReading(Reader &reader, const JsonView &root, std::vector<model::Option> &out)
        : m_reader(reader), m_base(root.pointer().size()), m_out(out)
    {}

    void read(const JsonView &node)
    {
        if (node.isArray()) {
            for (const JsonView &item : node.items())
                read(item);
        } else if (node.isObject() && !isReduced(node)) {
            if (!m_reader.object(node))
                return;
            for (const auto &[name, value] : node.members())
                read(value);
        } else {
            m_out.push_back(value(node));
        }
    }

private:
    model::Option value(const JsonView &node)
    {
        model::Option option;
        option.pointer = plainText(node.pointer().sliced(m_base), Reader::kTextCap);
        option.origin = m_reader.origin(node);
        if (const auto flag = node.flag()) {
            option.kind = model::Option::Kind::Flag;
            option.flag = *flag;
        } else if (const auto number = node.number()) {
            option.kind = model::Option::Kind::Number;
            option.number = *number;
        } else if (node.text()) {
            option.kind = model::Option::Kind::Word;
            option.word = m_reader.text(node);
        } else if (node.isObject()) {
            option.kind = model::Option::Kind::Reduced;
            option.value = m_reader.reduced(node);
        }
        return option;
    }

    Reader &m_reader;
    qsizetype m_base;
    std::vector<model::Option> &m_out;
};

} // namespace

bool readOptions(Reader &reader, const JsonView &node, std::vector<model::Option> &out)
{
    if (node.missing() || node.isNull() || !reader.object(node))
        return false;
    OptionsReading(reader, node, out).read(node);
    return true;
}

} // namespace aw::collect
