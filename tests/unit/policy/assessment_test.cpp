#include "libplan/policy/assessment.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>
#include <string>

namespace {

using plan::Application;
using plan::Strategy;

const plan::Date today = shipped::day("2026-11-23");

/// A portfolio of one application, with one State cloud, one room and one foreign cloud, assessed by the shipped rules.
plan::Assessment assess(const Application& application, plan::Language language = plan::Language::english) {
    static const plan::DecisionTable strategy =
        plan::read_decision_table(shipped::text("policies/strategy.xml"), "strategy.xml", plan::strategy_words());
    static const plan::DecisionTable hosting =
        plan::read_decision_table(shipped::text("policies/hosting.xml"), "hosting.xml", plan::hosting_words());
    static const plan::EffortModel effort = plan::read_effort_model(shipped::text("effort/effort.xml"), "effort.xml");
    plan::Portfolio portfolio;
    for (const char* kind : {"internal", "on_premises", "commercial"}) {
        plan::Target target;
        target.id = kind;
        target.kind = kind;
        target.confidence = "read";
        if (target.kind == "commercial") target.legal_exposure = "extra_european";
        portfolio.targets.push_back(std::move(target));
    }
    portfolio.applications = {application};
    plan::assess(portfolio, {strategy, hosting, effort, today, language});
    return *portfolio.applications.front().assessment;
}

Application decided(const std::string& sensitivity_class, const std::string& site) {
    Application made;
    made.id = "app";
    made.site = site;
    made.lifecycle = plan::Lifecycle::production;
    plan::Classification classification;
    classification.sensitivity_class = sensitivity_class;
    classification.verdict = plan::Verdict::decided;
    made.classification = classification;
    return made;
}

Application with_support(Application made, int ended, int running) {
    for (int index = 0; index < ended; ++index) made.components.push_back({"old", "product", today - 1});
    for (int index = 0; index < running; ++index) made.components.push_back({"new", "product", today});
    return made;
}

bool has_rule(const plan::Assessment& assessment, const std::string& rule) {
    return std::ranges::any_of(assessment.because, [&](const plan::Reason& reason) { return reason.rule == rule; });
}

double total(const plan::Assessment& assessment) {
    double days = 0;
    for (const plan::PhaseEffort& effort : assessment.effort) days += effort.estimate.likely;
    return days;
}

}  // namespace

TEST_CASE("the end of life retires, whatever else holds") {
    for (const plan::Lifecycle lifecycle : {plan::Lifecycle::sunset, plan::Lifecycle::retired}) {
        Application ending = with_support(decided("internal", "on_premises"), 3, 0);
        ending.lifecycle = lifecycle;
        const plan::Assessment assessment = assess(ending);
        CHECK(assessment.strategy == Strategy::retire);
        CHECK(assessment.effort.size() == 2);  // study and decommission
    }
}

TEST_CASE("what is not cloudable, classified, a project or well placed is retained and has no effort") {
    Application fixed = decided("internal", "on_premises");
    fixed.cloudable = false;
    Application project = decided("internal", "");
    project.lifecycle = plan::Lifecycle::project;
    Application classified = decided("classified", "on_premises");
    classified.lifecycle = plan::Lifecycle::sunset;  // it is not ours to retire
    const Application placed = with_support(decided("sensitive", "internal"), 0, 2);
    for (const Application& staying : {fixed, project, classified, placed}) {
        const plan::Assessment assessment = assess(staying);
        CHECK(assessment.strategy == Strategy::retain);
        CHECK(assessment.effort.empty());
        CHECK(assessment.cost.empty());
    }
}

TEST_CASE("a hosting that does not conform, or is no cloud, is left") {
    Application abroad = decided("personal", "commercial");
    abroad.personal_data = true;
    CHECK(assess(abroad).strategy == Strategy::rehost);
    CHECK(assess(decided("open", "commercial")).strategy == Strategy::retain);
    CHECK(assess(decided("open", "on_premises")).strategy == Strategy::rehost);
}

TEST_CASE("the more layers are out of support, the more is changed on the way") {
    const Application base = decided("internal", "on_premises");
    CHECK(assess(with_support(base, 0, 3)).strategy == Strategy::rehost);
    CHECK(assess(with_support(base, 1, 2)).strategy == Strategy::replatform);
    Application wide = with_support(base, 3, 0);
    CHECK(assess(wide).strategy == Strategy::replatform);
    wide.users = 5000;
    CHECK(assess(wide).strategy == Strategy::refactor);
    Application containers = with_support(base, 1, 2);
    containers.containerised = true;
    CHECK(assess(containers).strategy == Strategy::rehost);
}

TEST_CASE("a strategy in the inventory wins and is marked, with what the rules would have given") {
    Application forced = with_support(decided("internal", "on_premises"), 1, 0);
    forced.strategy = Strategy::repurchase;
    const plan::Assessment assessment = assess(forced);
    CHECK(assessment.strategy == Strategy::repurchase);
    CHECK(assessment.forced);
    CHECK(assessment.because.front().rule == "strategy-forced");
    CHECK(assessment.because.front().text ==
          "Strategy repurchase fixed by the inventory; the rules would give replatform");
    CHECK_FALSE(assess(with_support(decided("internal", "on_premises"), 1, 0)).forced);
}

TEST_CASE("the cost of the migration is the likely effort at the day rate of the model") {
    const plan::Assessment assessment = assess(with_support(decided("internal", "on_premises"), 0, 1));
    REQUIRE(assessment.cost.size() == 1);
    CHECK(assessment.cost.front().first == "migration");
    CHECK(assessment.cost.front().second == Approx(total(assessment) * 650));
    CHECK(has_rule(assessment, "migration-cost"));
    Application forced = decided("internal", "on_premises");
    forced.effort_days = 10;
    CHECK(assess(forced).cost.front().second == Approx(6500));
}

TEST_CASE("the gravest risk is kept, and what is not known is told apart from what is safe") {
    Application known = with_support(decided("internal", "on_premises"), 0, 1);
    known.rto_hours = 48;
    CHECK(assess(known).risk == plan::Risk::green);
    CHECK(assess(decided("internal", "on_premises")).risk == plan::Risk::unknown);  // no component, no continuity
    Application old = with_support(known, 1, 0);
    CHECK(assess(old).risk == plan::Risk::yellow);
    old.contract_end = today + 100;
    CHECK(assess(old).risk == plan::Risk::red);
    Application undecided = known;
    undecided.classification->verdict = plan::Verdict::to_qualify;
    CHECK(assess(undecided).risk == plan::Risk::unknown);
}

TEST_CASE("an assessment does not depend on an earlier one") {
    Application application = decided("internal", "on_premises");
    application.assessment = plan::Assessment();
    application.assessment->strategy = Strategy::repurchase;
    CHECK(assess(application).strategy == Strategy::rehost);
}

TEST_CASE("every reason has a rule, a source and a text, and its arguments are the same in both languages") {
    Application application = with_support(decided("sensitive", "commercial"), 2, 1);
    application.contract_end = today + 30;
    const plan::Assessment french = assess(application, plan::Language::french);
    const plan::Assessment english = assess(application);
    REQUIRE(french.because.size() == english.because.size());
    for (std::size_t index = 0; index < french.because.size(); ++index) {
        CHECK_FALSE(french.because[index].rule.empty());
        CHECK_FALSE(french.because[index].source.empty());
        CHECK(french.because[index].text.find('{') == std::string::npos);
        CHECK(french.because[index].args == english.because[index].args);
    }
}
