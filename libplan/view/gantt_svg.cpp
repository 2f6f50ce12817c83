#include "libplan/view/gantt_svg.hpp"

#include "libplan/view/gantt_pen.hpp"
#include "libplan/view/plan_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The frame of the drawn Gantt chart: heading, calendar, shaded days, legend.
namespace plan {

namespace {

using namespace gantt_style;

constexpr double tier_height = 20;
/// A thinner line would be taken for a rule of the calendar.
constexpr double narrowest_holiday = 3;

class Drawing {
public:
    Drawing(std::string& out, const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout,
            Language language)
        : pen_(out, language), portfolio_(portfolio), chart_(chart), layout_(layout) {}

    void draw(std::string_view title) {
        pen_.svg.open("svg",
                      {{"xmlns", "http://www.w3.org/2000/svg"},
                       {"viewBox", fmt::format("0 0 {} {}", svg_number(layout_.width), svg_number(layout_.height))},
                       {"width", layout_.width},
                       {"height", layout_.height},
                       {"role", "img"},
                       {"lang", pen_.say("fr", "en")},
                       {"font-family", fonts},
                       {"fill", ink}});
        pen_.svg.text("title", title);
        pen_.svg.text("desc", description());
        definitions();
        pen_.svg.leaf("rect", {{"width", layout_.width}, {"height", layout_.height}, {"fill", paper}});
        head(title);
        section_tints();
        bands();
        grid();
        today();
        calendar();
        draw_gantt_rows(pen_, portfolio_, chart_, layout_);
        draw_gantt_loads(pen_, layout_);
        legend_of_phases();
        legend_of_signs();
        pen_.svg.close();
    }

private:
    std::string description() const {
        std::string text;
        for (const PlanFact& fact : plan_facts(portfolio_, chart_, pen_.language))
            text += (text.empty() ? "" : " · ") + fact.label + pen_.say("\u00a0: ", ": ") + fact.value;
        return text;
    }

    /// White marks over a fill, so that one pattern serves every colour; and the days of a freeze.
    void definitions() {
        SvgWriter& svg = pen_.svg;
        svg.open("defs");
        for (const PatternTile& tile : pattern_tiles()) {
            svg.open("pattern", {{"id", keyword(tile.pattern)},
                                 {"width", tile.size},
                                 {"height", tile.size},
                                 {"patternUnits", "userSpaceOnUse"}});
            svg.leaf("path", {{"d", tile.path},
                              {"stroke", paper},
                              {"stroke-opacity", "0.38"},
                              {"stroke-width", tile.width},
                              {"fill", "none"}});
            svg.close();
        }
        svg.open("pattern", {{"id", "freeze"}, {"width", 7.0}, {"height", 7.0}, {"patternUnits", "userSpaceOnUse"}});
        svg.leaf("rect", {{"width", 7.0}, {"height", 7.0}, {"fill", "#ebeff7"}});
        svg.leaf("path", {{"d", "M-1 8L8 -1M-1 1L1 -1M6 8L8 6"}, {"stroke", "#ccd6e6"}, {"stroke-width", 1.0}});
        svg.close();
        svg.close();
    }

    void head(std::string_view title) {
        const double left = layout_.page.margin, top = layout_.page.margin;
        pen_.label(left, top + 26, 28, fit_text(title, layout_.width - 2 * left, 28, true), {.bold = true});
        double x = left;
        for (const PlanFact& fact : plan_facts(portfolio_, chart_, pen_.language)) {
            pen_.label(x, top + 56, 11.5, fact.label, {.fill = muted});
            pen_.label(x, top + 76, 16, fact.value, {.bold = true});
            x += std::max(text_width(fact.label, 11.5), text_width(fact.value, 16, true)) + 26;
        }
    }

    void section_tints() {
        const double left = layout_.page.margin;
        for (const LayoutRow& row : layout_.rows)
            if (chart_.rows[row.row].level == 0 && !row.folded)
                pen_.svg.leaf("rect", {{"x", left},
                                       {"y", row.y},
                                       {"width", layout_.right - left},
                                       {"height", row.height},
                                       {"fill", section_tint}});
    }

