#include "libplan/base/error.hpp"
#include "libplan/view/gantt_html.hpp"
#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/gantt_svg.hpp"
#include "tools/common/baseline.hpp"
#include "tools/common/tool.hpp"

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-gantt",
    .summary = PLAN_TEXT("draws a plan as a Gantt chart: one HTML page, or an SVG drawing"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "format",
             .letter = 'f',
             .argument = "FORMAT",
             .help = PLAN_TEXT("html: one self-contained page to explore; svg: one drawing for paper and slides"),
             .choices = {"html", "svg"},
             .fallback = "html"},
            {.name = "detail",
             .argument = "LEVEL",
             .help = PLAN_TEXT("rows of the SVG: every application, groups, or waves; auto takes the finest that stays "
                               "legible on A3"),
             .choices = {"auto", "application", "group", "wave"},
             .fallback = "auto"},
            {.name = "baseline",
             .argument = "FILE",
             .help = PLAN_TEXT("another plan, drawn behind the bars: what was promised, or the plan before"),
             .completion = Completion::file},
            {.name = "title", .argument = "TEXT", .help = PLAN_TEXT("heading of the chart")},
        },
};

Detail detail_of(const std::string& text) {
    if (text == "application") return Detail::application;
    if (text == "group") return Detail::group;
    return text == "wave" ? Detail::wave : Detail::automatic;
}

GanttTemplate page_files(Invocation& invocation) {
    const auto file = [&invocation](const std::string& name) {
        return invocation.read_all(invocation.data_file("gantt/" + name));
    };
    GanttTemplate files{file("gantt.html"), file("gantt.css"), ""};
    for (const char* part : {"data.js", "rows.js", "timeline.js", "draw.js", "links.js", "load.js", "panel.js",
                             "tip.js", "controls.js", "start.js"})
        files.script += file(part);
    return files;
}

/// --as-of, else the day on which the plan itself was asked for.
std::optional<Date> observed_on(const Invocation& invocation, const Portfolio& portfolio) {
    if (invocation.as_of() || portfolio.plans.empty()) return invocation.as_of();
    for (const auto& [name, value] : portfolio.plans.back().settings)
        if (name == "as_of") return Date::from_iso(value);
    return std::nullopt;
}

std::optional<GanttBaseline> baseline_of(Invocation& invocation, const Portfolio& portfolio) {
    if (!invocation.has("baseline")) return std::nullopt;
    const Portfolio baseline = read_baseline(invocation);
    if (baseline.tasks.empty())
        refuse_baseline(invocation, "no-task",
                        PLAN_TEXT("the baseline holds no task: give a stream that plan-schedule has planned"));
    return gantt_baseline(portfolio, baseline);
}

ExitCode run(Invocation& invocation) {
    const Portfolio portfolio = invocation.read_portfolio();
    const Language language = invocation.language();
    const GanttRows chart =
        gantt_rows(portfolio, observed_on(invocation, portfolio), language, baseline_of(invocation, portfolio));
    const std::string title = invocation.value("title");
    if (invocation.value("format") == "html") {
        invocation.write(gantt_html(portfolio, chart, page_files(invocation), title, language));
        return ExitCode::success;
    }
    GanttPage page;
    page.detail = detail_of(invocation.value("detail"));
    invocation.write(gantt_svg(portfolio, chart, gantt_layout(portfolio, chart, page, language), title, language));
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
