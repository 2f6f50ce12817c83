#include "libplan/policy/placement.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>
#include <string>

namespace {

using plan::Seeker;
using plan::TargetRoom;
using Places = std::vector<std::optional<std::size_t>>;

Seeker seeker(std::string_view id, std::vector<plan::HostingJudge::Option> options, double vcpu = 1) {
    std::ranges::sort(options, {}, &plan::HostingJudge::Option::cost);
    return {id, 1, vcpu, {}, std::move(options)};
}

/// How many can be served at most, by trying everything.
std::size_t most_served(const std::vector<Seeker>& seekers, std::vector<std::int64_t> left, std::size_t next = 0) {
    if (next == seekers.size()) return 0;
    std::size_t most = most_served(seekers, left, next + 1);
    for (const auto& option : seekers[next].options) {
        if (left[option.target] == 0) continue;
        --left[option.target];
        most = std::max(most, 1 + most_served(seekers, left, next + 1));
        ++left[option.target];
    }
    return most;
}

}  // namespace

TEST_CASE("where there is room each takes its cheapest target") {
    const std::vector<Seeker> seekers = {seeker("a", {{0, 5}, {1, 3}}), seeker("b", {{0, 1}, {1, 2}}), seeker("c", {})};
    CHECK(place(seekers, {{}, {}}) == Places{1, 0, std::nullopt});
}

TEST_CASE("a place goes to who would lose most by going elsewhere, then by id") {
    // Target 0 takes one. Elsewhere costs a 4 more, b 9 more, c 9 more.
    const std::vector<Seeker> seekers = {seeker("a", {{0, 1}, {1, 5}}), seeker("c", {{0, 1}, {1, 10}}),
                                         seeker("b", {{0, 1}, {1, 10}})};
    CHECK(place(seekers, {{1, {}}, {}}) == Places{1, 1, 0});
}

TEST_CASE("who has no target without limit is served before all others") {
    const std::vector<Seeker> seekers = {seeker("a", {{0, 1}, {1, 1000}}), seeker("b", {{0, 90}})};
    CHECK(place(seekers, {{1, {}}, {}}) == Places{1, 0});
}

TEST_CASE("those who hold a place move on for one who has no other") {
    // a takes 0 before b is asked, since it is first by id; b can only be at 0 or 1, c only at 1.
    const std::vector<Seeker> seekers = {seeker("a", {{0, 1}, {2, 2}}), seeker("b", {{0, 1}, {1, 2}}),
                                         seeker("c", {{1, 1}, {0, 2}})};
    const Places places = place(seekers, {{1, {}}, {1, {}}, {1, {}}});
    CHECK(std::ranges::all_of(places, [](const auto& place) { return place.has_value(); }));
}

TEST_CASE("virtual processors are shared out too, and who stands there already takes none") {
    std::vector<Seeker> seekers = {seeker("a", {{0, 1}, {1, 50}}, 12), seeker("b", {{0, 1}, {1, 20}}, 6),
                                   seeker("c", {{0, 1}, {1, 10}}, 4)};
    const std::vector<TargetRoom> rooms = {{{}, 16.0}, {}};
    CHECK(place(seekers, rooms) == Places{0, 1, 0});  // 12 + 6 is too much, 12 + 4 is not
    seekers[0].here = {{0, 1, 12}};
    CHECK(place(seekers, rooms) == Places{0, 0, 0});
}

TEST_CASE("several that must share a place take room for all of them, but for those who stand there") {
    std::vector<Seeker> seekers = {seeker("a", {{0, 1}, {1, 50}}), seeker("b", {{0, 1}, {1, 2}})};
    seekers[0].applications = 3;
    CHECK(place(seekers, {{3, {}}, {}}) == Places{0, 1});
    CHECK(place(seekers, {{2, {}}, {}}) == Places{1, 0});
    seekers[0].here = {{0, 2, 0}};
    CHECK(place(seekers, {{2, {}}, {}}) == Places{0, 0});
    seekers[0].here = {{0, 3, 1}};
    CHECK(place(seekers, {{1, {}}, {}}) == Places{0, 0});
}

TEST_CASE("on random portfolios limits hold, and as many are served as can be") {
    std::mt19937 random(7);
    std::size_t bound = 0;
    for (int round = 0; round < 400; ++round) {
        const std::size_t targets = 2 + random() % 3, count = 1 + random() % 7;
        std::vector<TargetRoom> rooms;
        std::vector<std::int64_t> left;
        for (std::size_t target = 0; target < targets; ++target) {
            left.push_back(static_cast<std::int64_t>(random() % 4));
            rooms.push_back({left.back(), {}});
        }
        std::vector<std::string> ids;
        for (std::size_t index = 0; index < count; ++index) ids.push_back("app-" + std::to_string(random() % 50));
        std::vector<Seeker> seekers;
        for (std::size_t index = 0; index < count; ++index) {
            std::vector<plan::HostingJudge::Option> options;
            for (std::size_t target = 0; target < targets; ++target)
                if (random() % 2) options.push_back({target, static_cast<double>(random() % 20)});
            seekers.push_back(seeker(ids[index], std::move(options)));
        }
        const Places places = place(seekers, rooms);
        std::vector<std::int64_t> taken(targets);
        std::size_t served = 0;
        for (std::size_t index = 0; index < count; ++index) {
            if (!places[index]) continue;
            ++served;
            ++taken[*places[index]];
            REQUIRE(std::ranges::count(seekers[index].options, *places[index], &plan::HostingJudge::Option::target) ==
                    1);
        }
        for (std::size_t target = 0; target < targets; ++target) REQUIRE(taken[target] <= left[target]);
        const std::size_t most = most_served(seekers, left);
        REQUIRE(served == most);
        bound += most < count;
    }
    CHECK(bound > 50);  // limits did bind
}

TEST_CASE("the order in which applications stand changes nothing") {
    std::mt19937 random(11);
    for (int round = 0; round < 50; ++round) {
        std::vector<Seeker> seekers;
        std::vector<std::string> ids;
        for (int index = 0; index < 9; ++index) ids.push_back("app-" + std::to_string(index));
        for (const std::string& id : ids)
            seekers.push_back(
                seeker(id, {{0, static_cast<double>(random() % 5)}, {1, static_cast<double>(random() % 5)}, {2, 4.5}}));
        const std::vector<TargetRoom> rooms = {{2, {}}, {3, {}}, {}};
        const Places places = place(seekers, rooms);
        std::vector<Seeker> turned(seekers.rbegin(), seekers.rend());
        Places back = place(turned, rooms);
        std::ranges::reverse(back);
        CHECK(back == places);
    }
}
