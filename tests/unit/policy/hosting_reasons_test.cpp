#include "libplan/policy/decision_tests.hpp"
#include "tests/unit/policy/hosting_cases.hpp"

#include <algorithm>
#include <functional>

using namespace hosting_cases;

namespace {

/// A case worked by hand: what one change makes of an application and a target that otherwise agree.
struct Rejection {
    const char* rule;
    std::function<void(Application&, Target&)> broken, kept;
};

/// Particularly sensitive, and a target that is qualified well beyond the horizon.
const std::vector<Rejection>& rejections_by_hand() {
    const auto sensitive = [](Application& app) { app.classification->sensitivity_class = "sensitive"; };
    const auto of = [](auto change) { return [=](Application& app, Target& target) { change(app, target); }; };
    static const std::vector<Rejection> all = {
        {"D1", of([](auto& app, auto&) { app.mention = plan::Mention::top_secret; }),
         of([](auto& app, auto&) { app.mention = plan::Mention::none; })},
        {"D2", of([](auto& app, auto&) { app.mention = plan::Mention::restricted; }), of([](auto& app, auto& target) {
             app.mention = plan::Mention::restricted;
             target.max_mention = plan::Mention::restricted;
         })},
        {"D2-commercial", of([](auto& app, auto&) { app.mention = plan::Mention::restricted; }),
         of([](auto& app, auto& target) {
             app.mention = plan::Mention::restricted;
             target.kind = "internal";
         })},
        {"D4-unqualified", of([=](auto& app, auto& target) { sensitive(app), target.snc_version.clear(); }),
         of([=](auto& app, auto&) { sensitive(app); })},
        {"D4-version", of([=](auto& app, auto& target) { sensitive(app), target.snc_version = "3.1"; }),
         of([=](auto& app, auto& target) { sensitive(app), target.snc_version = "3.3"; })},
        {"D4-no-end", of([=](auto& app, auto& target) { sensitive(app), target.expires_on.reset(); }),
         of([=](auto&, auto& target) { target.expires_on.reset(); })},
        {"D4-expired", of([=](auto& app, auto& target) { sensitive(app), target.expires_on = today - 1; }),
         of([=](auto& app, auto& target) { sensitive(app), target.expires_on = today; })},
        {"D4-not-yet", of([=](auto& app, auto& target) { sensitive(app), target.qualified_on = today + 1; }),
         of([=](auto& app, auto& target) { sensitive(app), target.qualified_on = today; })},
        {"D4-horizon",
         of([=](auto& app, auto& target) { sensitive(app), target.expires_on = shipped::day("2027-11-22"); }),
         of([=](auto& app, auto& target) { sensitive(app), target.expires_on = shipped::day("2027-11-23"); })},
        {"D4-scope", of([=](auto& app, auto& target) {
             sensitive(app), target.snc_service_types = {"paas"}, app.containerised = false;
         }),
         of([=](auto& app, auto& target) {
             sensitive(app), target.snc_service_types = {"paas"}, app.containerised = true;
         })},
        {"D4-third-law", of([=](auto& app, auto& target) { sensitive(app), target.legal_exposure = "extra_european"; }),
         of([=](auto& app, auto& target) { sensitive(app), target.legal_exposure = "none"; })},
        {"D4-unverified", of([=](auto& app, auto& target) { sensitive(app), target.confidence = "to-verify"; }),
         of([=](auto& app, auto&) { sensitive(app); })},
        {"D3", of([](auto& app, auto& target) { app.vital_system = true, target.snc_version = "3.1"; }),
         of([](auto& app, auto&) { app.vital_system = true; })},
        {"D0", of([](auto& app, auto& target) { app = open_question("harm.health_life"), target.snc_version.clear(); }),
         of([](auto& app, auto&) { app = open_question("harm.health_life"); })},
        {"D0-unverified", of([](auto& app, auto& target) {
             app = open_question("harm.health_life"), target.kind = "internal", target.confidence.clear();
         }),
         of([](auto& app, auto& target) { app = open_question("harm.health_life"), target.kind = "internal"; })},
        {"D0-mention", of([](auto& app, auto&) { app = open_question("mention"); }), of([](auto& app, auto& target) {
             app = open_question("mention"), target.max_mention = plan::Mention::restricted;
         })},
        {"D0-health", of([](auto& app, auto&) { app = open_question("health_data"); }),
         of([](auto& app, auto& target) { app = open_question("health_data"), target.hds_activities = {"4"}; })},
        {"D6", of([](auto& app, auto&) { app.health_data = true; }),
         of([](auto& app, auto& target) { app.health_data = true, target.hds_activities = {"4"}; })},
        {"D6-activities", of([](auto& app, auto& target) { app.health_data = true, target.hds_activities = {"1"}; }),
         of([](auto& app, auto& target) {
             app.health_data = true, target.hds_activities = {"1", "4"};
         })},
        {"D8", of([](auto& app, auto& target) { app.personal_data = true, target.legal_exposure = "extra_european"; }),
         of([](auto&, auto& target) { target.legal_exposure = "extra_european"; })},
        {"need-availability", of([](auto& app, auto& target) { app.dicp.d = 4, target.max_dicp.d = 3; }),
         of([](auto& app, auto& target) { app.dicp.d = 3, target.max_dicp.d = 3; })},
        {"need-integrity", of([](auto& app, auto& target) { app.dicp.i = 4, target.max_dicp.i = 3; }),
         of([](auto& app, auto&) { app.dicp.i = 4; })},
        {"need-confidentiality", of([](auto& app, auto& target) { app.dicp.c = 2, target.max_dicp.c = 1; }),
         of([](auto&, auto& target) { target.max_dicp.c = 1; })},
        {"need-proof", of([](auto& app, auto& target) { app.dicp.p = 3, target.max_dicp.p = 2; }),
         of([](auto& app, auto& target) { app.dicp.p = 2, target.max_dicp.p = 2; })},
        {"need-rto", of([](auto& app, auto& target) { app.rto_hours = 7.5, target.rto_hours = 8; }),
         of([](auto& app, auto& target) { app.rto_hours = 8, target.rto_hours = 8; })},
        {"need-rpo", of([](auto& app, auto& target) { app.rpo_hours = 23, target.rpo_hours = 24; }),
         of([](auto& app, auto& target) { app.rpo_hours = 24, target.rpo_hours = 24; })},
        {"below-min-size", of([](auto& app, auto& target) { app.vcpu = 49, target.min_vcpu = 50; }),
         of([](auto& app, auto& target) { app.vcpu = 50, target.min_vcpu = 50; })},
        {"buyer", of([](auto& app, auto& target) { app.ministry = "Culture", target.eligible_buyers = {"Justice"}; }),
         of([](auto& app, auto& target) {
             app.ministry = "Culture", target.eligible_buyers = {"Justice", "Culture"};
         })},
        {"network-internet",
         of([](auto& app, auto& target) { app.exposure = plan::Exposure::internet, target.internet = false; }),
         of([](auto& app, auto&) { app.exposure = plan::Exposure::internet; })},
        {"network-rie",
         of([](auto& app, auto& target) { app.exposure = plan::Exposure::internal, target.rie = false; }),
         of([](auto& app, auto& target) { app.exposure = plan::Exposure::internal, target.rie = true; })},
        {"service-saas", of([](auto& app, auto&) { app.service_type = "SaaS"; }),
         of([](auto& app, auto& target) { app.service_type = "SaaS", target.service_types = {"saas"}; })},
        {"service-platform", of([](auto&, auto& target) { target.service_types = {"saas"}; }),
         of([](auto&, auto& target) {
             target.service_types = {"saas", "caas"};
         })},
        {"service-iaas",
         of([](auto& app, auto& target) { app.service_type = "IaaS", target.service_types = {"paas"}; }),
         of([](auto& app, auto&) { app.service_type = "IaaS"; })},
        {"service-caas", of([](auto& app, auto&) { app.service_type = "CaaS"; }),
         of([](auto& app, auto& target) { app.service_type = "CaaS", target.service_types = {"caas"}; })},
        {"service-paas",
         of([](auto& app, auto& target) { app.service_type = "PaaS", target.service_types = {"iaas"}; }),
         of([](auto& app, auto&) { app.service_type = "PaaS"; })},
        {"service-containers",
         of([](auto& app, auto& target) { app.containerised = false, target.service_types = {"caas"}; }),
         of([](auto& app, auto& target) { app.containerised = true, target.service_types = {"caas"}; })},
        {"catalogue-unverified", of([](auto&, auto& target) { target.confidence = "to-verify"; }),
         of([](auto&, auto&) {})},
        {"no-capacity", of([](auto&, auto& target) { target.capacity_applications = 0; }),
         of([](auto& app, auto& target) { target.capacity_applications = 0, app.site = target.id; })},
        {"capacity-too-small", of([](auto& app, auto& target) { app.vcpu = 17, target.capacity_vcpu = 16; }),
         of([](auto& app, auto& target) { app.vcpu = 16, target.capacity_vcpu = 16; })},
        {"not-a-cloud", of([](auto&, auto& target) { target.kind = "on_premises"; }), of([](auto&, auto&) {})},
        {"contract-ends", of([](auto& app, auto& target) { app.site = target.id, app.contract_end = today + 300; }),
         of([](auto& app, auto& target) { app.site = target.id; })},
    };
    return all;
}

}  // namespace

