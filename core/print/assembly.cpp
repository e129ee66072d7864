// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/assembly.h"

#include "core/print/embedding.h"
#include "core/print/written.h"

#include <QUrl>
#include <algorithm>
#include <unordered_map>

namespace aw::print {
namespace {

using Object = QPDFObjectHandle;

Object unicode(const QString &text)
{
    return Object::newUnicodeString(text.toStdString());
}

class Assembler
{
public:
    Assembler(QPDF &pdf, Typeset &set, const Fonts &fonts) : m_pdf(pdf), m_set(set), m_fonts(fonts) {}

    void run()
    {
        addPages();
        addAnnotations();
        addTree();
        addOutline();
    }

private:
    void addPages()
    {
        Object faces = Object::newDictionary();
        for (const Face *face : m_fonts.used())
            faces.replaceKey("/" + face->resource(), embed(m_pdf, *face));
        Object resources = Object::newDictionary();
        resources.replaceKey("/Font", faces);
        resources = m_pdf.makeIndirectObject(resources);
        const std::string box = "[0 0 " + number(m_set.sheet.width) + " " + number(m_set.sheet.height) + "]";
        for (const std::unique_ptr<Page> &page : m_set.pages) {
            Object object = m_pdf.makeIndirectObject(Object::parse("<</Type/Page/Tabs/S/MediaBox" + box +
                                                                   "/StructParents " +
                                                                   std::to_string(page->number()) + ">>"));
            object.replaceKey("/Resources", resources);
            object.replaceKey("/Contents",
                              m_pdf.makeIndirectObject(Object::newStream(&m_pdf, page->bytes())));
            m_pdf.addPage(object, false);
            m_pages.push_back(object);
        }
    }

    [[nodiscard]] Object target(const Destination &destination) const
    {
        const double up = m_set.sheet.height - destination.y + 6;
        return Object::newArray({m_pages[std::size_t(destination.page)], Object::newName("/XYZ"),
                                 Object::newNull(), Object::newReal(up, 2), Object::newNull()});
    }

    /// Destinations are looked up by "#anchor" and by "#" before a heading's own name.
    [[nodiscard]] const Destination *find(const std::string &link) const
    {
        auto found = m_set.destinations.find(link);
        if (found == m_set.destinations.end())
            found = m_set.destinations.find(link.substr(1));
        return found != m_set.destinations.end() ? &found->second : nullptr;
    }

    void addAnnotations()
    {
        for (const std::unique_ptr<Page> &page : m_set.pages) {
            Object list = Object::newArray();
            for (LinkArea &area : page->links())
                addAnnotation(area, list);
            if (list.getArrayNItems() > 0)
                m_pages[std::size_t(page->number())].replaceKey("/Annots", list);
        }
    }

    void addAnnotation(const LinkArea &area, Object &list)
    {
        const double top = m_set.sheet.height - area.box.y;
        Object annotation = Object::parse("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[" +
                                          number(area.box.x) + " " + number(top - area.box.h) + " " +
                                          number(area.box.x + area.box.w) + " " + number(top) + "]>>");
        if (area.target.front() == '#') {
            const Destination *destination = find(area.target);
            if (destination == nullptr)
                return; // a link to what this document does not hold stays plain text
            annotation.replaceKey("/Dest", target(*destination));
        } else {
            Object action = Object::parse("<</Type/Action/S/URI>>");
            action.replaceKey(
                "/URI",
                Object::newString(QUrl(QString::fromStdString(area.target)).toEncoded().toStdString()));
            annotation.replaceKey("/A", action);
        }
        annotation.replaceKey("/Contents", Object::newUnicodeString(area.words));
        annotation.replaceKey("/StructParent", Object::newInteger(nextParent()));
        annotation = m_pdf.makeIndirectObject(annotation);
        list.appendItem(annotation);
        area.node->kids.emplace_back(Node::Annotation{int(m_annotations.size())});
        m_annotations.push_back({annotation, area.node, area.page});
    }

    [[nodiscard]] int nextParent() const { return int(m_pages.size() + m_annotations.size()); }

    void addTree()
    {
        Object tree = m_pdf.makeIndirectObject(Object::parse("<</Type/StructTreeRoot>>"));
        tree.replaceKey("/K", element(*m_set.root, tree));
        Object numbers = Object::newArray();
        for (const std::unique_ptr<Page> &page : m_set.pages) {
            Object owners = Object::newArray();
            for (const Node *owner : page->owners())
                owners.appendItem(m_elements.at(owner));
            numbers.appendItem(Object::newInteger(page->number()));
            numbers.appendItem(m_pdf.makeIndirectObject(owners));
        }
        for (std::size_t i = 0; i < m_annotations.size(); ++i) {
            numbers.appendItem(Object::newInteger(int(m_pages.size() + i)));
            numbers.appendItem(m_elements.at(m_annotations[i].node));
        }
        Object parents = Object::newDictionary();
        parents.replaceKey("/Nums", numbers);
        tree.replaceKey("/ParentTree", m_pdf.makeIndirectObject(parents));
        tree.replaceKey("/ParentTreeNextKey", Object::newInteger(nextParent()));
        m_pdf.getRoot().replaceKey("/StructTreeRoot", tree);
    }

