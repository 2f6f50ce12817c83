#include "libplan/policy/assessment.hpp"
#include "libplan/policy/calibration.hpp"
#include "libplan/policy/decision_tests.hpp"
#include "libplan/policy/questionnaire.hpp"
#include "libplan/policy/strategy_choice.hpp"
#include "libplan/view/csv_writer.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/tool.hpp"

namespace plan::tools {

namespace {

const Description description = {
    .name = "plan-assess",
    .summary =
        PLAN_TEXT("say what should become of each application, how hard and risky its move is, and what it takes"),
    .operands = "[FILE]...",
    .options =
        {
            {"strategy",
             0,
             "FILE",
             PLAN_TEXT("rules of strategy and risk (default: policies/strategy.xml)"),
             {},
             {},
             Completion::file},
            {"hosting",
             0,
             "FILE",
             PLAN_TEXT("rules of hosting, to judge the present one (default: policies/hosting.xml)"),
             {},
             {},
             Completion::file},
            {"effort", 0, "FILE", PLAN_TEXT("effort model (default: effort/effort.xml)"), {}, {}, Completion::file},
            {"supports",
             0,
             "FILE",
             PLAN_TEXT("ends of support of products (default: support/support.csv)"),
             {},
             {},
             Completion::file},
            {"readiness",
             0,
             "FILE",
             PLAN_TEXT("questionnaire on readiness for the cloud, or one of Konveyor as .yaml (default: "
                       "readiness/readiness.xml)"),
             {},
             {},
             Completion::file},
            {"questionnaire", 0, "",
             PLAN_TEXT(
                 "write the open questions on readiness as a CSV to send out, in place of the stream; plan-import "
                 "reads it back when it is filled in")},
            {"calibrate",
             0,
             "FILE",
             PLAN_TEXT("fit the effort model to the past projects of a CSV, write the new model, and stop: no input is "
                       "read"),
             {},
             {},
             Completion::file},
            coupling_option(),
            {"test", 0, "",
             PLAN_TEXT(
                 "try the rules of strategy and risk on the examples that stand beside them, and stop: no input is "
                 "read")},
        },
    .reads_nothing_with = "calibrate test",
};

/// The file given by an option, or the shipped one: its name and its text.
std::pair<std::string, std::string> rules(Invocation& invocation, std::string_view option, std::string_view shipped) {
    const std::string path = invocation.has(option) ? invocation.value(option) : invocation.data_file(shipped);
    return {path, invocation.read_all(path)};
}

/// What the examples beside the rules say of them; findings are reported.
ExitCode test(Invocation& invocation) {
    const auto [name, text] = rules(invocation, "strategy", "policies/strategy.xml");
    const DecisionTable table = read_decision_table(text, name, strategy_words());
    const PolicyTestResult result = test_decision_table(table, decided_effects);
    for (const Diagnostic& finding : result.findings) invocation.report(finding);
    const bool french = invocation.language() == Language::french;
    const auto count = [](std::size_t number) { return std::to_string(number); };
    invocation.write(table.id() + (french ? " : " : ": ") + count(result.rules) + (french ? " règles, " : " rules, ") +
                     count(result.examples) + (french ? " exemples, " : " examples, ") + count(result.failed) +
                     (french ? " en échec\n" : " failed\n"));
    return invocation.errors() > 0 ? ExitCode::negative : ExitCode::success;
}

/// Writes a model fitted to past projects, and says how well it fits.
ExitCode fit(Invocation& invocation) {
    const auto [name, text] = rules(invocation, "effort", "effort/effort.xml");
    const EffortModel model = read_effort_model(text, name);
    const std::string path = invocation.value("calibrate");
    const std::vector<PastProject> projects =
        read_past_projects(invocation.read_all(path), path, invocation.reporter());
    const Calibration calibration = calibrate(model, projects);
    const std::size_t slash = path.find_last_of('/');
    invocation.write(
        calibrated_model(text, model, calibration, slash == std::string::npos ? path : path.substr(slash + 1)));
    for (const Diagnostic& finding : calibration_findings(model, calibration)) invocation.report(finding);
    return ExitCode::success;
}

ReadinessQuestionnaire read_questionnaire(Invocation& invocation) {
    const auto [name, text] = rules(invocation, "readiness", "readiness/readiness.xml");
    if (!name.ends_with(".yaml") && !name.ends_with(".yml")) return read_readiness(text, name, readiness_words());
    const std::vector<KonveyorQuestionnaire> all = read_konveyor_questionnaires(text, name);
    return readiness_of(all.front());
}

void write_questionnaire(Invocation& invocation, const Portfolio& portfolio, const AssessmentBasis& basis) {
    Table table;
    table.columns = questionnaire_header(invocation.language());
    for (const std::vector<std::string>& row : open_readiness_questions(portfolio, basis)) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        for (const std::string& text : row) cells.push_back(text.empty() ? Cell() : Cell(text));
    }
    write_csv(table, CsvDialect::excel_fr, invocation.language(),
              [&](std::string_view text) { invocation.write(text); });
}

/// Each application's key is there only while its line is written: reasons take more room than all else.
void write_stream(Invocation& invocation, Portfolio& portfolio, const AssessmentBasis& basis) {
    for (Application& application : portfolio.applications) application.assessment.reset();
    const PortfolioAssessor assessor(portfolio, basis);
    std::size_t written = 0;
    invocation.write_portfolio(portfolio, {{"assessment"}, {}}, [&](std::size_t index) {
        portfolio.applications[written].assessment.reset();
        Application& application = portfolio.applications[index];
        application.assessment = assessor.assess(index);
        if (application.assessment->strategy == Strategy::unspecified)
            invocation.report({Severity::warning,
                               "strategy-unknown",
                               PLAN_TEXT("{}: no rule gives it a strategy; it will not be planned"),
                               {application.id},
                               {}});
        written = index;
    });
}

ExitCode run(Invocation& invocation) {
    if (invocation.has("test")) return test(invocation);
    if (invocation.has("calibrate")) return fit(invocation);
    Portfolio portfolio = invocation.read_portfolio(Keep::decisions);
    require_unique_applications(portfolio);
    use_default_targets(invocation, portfolio);
    const auto [strategy_name, strategy_text] = rules(invocation, "strategy", "policies/strategy.xml");
    const auto [hosting_name, hosting_text] = rules(invocation, "hosting", "policies/hosting.xml");
    const auto [effort_name, effort_text] = rules(invocation, "effort", "effort/effort.xml");
    const auto [supports_name, supports_text] = rules(invocation, "supports", "support/support.csv");
    const DecisionTable strategy = read_decision_table(strategy_text, strategy_name, strategy_words());
    const DecisionTable hosting = read_decision_table(hosting_text, hosting_name, hosting_words());
    const EffortModel effort = read_effort_model(effort_text, effort_name);
    const SupportTable supports = read_support_table(supports_text, supports_name);
    const ReadinessQuestionnaire readiness = read_questionnaire(invocation);
    const AssessmentBasis basis = {strategy,
                                   hosting,
                                   effort,
                                   planning_date(invocation, portfolio),
                                   invocation.language(),
                                   &supports,
                                   &readiness,
                                   invocation.reporter(),
                                   read_coupling(invocation)};
    if (invocation.has("questionnaire")) {
        write_questionnaire(invocation, portfolio, basis);
        return ExitCode::success;
    }
    write_stream(invocation, portfolio, basis);
    return ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
