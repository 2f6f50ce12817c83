#include "libplan/policy/compliance.hpp"
#include "libplan/policy/usage_matrix.hpp"
#include "tests/unit/policy/hosting_cases.hpp"

#include <algorithm>

using namespace hosting_cases;

namespace {

/// A particularly sensitive application on a commercial cloud without qualification.
Application non_conforming(const std::string& id = "app") {
    Application made = application("sensitive");
    made.id = id;
    made.site = "generic";
    return made;
}

plan::PresentHosting judged(const Application& application, const char* as_of, int months) {
    plan::Portfolio portfolio;
    portfolio.targets = {generic, commercial("ended", "3.2", "2026-08-31")};
    plan::HostingSettings settings = plan::hosting_settings(table(), shipped::day(as_of));
    settings.derogation_months = months;
    return plan::HostingJudge(table(), portfolio, settings, plan::Language::english).present(application);
}

Application derogated(const char* offer, const char* until = nullptr) {
    Application made = non_conforming();
    made.derogation_basis = "minister's decision";
    if (offer) made.acceptable_offer_on = shipped::day(offer);
    if (until) made.derogation_until = shipped::day(until);
    return made;
}

}  // namespace

TEST_CASE("a derogation ends twelve or eighteen months after the acceptable offer, at the end of shorter months") {
    struct Case {
        const char* offer;
        int months;
        const char* last;
    };
    for (const Case& one : {Case{"2026-01-15", 12, "2027-01-15"}, Case{"2026-01-15", 18, "2027-07-15"},
                            Case{"2026-08-31", 18, "2028-02-29"}, Case{"2025-08-31", 18, "2027-02-28"},
                            Case{"2024-02-29", 12, "2025-02-28"}, Case{"2026-12-31", 18, "2028-06-30"}}) {
        INFO(one.offer << " + " << one.months);
        const Application app = derogated(one.offer);
        const plan::Date last = shipped::day(one.last);
        CHECK(plan::derogation_end(app, one.months) == last);
        const auto covered = judged(app, one.last, one.months);
        CHECK(covered.status == plan::Compliance::derogation);
        CHECK(covered.until == last);
        const auto ended = judged(app, (last + 1).to_iso().c_str(), one.months);
        CHECK(ended.status == plan::Compliance::non_conforming);
        CHECK(ended.since == last + 1);
    }
}

TEST_CASE("the earlier of what was granted and what the text allows counts") {
    CHECK(plan::derogation_end(derogated("2026-01-15", "2026-06-30"), 12) == shipped::day("2026-06-30"));
    CHECK(plan::derogation_end(derogated("2026-01-15", "2028-06-30"), 12) == shipped::day("2027-01-15"));
    CHECK(plan::derogation_end(derogated(nullptr, "2028-06-30"), 12) == shipped::day("2028-06-30"));
    CHECK_FALSE(plan::derogation_end(derogated(nullptr), 12).has_value());
    Application none = non_conforming();
    none.acceptable_offer_on = today;
    CHECK_FALSE(plan::derogation_end(none, 12).has_value());
    const auto rules = [](const plan::PresentHosting& verdict) {
        Rules found;
        for (const plan::Reason& reason : verdict.because) found.insert(reason.rule);
        return found;
    };
    CHECK(rules(judged(derogated("2026-01-15", "2028-06-30"), "2026-11-23", 12)).count("D5-shortened") == 1);
    CHECK(rules(judged(derogated(nullptr, "2028-06-30"), "2026-11-23", 12)).count("D5-no-offer") == 1);
}

TEST_CASE("no text allows more than eighteen months, and none for a project that is not under way") {
    CHECK(judged(derogated("2026-01-15"), "2026-11-23", 19).status == plan::Compliance::non_conforming);
    Application project = derogated("2026-01-15");
    project.lifecycle = plan::Lifecycle::project;
    CHECK(judged(project, "2026-11-23", 12).status == plan::Compliance::non_conforming);
}

TEST_CASE("what is not conforming says since when, as far as rules and records are dated") {
    Application app = non_conforming();
    CHECK(judged(app, "2026-11-23", 12).since == shipped::day("2021-07-05"));  // the circular
    app.site = "ended";
    const auto ended = judged(app, "2026-11-23", 12);
    CHECK(ended.rules == std::vector<std::string>{"D4-expired"});
    CHECK(ended.since == shipped::day("2026-09-01"));
    CHECK(judged(app, "2026-08-31", 12).status == plan::Compliance::conforming);
}

