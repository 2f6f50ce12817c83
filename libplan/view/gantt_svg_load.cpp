#include "libplan/view/gantt_pen.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The loads of the drawn Gantt chart: people at work by week or month, against the people there are.
namespace plan {

namespace {

using namespace gantt_style;

constexpr double column_gap = 18;
constexpr double tolerance = 1e-6;

class Loads {
public:
    Loads(GanttPen& pen, const GanttLayout& layout) : pen_(pen), layout_(layout) {}

    void draw() {
        heading();
        for (const LayoutLoad& load : layout_.loads) {
            pen_.svg.open("g");
            pen_.svg.text("title", load.name + " · " + load.note);
            names(load);
            blocks(load);
            pen_.svg.close();
        }
    }

private:
    void heading() {
        const double left = layout_.page.margin, y = layout_.load_top + 17;
        std::string text = pen_.say("Charge des équipes", "Team load");
        if (layout_.other_teams > 0)
            text += fmt::format(" · {} {} {}", layout_.loads.size(), pen_.say("sur", "of"),
                                layout_.loads.size() + layout_.other_teams);
        pen_.label(left + 2, y, 12.5, text, {.bold = true});
        double x = layout_.scale.left;
        sign(x, y, busy, pen_.say("personnes occupées", "people at work"));
        if (std::ranges::any_of(layout_.loads, &LayoutLoad::known)) {
            pen_.line(x, y - 4, x + 20, y - 4, ink, 1.3);
            named(x, y, pen_.say("personnes disponibles", "people available"));
            sign(x, y, window, pen_.say("au-delà des disponibles", "more than available"));
        }
        pen_.line(left, layout_.load_top + 24, layout_.right, layout_.load_top + 24, strong_rule, 1);
    }

    void sign(double& x, double y, std::string_view fill, const std::string& text) {
        pen_.svg.leaf("rect", {{"x", x}, {"y", y - 9}, {"width", 20.0}, {"height", 10.0}, {"fill", fill}});
        named(x, y, text);
    }

    void named(double& x, double y, const std::string& text) {
        pen_.label(x + 25, y, 10.5, text, {.fill = muted});
        x += 25 + text_width(text, 10.5) + 18;
    }

    void names(const LayoutLoad& load) {
        const double x = layout_.page.margin + 14, y = load.y + load.height / 2 + 4;
        const double width = layout_.page.label_width - 14 - column_gap, note = text_width(load.note, 10.5);
        pen_.label(x, y, 10.8, fit_text(load.name, width - note - 10, 10.8));
        pen_.label(x + width, y, 10.5, load.note, {.fill = muted, .anchor = "end"});
        const double bottom = load.y + load.height;
        pen_.line(layout_.page.margin, bottom, layout_.right, bottom, rule, 0.5);
    }

    void blocks(const LayoutLoad& load) {
        if (load.most <= 0) return;
        const double floor = load.y + load.height - 2, tall = load.height - 6;
        std::string work, over, there;
        const auto block = [&](const LoadStep& step, double low, double high) {
            const std::string width = svg_number(step.width);
            return fmt::format("M{} {}h{}V{}h-{}z", svg_number(step.x), svg_number(floor - low / load.most * tall),
                               width, svg_number(floor - high / load.most * tall), width);
        };
        for (const LoadStep& step : load.steps) {
            const double within = step.busy - step.over;
            if (within > tolerance) work += block(step, 0, within);
            if (step.busy > within + tolerance) over += block(step, within, step.busy);
            if (load.known && step.available > 0)
                there += fmt::format("M{} {}h{}", svg_number(step.x),
                                     svg_number(floor - step.available / load.most * tall), svg_number(step.width));
        }
        path(work, busy, "none");
        path(over, window, "none");
        path(there, "none", ink);
    }

    void path(const std::string& d, std::string_view fill, std::string_view stroke) {
        if (d.empty()) return;
        pen_.svg.leaf("path", {{"d", d}, {"fill", fill}, {"stroke", stroke}, {"stroke-width", 1.1}});
    }

    GanttPen& pen_;
    const GanttLayout& layout_;
};

}  // namespace

void draw_gantt_loads(GanttPen& pen, const GanttLayout& layout) {
    if (!layout.loads.empty()) Loads(pen, layout).draw();
}

}  // namespace plan
