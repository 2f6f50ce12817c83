#include "libplan/schedule/conflict.hpp"

#include "libplan/base/random.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>

using namespace plan::schedule;
using plan::Random;

TEST_CASE("the requirements that clash are found, and no others") {
    int questions = 0;
    const Feasible feasible = [&](const std::vector<bool>& kept) {
        ++questions;
        return !(kept[3] && kept[70] && kept[99]);
    };
    CHECK(minimal_conflict(100, feasible, 1000).requirements == std::vector<std::size_t>{3, 70, 99});
    CHECK(questions < 60);
}

TEST_CASE("a single requirement can clash with what is never lifted") {
    CHECK(minimal_conflict(
              5, [](const std::vector<bool>& kept) { return !kept[2]; }, 99)
              .requirements == std::vector<std::size_t>{2});
}

TEST_CASE("no conflict is given when all hold, or when lifting everything does not help") {
    CHECK(minimal_conflict(
              5, [](const std::vector<bool>&) { return true; }, 99)
              .requirements.empty());
    CHECK(minimal_conflict(
              5, [](const std::vector<bool>&) { return false; }, 99)
              .requirements.empty());
    CHECK(minimal_conflict(
              0, [](const std::vector<bool>&) { return false; }, 99)
              .requirements.empty());
}

TEST_CASE("when the questions run out, what is left is still a clash") {
    const Feasible feasible = [](const std::vector<bool>& kept) { return !(kept[3] && kept[70] && kept[99]); };
    for (std::int64_t questions = 2; questions < 40; ++questions) {
        const Conflict conflict = minimal_conflict(100, feasible, questions);
        std::vector<bool> kept(100, false);
        for (const std::size_t i : conflict.requirements) kept[i] = true;
        REQUIRE_FALSE(feasible(kept));
        CHECK(conflict.requirements.size() >= 3);
    }
}

TEST_CASE("of several clashes one is given, minimal by deletion") {
    Random random(3);
    for (int round = 0; round < 200; ++round) {
        const std::size_t count = 2 + static_cast<std::size_t>(random.below(12));
        std::vector<std::vector<std::size_t>> clashes(1 + static_cast<std::size_t>(random.below(3)));
        for (auto& clash : clashes)
            for (int i = 0; i <= random.below(4); ++i)
                clash.push_back(static_cast<std::size_t>(random.below(static_cast<int>(count))));
        const Feasible feasible = [&](const std::vector<bool>& kept) {
            return std::none_of(clashes.begin(), clashes.end(), [&](const auto& clash) {
                return std::all_of(clash.begin(), clash.end(), [&](std::size_t i) { return kept[i]; });
            });
        };
        const std::vector<std::size_t> found = minimal_conflict(count, feasible, 1000).requirements;
        std::vector<bool> kept(count, false);
        for (const std::size_t i : found) kept[i] = true;
        REQUIRE_FALSE(feasible(kept));
        for (const std::size_t i : found) {
            kept[i] = false;
            REQUIRE(feasible(kept));
            kept[i] = true;
        }
    }
}
