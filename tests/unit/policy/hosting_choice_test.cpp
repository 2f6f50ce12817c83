#include "tests/unit/policy/hosting_cases.hpp"

#include <algorithm>

using namespace hosting_cases;

namespace {

plan::Flow strong_flow(const std::string& from, const std::string& to) {
    plan::Flow flow;
    flow.from = from;
    flow.to = to;
    flow.coupling = plan::Coupling::strong;
    return flow;
}

Application named(const std::string& id, const std::string& sensitivity_class = "open") {
    Application made = application(sensitivity_class);
    made.id = id;
    return made;
}

/// What is said of a portfolio's applications.
std::vector<plan::Hosting> decided(const std::vector<Application>& applications, const std::vector<Target>& targets,
                                   const std::vector<plan::Flow>& flows = {}) {
    plan::Portfolio portfolio;
    portfolio.applications = applications;
    portfolio.targets = targets;
    portfolio.flows = flows;
    (void)plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english);
    std::vector<plan::Hosting> all;
    for (const Application& one : portfolio.applications) all.push_back(*one.hosting);
    return all;
}

std::vector<std::string> choices(const std::vector<plan::Hosting>& all) {
    std::vector<std::string> targets;
    for (const plan::Hosting& one : all) targets.push_back(one.target);
    return targets;
}

std::optional<std::string> argument(const plan::Reasons& reasons, const std::string& rule, const std::string& name) {
    for (const plan::Reason& reason : reasons)
        if (reason.rule == rule)
            for (const auto& [key, value] : reason.args)
                if (key == name) return value;
    return std::nullopt;
}

}  // namespace

TEST_CASE("what a target costs to run counts, and one whose tariff is not known counts as the dearest") {
    Target dear = internal("a-dear", plan::Mention::none), cheap = internal("b-cheap", plan::Mention::none),
           unknown = internal("c-unknown", plan::Mention::none);
    dear.cost_per_vcpu = 1000;
    cheap.cost_per_application = 500;
    cheap.cost_per_vcpu = 250;
    cheap.cost_per_storage_gb = 2;
    Application sized = named("app");
    sized.vcpu = 8;
    sized.storage_gb = 100;
    const plan::Hosting hosting = decided({sized}, {dear, cheap, unknown}).front();
    CHECK(hosting.target == "b-cheap");
    CHECK(argument(hosting.because, "cost-run", "target.run_cost") == "2700");  // 500 + 8 × 250 + 100 × 2
    CHECK(argument(hosting.because, "cost-run", "points") == "2.7");
    // 10 points for what is not known of all three, and 8 for 8000 euros.
    CHECK(argument(hosting.because, "target-choice", "cost.a-dear") == "18");
    CHECK(argument(hosting.because, "target-choice", "cost.c-unknown") == "18");
}

TEST_CASE("lift and shift onto a platform alone costs more, the more work the application is") {
    Target platform = internal("a-platform", plan::Mention::none),
           machines = internal("b-machines", plan::Mention::none);
    platform.service_types = {"paas"};
    machines.cost_per_application = 0;
    Application lifted = named("app");
    lifted.containerised = true;
    plan::Assessment assessment;
    assessment.strategy = plan::Strategy::rehost;
    assessment.effort = {{plan::Phase::build, {50, 100, 300}}, {plan::Phase::test, {10, 25, 40}}};
    lifted.assessment = assessment;
    const plan::Hosting hosting = decided({lifted}, {platform, machines}).front();
    CHECK(hosting.target == "b-machines");                                         // 20 for the containers
    CHECK(argument(hosting.because, "target-choice", "cost.a-platform") == "35");  // 0.2 × 125 + 10
    CHECK(argument(hosting.because, "target-choice", "cost") == "30");
}

TEST_CASE("a change in one application changes its own choice and those of its strongly coupled neighbours alone") {
    const std::vector<Target> targets = {internal("a-cloud", plan::Mention::none),
                                         internal("b-cloud", plan::Mention::restricted), qualified};
    std::vector<Application> applications;
    std::vector<plan::Flow> flows;
    for (int index = 0; index < 40; ++index) {
        applications.push_back(named("app-" + std::to_string(index), index % 3 == 0 ? "sensitive" : "open"));
        if (index % 2 == 1)
            flows.push_back(strong_flow("app-" + std::to_string(index), "app-" + std::to_string(index / 2)));
    }
    const auto before = choices(decided(applications, targets, flows));
    for (std::size_t changed = 0; changed < applications.size(); ++changed) {
        std::vector<Application> other = applications;
        other[changed].classification->sensitivity_class = "restricted";
        other[changed].mention = plan::Mention::restricted;
        const auto after = choices(decided(other, targets, flows));
        for (std::size_t index = 0; index < applications.size(); ++index) {
            if (index == changed || before[index] == after[index]) continue;
            const bool neighbour = std::ranges::any_of(flows, [&](const plan::Flow& flow) {
                const std::string &one = applications[index].id, &two = applications[changed].id;
                return (flow.from == one && flow.to == two) || (flow.from == two && flow.to == one);
            });
            CHECK(neighbour);
        }
    }
}

