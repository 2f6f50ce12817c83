#include "tests/unit/policy/hosting_cases.hpp"

#include <algorithm>
#include <cmath>
#include <random>

using namespace hosting_cases;

namespace {

/// The rows of the decision table once more, written as plain code, for one application and one destination.
bool reference_eligible(const Application& app, const Target& target) {
    const std::string& sensitivity = app.classification->sensitivity_class;
    const bool is_commercial = target.kind == "commercial", on_premises = target.kind == "on_premises";
    const bool read = target.confidence == "read", abroad = target.legal_exposure == "extra_european";
    const bool accredited =
        target.max_mention == plan::Mention::restricted || target.max_mention == plan::Mention::secret;
    const bool recent = target.snc_version == "3.2";
    const plan::Date horizon = shipped::day("2027-11-23");
    const bool valid = recent && target.expires_on && *target.expires_on >= today && read;
    const auto holds = [&](const char* category) { return std::ranges::count(app.data, category) > 0; };
    const bool health = holds("health") || app.health_data.value_or(false);
    const bool personal = holds("personal") || health || app.personal_data.value_or(false);
    if (on_premises) return false;  // R6
    if (target.confidence == "to-verify") return false;
    if (sensitivity == "classified" || app.mention == plan::Mention::secret) return false;  // D1
    if (sensitivity == "restricted" || app.mention == plan::Mention::restricted)            // D2
        if (is_commercial || !accredited) return false;
    if (sensitivity == "sensitive" || sensitivity == "restricted") {  // D4
        if (!read) return false;
        if (is_commercial && (!recent || !target.expires_on || *target.expires_on < today || abroad)) return false;
        if (is_commercial && target.qualified_on && *target.qualified_on > today) return false;
    }
    // R9: what rests on a qualification rests on it for the horizon, and within its scope
    if ((sensitivity == "sensitive" || sensitivity == "restricted" || app.vital_system.value_or(false) ||
         app.classification->verdict == plan::Verdict::to_qualify) &&
        is_commercial) {
        if (target.expires_on && *target.expires_on >= today && *target.expires_on < horizon) return false;
        const auto covers = [&](const char* type) { return std::ranges::count(target.snc_service_types, type) > 0; };
        if (!target.snc_service_types.empty()) {
            if (app.service_type == "SaaS" && !covers("saas")) return false;
            if (app.service_type == "PaaS" && !covers("paas")) return false;
            if (app.service_type != "SaaS" && !covers("iaas") && !covers("caas") && !covers("paas")) return false;
            if (app.service_type != "SaaS" && app.containerised == false && !covers("iaas")) return false;
        }
    }
    if (app.vital_system.value_or(false) && is_commercial && !valid) return false;  // D3
    if (app.classification->verdict == plan::Verdict::to_qualify) {                 // D0
        if (is_commercial ? !valid || abroad : !read) return false;
        for (const plan::Question& question : app.classification->questions) {
            if (question.field == "mention" && target.max_mention != plan::Mention::restricted) return false;
            if (question.field == "health_data" && target.hds_activities.empty()) return false;
        }
    }
    if (health && target.hds_activities.empty()) return false;  // D6
    if (personal && abroad) return false;                       // D8
    if (app.rto_hours && target.rto_hours && *app.rto_hours < *target.rto_hours) return false;
    if (app.rpo_hours && target.rpo_hours && *app.rpo_hours < *target.rpo_hours) return false;
    if (app.vcpu && target.min_vcpu && *app.vcpu < *target.min_vcpu) return false;
    if (!app.ministry.empty() && !target.eligible_buyers.empty() &&
        std::ranges::count(target.eligible_buyers, app.ministry) == 0)
        return false;
    if (app.site != target.id) {
        if (target.capacity == "0" || target.capacity_applications == 0 || target.capacity_vcpu == 0.0) return false;
        if (app.vcpu && target.capacity_vcpu && *app.vcpu > *target.capacity_vcpu) return false;
    } else if (app.contract_end && target.kind != "internal") {
        return false;
    }
    if (app.dicp.d && target.max_dicp.d && *app.dicp.d > *target.max_dicp.d) return false;
    if (app.exposure == plan::Exposure::internet && target.internet == false) return false;
    if (app.exposure == plan::Exposure::internal && target.rie == false) return false;
    return true;
}

template <class Value>
Value pick(std::mt19937& random, std::initializer_list<Value> values) {
    return *(values.begin() + static_cast<std::ptrdiff_t>(random() % values.size()));
}

std::optional<bool> answer(std::mt19937& random) {
    return pick<std::optional<bool>>(random, {true, false, std::nullopt});
}

Application random_application(std::mt19937& random) {
    Application app = application(pick<const char*>(
        random, {"open", "internal", "personal", "protected", "sensitive", "restricted", "classified"}));
    if (random() % 4 == 0) {
        app.classification->verdict = plan::Verdict::to_qualify;
        app.classification->questions = {
            {pick<const char*>(random, {"mention", "health_data", "harm.health_life", "essential_mission"}), "?", ""}};
    }
    app.mention = pick(random, {plan::Mention::unspecified, plan::Mention::none, plan::Mention::restricted,
                                plan::Mention::secret, plan::Mention::none});
    app.data = {pick<const char*>(random, {"public", "internal", "personal", "health"})};
    app.health_data = answer(random);
    app.personal_data = answer(random);
    app.vital_system = answer(random);
    if (random() % 2) app.dicp.d = 1 + static_cast<std::int64_t>(random() % 4);
    app.exposure = pick(random, {plan::Exposure::unspecified, plan::Exposure::internal, plan::Exposure::internet});
    app.service_type = pick<const char*>(random, {"", "API", "API", "PaaS", "SaaS"});
    app.containerised = answer(random);
    app.rto_hours = pick<std::optional<double>>(random, {std::nullopt, 1.0, 24.0});
    app.rpo_hours = pick<std::optional<double>>(random, {std::nullopt, 1.0, 24.0});
    app.vcpu = pick<std::optional<double>>(random, {std::nullopt, 4.0, 40.0});
    app.storage_gb = pick<std::optional<double>>(random, {std::nullopt, 100.0, 2000.0});
    app.sla_percent = pick<std::optional<double>>(random, {std::nullopt, 99.0, 99.9});
    app.ministry = pick<const char*>(random, {"", "Justice", "Culture"});
    app.site = pick<const char*>(random, {"", "room", "t"});
    if (random() % 4 == 0) app.contract_end = today + 400;
    if (random() % 2) {
        plan::Assessment assessment;
        assessment.strategy = pick(random, {plan::Strategy::rehost, plan::Strategy::refactor});
        assessment.effort = {{plan::Phase::build, {1, 40, 90}}, {plan::Phase::test, {1, 10, 20}}};
        app.assessment = assessment;
    }
    return app;
}

Target random_target(std::mt19937& random) {
    Target target;
    target.id = "t";
    target.kind = pick<const char*>(random, {"internal", "commercial", "on_premises"});
    target.snc_version = pick<const char*>(random, {"", "3.1", "3.2"});
    if (random() % 3) target.expires_on = today + static_cast<int>(random() % 5) - 2;
    target.max_mention = pick(random, {plan::Mention::unspecified, plan::Mention::none, plan::Mention::restricted});
    target.legal_exposure = pick<const char*>(random, {"", "none", "extra_european", "unknown"});
    target.confidence = pick<const char*>(random, {"read", "read", "to-verify", ""});
    if (random() % 2) target.hds_activities = {"1"};
    if (random() % 2) target.max_dicp.d = 1 + static_cast<std::int64_t>(random() % 4);
    target.internet = answer(random);
    target.rie = answer(random);
    if (random() % 2) target.expires_on = today + 300 + static_cast<int>(random() % 130);
    if (random() % 6 == 0) target.qualified_on = today + static_cast<int>(random() % 3) - 1;
    target.snc_service_types = pick<std::vector<std::string>>(random, {{}, {}, {"iaas"}, {"saas"}, {"paas"}});
    target.hds_version = pick<const char*>(random, {"", "2018", "2024"});
    target.rto_hours = pick<std::optional<double>>(random, {std::nullopt, std::nullopt, 8.0});
    target.rpo_hours = pick<std::optional<double>>(random, {std::nullopt, std::nullopt, 8.0});
    target.min_vcpu = pick<std::optional<double>>(random, {std::nullopt, std::nullopt, 16.0});
    target.eligible_buyers = pick<std::vector<std::string>>(random, {{}, {}, {"Justice"}});
    target.capacity = pick<const char*>(random, {"", "", "", "0", "12"});
    target.capacity_applications = pick<std::optional<std::int64_t>>(random, {std::nullopt, std::nullopt, 0, 3});
    target.capacity_vcpu = pick<std::optional<double>>(random, {std::nullopt, std::nullopt, 0.0, 16.0});
    target.zones = pick<std::optional<std::int64_t>>(random, {std::nullopt, 1, 3});
    target.sla_percent = pick<std::optional<double>>(random, {std::nullopt, 98.0, 99.5});
    target.support_hours = pick<const char*>(random, {"", "24/7", "8 h – 20 h"});
    target.onboarding_days = pick<std::optional<std::int64_t>>(random, {std::nullopt, 0, 20});
    target.cost_per_vcpu = pick<std::optional<double>>(random, {std::nullopt, 300.0});
    target.cost_per_storage_gb = pick<std::optional<double>>(random, {std::nullopt, 0.5});
    return target;
}

}  // namespace

