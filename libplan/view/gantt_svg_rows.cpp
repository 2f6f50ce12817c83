#include "libplan/view/gantt_pen.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The rows of the drawn Gantt chart: a name with what matters of it on the left, bars or lanes on the right.
namespace plan {

namespace {

using gantt_style::muted;
using gantt_style::paper;

constexpr double column_gap = 18;  ///< between the names and the first day

class Rows {
public:
    Rows(GanttPen& pen, const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout)
        : pen_(pen), portfolio_(portfolio), chart_(chart), layout_(layout), left_(layout.page.margin) {}

    void draw() {
        for (const LayoutRow& row : layout_.rows) draw_row(row);
        brackets();
    }

private:
    void draw_row(const LayoutRow& row) {
        const GanttRow& content = chart_.rows[row.row];
        const bool section = content.level == 0;
        pen_.svg.open("g");
        pen_.svg.text("title", row_title(content));
        if (row.folded && row.height >= 36)
            tall_label(row, content);
        else if (row.folded || section)
            short_label(row, content);
        else
            leaf_label(row, content);
        for (const LayoutLane& lane : row.lanes) draw_lane(lane);
        for (const Stretch& bridge : row.bridges)
            pen_.bridge(bridge.x, bridge.x + bridge.width, row.y + row.height - 1.8);
        for (const Stretch& former : row.former) pen_.former(former.x, row.y + 1, former.width, row.height - 2);
        for (const LayoutBar& bar : row.bars) draw_bar(bar);
        if (row.former_cutover) former_diamond(*row.former_cutover, row);
        if (row.cutover && (row.folded || section)) diamond(*row.cutover, row, gantt_style::window, paper, "");
        pen_.svg.close();
        const double bottom = row.y + row.height;
        pen_.line(left_, bottom, layout_.right, bottom, gantt_style::rule, row.folded && section ? 1 : 0.5);
    }

    std::string row_title(const GanttRow& row) const {
        std::string title = row.label;
        if (row.start) title += " · " + date_range(*row.start, *row.finish, pen_.language);
        if (row.level == 0) title += " · " + size_text(row);
        return title;
    }

    std::string count_of(const GanttRow& row) const {
        const auto below = static_cast<std::int64_t>(row.end) - (&row - chart_.rows.data()) - 1;
        if (row.kind == RowKind::onboarding)
            return counted(below, {"cible", "target"}, {"cibles", "targets"}, pen_.language);
        return counted(static_cast<std::int64_t>(row.applications), {"application", "application"},
                       {"applications", "applications"}, pen_.language);
    }

    std::string size_text(const GanttRow& row) const {
        if (row.effort_days <= 0) return count_of(row);
        return count_of(row) + " · " + quantity_text(row.effort_days, 0, pen_.language) +
               pen_.say("\u00a0j.-pers.", "\u00a0person-days");
    }

    std::string dates(const GanttRow& row) const {
        if (row.cutover_start) return date_range(*row.cutover_start, *row.cutover_finish, pen_.language);
        return row.start ? date_range(*row.start, *row.finish, pen_.language) : "";
    }

    /// Two to four lines, by the room there is: name and cut-over, size, the names of what is inside.
    void tall_label(const LayoutRow& row, const GanttRow& content) {
        const double x = left_ + 2, width = layout_.page.label_width - column_gap - 2, line_height = 15;
        const int lines = std::clamp(static_cast<int>((row.height - 8) / line_height), 2, 4);
        double y = row.y + (row.height - line_height * lines) / 2 + 11.5;
        const bool wave = content.cutover_start.has_value();
        const std::string cutover = wave ? pen_.say("bascule ", "cut-over ") + dates(content) : "";
        const double dates_width = text_width(cutover, 11);
        pen_.label(x, y, 14.5, fit_text(content.label, width - dates_width - 10, 14.5, true), {.bold = true});
        pen_.label(x + width, y, 11, cutover, {.anchor = "end"});
        y += line_height;
        const std::string size = size_text(content) + (wave ? "" : " · " + dates(content));
        pen_.label(x, y, 11, fit_text(size, width, 11), {.fill = muted});
        if (lines > 2) names_inside(row, x, y, width, lines - 2);
    }

    void names_inside(const LayoutRow& row, double x, double y, double width, int lines) {
        std::vector<std::string_view> names;
        const GanttRow& content = chart_.rows[row.row];
        for (std::size_t index = row.row + 1; index < content.end; ++index)
            if (chart_.rows[index].kind != RowKind::group) names.push_back(chart_.rows[index].label);
        std::size_t next = 0;
        for (int written = 1; written <= lines && next < names.size(); ++written) {
            std::string text(names[next++]);
            while (next < names.size() && text_width(fmt::format("{}, {}, …", text, names[next]), 10) <= width)
                text += fmt::format(", {}", names[next++]);
            if (next < names.size()) text += written == lines ? ", …" : ",";
            y += 14;
            pen_.label(x, y, 10, fit_text(text, width, 10), {.fill = muted});
        }
    }

    /// One line: name, and what fits of date and size.
    void short_label(const LayoutRow& row, const GanttRow& content) {
        const bool section = content.level == 0;
        const double indent = section ? 2 : 14, size = section ? 12.5 : 10.8;
        const double x = left_ + indent, y = row.y + row.height / 2 + (section ? 4.5 : 3.8);
        const double width = layout_.page.label_width - column_gap - indent;
        const std::string name = fit_text(content.label, section ? width : width * 0.55, size, true);
        pen_.label(x, y, size, name, {.bold = true});
        const double room = width - text_width(name, size, true) - 10;
        for (const std::string& text :
             {dates(content) + " · " + count_of(content), dates(content), count_of(content)}) {
            if (text.empty() || text.starts_with(' ') || text_width(text, 10.5) > room) continue;
            pen_.label(x + width, y, 10.5, text, {.fill = muted, .anchor = "end"});
            break;
        }
    }

