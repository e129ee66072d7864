// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/page.h"

class QScrollArea;

namespace aw::pages {

/// The manager's page: the verdict in a sentence, the score, what to do next, what is not known.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] QString context() const override;
    [[nodiscard]] QString help() const override;
    void go(const Place &place) override;
    [[nodiscard]] QString selectionAsText() const override;
    [[nodiscard]] bool offersExport() const override { return true; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Shape { Wide, Narrow, Stacked };

    void refresh();
    void rebuild();
    [[nodiscard]] Shape shape() const;
    [[nodiscard]] QWidget *cards();

    QScrollArea *m_scroll;
    assess::PosturePtr m_shown;
    bool m_built = false;
    bool m_loading = false;
    QString m_org;
    Shape m_shape = Shape::Wide;
};

} // namespace aw::pages