TEST_CASE("every reason for a rejection holds on the case made for it, and not on its neighbour") {
    for (const Rejection& one : rejections_by_hand()) {
        INFO(one.rule);
        Application app = application("open");
        Target target = qualified;
        one.broken(app, target);
        const Rules broken = rejections(app, target);
        CHECK(broken.count(one.rule) == 1);
        app = application("open");
        target = qualified;
        one.kept(app, target);
        CHECK(rejections(app, target).count(one.rule) == 0);
    }
}

TEST_CASE("no rule that rejects a destination is without a case worked by hand") {
    Rules worked;
    for (const Rejection& one : rejections_by_hand()) worked.insert(one.rule);
    for (std::size_t index = 0; index < table().size(); ++index) {
        const plan::DecisionRule& rule = table().rule(index);
        if (rule.effect != "reject" || rule.scope == "present") continue;
        INFO(rule.id);
        CHECK(worked.count(rule.id) == 1);
    }
}

TEST_CASE("the examples beside the shipped hosting rules hold, and every rule has them on both sides") {
    const auto facts = [](const plan::DecisionRule& rule, const plan::DecisionExample& example) {
        return plan::hosting_example_facts(table(), rule, example);
    };
    const plan::PolicyTestResult result = plan::test_decision_table(table(), {}, facts);
    CHECK(result.rules == table().size());
    CHECK(result.examples >= 2 * result.rules);
    for (const plan::Diagnostic& finding : result.findings) {
        INFO(finding.code << " line " << finding.where.line << " " << finding.arguments.front());
        CHECK(false);
    }
}