    void leaf_label(const LayoutRow& row, const GanttRow& content) {
        const double x = left_ + 14, y = row.y + row.height / 2 + 3.8, chip = 22;
        const double width = layout_.page.label_width - 14 - column_gap - chip - 6;
        pen_.label(x, y, 10.8, fit_text(content.label, width, 10.8));
        if (!content.application) return;
        const Swatch swatch = class_swatch(shown_class(portfolio_.applications[*content.application]));
        const double left = layout_.scale.left - column_gap - chip, height = std::min(row.height - 3, 13.0);
        pen_.svg.open("g");
        pen_.svg.text("title", swatch.name(pen_.language));
        pen_.svg.leaf("rect", {{"x", left},
                               {"y", row.y + (row.height - height) / 2},
                               {"width", chip},
                               {"height", height},
                               {"rx", 3.0},
                               {"fill", swatch.light.fill.to_hex()}});
        pen_.label(left + chip / 2, y - 0.5, 9, swatch.mark(pen_.language),
                   {.fill = paper, .bold = true, .anchor = "middle"});
        pen_.svg.close();
    }

    void draw_bar(const LayoutBar& bar) {
        const Task& task = portfolio_.tasks[bar.task];
        const Swatch& swatch = phase_swatch(task.phase);
        pen_.svg.open("g");
        pen_.svg.text("title", fmt::format("{} · {}", swatch.name(pen_.language),
                                           date_range(task.start, last_day(task), pen_.language)));
        pen_.filled(bar.x, bar.y, bar.width, bar.height, swatch);
        if (task.critical.value_or(false))
            pen_.critical_outline(bar.x + 0.5, bar.y - 0.5, std::max(bar.width - 1, 0.5), bar.height + 1);
        pen_.svg.close();
    }

    /// As thick as there are tasks under way; a task alone is still seen.
    void draw_lane(const LayoutLane& lane) {
        const double middle = lane.y + lane.height / 2, most = lane.height - 1.4, least = most * 0.42;
        std::string path;
        for (const LaneStep& step : lane.steps) {
            const double half = (least + (most - least) * step.count / lane.most) / 2;
            const std::string width = svg_number(std::max(step.width, 1.0));
            path += fmt::format("M{} {}h{}v{}h-{}z", svg_number(step.x), svg_number(middle - half), width,
                                svg_number(2 * half), width);
        }
        pen_.svg.leaf("path", {{"d", path}, {"fill", phase_swatch(lane.phase).light.fill.to_hex()}});
    }

    /// On the window of the row's cut-overs.
    void diamond(const Stretch& cutover, const LayoutRow& row, std::string_view fill, std::string_view stroke,
                 std::string_view dashes) {
        const double half = std::min(8.0, row.height / 3);
        const std::string size = svg_number(half);
        const std::string path =
            fmt::format("M{} {}l{} {}l-{} {}l-{} -{}z", svg_number(cutover.x + cutover.width / 2),
                        svg_number(row.y + row.height / 2 - half), size, size, size, size, size, size);
        if (dashes.empty())
            pen_.svg.leaf("path", {{"d", path}, {"fill", fill}, {"stroke", stroke}, {"stroke-width", 1.6}});
        else
            pen_.svg.leaf(
                "path",
                {{"d", path}, {"fill", fill}, {"stroke", stroke}, {"stroke-width", 1.2}, {"stroke-dasharray", dashes}});
    }

    /// Where the baseline began to cut over, and how far it went on when the row did not hold together then.
    void former_diamond(const Stretch& former, const LayoutRow& row) {
        const double day = layout_.scale.day_width, y = row.y + row.height / 2;
        if (former.width > 5 * day)
            pen_.svg.leaf("line", {{"x1", former.x},
                                   {"y1", y},
                                   {"x2", former.x + former.width},
                                   {"y2", y},
                                   {"stroke", gantt_style::former},
                                   {"stroke-width", 1.2},
                                   {"stroke-dasharray", "3 2"}});
        diamond({former.x, std::min(former.width, 2 * day)}, row, gantt_style::former_fill, gantt_style::former, "3 2");
    }

    /// Joins the applications of a group at their left.
    void brackets() {
        const auto parent_of = [&](std::size_t place) { return chart_.rows[layout_.rows[place].row].parent; };
        for (std::size_t first = 0; first < layout_.rows.size();) {
            std::size_t last = first;
            while (layout_.rows[first].in_group && last + 1 < layout_.rows.size() && layout_.rows[last + 1].in_group &&
                   parent_of(last + 1) == parent_of(first))
                ++last;
            if (last > first) bracket(first, last, chart_.rows[*parent_of(first)].label);
            first = last + 1;
        }
    }

    void bracket(std::size_t first, std::size_t last, const std::string& name) {
        const double top = layout_.rows[first].y + 3, bottom = layout_.rows[last].y + layout_.rows[last].height - 3;
        pen_.svg.open("g");
        pen_.svg.text("title", name);
        pen_.svg.leaf("path",
                      {{"d", fmt::format("M{} {}h-4V{}h4", svg_number(left_ + 9), svg_number(top), svg_number(bottom))},
                       {"fill", "none"},
                       {"stroke", "#8b97aa"},
                       {"stroke-width", 1.3}});
        pen_.svg.close();
    }

    GanttPen& pen_;
    const Portfolio& portfolio_;
    const GanttRows& chart_;
    const GanttLayout& layout_;
    double left_;
};

}  // namespace

void draw_gantt_rows(GanttPen& pen, const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout) {
    Rows(pen, portfolio, chart, layout).draw();
}

}  // namespace plan
