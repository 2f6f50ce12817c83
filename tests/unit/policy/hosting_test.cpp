#include "tests/unit/policy/hosting_cases.hpp"

#include <algorithm>
#include <string>

using namespace hosting_cases;

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
    CHECK(rejections(sensitive, commercial("last-day", "3.2", "2027-11-23")).empty());
    CHECK(rejections(sensitive, commercial("ends-early", "3.2", "2027-11-22")) == Rules{"D4-horizon"});
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
    CHECK(covered.because.size() == 3);  // what it covers, itself, and that no day of an offer is known
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
    certified.hds_activities = {"1", "4"};
    certified.hds_version = "2024";
    CHECK(rejections(health, nubo) == Rules{"D6"});
    CHECK(rejections(health, certified).empty());
    health.classification->sensitivity_class = "sensitive";
    CHECK(rejections(health, certified).empty());
    Target certified_only = generic;
    certified_only.hds_activities = {"1", "4"};
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
    CHECK(plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english)
              .empty());
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
    (void)plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english);
    CHECK(portfolio.applications[1].hosting->target == "a-cloud");
    plan::Flow flow;
    flow.from = "dr";
    flow.to = "near";
    flow.coupling = plan::Coupling::strong;
    plan::Portfolio coupled;
    coupled.targets = portfolio.targets;
    coupled.applications = {restricted, neighbour};
    coupled.flows = {flow};
    (void)plan::decide_hosting(coupled, table(), plan::hosting_settings(table(), today), plan::Language::english);
    CHECK(coupled.applications[0].hosting->target == "b-cloud");
    CHECK(coupled.applications[1].hosting->target == "b-cloud");
}

TEST_CASE("applications that a constraint ties go to one target, and say what each would have cost alone") {
    plan::Portfolio portfolio;
    portfolio.targets = {internal("a-cloud", plan::Mention::none), internal("b-cloud", plan::Mention::restricted)};
    portfolio.targets[1].onboarding_days = 20;
    Application restricted = application("restricted"), other = application("sensitive");
    restricted.id = "dr";
    other.id = "other";
    portfolio.applications = {restricted, other};
    plan::Constraint together;
    together.id = "1";
    together.kind = plan::ConstraintKind::together;
    together.applications = {"dr", "other"};
    portfolio.constraints = {together};
    (void)plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english);
    CHECK(portfolio.applications[0].hosting->target == "b-cloud");
    CHECK(portfolio.applications[0].hosting->because.front().rule == "target-choice");
    CHECK(portfolio.applications[1].hosting->target == "b-cloud");
    const plan::Reason& reason = portfolio.applications[1].hosting->because.front();
    CHECK(reason.rule == "target-shared");
    CHECK(reason.path == std::vector<std::string>{"dr", "other"});
    const auto argument = [&](const std::string& name) {
        const auto found = std::ranges::find(reason.args, name, &std::pair<std::string, std::string>::first);
        return found == reason.args.end() ? "" : found->second;
    };
    CHECK(argument("alone") == "a-cloud");
    CHECK(std::stod(argument("alone_cost")) < std::stod(argument("cost")));
    CHECK(std::stod(argument("total")) > std::stod(argument("cost")));
}

TEST_CASE("many that move together do not name all of them in the reason of each") {
    plan::Portfolio portfolio;
    portfolio.targets = {internal("a-cloud", plan::Mention::none), internal("b-cloud", plan::Mention::restricted)};
    portfolio.targets[1].onboarding_days = 20;
    plan::Constraint together;
    together.id = "1";
    together.kind = plan::ConstraintKind::together;
    for (int number = 0; number < 30; ++number) {
        portfolio.applications.push_back(application(number == 0 ? "restricted" : "sensitive"));
        portfolio.applications.back().id = "app-" + std::to_string(number);
        together.applications.push_back(portfolio.applications.back().id);
    }
    portfolio.constraints = {together};
    (void)plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english);
    const plan::Reason& reason = portfolio.applications.back().hosting->because.front();
    CHECK(reason.rule == "target-shared");
    CHECK(reason.path.size() == 8);
    CHECK_THAT(reason.text, Catch::Contains("the 30 applications") && Catch::Contains("app-7, …)"));
}

TEST_CASE("an application that must move and may go nowhere is told; one that stays is not") {
    plan::Portfolio portfolio;
    portfolio.targets = {generic};
    Application moving = application("sensitive"), staying = application("sensitive");
    staying.id = "stays";
    staying.strategy = plan::Strategy::retain;
    portfolio.applications = {moving, staying};
    CHECK(plan::decide_hosting(portfolio, table(), plan::hosting_settings(table(), today), plan::Language::english) ==
          std::vector<std::size_t>{0});
    CHECK(portfolio.applications[0].hosting->because.front().rule == "no-eligible-target");
    CHECK(portfolio.applications[1].hosting->because.front().rule == "target-none");
}
