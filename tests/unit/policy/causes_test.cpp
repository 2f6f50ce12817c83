#include "libplan/policy/causes.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <bit>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using plan::Cause;
using plan::Causes;
using plan::Marks;

namespace {

const plan::Policy& policy() {
    static const plan::Policy read = plan::read_policy(shipped::text("policies/cloud-au-centre.xml"), "policy.xml");
    return read;
}

std::vector<std::tuple<std::size_t, Marks, Marks>> said(const std::vector<Cause>& causes) {
    std::vector<std::tuple<std::size_t, Marks, Marks>> all;
    for (const Cause& cause : causes) all.emplace_back(cause.of, cause.alone, cause.last);
    return all;
}

struct Case {
    plan::Application application;
    plan::ReceivedData received;
};

/// Few kinds of applications, so that many are alike; their names are never the same.
Case random_case(std::mt19937& dice) {
    const std::vector<std::string> categories = {"public", "internal", "personal", "health", "hr"};
    Case made;
    made.application.id = std::to_string(dice());
    made.application.environment = plan::Environment::production;
    if (dice() % 2 == 0) made.application.data = {categories[dice() % categories.size()]};
    if (dice() % 2 == 0) made.application.legal_secrets = {"none"};
    if (dice() % 2 == 0) {
        made.application.harm = {false, false, false, dice() % 2 == 0, "", "", "", {}, ""};
        made.application.harm.justification = made.application.id;
    }
    const Marks all = (Marks{1} << policy().travelling_fact()->cases.size()) - 1;
    made.received.data = dice() % 4 == 0 ? 0 : dice() & dice() & all;
    made.received.unstated = dice() & made.received.data;
    made.received.sources = dice() % 10;
    return made;
}

}  // namespace

TEST_CASE("causes that are kept are those of the case in hand") {
    std::mt19937 dice(7);
    plan::Judge judge(policy(), policy().version());
    plan::CauseTable table(policy(), judge);
    std::size_t rules = 0, several = 0, completed = 0;
    for (int round = 0; round < 4000; ++round) {
        const Case made = random_case(dice);
        const auto subject = judge.subject(made.application);
        const auto alone = judge.judge(subject, {}), after = judge.judge(subject, made.received);
        const Causes& kept = table.causes(subject, made.received, *alone, *after);
        plan::Judge other(policy(), policy().version());
        const auto again = other.subject(made.application);
        const Causes found = plan::find_causes(policy(), other, again, made.received, *other.outcome(again, {}),
                                               *other.outcome(again, made.received));
        REQUIRE(said(kept.rules) == said(found.rules));
        REQUIRE(said(kept.labels) == said(found.labels));
        for (const Cause& cause : kept.rules) {
            REQUIRE(((cause.alone | cause.last) & ~made.received.data) == 0);
            REQUIRE((cause.alone == 0) == (cause.last != 0));
            ++rules;
            several += std::popcount(cause.alone) > 1 ? 1 : 0;
            completed += cause.last != 0 ? 1 : 0;
        }
    }
    CHECK(rules > 1000);
    CHECK(several > 100);
    CAPTURE(completed);
}

TEST_CASE("each mark of a cause is enough by itself, and no other is") {
    std::mt19937 dice(8);
    plan::Judge judge(policy(), policy().version());
    std::size_t tried = 0;
    for (int round = 0; round < 1000; ++round) {
        const Case made = random_case(dice);
        const auto subject = judge.subject(made.application);
        const auto alone = judge.outcome(subject, {}), after = judge.outcome(subject, made.received);
        for (const Cause& cause : plan::find_causes(policy(), judge, subject, made.received, *alone, *after).rules) {
            if (cause.alone == 0 || std::has_single_bit(cause.alone)) continue;  // of one, nobody asks
            for (Marks rest = made.received.data; rest != 0; rest &= rest - 1) {
                plan::ReceivedData some = made.received;
                some.data = rest & (~rest + 1);
                some.unstated &= some.data;
                const auto rules = judge.outcome(subject, some)->rules;
                const bool holds = std::ranges::find(rules, cause.of) != rules.end();
                REQUIRE(holds == ((cause.alone & some.data) != 0));
                ++tried;
            }
        }
    }
    CHECK(tried > 100);
}
