#include "libplan/policy/hosting.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace {

using plan::Application;
using plan::Target;

const plan::DecisionTable& table() {
    static const plan::DecisionTable rules =
        plan::read_decision_table(shipped::text("policies/hosting.xml"), "hosting.xml", plan::hosting_words());
    return rules;
}

const plan::Date today = shipped::day("2026-11-23");

Application application(const std::string& sensitivity_class) {
    Application made;
    made.id = "app";
    plan::Classification classification;
    classification.sensitivity_class = sensitivity_class;
    classification.verdict = plan::Verdict::decided;
    made.classification = classification;
    return made;
}

Application open_question(const std::string& field) {
    Application made = application("personal");
    made.classification->verdict = plan::Verdict::to_qualify;
    made.classification->questions = {{field, "?", ""}};
    return made;
}

Target internal(const std::string& id, plan::Mention mention) {
    Target target;
    target.id = id;
    target.kind = "internal";
    target.service_types = {"iaas"};
    target.max_mention = mention;
    target.legal_exposure = "none";
    target.confidence = "read";
    return target;
}

Target commercial(const std::string& id, const std::string& version = "", const char* expires = nullptr) {
    Target target;
    target.id = id;
    target.kind = "commercial";
    target.service_types = {"iaas", "paas"};
    target.snc_version = version;
    if (expires) target.expires_on = shipped::day(expires);
    target.legal_exposure = "none";
    target.confidence = "read";
    return target;
}

Target room(const std::string& id) {
    Target target;
    target.id = id;
    target.kind = "on_premises";
    target.confidence = "read";
    return target;
}

/// Ids of the rules that reject; empty: eligible.
std::set<std::string> rejections(const Application& application, const Target& target) {
    plan::Portfolio portfolio;
    portfolio.targets = {target};
    const plan::HostingJudge judge(table(), portfolio, today, plan::Language::english);
    std::set<std::string> rules;
    const auto candidates = judge.candidates(application, {});
    for (const plan::Reason& reason : candidates.front().rejected_because) {
        CHECK_FALSE(reason.source.empty());
        CHECK_FALSE(reason.text.empty());
        rules.insert(reason.rule);
    }
    return rules;
}

plan::PresentHosting present(Application application, const Target& host) {
    application.site = host.id;
    plan::Portfolio portfolio;
    portfolio.targets = {host};
    return plan::HostingJudge(table(), portfolio, today, plan::Language::french).present(application);
}

using Rules = std::set<std::string>;
const Target nubo = internal("nubo", plan::Mention::none);
const Target pi = internal("pi", plan::Mention::restricted);
const Target qualified = commercial("snc", "3.2", "2029-04-15");
const Target generic = commercial("generic");

}  // namespace

TEST_CASE("D1: classified information has no destination") {
    for (const Target& target : {nubo, pi, qualified, generic})
        CHECK(rejections(application("classified"), target).count("D1") == 1);
    Application by_mention = application("");
    by_mention.mention = plan::Mention::secret;
    CHECK(rejections(by_mention, pi).count("D1") == 1);
}

TEST_CASE("D2: Diffusion Restreinte goes to an accredited State cloud alone") {
    Application restricted = application("restricted");
    restricted.mention = plan::Mention::restricted;
    CHECK(rejections(restricted, pi).empty());
    CHECK(rejections(restricted, nubo) == Rules{"D2"});
    CHECK(rejections(restricted, qualified) == Rules{"D2", "D2-commercial"});
    CHECK(rejections(restricted, generic).count("D4-unqualified") == 1);
    Application by_mention_alone = application("internal");
    by_mention_alone.mention = plan::Mention::restricted;
    CHECK(rejections(by_mention_alone, nubo) == Rules{"D2"});
}

TEST_CASE("D3: a vital system goes to the internal cloud or to a valid qualification") {
    Application vital = application("internal");
    vital.vital_system = true;
    CHECK(rejections(vital, nubo).empty());
    CHECK(rejections(vital, qualified).empty());
    CHECK(rejections(vital, generic) == Rules{"D3"});
    CHECK(rejections(vital, commercial("old", "3.2", "2026-11-22")) == Rules{"D3"});
}

