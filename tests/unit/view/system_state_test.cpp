#include "libplan/view/system_state.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/bridge_figures.hpp"
#include "libplan/view/migration_steps.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/moving_plan.hpp"

#include <algorithm>
#include <random>

using namespace plan;
using namespace plan::tests;

namespace {

Date on(const char* iso) {
    return *Date::from_iso(iso);
}

std::string place_of(const Portfolio& portfolio, const char* id, const char* day) {
    const SystemStates states(portfolio, Language::english);
    return states.places()[states.whereabouts()[*portfolio.application_index(id)].on(on(day))].name;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

HeldBridge held(const char* start, const char* finish) {
    return {0, 0, 1, on(start), on(finish)};
}

}  // namespace

TEST_CASE("an application is at its site up to the last day of its cut-over, then at its target") {
    const Portfolio portfolio = moving_plan();
    CHECK(place_of(portfolio, "sso", "2027-04-04") == "nord");
    CHECK(place_of(portfolio, "sso", "2027-04-05") == "Nubo");
    CHECK(place_of(portfolio, "hr", "2027-12-31") == "nord");
    CHECK(place_of(portfolio, "mute", "2027-04-05") == "Site unknown");
}

TEST_CASE("what is retired is there until its decommissioning ends, a project from its first day in service on") {
    const Portfolio portfolio = moving_plan();
    CHECK(place_of(portfolio, "old", "2027-04-16") == "sud");
    CHECK(place_of(portfolio, "old", "2027-04-17") == "Retired");
    CHECK(place_of(portfolio, "fresh", "2027-04-19") == "Not yet in service");
    CHECK(place_of(portfolio, "fresh", "2027-04-20") == "Nubo");
}

TEST_CASE("places go from what is not yet there over sites by size and targets to what is retired") {
    const SystemStates states(moving_plan(), Language::french);
    std::vector<std::string> names;
    for (const SystemPlace& place : states.places()) names.push_back(place.name);
    CHECK(names ==
          std::vector<std::string>{"Pas encore en service", "nord", "sud", "Site inconnu", "Nubo", "Retirées"});
}

TEST_CASE("a site that is a target too is one place") {
    const Portfolio portfolio = read_records(
        R"({"type":"application","id":"a","site":"nubo"}
{"type":"application","id":"b","site":"x","hosting":{"target":"nubo"},"planned":{"wave":1,"cutover":"2027-04-04"}}
)");
    const SystemStates states(portfolio, Language::french);
    REQUIRE(states.places().size() == 2);
    CHECK(states.places()[1].kind == PlaceKind::target);
    CHECK(states.whereabouts()[0].before == 1);
    CHECK(states.whereabouts()[1].after == 1);
}

TEST_CASE("two offers of one name are told apart by their providers") {
    const Portfolio portfolio = read_records(
        R"({"type":"target","id":"t1","offer":"Cloud","provider":"Un"}
{"type":"target","id":"t2","offer":"Cloud","provider":"Deux"}
{"type":"target","id":"t3","offer":"Pi","provider":"MI"}
)");
    CHECK(place_name(portfolio, "t1") == "Cloud, Un");
    CHECK(place_name(portfolio, "t2") == "Cloud, Deux");
    CHECK(place_name(portfolio, "t3") == "Pi");
    CHECK(place_name(portfolio, "unheard of") == "unheard of");
}

TEST_CASE("without a plan there is no state, and the message says what to run") {
    const Portfolio portfolio = read_records("{\"type\":\"application\",\"id\":\"a\"}\n");
    try {
        const SystemStates states(portfolio, Language::french);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        CHECK(error.diagnostic().code == "no-plan");
        CHECK(has(error.diagnostic().text, "plan-schedule"));
    }
}

TEST_CASE("the peak is the first longest run of days with most bridges") {
    CHECK_FALSE(bridge_peak({}));
    const auto peak = bridge_peak({held("2027-01-01", "2027-01-10"), held("2027-01-05", "2027-01-07"),
                                   held("2027-01-08", "2027-01-20"), held("2027-02-01", "2027-02-02")});
    REQUIRE(peak);
    CHECK(peak->bridges == 2);
    // One ends on the 7th and another starts on the 8th: two are held all the while.
    CHECK(peak->start == on("2027-01-05"));
    CHECK(peak->finish == on("2027-01-10"));
}

TEST_CASE("the peak is what counting every day gives") {
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        std::vector<HeldBridge> bridges;
        const std::uint32_t count = 1 + random() % 8;
        for (std::uint32_t number = 0; number < count; ++number) {
            const Date start = on("2027-01-01") + static_cast<int>(random() % 20);
            bridges.push_back({number, 0, 1, start, start + static_cast<int>(random() % 10)});
        }
        std::size_t most = 0;
        Date first, last;
        bool going = false;
        for (int offset = 0; offset < 40; ++offset) {
            const Date day = on("2027-01-01") + offset;
            const auto now = static_cast<std::size_t>(std::ranges::count_if(
                bridges, [&](const HeldBridge& bridge) { return bridge.start <= day && day <= bridge.finish; }));
            if (now > most) {
                most = now;
                first = last = day;
                going = true;
            } else if (now == most && going && day == last + 1) {
                last = day;
            } else {
                going = false;
            }
        }
        const auto peak = bridge_peak(bridges);
        REQUIRE(peak);
        REQUIRE(peak->bridges == most);
        REQUIRE(peak->start == first);
        REQUIRE(peak->finish == last);
    }
}