    void shade(const LayoutBand& placed, std::string_view fill, std::string_view opacity, const std::string& title) {
        pen_.svg.open("g");
        pen_.svg.text("title", title);
        pen_.svg.leaf("rect", {{"x", placed.x},
                               {"y", layout_.body_top},
                               {"width", std::max(placed.width, 1.5)},
                               {"height", layout_.body_bottom - layout_.body_top},
                               {"fill", fill},
                               {"fill-opacity", opacity}});
        pen_.svg.close();
    }

    void bands() {
        for (const LayoutBand& placed : layout_.bands) {
            const DayBand& band = chart_.bands[placed.band];
            if (band.kind == BandKind::freeze)
                shade(placed, "url(#freeze)", "0.8", band.label.empty() ? pen_.say("Gel", "Freeze") : band.label);
            else if (band.kind == BandKind::window)
                shade(placed, window, "0.13", band.label);
            else if (placed.width >= narrowest_holiday)
                shade(placed, holiday, "1", band.label.empty() ? pen_.say("Jour férié", "Holiday") : band.label);
        }
    }

    void grid() {
        for (const HeaderCell& cell : layout_.header)
            pen_.line(cell.x, layout_.header_top + (cell.tier == 0 ? 0 : tier_height + 4), cell.x, layout_.body_bottom,
                      rule, cell.tier == 0 ? 1.4 : 0.6);
        pen_.line(layout_.right, layout_.header_top, layout_.right, layout_.body_bottom, rule, 1.4);
        pen_.line(layout_.page.margin, layout_.body_top, layout_.right, layout_.body_top, strong_rule, 1);
    }

    bool crossed(const HeaderCell& cell) const {
        return layout_.today && *layout_.today >= cell.x && *layout_.today <= cell.x + cell.width;
    }

    /// Years, months, and the flags of the cut-over windows.
    void calendar() {
        for (const HeaderCell& cell : layout_.header) {
            const double y = layout_.header_top + cell.tier * tier_height + 14;
            if (cell.tier == 0)
                pen_.label(cell.x + 5, y, 13, cell.label, {.bold = true, .plate = crossed(cell)});
            else
                pen_.label(cell.x + 5, y, 11, cell.label, {.fill = muted, .plate = crossed(cell)});
        }
        const double y = layout_.header_top + 2 * tier_height + 10;
        double free_from = layout_.scale.left;
        for (const LayoutBand& placed : layout_.bands) {
            const DayBand& band = chart_.bands[placed.band];
            if (band.kind != BandKind::window || !band.wave) continue;
            const std::string number = fmt::format("{}{}", pen_.say("V", "W"), *band.wave);
            const double middle = placed.x + placed.width / 2, half = text_width(number, 10, true) / 2 + 4;
            if (middle - half < free_from || middle + half > layout_.right) continue;
            pen_.svg.leaf("rect", {{"x", middle - half},
                                   {"y", y - 8},
                                   {"width", 2 * half},
                                   {"height", 15.0},
                                   {"rx", 7.5},
                                   {"fill", window}});
            pen_.label(middle, y + 3.2, 10, number, {.fill = paper, .bold = true, .anchor = "middle"});
            free_from = middle + half + 2;
        }
    }

    /// A line between the months' names and the rows, its date above the calendar.
    void today() {
        if (!layout_.today) return;
        const double x = *layout_.today;
        pen_.line(x, layout_.header_top, x, layout_.body_bottom, gantt_style::today, 1.4);
        const std::string text = short_date(*chart_.today, pen_.language);
        const double half = text_width(text, 10, true) / 2 + 6;
        const double middle = std::clamp(x, layout_.scale.left + half, layout_.right - half);
        pen_.svg.leaf("rect", {{"x", middle - half},
                               {"y", layout_.header_top - 17},
                               {"width", 2 * half},
                               {"height", 17.0},
                               {"rx", 3.0},
                               {"fill", gantt_style::today}});
        pen_.label(middle, layout_.header_top - 5, 10, text, {.fill = paper, .bold = true, .anchor = "middle"});
    }