TEST_CASE("D4: A and B need the internal cloud or a qualification that is proven, recent, valid and verified") {
    const Application sensitive = application("sensitive");
    CHECK(rejections(sensitive, nubo).empty());
    CHECK(rejections(sensitive, pi).empty());
    CHECK(rejections(sensitive, qualified).empty());
    CHECK(rejections(sensitive, commercial("last-day", "3.2", "2026-11-23")).empty());
    CHECK(rejections(sensitive, commercial("ended", "3.2", "2026-11-22")) == Rules{"D4-expired"});
    CHECK(rejections(sensitive, generic) == Rules{"D4-unqualified"});
    CHECK(rejections(sensitive, commercial("before-19.6", "3.1", "2029-04-15")) == Rules{"D4-version"});
    CHECK(rejections(sensitive, commercial("no-end", "3.2")) == Rules{"D4-no-end"});
    Target from_memory = qualified;
    from_memory.confidence = "to-verify";
    CHECK(rejections(sensitive, from_memory) == Rules{"D4-unverified", "catalogue-unverified"});
    CHECK(rejections(application("open"), from_memory) == Rules{"catalogue-unverified"});
    from_memory.confidence.clear();
    CHECK(rejections(sensitive, from_memory) == Rules{"D4-unverified"});
    CHECK(rejections(application("open"), from_memory).empty());
    Target abroad = qualified;
    abroad.legal_exposure = "extra_european";
    CHECK(rejections(sensitive, abroad) == Rules{"D4-third-law"});
}

TEST_CASE("an eligibility that rests on a qualification lasts as long as it does") {
    plan::Portfolio portfolio;
    portfolio.targets = {nubo, qualified};
    const plan::HostingJudge judge(table(), portfolio, today, plan::Language::english);
    const auto sensitive = judge.candidates(application("sensitive"), {});
    CHECK_FALSE(sensitive[0].valid_until.has_value());
    CHECK(sensitive[1].valid_until == shipped::day("2029-04-15"));
    const auto open = judge.candidates(application("open"), {});
    CHECK_FALSE(open[1].valid_until.has_value());
}

TEST_CASE("D0: what is not answered counts as yes for a destination, and stays open in the verdict") {
    CHECK(rejections(open_question("harm.health_life"), generic) == Rules{"D0"});
    CHECK(rejections(open_question("harm.health_life"), nubo).empty());
    CHECK(rejections(open_question("harm.health_life"), qualified).empty());
    CHECK(rejections(open_question("health_data"), nubo) == Rules{"D0-health"});
    CHECK(rejections(open_question("mention"), nubo) == Rules{"D0-mention"});
    CHECK(rejections(open_question("mention"), pi).empty());
    CHECK(present(open_question("harm.health_life"), room("own")).status == plan::Compliance::to_qualify);
}

TEST_CASE("D5: what is not conforming may stay under a derogation that has not ended") {
    Application sensitive = application("sensitive");
    CHECK(present(sensitive, generic).status == plan::Compliance::non_conforming);
    sensitive.derogation_until = today;
    sensitive.derogation_basis = "minister's decision";
    const auto covered = present(sensitive, generic);
    CHECK(covered.status == plan::Compliance::derogation);
    CHECK(covered.until == today);
    CHECK(covered.because.size() == 2);  // what it covers, and itself
    sensitive.derogation_until = today - 1;
    CHECK(present(sensitive, generic).status == plan::Compliance::non_conforming);
    // The law on personal data is not the circular's to derogate from.
    sensitive.derogation_until = today + 100;
    sensitive.personal_data = true;
    Target abroad = generic;
    abroad.legal_exposure = "extra_european";
    CHECK(present(sensitive, abroad).status == plan::Compliance::non_conforming);
    // A derogation on record changes nothing where nothing has to be covered.
    sensitive.derogation_until = today + 100;
    CHECK(present(sensitive, nubo).status == plan::Compliance::conforming);
}