TEST_CASE("on random applications and targets, the table decides as the rows written in plain code") {
    std::mt19937 random(20261123);
    std::size_t eligible = 0;
    for (int round = 0; round < 20000; ++round) {
        const Application app = random_application(random);
        const Target target = random_target(random);
        const bool expected = reference_eligible(app, target);
        eligible += expected;
        const Rules rules = rejections(app, target);
        if (rules.empty() != expected) {
            INFO("round " << round << ", class " << app.classification->sensitivity_class << ", target " << target.kind
                          << " " << target.snc_version);
            REQUIRE(rules.empty() == expected);
        }
    }
    CHECK(eligible > 300);  // both answers were tried
}

namespace {

/// Euros a year, nothing when a size that the tariff counts is not known.
std::optional<double> reference_run_cost(const Application& app, const Target& target) {
    if (!target.cost_per_vcpu && !target.cost_per_storage_gb) return std::nullopt;
    double cost = 0;
    if (target.cost_per_vcpu) {
        if (!app.vcpu) return std::nullopt;
        cost += *app.vcpu * *target.cost_per_vcpu;
    }
    if (target.cost_per_storage_gb) {
        if (!app.storage_gb) return std::nullopt;
        cost += *app.storage_gb * *target.cost_per_storage_gb;
    }
    return cost;
}

/// The points of the shipped rules once more, as plain code; `dearest` is the greatest run cost that is known.
double reference_cost(const Application& app, const Target& target, std::optional<double> dearest) {
    const std::string& sensitivity = app.classification->sensitivity_class;
    const bool commercial = target.kind == "commercial", read = target.confidence == "read";
    const bool restricted_or_sensitive = sensitivity == "sensitive" || sensitivity == "restricted";
    const bool vital = app.vital_system.value_or(false);
    const bool open = app.classification->verdict == plan::Verdict::to_qualify;
    const bool health = std::ranges::count(app.data, "health") > 0 || app.health_data.value_or(false);
    const bool asks_health = std::ranges::any_of(
        app.classification->questions, [](const plan::Question& question) { return question.field == "health_data"; });
    const bool limited_support = !target.support_hours.empty() && target.support_hours != "24/7";
    const auto offers = [&](const char* type) { return std::ranges::count(target.service_types, type) > 0; };
    double points = 0;
    if (app.site == target.id) points -= 100;
    points += 0.5 * static_cast<double>(target.onboarding_days.value_or(0));
    if (const auto known = reference_run_cost(app, target))
        points += *known / 1000;
    else
        points += dearest.value_or(0) / 1000;
    if (app.assessment && app.assessment->strategy == plan::Strategy::rehost && !target.service_types.empty() &&
        !offers("iaas"))
        points += 0.2 * 50;
    if (commercial) points += 10;
    if (commercial && !target.snc_version.empty() && !restricted_or_sensitive && !vital && !open) points += 30;
    if (commercial && target.snc_version.empty() && sensitivity == "protected") points += 40;
    if (commercial && target.snc_version.empty() && sensitivity == "personal") points += 15;
    if (target.max_mention == plan::Mention::restricted && !restricted_or_sensitive && !vital && app.dicp.d != 4)
        points += 30;
    if (!target.hds_activities.empty() && !health && !asks_health) points += 15;
    if (app.dicp.d == 3 && limited_support) points += 25;
    if (app.dicp.d == 4 && limited_support) points += 60;
    if (!app.containerised && !target.service_types.empty() && !offers("iaas") && !offers("saas")) points += 20;
    if (app.containerised == true && !target.service_types.empty() && !offers("caas") && !offers("paas")) points += 20;
    if (app.sla_percent && !target.sla_percent) points += 40;
    if (!app.sla_percent && !target.sla_percent) points += 5;
    if (app.sla_percent && target.sla_percent && *app.sla_percent > *target.sla_percent) points += 40;
    if (target.support_hours.empty()) points += 5;
    if (app.dicp.d && *app.dicp.d >= 3 && target.zones && *target.zones < 2) points += 30;
    if (target.legal_exposure == "extra_european") points += 40;
    if (target.legal_exposure == "unknown" || (commercial && target.legal_exposure.empty())) points += 10;
    if (!read) points += 50;
    if ((restricted_or_sensitive || vital || open) && target.expires_on && *target.expires_on - today < 730)
        points += 25;
    return points;
}

}  // namespace

