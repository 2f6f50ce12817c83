#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/classification.hpp"
#include "libplan/policy/questionnaire.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/view/csv_writer.hpp"
#include "tools/common/applications.hpp"
#include "tools/common/rule_tests.hpp"
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
         PLAN_TEXT(
             "rules to apply: 2023 (default) or 2021 for the doctrine \"Cloud au centre\" of that year, or a file "
             "in the format of plan-policy(5)"),
         {},
         {},
         Completion::file},
        {"explain", 'e', "APPLICATION",
         PLAN_TEXT("print the reasoning on this application for a human to read, in place of the stream; may be given "
                   "several times")},
        {"no-propagation", 0, "", PLAN_TEXT("judge each application on its own record; nothing travels along flows")},
        {"questionnaire", 0, "",
         PLAN_TEXT("write the open questions as a CSV to send out, in place of the stream; plan-import reads it back "
                   "when it is filled in")},
        {"test", 0, "",
         PLAN_TEXT("try the rules of the policy on the examples that it carries, and stop: no input is read")},
        {"strict", 0, "", PLAN_TEXT("exit with 1 when an application is to be qualified")},
    },
};

Policy load_policy(Invocation& invocation) {
    std::string path = invocation.value("policy");
    if (path.empty() || path == "2023") path = invocation.data_file("policies/cloud-au-centre.xml");
    if (path == "2021") path = invocation.data_file("policies/cloud-au-centre-2021.xml");
    return read_policy(invocation.read_all(path), path);
}

void summarise(Invocation& invocation, const Portfolio& portfolio, const PortfolioClassifier& classifier) {
    const ClassificationCounts counts = classifier.counts();
    std::vector<std::string> classes;
    for (const auto& [id, count] : counts.classes)
        if (count > 0) classes.push_back(id + " " + std::to_string(count));
    if (counts.without_class > 0) classes.push_back("- " + std::to_string(counts.without_class));
    invocation.report({Severity::note,
                       "classified",
                       PLAN_TEXT("{0} decided, {1} to be qualified; classes: {2}"),
                       {std::to_string(counts.decided), std::to_string(counts.to_qualify), join(classes, ", ")},
                       {}});
    if (classifier.unstated_flows() > 0)
        invocation.report({Severity::note,
                           "unstated-flows",
                           PLAN_TEXT("{} flows do not say which data they carry: each is taken to carry all that its "
                                     "sender holds (field data of flows)"),
                           {std::to_string(classifier.unstated_flows())},
                           {}});
    if (!invocation.has("verbose")) return;  // it takes time on a large inventory
    const auto outcome = [](const std::string& id, Verdict verdict) {
        return (id.empty() ? "-" : id) + " " + std::string(keyword(verdict));
    };
    for (const ClassificationChange& change : classifier.changes())
        invocation.report(
            {Severity::note,
             "changed-by-flows",
             PLAN_TEXT("{0}: {1} by itself, {2} with what flows bring ({3})"),
             {portfolio.applications[change.application].id, outcome(change.class_alone, change.verdict_alone),
              outcome(change.class_with_flows, change.verdict_with_flows), join(change.path, " > ")},
             portfolio.where(RecordType::application, change.application)});
}

void write_questionnaire(Invocation& invocation, const Policy& policy, const Portfolio& portfolio,
                         PortfolioClassifier& classifier) {
    QuestionnaireWriter writer(policy, invocation.language());
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        writer.add(portfolio.applications[index], classifier.classification(index));
    Table table;
    table.columns = writer.table().header;
    for (const std::vector<std::string>& row : writer.table().rows) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        for (const std::string& text : row) cells.push_back(text.empty() ? Cell() : Cell(text));
    }
    write_csv(table, CsvDialect::excel_fr, invocation.language(),
              [&](std::string_view text) { invocation.write(text); });
}

ExitCode run(Invocation& invocation) {
    const Policy policy = load_policy(invocation);
    if (invocation.has("test")) return report_tests(invocation, policy.id(), test_policy(policy), invocation.strict());
    // Never taken apart: that would go through every record of a State's register once more, for nothing.
    static const Portfolio& portfolio = *new Portfolio(invocation.read_portfolio(Keep::decisions));
    require_unique_applications(portfolio);
    const ClassificationSettings settings = {invocation.as_of(), invocation.language(),
                                             !invocation.has("no-propagation")};
    PortfolioClassifier classifier(policy, portfolio, settings);
    const ClassificationCounts counts = classifier.counts();
    summarise(invocation, portfolio, classifier);
    const std::vector<std::string> explained = invocation.values("explain");
    for (std::size_t index = 0; index < explained.size(); ++index) {
        if (index > 0) invocation.write("\n");
        invocation.write(classifier.explanation(find_application(portfolio, explained[index])));
    }
    if (invocation.has("questionnaire"))
        write_questionnaire(invocation, policy, portfolio, classifier);
    else if (explained.empty())
        invocation.write_key(portfolio, "classification",
                             [&](std::size_t application) { return classifier.text(application); });
    return invocation.strict() && counts.to_qualify > 0 ? ExitCode::negative : ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