TEST_CASE("an example that says the wrong thing is found") {
    const plan::DecisionTable broken = plan::read_decision_table(
        R"(<decision-table id="t" version="2026-11-23">
  <setting name="horizon_months" source="x">12</setting>
  <setting name="derogation_months" source="x">12</setting>
  <setting name="max_age_days" source="x">180</setting>
  <profile id="sure"><given>class: sensitive; target.kind: commercial</given></profile>
  <rule id="one" effect="reject" source="x"><when>class='sensitive'</when>
    <text xml:lang="fr">un</text><text xml:lang="en">one</text>
    <example fires="no" profile="sure"/>
    <example fires="no" profile="sure">class: open</example>
  </rule>
</decision-table>)",
        "t.xml", plan::hosting_words());
    const plan::PolicyTestResult result = plan::test_decision_table(broken);
    CHECK(result.examples == 2);
    CHECK(result.failed == 1);
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].code == "missing-example");
    CHECK(result.findings[1].code == "example-fails");
    CHECK(result.findings[1].where.line == 8);
}

TEST_CASE("a text that comes into force later ends an eligibility on the day before") {
    const plan::DecisionTable later = plan::read_decision_table(
        R"(<decision-table id="t">
  <setting name="horizon_months" source="x">12</setting>
  <setting name="derogation_months" source="x">12</setting>
  <setting name="max_age_days" source="x">180</setting>
  <rule id="new-law" effect="reject" source="x" valid_from="2028-02-29"><when>class='open'</when>
    <text xml:lang="fr">un</text><text xml:lang="en">one</text></rule>
  <rule id="old-law" effect="reject" source="x" valid_until="2026-12-31"><when>class='internal'</when>
    <text xml:lang="fr">un</text><text xml:lang="en">one</text></rule>
</decision-table>)",
        "t.xml", plan::hosting_words());
    plan::Portfolio portfolio;
    portfolio.targets = {nubo};
    plan::HostingSettings settings = plan::hosting_settings(later, today);
    const Application open = application("open"), internal_data = application("internal");
    {
        const plan::HostingJudge judge(later, portfolio, settings, plan::Language::english);
        const auto candidate = judge.candidates(open, {}).front();
        CHECK(candidate.rejected_because.empty());
        CHECK(candidate.valid_until == shipped::day("2028-02-28"));
        CHECK(candidate.because.back().rule == "law-changes");
        CHECK_FALSE(judge.candidates(internal_data, {}).front().rejected_because.empty());
    }
    settings.cutover = shipped::day("2028-02-29");
    const plan::HostingJudge judge(later, portfolio, settings, plan::Language::english);
    CHECK_FALSE(judge.candidates(open, {}).front().rejected_because.empty());
    CHECK(judge.candidates(internal_data, {}).front().rejected_because.empty());
}

TEST_CASE("a qualification is judged on the day of the cut-over") {
    plan::Portfolio portfolio;
    portfolio.targets = {commercial("snc", "3.2", "2028-06-30")};
    plan::HostingSettings settings = plan::hosting_settings(table(), today);
    const Application sensitive = application("sensitive");
    const auto eligible_on = [&](const char* cutover) {
        settings.cutover = shipped::day(cutover);
        return plan::HostingJudge(table(), portfolio, settings, plan::Language::english)
            .candidates(sensitive, {})
            .front()
            .rejected_because.empty();
    };
    CHECK(eligible_on("2027-06-30"));        // and until 2028-06-30
    CHECK_FALSE(eligible_on("2027-07-01"));  // twelve months later it has ended
    settings.horizon_months = 6;
    CHECK(eligible_on("2027-12-30"));
    CHECK_FALSE(eligible_on("2028-01-01"));
}