TEST_CASE("the compliance statement lists all that is not plainly conforming, and when the plan ends it") {
    plan::Portfolio portfolio;
    portfolio.targets = {nubo, generic};
    Application moves = non_conforming("moves"), covered = derogated("2026-01-31"), retires = non_conforming("retires"),
                stays = non_conforming("stays"), fine = application("open"), unknown = application("open");
    covered.id = "covered";
    retires.strategy = plan::Strategy::retire;
    stays.strategy = plan::Strategy::retain;
    fine.id = "fine";
    fine.site = "nubo";
    unknown.id = "unknown";
    portfolio.applications = {moves, covered, retires, stays, fine, unknown};
    const auto task = [](const std::string& application, plan::Phase phase, const char* finish) {
        plan::Task made;
        made.id = application;
        made.application = application;
        made.phase = phase;
        made.start = made.finish = shipped::day(finish);
        return made;
    };
    portfolio.tasks = {
        task("moves", plan::Phase::decommission, "2027-06-01"), task("moves", plan::Phase::cutover, "2027-02-01"),
        task("covered", plan::Phase::cutover, "2027-02-03"), task("retires", plan::Phase::decommission, "2026-12-03")};
    const plan::HostingSettings settings = plan::hosting_settings(table(), today);
    const plan::PortfolioHosting hosting(table(), portfolio, settings, plan::Language::english);
    const auto lines = plan::compliance_statement(portfolio, hosting, settings, plan::Language::english);
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].application == "moves");
    CHECK(lines[0].status == plan::Compliance::non_conforming);
    CHECK(lines[0].rules == std::vector<std::string>{"D4-unqualified"});
    CHECK(lines[0].target == "nubo");
    CHECK(lines[0].ends_on == shipped::day("2027-02-01"));
    CHECK(lines[0].ends_by == plan::Phase::cutover);
    CHECK(lines[0].uncovered_days == 70);
    CHECK(lines[1].status == plan::Compliance::derogation);
    CHECK(lines[1].until == shipped::day("2027-01-31"));
    CHECK(lines[1].derogation_basis == "minister's decision");
    CHECK(lines[1].uncovered_days == 2);  // 1 and 2 February
    CHECK(lines[2].ends_by == plan::Phase::decommission);
    CHECK(lines[2].uncovered_days == 10);
    CHECK_FALSE(lines[3].ends_on.has_value());
    CHECK(lines[3].because.back().rule == "compliance-open");
    CHECK(lines[4].application == "unknown");
    CHECK(lines[4].status == plan::Compliance::to_qualify);
    CHECK(lines[4].rules == std::vector<std::string>{"present-unknown"});
    for (const plan::ComplianceLine& line : lines)
        for (const plan::Reason& reason : line.because) CHECK_FALSE(reason.source.empty());
}

TEST_CASE("the usage matrix has a cell for each typical application, type of service and target, with its reasons") {
    plan::Portfolio portfolio;
    Target doubtful = qualified;
    doubtful.id = "doubtful";
    doubtful.confidence = "to-verify";
    portfolio.targets = {nubo, pi, qualified, generic, doubtful};
    const auto matrix =
        plan::usage_matrix(table(), portfolio, plan::hosting_settings(table(), today), plan::Language::english);
    CHECK(matrix.size() == table().rows().size() * table().columns().size() * portfolio.targets.size());
    const auto cell = [&](const char* row, const char* service, const char* target) {
        const auto found = std::ranges::find_if(matrix, [&](const plan::Usage& one) {
            return one.row == row && one.service_type == service && one.target == target;
        });
        REQUIRE(found != matrix.end());
        return *found;
    };
    const auto says = [&](const plan::Usage& usage, const char* rule) {
        return std::ranges::any_of(usage.because, [&](const plan::Reason& reason) { return reason.rule == rule; });
    };
    CHECK(cell("sensitive", "iaas", "nubo").verdict == plan::Admission::eligible);
    CHECK(cell("sensitive", "iaas", "snc").valid_until == shipped::day("2029-04-15"));
    CHECK(says(cell("sensitive", "iaas", "generic"), "D4-unqualified"));
    CHECK(says(cell("sensitive", "caas", "nubo"), "service-caas"));
    CHECK(cell("restricted", "iaas", "pi").verdict == plan::Admission::eligible);
    CHECK(says(cell("restricted", "iaas", "nubo"), "D2"));
    CHECK(says(cell("sensitive-health", "iaas", "snc"), "D6"));
    CHECK(cell("classified", "iaas", "pi").verdict == plan::Admission::rejected);
    CHECK(cell("open", "saas", "nubo").verdict == plan::Admission::rejected);
    CHECK(cell("sensitive", "iaas", "doubtful").to_verify == true);
    CHECK_FALSE(cell("sensitive", "iaas", "nubo").to_verify.has_value());
    CHECK(cell("vital", "iaas", "generic").to_verify == true);  // the source of D3 was not read again
    for (const plan::Usage& usage : matrix) {
        REQUIRE_FALSE(usage.because.empty());
        for (const plan::Reason& reason : usage.because) CHECK_FALSE(reason.source.empty());
    }
}