TEST_CASE("D6: health data with a third party needs an HDS certificate, whatever the class") {
    Application health = application("protected");
    health.data = {"health"};
    Target certified = qualified;
    certified.hds_activities = {"1", "5"};
    certified.hds_version = "2024";
    CHECK(rejections(health, nubo) == Rules{"D6"});
    CHECK(rejections(health, certified).empty());
    health.classification->sensitivity_class = "sensitive";
    CHECK(rejections(health, certified).empty());
    Target certified_only = generic;
    certified_only.hds_activities = {"1"};
    CHECK(rejections(health, certified_only) == Rules{"D4-unqualified"});
    Application by_answer = application("protected");
    by_answer.health_data = true;
    CHECK(rejections(by_answer, nubo) == Rules{"D6"});
    CHECK(present(health, room("own")).status == plan::Compliance::conforming);
}

TEST_CASE("D7 and D8: personal data stays out of reach of third States, and may go to any other offer") {
    Target abroad = generic;
    abroad.legal_exposure = "extra_european";
    for (const char* sensitivity_class : {"personal", "protected"}) {
        Application personal = application(sensitivity_class);
        personal.personal_data = true;
        CHECK(rejections(personal, abroad) == Rules{"D8"});
        CHECK(rejections(personal, generic).empty());
        CHECK(present(personal, abroad).status == plan::Compliance::non_conforming);
    }
}

TEST_CASE("D9, D11, D12: without B, without personal data, any offer will do") {
    Target abroad = generic;
    abroad.legal_exposure = "extra_european";
    for (const char* sensitivity_class : {"protected", "internal", "open"}) {
        CHECK(rejections(application(sensitivity_class), generic).empty());
        CHECK(rejections(application(sensitivity_class), abroad).empty());
        CHECK(rejections(application(sensitivity_class), nubo).empty());
    }
}

TEST_CASE("a room of the administration is no destination and no commercial cloud") {
    CHECK(rejections(application("open"), room("own")) == Rules{"not-a-cloud"});
    CHECK(present(application("sensitive"), room("own")).status == plan::Compliance::conforming);
    Application restricted = application("restricted");
    CHECK(present(restricted, room("own")).status == plan::Compliance::non_conforming);
    Target accredited = room("own");
    accredited.max_mention = plan::Mention::restricted;
    CHECK(present(restricted, accredited).status == plan::Compliance::conforming);
}

TEST_CASE("a hosting that is not known or not described is to be qualified") {
    plan::Portfolio portfolio;
    portfolio.targets = {nubo};
    const plan::HostingJudge judge(table(), portfolio, today, plan::Language::french);
    Application made = application("open");
    CHECK(judge.present(made).status == plan::Compliance::to_qualify);
    made.site = "somewhere";
    CHECK(judge.present(made).status == plan::Compliance::to_qualify);
    CHECK(judge.present(made).because.front().rule == "present-undescribed");
}

TEST_CASE("security needs, network and type of service reject what does not meet them, and blanks reject nothing") {
    Application demanding = application("internal");
    demanding.dicp = {4, 3, 2, 1};
    Target limited = nubo;
    CHECK(rejections(demanding, limited).empty());
    limited.max_dicp = {4, 3, 3, 3};
    CHECK(rejections(demanding, limited).empty());
    limited.max_dicp = {3, 2, 1, {}};
    CHECK(rejections(demanding, limited) == Rules{"need-availability", "need-integrity", "need-confidentiality"});
    Application exposed = application("open");
    exposed.exposure = plan::Exposure::internet;
    Target closed = nubo;
    closed.internet = false;
    closed.rie = false;
    CHECK(rejections(exposed, closed) == Rules{"network-internet"});
    exposed.exposure = plan::Exposure::internal;
    CHECK(rejections(exposed, closed) == Rules{"network-rie"});
    Application software = application("open");
    software.service_type = "SaaS";
    CHECK(rejections(software, nubo) == Rules{"service-saas"});
    Target saas = generic;
    saas.service_types = {"saas"};
    CHECK(rejections(software, saas).empty());
    CHECK(rejections(application("open"), saas) == Rules{"service-platform"});
}

