#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/view/bridge_figures.hpp"
#include "libplan/view/dot.hpp"
#include "libplan/view/graph_answers.hpp"
#include "libplan/view/graph_critical.hpp"
#include "libplan/view/graph_ml.hpp"
#include "libplan/view/mermaid_graph.hpp"
#include "libplan/view/steps_html.hpp"
#include "libplan/view/system_state.hpp"
#include "tools/common/applications.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/tool.hpp"
#include "tools/graph/graphviz.hpp"

#include <algorithm>
#include <cmath>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-graph",
    .summary = PLAN_TEXT("draws the applications and their flows for Graphviz, and answers questions about them"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "why",
             .argument = "A B",
             .help = PLAN_TEXT("say by which flows A depends on B, directly or not; exit 1 when it does not")},
            {.name = "impact",
             .argument = "A",
             .help = PLAN_TEXT("say which applications are affected when A stops, nearest first")},
            {.name = "cycles",
             .argument = {},
             .help = PLAN_TEXT("say which applications depend on each other, with a cycle of each")},
            {.name = "critical",
             .argument = {},
             .help =
                 PLAN_TEXT("say which applications break most when they stop, with how many others depend on them")},
            {.name = "top",
             .argument = "N",
             .help = PLAN_TEXT("with --critical: how many applications, 1 to 1000"),
             .fallback = "20"},
            {.name = "bridges",
             .argument = "WHEN",
             .help =
                 PLAN_TEXT("draw a plan's state on a date (YYYY-MM-DD), or on the first day of most bridges at once "
                           "(peak): what is where, which links cross; all: list every bridge")},
            {.name = "to",
             .letter = 't',
             .argument = "FORMAT",
             .help = PLAN_TEXT("dot: for Graphviz; svg: drawn by Graphviz, where it is installed; html: a page "
                               "that shows a plan wave by wave; graphml: for yEd, "
                               "Gephi, NetworkX; mermaid: for Markdown pages; text: with --bridges, a table"),
             .choices = {"dot", "svg", "html", "graphml", "mermaid", "text"}},
            {.name = "reduce",
             .argument = {},
             .help = PLAN_TEXT("leave out the lines that other lines imply (transitive reduction)")},
            {.name = "color-by",
             .argument = "WHAT",
             .help = PLAN_TEXT("what colours say in the drawing"),
             .choices = {"class", "wave", "none"},
             .fallback = "class"},
            {.name = "cluster",
             .argument = "WHAT",
             .help = PLAN_TEXT("what is framed; auto: waves of a plan, else move groups; with --bridges, where each "
                               "application is"),
             .choices = {"auto", "wave", "group", "owner", "site", "target", "none"},
             .fallback = "auto"},
            {.name = "around",
             .argument = "A",
             .help = PLAN_TEXT("draw only A and what lies near it; may be given with --hops")},
            {.name = "hops", .argument = "N", .help = PLAN_TEXT("with --around: how many flows away"), .fallback = "1"},
            {.name = "hubs",
             .argument = "N",
             .help = PLAN_TEXT("write weak flows of applications with N neighbours or more as text, not as lines; 0: "
                               "draw every line; 10 unless given, where there are many lines")},
            coupling_option(),
            {.name = "title", .argument = "TEXT", .help = PLAN_TEXT("heading of the drawing")},
            {.name = "no-legend", .argument = {}, .help = PLAN_TEXT("leave the legend out")},
        },
};

[[noreturn]] void fail(Failure failure, const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(failure, {Severity::error, code, text, std::move(arguments), {}});
}

std::optional<std::size_t> whole_number(const Invocation& invocation, std::string_view option) {
    const auto number = invocation.number(option);
    if (!number) return std::nullopt;
    if (*number < 0 || *number > 1e6 || *number != std::floor(*number))
        fail(Failure::usage, "bad-option-value", PLAN_TEXT("option '--{}' takes a whole number, not '{}'"),
             {std::string(option), invocation.value(option)});
    return static_cast<std::size_t>(*number);
}

DotOptions drawing(const Invocation& invocation, const Portfolio& portfolio) {
    DotOptions options;
    options.language = invocation.language();
    const std::string colour = invocation.value("color-by");
    if (colour != "class") options.colour = colour == "wave" ? DotColour::wave : DotColour::none;
    const std::string frames = invocation.value("cluster");
    if (frames == "wave") options.frames = DotFrames::wave;
    if (frames == "group") options.frames = DotFrames::group;
    if (frames == "owner") options.frames = DotFrames::owner;
    if (frames == "site") options.frames = DotFrames::site;
    if (frames == "target") options.frames = DotFrames::target;
    if (frames == "none") options.frames = DotFrames::none;
    options.title = invocation.value("title");
    options.reduced = invocation.has("reduce");
    options.legend = !invocation.has("no-legend");
    options.hub_neighbours = whole_number(invocation, "hubs");
    options.hops = static_cast<std::uint32_t>(*whole_number(invocation, "hops"));
    if (invocation.has("around")) options.centre = find_application(portfolio, invocation.value("around"));
    return options;
}

