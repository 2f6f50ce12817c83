#include "libplan/policy/hosting.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

/// What doctrine has checked beside the rows: reversibility (R4), zones and continuity (R5), a major change without a
/// way to the cloud (R6), the amounts of R7 and R8, the age of an HDS certificate.

TEST_CASE("R4: reversibility is planned from launch, and answered") {
    const auto with = [](Lifecycle lifecycle, std::optional<bool> reversibility) {
        return answered([&](Application& record) {
            record.lifecycle = lifecycle;
            record.reversibility = reversibility;
        });
    };
    for (const Lifecycle lifecycle : {Lifecycle::build, Lifecycle::production, Lifecycle::unspecified}) {
        CHECK(fires(with(lifecycle, false), "R4"));
        CHECK_FALSE(fires(with(lifecycle, true), "R4"));
    }
    CHECK(fires(with(Lifecycle::build, {}), "R4"));  // from launch: it should be known by now
    CHECK_FALSE(
        fires(with(Lifecycle::production, {}), "R4"));  // of what runs, plan-target asks when it goes commercial
}

TEST_CASE("R5: what is critical says how long it may be away and how much it may lose") {
    const auto with = [](const char* criticality, std::optional<double> rto, std::optional<double> rpo) {
        return answered([&](Application& record) {
            record.criticality = criticality;
            record.rto_hours = rto;
            record.rpo_hours = rpo;
        });
    };
    for (const char* criticality : {"high", "vital"}) {
        CHECK(fires(with(criticality, {}, {}), "R5"));
        CHECK(fires(with(criticality, 4, {}), "R5"));
        CHECK(fires(with(criticality, {}, 1), "R5"));
        CHECK_FALSE(fires(with(criticality, 4, 1), "R5"));
        CHECK_FALSE(fires(with(criticality, 0, 0), "R5"));  // none at all is an answer
    }
    for (const char* criticality : {"medium", "low", ""}) CHECK_FALSE(fires(with(criticality, {}, {}), "R5"));
}

TEST_CASE("R6: a change of half the first build or more is the occasion to go to the cloud") {
    const auto with = [](std::optional<double> percent, plan::Strategy strategy) {
        return answered([&](Application& record) {
            record.change_cost_percent = percent;
            record.strategy = strategy;
        });
    };
    using plan::Strategy;
    CHECK(fires(with(50, Strategy::unspecified), "R6-change"));
    CHECK(fires(with(50, Strategy::retain), "R6-change"));
    CHECK_FALSE(fires(with(49.9, Strategy::unspecified), "R6-change"));
    CHECK_FALSE(fires(with(120, Strategy::rehost), "R6-change"));  // there is a way
    CHECK_FALSE(fires(with({}, Strategy::unspecified), "R6-change"));
}

TEST_CASE("R8: DINUM checks a build above nine million euros") {
    const auto with = [](Lifecycle lifecycle, std::optional<double> cost) {
        return answered([&](Application& record) {
            record.lifecycle = lifecycle;
            record.full_cost = cost;
        });
    };
    CHECK(fires(with(Lifecycle::build, 9'000'000.01), "R8"));
    CHECK_FALSE(fires(with(Lifecycle::build, 9e6), "R8"));  // above, not from
    CHECK_FALSE(fires(with(Lifecycle::build, {}), "R8"));
    CHECK_FALSE(fires(with(Lifecycle::production, 2e7), "R8"));
}

TEST_CASE("the written analysis of B is a no with a justification and a date") {
    const auto without = [](const Change& change) { return personal(change); };
    CHECK_FALSE(fires(personal(), "B-analysis"));
    CHECK(fires(without([](Application& record) { record.harm.justification.clear(); }), "B-analysis"));
    CHECK(fires(without([](Application& record) { record.harm.date.reset(); }), "B-analysis"));
    // A is no: there is nothing to analyse. B is yes: that needs no excuse.
    CHECK_FALSE(fires(answered([](Application& record) { record.harm.date.reset(); }), "B-analysis"));
    CHECK_FALSE(fires(sensitive([](Application& record) { record.harm.date.reset(); }), "B-analysis"));
}

namespace {

/// Rules of the hosting table that speak of a target chosen for an application.
bool advised(Application application, const std::string& sensitivity_class, const plan::Target& target,
             const std::string& rule) {
    static const plan::DecisionTable table =
        plan::read_decision_table(shipped::text("policies/hosting.xml"), "hosting.xml", plan::hosting_words());
    Classification classification;
    classification.sensitivity_class = sensitivity_class;
    classification.verdict = plan::Verdict::decided;
    application.classification = classification;
    plan::Portfolio portfolio;
    portfolio.targets = {target};
    const plan::HostingJudge judge(table, portfolio, shipped::day("2026-11-23"), plan::Language::english);
    return std::ranges::any_of(judge.explain(application, 0, {}),
                               [&](const plan::Reason& reason) { return reason.rule == rule; });
}

plan::Target offer() {
    plan::Target target;
    target.id = "offer";
    target.kind = "commercial";
    target.confidence = "read";
    target.zones = 2;
    return target;
}

}  // namespace

TEST_CASE("R5: one zone is too few for an essential mission or a high need for availability") {
    plan::Target single = offer();
    single.zones = 1;
    const Application mission = answered([](Application& record) { record.essential_mission = true; });
    const Application available = answered([](Application& record) { record.dicp.d = 3; });
    for (const Application& record : {mission, available}) {
        CHECK(advised(record, "protected", single, "R5"));
        CHECK_FALSE(advised(record, "protected", offer(), "R5"));
    }
    CHECK_FALSE(advised(answered([](Application& record) { record.dicp.d = 2; }), "internal", single, "R5"));
}

TEST_CASE("D6: an HDS certificate older than the reference of 2024 is told where health data go") {
    plan::Target certified = offer();
    certified.hds_activities = {"1"};
    const Application health = personal([](Application& record) { record.health_data = true; });
    certified.hds_version = "2018";
    CHECK(advised(health, "protected", certified, "D6-version"));
    CHECK_FALSE(advised(personal(), "personal", certified, "D6-version"));
    certified.hds_version = "2024";
    CHECK_FALSE(advised(health, "protected", certified, "D6-version"));
}
