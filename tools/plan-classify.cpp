#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/classification.hpp"
#include "tools/common/tool.hpp"

namespace plan::tools {

namespace {

const Description description = {
    "plan-classify",
    PLAN_TEXT("Say how sensitive each application is, by the rules of a policy, and ask what must be answered before "
              "that is decided. Writes the key `classification` of each application."),
    "[FILE]...",
    {
        {"policy",
         'p',
         "FILE",
         PLAN_TEXT("rules to apply, in the format of plan-policy(5); by default the doctrine \"Cloud au centre\" of "
                   "2023"),
         {},
         {},
         Completion::file},
        {"explain", 'e', "APPLICATION",
         PLAN_TEXT("print the reasoning on this application for a human to read, in place of the stream; may be given "
                   "several times")},
        {"strict", 0, "", PLAN_TEXT("exit with 1 when an application is to be qualified")},
    },
};

Policy load_policy(Invocation& invocation) {
    const std::string path =
        invocation.has("policy") ? invocation.value("policy") : invocation.data_file("policies/cloud-au-centre.xml");
    return read_policy(invocation.read_all(path), path);
}

const Application& find_application(const Portfolio& portfolio, const std::string& id) {
    if (const auto index = portfolio.application_index(id)) return portfolio.applications[*index];
    std::vector<std::string_view> known;
    for (const Application& application : portfolio.applications) known.push_back(application.id);
    const auto near = nearest(id, known);
    throw Error(Failure::usage, {Severity::error,
                                 "unknown-application",
                                 near ? PLAN_TEXT("no application is called {0}; did you mean {1}?")
                                      : PLAN_TEXT("no application is called {0}"),
                                 {id, std::string(near.value_or(""))},
                                 {}});
}

void summarise(Invocation& invocation, const ClassificationCounts& counts) {
    std::vector<std::string> classes;
    for (const auto& [id, count] : counts.classes)
        if (count > 0) classes.push_back(id + " " + std::to_string(count));
    if (counts.without_class > 0) classes.push_back("- " + std::to_string(counts.without_class));
    invocation.report({Severity::note,
                       "classified",
                       PLAN_TEXT("{0} decided, {1} to be qualified; classes: {2}"),
                       {std::to_string(counts.decided), std::to_string(counts.to_qualify), join(classes, ", ")},
                       {}});
}

ExitCode run(Invocation& invocation) {
    const Policy policy = load_policy(invocation);
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    const ClassificationSettings settings = {invocation.as_of(), invocation.language()};
    const ClassificationCounts counts = classify(policy, portfolio, settings);
    summarise(invocation, counts);
    const std::vector<std::string> explained = invocation.values("explain");
    for (std::size_t index = 0; index < explained.size(); ++index) {
        if (index > 0) invocation.write("\n");
        invocation.write(explain_classification(policy, find_application(portfolio, explained[index]), settings));
    }
    if (explained.empty()) invocation.write_portfolio(portfolio, {{"classification"}, {}});
    return invocation.strict() && counts.to_qualify > 0 ? ExitCode::negative : ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