TEST_CASE("the present commercial hosting is no destination when its contract ends") {
    Application leaving = application("open");
    leaving.site = "generic";
    CHECK(rejections(leaving, generic).empty());
    leaving.contract_end = shipped::day("2027-09-30");
    CHECK(rejections(leaving, generic) == Rules{"contract-ends"});
}

TEST_CASE("the choice is the cheapest eligible target, ties by id, and says what it compared") {
    plan::Portfolio portfolio;
    portfolio.targets = {internal("zeta", plan::Mention::none), internal("beta", plan::Mention::none), qualified};
    portfolio.applications = {application("open")};
    CHECK(plan::decide_hosting(portfolio, table(), today, plan::Language::english).empty());
    const plan::Hosting& hosting = *portfolio.applications[0].hosting;
    CHECK(hosting.target == "beta");
    CHECK(hosting.eligible.size() == 3);
    CHECK(hosting.because.front().rule == "target-choice");
    const auto& args = hosting.because.front().args;
    CHECK(std::ranges::find(args, std::pair<std::string, std::string>{"cost.zeta", "10"}) != args.end());
}

TEST_CASE("strongly coupled applications are drawn to the same target") {
    plan::Portfolio portfolio;
    portfolio.targets = {internal("a-cloud", plan::Mention::none), internal("b-cloud", plan::Mention::restricted)};
    Application restricted = application("restricted"), neighbour = application("sensitive");
    restricted.id = "dr";
    neighbour.id = "near";
    portfolio.applications = {restricted, neighbour};
    (void)plan::decide_hosting(portfolio, table(), today, plan::Language::english);
    CHECK(portfolio.applications[1].hosting->target == "a-cloud");
    plan::Flow flow;
    flow.from = "dr";
    flow.to = "near";
    flow.coupling = plan::Coupling::strong;
    plan::Portfolio coupled;
    coupled.targets = portfolio.targets;
    coupled.applications = {restricted, neighbour};
    coupled.flows = {flow};
    (void)plan::decide_hosting(coupled, table(), today, plan::Language::english);
    CHECK(coupled.applications[0].hosting->target == "b-cloud");
    CHECK(coupled.applications[1].hosting->target == "b-cloud");
}

TEST_CASE("an application that must move and may go nowhere is told; one that stays is not") {
    plan::Portfolio portfolio;
    portfolio.targets = {generic};
    Application moving = application("sensitive"), staying = application("sensitive");
    staying.id = "stays";
    staying.strategy = plan::Strategy::retain;
    portfolio.applications = {moving, staying};
    CHECK(plan::decide_hosting(portfolio, table(), today, plan::Language::english) == std::vector<std::size_t>{0});
    CHECK(portfolio.applications[0].hosting->because.front().rule == "no-eligible-target");
    CHECK(portfolio.applications[1].hosting->because.front().rule == "target-none");
}

namespace {

/// The rows of the decision table once more, written as plain code, for one application and one destination.
bool reference_eligible(const Application& app, const Target& target) {
    const std::string& sensitivity = app.classification->sensitivity_class;
    const bool is_commercial = target.kind == "commercial", on_premises = target.kind == "on_premises";
    const bool read = target.confidence == "read", abroad = target.legal_exposure == "extra_european";
    const bool accredited =
        target.max_mention == plan::Mention::restricted || target.max_mention == plan::Mention::secret;
    const bool recent = target.snc_version == "3.2";
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
    return target;
}

}  // namespace

TEST_CASE("on random applications and targets, the table decides as the rows written in plain code") {
    std::mt19937 random(20261123);
    std::size_t eligible = 0;
    for (int round = 0; round < 6000; ++round) {
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
