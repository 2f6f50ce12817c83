#include "libplan/policy/measures.hpp"
#include "libplan/policy/running_cost.hpp"
#include "libplan/policy/support_reasons.hpp"
#include "libplan/record/reasons.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>

namespace {

using plan::Strategy;

const plan::Date today = shipped::day("2026-11-23");

/// Rehosting saves half, refactoring nothing; 3 months of both; 10 years; 100 € a vCPU.
plan::EffortModel model() {
    return plan::read_effort_model(
        "<effort-model id='m'><source>s</source><range optimistic='1' pessimistic='1'/><day-rate euros='500' "
        "source='s'/>"
        "<strategy name='rehost'><phase name='migrate' days='10'/></strategy>"
        "<complexity><level name='small' at-least='0'/></complexity>"
        "<running source='hypothesis' overlap-months='3' horizon-years='10'>"
        "<ratio strategy='rehost' of-today='0.5'/><ratio strategy='refactor' of-today='1'/>"
        "<ratio strategy='retire' of-today='0'/><price measure='vcpu' euros='100'/></running></effort-model>",
        "m.xml");
}

plan::CostEstimate costs(const plan::Application& application, Strategy strategy, std::optional<double> migration,
                         const plan::Measures& measures = {}) {
    static const plan::EffortModel used = model();
    return plan::estimate_costs(used, application, strategy, measures, migration, today, plan::Language::english);
}

double amount(const plan::CostEstimate& estimate, const std::string& name) {
    for (const auto& [known, euros] : estimate.amounts)
        if (known == name) return euros;
    return -1;
}

plan::Application costing(double a_year) {
    plan::Application application;
    application.id = "app";
    application.cost_per_year = a_year;
    return application;
}

}  // namespace

TEST_CASE("a move pays back in the year in which its savings have paid for it") {
    // Saves 20000 a year, costs 45000 and 5000 for three months of both: two years and a half from November 2026.
    const plan::CostEstimate estimate = costs(costing(40000), Strategy::rehost, 45000);
    CHECK(amount(estimate, "today") == 40000);
    CHECK(amount(estimate, "target") == 20000);
    CHECK(amount(estimate, "overlap") == 5000);
    REQUIRE(estimate.payback_year);
    CHECK(*estimate.payback_year == 2029);
    CHECK(estimate.because.back().text ==
          "Pays back in 2029: 50000 € ÷ (40000 − 20000) € a year = 2.5 years from 2026-11-23");
    plan::Application later = costing(40000);
    later.planned = plan::Planned();
    later.planned->cutover = shipped::day("2028-09-01");
    CHECK(costs(later, Strategy::rehost, 45000).payback_year == 2031);
}

TEST_CASE("a move that saves nothing, or too little, never pays back") {
    const plan::CostEstimate same = costs(costing(40000), Strategy::refactor, 45000);
    CHECK_FALSE(same.payback_year);
    CHECK(same.because.back().rule == "never-pays-back");
    const plan::CostEstimate late = costs(costing(4000), Strategy::rehost, 45000);  // 45500 ÷ 2000 = 22.75 years
    CHECK_FALSE(late.payback_year);
    CHECK(late.because.back().text ==
          "Never pays back: 45500 € ÷ (4000 − 2000) € a year = 22.8 years, beyond 10 years");
}

TEST_CASE("without the cost today the prices of the measures stand in, and nothing pays back") {
    plan::Application application;
    application.id = "app";
    const plan::CostEstimate priced = costs(application, Strategy::rehost, 45000, {{"vcpu", "8"}});
    CHECK(amount(priced, "target") == 800);
    CHECK(amount(priced, "today") == -1);
    CHECK_FALSE(priced.payback_year);
    CHECK(priced.because.back().rule == "payback-unknown");
    const plan::CostEstimate unknown = costs(application, Strategy::rehost, 45000);
    CHECK(unknown.amounts.empty());
    CHECK(unknown.because.back().rule == "cost-target-unknown");
}

