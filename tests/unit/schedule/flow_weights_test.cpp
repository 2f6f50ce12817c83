// What flows weigh by rules that are data: the search and the checker read them apart, and agree.

#include "libplan/check/plan_checks.hpp"
#include "libplan/schedule/planner.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>

using namespace plan;

namespace {

const Report silent = [](const Diagnostic&) {};

/// Every sort of rule, with numbers that no other has.
CouplingModel odd_rules() {
    CouplingModel model;
    model.id = "odd";
    model.source = "test";
    model.kinds = {{{"k1", 1.7, "f", "e"}, FlowKind::api, true, false},
                   {{"k2", 0.6, "f", "e"}, FlowKind::file, false, false},
                   {{"k3", 1, "f", "e"}, FlowKind::database, true, true}};
    model.strengths = {{{"s1", 2.3, "f", "e"}, Coupling::strong}, {{"s2", 0.9, "f", "e"}, Coupling::weak}};
    model.latencies = {{{"l1", 3.1, "f", "e"}, 10}, {{"l2", 1, "f", "e"}, 40}, {{"l3", 1.3, "f", "e"}, 90}};
    model.volumes = {{{"v1", 1.9, "f", "e"}, 0.5}, {{"v2", 1, "f", "e"}, 20}, {{"v3", 2.9, "f", "e"}, 60}};
    model.frequencies = {{{"f1", 1.1, "f", "e"}, {"daily", "chaque nuit"}}, {{"f2", 0.4, "f", "e"}, {"a la demande"}}};
    return model;
}

void vary_flows(Random& random, Portfolio& portfolio) {
    constexpr const char* frequencies[] = {"", "Daily", "Chaque  nuit", "À la demande", "never heard of"};
    for (Flow& flow : portfolio.flows) {
        flow.kind = static_cast<FlowKind>(random.below(6));
        flow.coupling = static_cast<Coupling>(random.below(3));
        flow.frequency = frequencies[random.below(5)];
        if (random.below(2) == 0) flow.latency_ms = random.below(12) * 10;
        if (random.below(2) == 0) flow.volume_gb_per_day = random.below(16) * 5;
    }
}

std::size_t bridge_errors(const Portfolio& portfolio) {
    const auto findings = check_plan(portfolio);
    return static_cast<std::size_t>(std::ranges::count(findings, "bridge-weight", &Diagnostic::code));
}

}  // namespace

TEST_CASE("plans by any rules pass the checker, which reads them from the settings; a changed rule is found") {
    Random random(77);
    int bridged = 0;
    for (int number = 0; number < 12; ++number) {
        Portfolio portfolio = random_portfolio(random, 4 + static_cast<int>(random.below(10)), false);
        vary_flows(random, portfolio);
        PlanSettings settings = settings_of();
        settings.weights.coupling = odd_rules();
        PlanResult result = plan_migration(portfolio, settings, silent);
        if (!result.feasible) continue;
        store_plan(std::move(result.records), portfolio);
        INFO("portfolio " << number);
        for (const Diagnostic& finding : check_plan(portfolio)) {
            INFO(finding.code << ": " << fill_text(finding.text, finding.arguments));
            CHECK(false);
        }
        if (portfolio.bridges.empty()) continue;
        ++bridged;
        for (const Bridge& bridge : portfolio.bridges) {
            REQUIRE(bridge.because.size() == 2);
            CHECK(bridge.because[1].rule == "coupling");
            CHECK(bridge.because[1].source == "test");
            CHECK(bridge.because[1].args[1].second == std::to_string(bridge.flows));
        }
        for (auto& [name, value] : portfolio.plans.front().settings)
            if (name == "coupling_strengths") value = "strong=2.4 weak=0.8";
        CHECK(bridge_errors(portfolio) == portfolio.bridges.size());
    }
    CHECK(bridged > 5);
}