TEST_CASE("on random portfolios, eligible targets and the cost of the choice are those of a search in plain code") {
    std::mt19937 random(20261124);
    std::size_t chosen = 0, compared = 0;
    for (int round = 0; round < 150; ++round) {
        plan::Portfolio portfolio;
        for (int number = 0; number < 6; ++number) {
            Target target = random_target(random);
            target.id = number == 0 ? "t" : "t" + std::to_string(number);
            if (random() % 2) target.confidence = "read";
            target.capacity_applications.reset();  // shared among all: see placement_test.cpp
            target.capacity_vcpu.reset();
            if (random() % 2) target.service_types = {random() % 2 ? "iaas" : "paas"};
            portfolio.targets.push_back(target);
        }
        for (int number = 0; number < 8; ++number) {
            portfolio.applications.push_back(random_application(random));
            portfolio.applications.back().id = "app-" + std::to_string(number);
            if (portfolio.applications.back().service_type == "PaaS")
                portfolio.applications.back().service_type = "API";
            if (portfolio.applications.back().service_type == "SaaS") portfolio.applications.back().service_type = "";
        }
        const std::vector<Application> given = portfolio.applications;
        (void)plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english);
        for (std::size_t index = 0; index < given.size(); ++index) {
            const Application& app = given[index];
            std::optional<double> dearest;
            for (const Target& target : portfolio.targets)
                if (const auto known = reference_run_cost(app, target)) dearest = std::max(dearest.value_or(0), *known);
            Rules expected;
            std::optional<double> least;
            for (const Target& target : portfolio.targets) {
                const bool containers = app.containerised == false && !target.service_types.empty() &&
                                        std::ranges::count(target.service_types, "iaas") == 0;
                const bool activities = std::ranges::count(app.data, "health") + app.health_data.value_or(false) > 0 &&
                                        !target.service_types.empty() && !target.hds_activities.empty();
                if (containers || activities || !reference_eligible(app, target)) continue;
                expected.insert(target.id);
                const double cost = reference_cost(app, target, dearest);
                least = std::min(least.value_or(cost), cost);
            }
            const plan::Hosting& hosting = *portfolio.applications[index].hosting;
            Rules found;
            for (const plan::EligibleTarget& eligible : hosting.eligible) found.insert(eligible.target);
            REQUIRE(found == expected);
            ++compared;
            if (!least) {
                REQUIRE(hosting.target.empty());
                continue;
            }
            REQUIRE(!hosting.target.empty());
            ++chosen;
            for (const auto& [name, value] : hosting.because.front().args)
                if (name == "cost") REQUIRE(std::abs(std::stod(value) - *least) < 1e-6);
        }
    }
    CHECK(chosen > 150);
    CHECK(compared > chosen);
}