TEST_CASE("a target with a limit takes those who would lose most; who is displaced is told why") {
    Target small = internal("a-small", plan::Mention::restricted), large = internal("b-large", plan::Mention::none);
    small.capacity_applications = 1;
    large.onboarding_days = 100;  // 50 points, so that all would rather go to the small one
    Application restricted = named("z-restricted", "restricted");
    restricted.mention = plan::Mention::restricted;
    const auto all = decided({named("a"), restricted}, {small, large});
    CHECK(choices(all) == std::vector<std::string>{"b-large", "a-small"});
    CHECK(argument(all[0].because, "target-full", "target") == "a-small");
    CHECK(argument(all[0].because, "target-full", "capacity_applications") == "1");
    CHECK_FALSE(argument(all[1].because, "target-full", "target"));
}

TEST_CASE("an application whose eligible targets are all full has none, and is told so") {
    Target small = internal("small", plan::Mention::none);
    small.capacity_vcpu = 8;
    Application first = named("a"), second = named("b");
    first.vcpu = 6;
    second.vcpu = 4;
    plan::Portfolio portfolio;
    portfolio.applications = {first, second};
    portfolio.targets = {small};
    const plan::PortfolioHosting all(table(), portfolio, plan::hosting_settings(table(), today),
                                     plan::Language::french);
    CHECK(all.without() == std::vector<std::size_t>{1});
    CHECK(all.lacks_room(1));
    CHECK(all.hosting(1).because.front().rule == "no-room");
    CHECK(all.hosting(1).eligible.size() == 1);
    REQUIRE(all.full_targets().size() == 1);
    CHECK(all.full_targets()[0].displaced == std::vector<std::size_t>{1});
}

TEST_CASE("every target that may host says on what ground") {
    const auto all = decided({named("app", "sensitive")}, {nubo, pi, qualified});
    CHECK(all.front().eligible.size() == 3);
    for (const plan::EligibleTarget& eligible : all.front().eligible) {
        REQUIRE_FALSE(eligible.because.empty());
        CHECK_FALSE(eligible.because.front().source.empty());
    }
    const plan::DecisionTable bare = plan::read_decision_table(
        R"(<decision-table id="bare"><setting name="horizon_months" source="x">12</setting>
<setting name="derogation_months" source="x">12</setting><setting name="max_age_days" source="x">180</setting>
</decision-table>)",
        "bare.xml", plan::hosting_words());
    plan::Portfolio portfolio;
    portfolio.targets = {nubo};
    const plan::HostingJudge judge(bare, portfolio, today, plan::Language::english);
    CHECK(judge.candidates(application("open"), {}).front().because.front().rule == "eligible");
}

TEST_CASE("a verdict that rests on a line that is stale, undated or unverified says so") {
    const auto cautions = [](const Target& target) {
        Rules rules;
        const auto all = decided({named("app")}, {target});
        for (const plan::Reason& reason : all.front().because)
            for (const char* rule : {"stale", "never-verified", "unverified"})
                if (reason.rule == rule) rules.insert(rule);
        return rules;
    };
    Target target = nubo;
    CHECK(cautions(target).empty());
    target.verified_on = shipped::day("2026-05-27");  // 180 days before
    CHECK(cautions(target).empty());
    target.verified_on = shipped::day("2026-05-26");
    CHECK(cautions(target) == Rules{"stale"});
    target.verified_on.reset();
    CHECK(cautions(target) == Rules{"never-verified"});
    target.confidence.clear();
    CHECK(cautions(target) == Rules{"unverified"});
    Application there = application("open");
    const plan::PresentHosting verdict = present(there, target);
    CHECK(verdict.status == plan::Compliance::conforming);
    CHECK(verdict.because.back().rule == "unverified");
}