    Object element(const Node &node, const Object &parent)
    {
        Object object = m_pdf.makeIndirectObject(Object::newDictionary());
        m_elements.emplace(&node, object);
        object.replaceKey("/Type", Object::newName("/StructElem"));
        object.replaceKey("/S", Object::newName("/" + node.tag));
        object.replaceKey("/P", parent);
        addAttributes(node, object);
        int home = -1;
        Object kids = Object::newArray();
        for (const Node::Kid &kid : node.kids) {
            if (const auto *child = std::get_if<std::unique_ptr<Node>>(&kid))
                kids.appendItem(element(**child, object));
            else if (const auto *content = std::get_if<Node::Content>(&kid))
                kids.appendItem(reference(*content, object, home));
            else
                kids.appendItem(reference(std::get<Node::Annotation>(kid)));
        }
        object.replaceKey("/K", kids);
        return object;
    }

    void addAttributes(const Node &node, Object &object) const
    {
        if (!node.alternative.empty())
            object.replaceKey("/Alt", Object::newUnicodeString(node.alternative));
        if (!node.scope.empty())
            object.replaceKey("/A", Object::parse("<</O/Table/Scope/" + node.scope + ">>"));
        if (!node.summary.empty()) {
            Object table = Object::parse("<</O/Table>>");
            table.replaceKey("/Summary", Object::newUnicodeString(node.summary));
            object.replaceKey("/A", table);
        }
        if (node.box) {
            const double top = m_set.sheet.height - node.box->y;
            object.replaceKey("/A",
                              Object::parse("<</O/Layout/Placement/Block/BBox[" + number(node.box->x) + " " +
                                            number(top - node.box->h) + " " +
                                            number(node.box->x + node.box->w) + " " + number(top) + "]>>"));
        }
    }

    /// Content on the element's first page is a bare number; on a further page it says which.
    Object reference(const Node::Content &content, Object &object, int &home)
    {
        if (home < 0) {
            home = content.page;
            object.replaceKey("/Pg", m_pages[std::size_t(home)]);
        }
        if (content.page == home)
            return Object::newInteger(content.id);
        Object entry = Object::parse("<</Type/MCR>>");
        entry.replaceKey("/MCID", Object::newInteger(content.id));
        entry.replaceKey("/Pg", m_pages[std::size_t(content.page)]);
        return entry;
    }

    [[nodiscard]] Object reference(const Node::Annotation &kid) const
    {
        const Annotation &annotation = m_annotations[std::size_t(kid.number)];
        Object entry = Object::parse("<</Type/OBJR>>");
        entry.replaceKey("/Obj", annotation.object);
        entry.replaceKey("/Pg", m_pages[std::size_t(annotation.page)]);
        return entry;
    }

    void addOutline()
    {
        if (m_set.outline.empty())
            return;
        std::vector<Object> path{m_pdf.makeIndirectObject(Object::parse("<</Type/Outlines>>"))};
        m_pdf.getRoot().replaceKey("/Outlines", path.front());
        m_pdf.getRoot().replaceKey("/PageMode", Object::newName("/UseOutlines"));
        for (const OutlineEntry &entry : m_set.outline) {
            path.resize(std::min(path.size(), std::size_t(entry.level)));
            Object parent = path.back();
            Object item = m_pdf.makeIndirectObject(Object::newDictionary());
            item.replaceKey("/Title", unicode(entry.title));
            item.replaceKey("/Parent", parent);
            item.replaceKey("/Dest", target(m_set.destinations.at(entry.destination)));
            if (parent.hasKey("/Last")) {
                Object previous = parent.getKey("/Last");
                previous.replaceKey("/Next", item);
                item.replaceKey("/Prev", previous);
            } else {
                parent.replaceKey("/First", item);
            }
            parent.replaceKey("/Last", item);
            count(parent, path.size() == 1);
            path.push_back(item);
        }
    }

    /// Chapters are open in the outline, what is below them closed: a negative count.
    static void count(Object &parent, bool open)
    {
        const long long known = parent.hasKey("/Count") ? parent.getKey("/Count").getIntValue() : 0;
        parent.replaceKey("/Count", Object::newInteger(known + (open ? 1 : -1)));
    }

    struct Annotation {
        Object object;
        const Node *node = nullptr;
        int page = 0;
    };

    QPDF &m_pdf;
    Typeset &m_set;
    const Fonts &m_fonts;
    std::vector<Object> m_pages;
    std::vector<Annotation> m_annotations;
    std::unordered_map<const Node *, Object> m_elements;
};

} // namespace

void assemble(QPDF &pdf, Typeset &set, const Fonts &fonts)
{
    Assembler(pdf, set, fonts).run();
}

} // namespace aw::print