TEST_CASE("the table of bridges gives totals, every link and the peak") {
    const Portfolio portfolio = moving_plan();
    const std::string all = bridges_text(portfolio, std::nullopt, Language::english, {});
    CHECK(has(all, "The whole plan, 3\u00a0bridges: 3\u00a0flows, 174\u00a0days in all, or 233 days × weight."));
    CHECK(has(all, "hr    sso  2027-04-05  2027-06-30    87       1      1  nord – nubo"));
    CHECK(has(all, "At the peak: 2\u00a0bridges at once, 5 Apr – 30 Jun 2027."));
    CHECK(all.find("pay   sso") < all.find("pay   hr"));
    const std::string day = bridges_text(portfolio, on("2027-05-10"), Language::french, {});
    CHECK(has(day, "Le 10 mai 2027, 2\u00a0passerelles"));
    CHECK_FALSE(has(day, "pay   sso"));
    const std::string before = bridges_text(portfolio, on("2027-01-01"), Language::english, {});
    CHECK(has(before, "On 1 January 2027, 0\u00a0bridges"));
    CHECK_FALSE(has(before, "From"));
}

TEST_CASE("a bridge to an unknown application is reported and left out") {
    const Portfolio portfolio = read_records(
        R"({"type":"application","id":"a"}
{"type":"bridge","from":"a","to":"ghost","start":"2027-04-05","finish":"2027-05-02","days":28,"weight":1,"flows":1}
)");
    std::vector<std::string> codes;
    CHECK(known_bridges(portfolio, [&](const Diagnostic& diagnostic) { codes.push_back(diagnostic.code); }).empty());
    CHECK(codes == std::vector<std::string>{"unknown-bridge-end"});
}

TEST_CASE("a plan has a step before it, one after each wave, one at its end") {
    const MigrationSteps steps = migration_steps(moving_plan(), Language::english, {});
    REQUIRE(steps.steps.size() == 4);
    CHECK(steps.moving == 2);
    CHECK(step_name(steps, 0, Language::english) == "Before the first wave");
    CHECK(step_name(steps, 1, Language::french) == "Après la vague 1");
    CHECK(step_name(steps, 3, Language::french) == "À la fin du plan");
    CHECK(steps.steps[0].day == on("2027-03-01"));
    CHECK(steps.steps[1].day == on("2027-04-05"));
    CHECK(*steps.steps[1].start == on("2027-04-03"));
    CHECK(*steps.steps[1].finish == on("2027-04-04"));
    CHECK(steps.steps[3].day == on("2027-06-30"));
}

TEST_CASE("each step counts what has moved, what arrived and the bridges that opened and closed") {
    const MigrationSteps steps = migration_steps(moving_plan(), Language::english, {});
    const auto at = [&](std::size_t step) {
        const MigrationStep& counted = steps.steps[step];
        return std::vector<std::size_t>{counted.moved, counted.held, counted.opened, counted.closed};
    };
    CHECK(at(0) == std::vector<std::size_t>{0, 0, 0, 0});
    CHECK(at(1) == std::vector<std::size_t>{1, 2, 2, 0});
    CHECK(at(2) == std::vector<std::size_t>{2, 2, 1, 1});
    CHECK(at(3) == std::vector<std::size_t>{2, 2, 0, 0});
    CHECK(steps.steps[1].arrivals == std::vector<std::uint32_t>{0});
    // pay by its move; old and fresh on days of their own.
    CHECK(steps.steps[2].arrivals == std::vector<std::uint32_t>{1, 3, 4});
    CHECK(steps.step_on(on("2027-04-30")) == 1);
    CHECK(steps.step_on(on("2020-01-01")) == 0);
}