std::string why(const Invocation& invocation, const Portfolio& portfolio, const CouplingModel& coupling,
                const Report& report) {
    const std::vector<std::string> ends = invocation.values("why");
    if (ends.size() != 2) fail(Failure::usage, "why-takes-two", PLAN_TEXT("--why takes two applications, once"), {});
    const std::size_t from = find_application(portfolio, ends[0]), to = find_application(portfolio, ends[1]);
    if (auto text = why_text(portfolio, from, to, invocation.language(), report, coupling)) return *text;
    if (why_text(portfolio, to, from, invocation.language(), {}))
        fail(Failure::negative, "no-path",
             PLAN_TEXT("'{0}' does not depend on '{1}'; it is '{1}' that depends on '{0}'"), ends);
    fail(Failure::negative, "no-path", PLAN_TEXT("'{}' does not depend on '{}', nor the other way"), ends);
}

/// One of the questions that are answered by text; nothing when a drawing is asked for.
std::optional<std::string> answer(const Invocation& invocation, const Portfolio& portfolio,
                                  const CouplingModel& coupling, const Report& report) {
    const Language language = invocation.language();
    if (invocation.has("why")) return why(invocation, portfolio, coupling, report);
    if (invocation.has("impact"))
        return impact_text(portfolio, find_application(portfolio, invocation.value("impact")), language, report,
                           coupling);
    if (invocation.has("cycles")) return cycles_text(portfolio, language, report, coupling);
    if (!invocation.has("critical")) return std::nullopt;
    const std::size_t rows = *whole_number(invocation, "top");
    if (rows < 1 || rows > 1000)
        fail(Failure::usage, "bad-option-value", PLAN_TEXT("option '--top' takes a whole number from 1 to 1000"), {});
    return critical_text(portfolio, rows, language, report, coupling);
}

/// The day of --bridges; nothing for the whole plan.
std::optional<Date> day_of_bridges(const Invocation& invocation, const Portfolio& portfolio) {
    const std::string when = invocation.value("bridges");
    if (when == "all") return std::nullopt;
    if (when == "peak") {
        if (const auto peak = bridge_peak(known_bridges(portfolio, {}))) return peak->start;
        const SystemStates states(portfolio, invocation.language());  // says so when there is no plan
        fail(Failure::negative, "no-bridge", PLAN_TEXT("the plan holds no bridge on any day"), {});
    }
    if (const auto day = Date::from_iso(when)) return day;
    fail(Failure::usage, "bad-option-value",
         PLAN_TEXT("option '--bridges' takes a date (YYYY-MM-DD), 'peak' or 'all', not '{}'"), {when});
}

std::string drawn(const DotOptions& options, const std::string& format, const Portfolio& portfolio,
                  const Report& report) {
    if (format == "graphml") return dependency_graphml(portfolio, options, report);
    if (format == "mermaid") return dependency_mermaid(portfolio, options, report);
    std::string drawing = dependency_dot(portfolio, options, report);
    return format == "svg" ? svg_by_graphviz(drawing) : drawing;
}

StepsTemplate page_files(Invocation& invocation) {
    const auto file = [&invocation](const std::string& name) {
        return invocation.read_all(invocation.data_file("steps/" + name));
    };
    StepsTemplate files{file("steps.html"), file("steps.css"), ""};
    for (const char* part : {"state.js", "draw.js", "start.js"}) files.script += file(part);
    return files;
}

ExitCode run(Invocation& invocation) {
    int questions = 0;
    for (const char* question : {"why", "impact", "cycles", "critical", "bridges"})
        questions += invocation.has(question) ? 1 : 0;
    if (questions > 1)
        fail(Failure::usage, "one-question",
             PLAN_TEXT("ask one of --why, --impact, --cycles, --critical and --bridges"), {});
    const bool bridges = invocation.has("bridges");
    const std::string format = invocation.value("to");
    if (format == "text" && !bridges)
        fail(Failure::usage, "text-of-bridges", PLAN_TEXT("--to text goes with --bridges"), {});
    const CouplingModel coupling = read_coupling(invocation);
    const Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    const Report report = invocation.reporter();
    if (const auto text = answer(invocation, portfolio, coupling, report)) {
        invocation.write(*text);
        return ExitCode::success;
    }
    const auto day = bridges ? day_of_bridges(invocation, portfolio) : std::nullopt;
    if (format == "text" || (bridges && !day)) {
        if (!format.empty() && format != "text")
            fail(Failure::usage, "whole-plan-is-text",
                 PLAN_TEXT("--bridges all lists the bridges of the whole plan as text; give a date to draw"), {});
        invocation.write(bridges_text(portfolio, day, invocation.language(), report));
        return ExitCode::success;
    }
    if (format == "html") {
        invocation.write(steps_html(portfolio, page_files(invocation), invocation.value("title"), day,
                                    invocation.language(), report));
        return ExitCode::success;
    }
    DotOptions options = drawing(invocation, portfolio);
    options.day = day;
    options.coupling = coupling;
    invocation.write(drawn(options, format, portfolio, report));
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