    void name_sign(double& x, double y, double sign_width, const std::string& text) {
        pen_.label(x + sign_width + 6, y + 4, 11, text);
        x += sign_width + 6 + text_width(text, 11) + 18;
    }

    bool holidays_shown() const {
        return std::ranges::any_of(layout_.bands, [&](const LayoutBand& placed) {
            return chart_.bands[placed.band].kind == BandKind::holiday && placed.width >= narrowest_holiday;
        });
    }

    [[nodiscard]] double legend_top() const { return layout_.body_bottom + load_height(layout_.loads.size()); }

    void legend_of_phases() {
        double x = layout_.page.margin;
        const double y = legend_top() + 34;
        for (const Swatch& swatch : phase_swatches()) {
            pen_.filled(x, y - 6, 26, 12, swatch);
            name_sign(x, y, 26, swatch.name(pen_.language));
        }
    }

    bool any_row(bool (*holds)(const LayoutRow&)) const { return std::ranges::any_of(layout_.rows, holds); }

    void legend_of_signs() {
        double x = layout_.page.margin;
        const double y = legend_top() + 58;
        if (any_row([](const LayoutRow& row) { return !row.bars.empty(); })) {
            pen_.critical_outline(x, y - 6, 26, 12);
            name_sign(x, y, 26, pen_.say("Chemin critique", "Critical path"));
        }
        if (any_row([](const LayoutRow& row) { return !row.bridges.empty(); })) {
            pen_.bridge(x, x + 26, y);
            name_sign(x, y, 26, pen_.say("Passerelle entre deux sites", "Bridge between two sites"));
        }
        if (any_row([](const LayoutRow& row) { return !row.former.empty() || row.former_cutover.has_value(); })) {
            pen_.former(x, y - 6, 26, 12);
            name_sign(x, y, 26, pen_.say("Référence", "Baseline"));
        }
        pen_.svg.leaf(
            "rect",
            {{"x", x}, {"y", y - 6}, {"width", 26.0}, {"height", 12.0}, {"fill", window}, {"fill-opacity", "0.18"}});
        name_sign(x, y, 26, pen_.say("Fenêtre de bascule", "Cut-over window"));
        if (std::ranges::any_of(chart_.bands, [](const DayBand& band) { return band.kind == BandKind::freeze; })) {
            pen_.svg.leaf("rect",
                          {{"x", x}, {"y", y - 6}, {"width", 26.0}, {"height", 12.0}, {"fill", "url(#freeze)"}});
            name_sign(x, y, 26, pen_.say("Gel", "Freeze"));
        }
        if (holidays_shown()) {
            pen_.svg.leaf("rect", {{"x", x}, {"y", y - 6}, {"width", 26.0}, {"height", 12.0}, {"fill", holiday}});
            name_sign(x, y, 26, pen_.say("Jour férié", "Holiday"));
        }
        if (layout_.today) {
            pen_.line(x + 5, y - 7, x + 5, y + 7, gantt_style::today, 1.8);
            name_sign(x, y, 10, pen_.say("Date d’observation", "As of"));
        }
        if (any_row([](const LayoutRow& row) { return !row.lanes.empty(); }))
            pen_.label(layout_.right, y + 4, 11,
                       pen_.say("L’épaisseur d’un trait dit combien d’applications sont dans cette phase.",
                                "A line is as thick as there are applications in its phase."),
                       {.fill = muted, .anchor = "end"});
    }

    GanttPen pen_;
    const Portfolio& portfolio_;
    const GanttRows& chart_;
    const GanttLayout& layout_;
};

}  // namespace

std::string gantt_svg(const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout,
                      std::string_view title, Language language) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string heading =
        title.empty() ? std::string(Words{"Plan de migration", "Migration plan"}.in(language)) : visible_text(title);
    Drawing(out, portfolio, chart, layout, language).draw(heading);
    return out;
}

}  // namespace plan
