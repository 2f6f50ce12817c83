#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/view/dot.hpp"
#include "libplan/view/graph_answers.hpp"
#include "tools/common/tool.hpp"

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
            {.name = "color-by",
             .argument = "WHAT",
             .help = PLAN_TEXT("what colours say in the drawing"),
             .choices = {"class", "wave", "none"},
             .fallback = "class"},
            {.name = "cluster",
             .argument = "WHAT",
             .help = PLAN_TEXT("what is framed; auto: waves of a plan, else move groups"),
             .choices = {"auto", "wave", "group", "owner", "none"},
             .fallback = "auto"},
            {.name = "around",
             .argument = "A",
             .help = PLAN_TEXT("draw only A and what lies near it; may be given with --hops")},
            {.name = "hops", .argument = "N", .help = PLAN_TEXT("with --around: how many flows away"), .fallback = "1"},
            {.name = "hubs",
             .argument = "N",
             .help = PLAN_TEXT("write weak flows of applications with N neighbours or more as text, not as lines; 0: "
                               "draw every line; 10 unless given, where there are many lines")},
            {.name = "title", .argument = "TEXT", .help = PLAN_TEXT("heading of the drawing")},
            {.name = "no-legend", .argument = {}, .help = PLAN_TEXT("leave the legend out")},
        },
};

[[noreturn]] void fail(Failure failure, const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(failure, {Severity::error, code, text, std::move(arguments), {}});
}

/// Case and accents of a typed id may be wrong; the message offers what is meant.
std::size_t find_application(const Portfolio& portfolio, const std::string& id) {
    if (const auto found = portfolio.application_index(id)) return *found;
    std::vector<std::string> folded;
    for (const Application& application : portfolio.applications) folded.push_back(fold(application.id));
    const std::vector<std::string_view> candidates(folded.begin(), folded.end());
    const auto near = nearest(fold(id), candidates);
    if (!near) fail(Failure::usage, "unknown-application", PLAN_TEXT("no application has the id '{}'"), {id});
    const auto place =
        static_cast<std::size_t>(std::find(candidates.begin(), candidates.end(), *near) - candidates.begin());
    fail(Failure::usage, "unknown-application", PLAN_TEXT("no application has the id '{}'; did you mean '{}'?"),
         {id, portfolio.applications[place].id});
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
    if (frames == "none") options.frames = DotFrames::none;
    options.title = invocation.value("title");
    options.legend = !invocation.has("no-legend");
    options.hub_neighbours = whole_number(invocation, "hubs");
    options.hops = static_cast<std::uint32_t>(*whole_number(invocation, "hops"));
    if (invocation.has("around")) options.centre = find_application(portfolio, invocation.value("around"));
    return options;
}

std::string why(const Invocation& invocation, const Portfolio& portfolio, const Report& report) {
    const std::vector<std::string> ends = invocation.values("why");
    if (ends.size() != 2) fail(Failure::usage, "why-takes-two", PLAN_TEXT("--why takes two applications, once"), {});
    const std::size_t from = find_application(portfolio, ends[0]), to = find_application(portfolio, ends[1]);
    if (auto text = why_text(portfolio, from, to, invocation.language(), report)) return *text;
    if (why_text(portfolio, to, from, invocation.language(), {}))
        fail(Failure::negative, "no-path",
             PLAN_TEXT("'{0}' does not depend on '{1}'; it is '{1}' that depends on '{0}'"), ends);
    fail(Failure::negative, "no-path", PLAN_TEXT("'{}' does not depend on '{}', nor the other way"), ends);
}

ExitCode run(Invocation& invocation) {
    const int questions =
        (invocation.has("why") ? 1 : 0) + (invocation.has("impact") ? 1 : 0) + (invocation.has("cycles") ? 1 : 0);
    if (questions > 1) fail(Failure::usage, "one-question", PLAN_TEXT("ask one of --why, --impact and --cycles"), {});
    const Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    const Report report = invocation.reporter();
    if (invocation.has("why"))
        invocation.write(why(invocation, portfolio, report));
    else if (invocation.has("impact"))
        invocation.write(impact_text(portfolio, find_application(portfolio, invocation.value("impact")),
                                     invocation.language(), report));
    else if (invocation.has("cycles"))
        invocation.write(cycles_text(portfolio, invocation.language(), report));
    else
        invocation.write(dependency_dot(portfolio, drawing(invocation, portfolio), report));
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