TEST_CASE("French texts name measures as inventories do, and arguments as the stream does") {
    const plan::EffortModel used = plan::read_effort_model(shipped::text("effort/effort.xml"), "effort.xml");
    plan::Application application;
    application.id = "app";
    const auto last = [&](const plan::Measures& measures) {
        const plan::CostEstimate estimate = plan::estimate_costs(used, application, Strategy::rehost, measures,
                                                                 std::nullopt, today, plan::Language::french);
        return *std::ranges::find_if(estimate.because,
                                     [](const plan::Reason& reason) { return reason.rule.starts_with("cost-target"); });
    };
    const plan::Reason unknown = last({{"vcpu", "8"}});
    CHECK(unknown.text == "Coût à la cible inconnu : ni coût actuel, ni RAM (Go), Stockage (Go)");
    CHECK(unknown.args == plan::ReasonArguments{{"missing", "memory_gb, storage_gb"}});
    // 8 × 240 + 16 × 40 + 500 × 1
    CHECK(last({{"vcpu", "8"}, {"memory_gb", "16"}, {"storage_gb", "500"}}).text ==
          "Coût à la cible : 8 vCPU × 240 € + 16 RAM (Go) × 40 € + 500 Stockage (Go) × 1 € = 3060 € par an");
    CHECK(plan::measure_in_words("strong_flows", plan::Language::french) == "flux à couplage fort");
    CHECK(plan::measure_in_words("strong_flows", plan::Language::english) == "strong_flows");
    for (const std::string_view name : plan::measured_counts())
        CHECK(plan::measure_in_words(name, plan::Language::french) != name);
}

TEST_CASE("what is retired costs nothing more, and what stays has no target") {
    const plan::CostEstimate retired = costs(costing(40000), Strategy::retire, 10000);
    CHECK(amount(retired, "target") == 0);
    CHECK(amount(retired, "overlap") == -1);
    CHECK(retired.payback_year == 2027);  // three months
    const plan::CostEstimate kept = costs(costing(40000), Strategy::retain, std::nullopt);
    CHECK(kept.amounts.size() == 1);
    CHECK(amount(kept, "today") == 40000);
}

TEST_CASE("support is judged on the day of the decision and on the day of the cut-over") {
    const plan::SupportTable table = plan::read_support_table(
        "Product,Version,End of support,Source,Verified on,Confidence\n"
        "PostgreSQL,12,2024-11-21,vendor,,to-verify\nDebian,12,2028-06-30,vendor,2026-11-25,read\n",
        "support.csv");
    plan::Application application;
    application.id = "app";
    application.components = {{"PostgreSQL 12.4", "database", std::nullopt},
                              {"Debian 12", "os", std::nullopt},
                              {"RHEL 7", "os", shipped::day("2024-06-30")},
                              {"In-house", "product", std::nullopt}};
    const auto rules = [&](plan::Date day) {
        std::vector<std::string> found;
        for (const plan::Reason& reason : plan::support_reasons(application, &table, day, plan::Language::english))
            found.push_back(reason.rule);
        return found;
    };
    CHECK(rules(shipped::day("2024-01-01")) == std::vector<std::string>{"support-unknown"});
    CHECK(rules(today) == std::vector<std::string>{"support-ended", "support-ended", "support-unknown"});
    application.deadline = shipped::day("2029-01-01");
    CHECK(rules(today) ==
          std::vector<std::string>{"support-ended", "support-ends-before-cutover", "support-ended", "support-unknown"});
    const auto reasons = plan::support_reasons(application, &table, today, plan::Language::english);
    CHECK(reasons[0].text == "PostgreSQL 12.4: out of support since 2024-11-21 [date to verify]");
    CHECK(reasons[0].source == "vendor");
    CHECK(reasons[2].source == "inventaire");
    plan::Portfolio portfolio;
    portfolio.applications = {application};
    const plan::Measures measures = plan::measure_applications(portfolio, today, &table).front();
    CHECK(measures.at("unsupported_components") == "2");
    CHECK(measures.at("ending_components") == "1");
    CHECK(measures.at("undated_components") == "1");
    CHECK(plan::measure_applications(portfolio, today).front().at("unsupported_components") == "1");
}
