// Who goes where: applications that must move together go to one target, where one will do for all.

#include "libplan/policy/target_choice.hpp"
#include "libplan/base/random.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace {

using plan::HostingJudge;
using plan::TargetChoices;
using Options = std::vector<std::vector<HostingJudge::Option>>;
using Places = std::vector<std::optional<std::size_t>>;

/// Applications without a site and targets t0, t1, …, with room for so many applications; negative: for all.
plan::Portfolio portfolio_of(std::size_t applications, const std::vector<std::int64_t>& rooms) {
    plan::Portfolio portfolio;
    for (std::size_t index = 0; index < applications; ++index) {
        portfolio.applications.emplace_back();
        portfolio.applications.back().id = "app-" + std::to_string(index);
    }
    for (const std::int64_t room : rooms) {
        plan::Target& target = portfolio.targets.emplace_back();
        target.id = "t" + std::to_string(portfolio.targets.size() - 1);
        if (room >= 0) target.capacity_applications = room;
    }
    return portfolio;
}

/// The cheapest for the set by trying every target; nothing where none is in the options of all.
std::optional<std::size_t> cheapest_for_all(const Options& options, const std::vector<std::size_t>& set,
                                            std::size_t targets) {
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t target = 0; target < targets; ++target) {
        double sum = 0;
        bool all = true;
        for (const std::size_t member : set) {
            const auto found = std::ranges::find(options[member], target, &HostingJudge::Option::target);
            all = all && found != options[member].end();
            if (all) sum += found->cost;
        }
        if (!all || (best && sum >= least)) continue;
        best = target;
        least = sum;
    }
    return best;
}

std::size_t without_place(const Options& options, const TargetChoices& chosen) {
    std::size_t count = 0;
    for (std::size_t index = 0; index < options.size(); ++index)
        count += !options[index].empty() && !chosen.target[index];
    return count;
}

Options random_options(plan::Random& random, std::size_t applications, const std::vector<plan::Target>& targets) {
    Options options(applications);
    for (auto& one : options) {
        for (std::size_t target = 0; target < targets.size(); ++target)
            if (random.below(3) > 0) one.push_back({target, static_cast<double>(random.below(20))});
        plan::cheapest_first(one, targets);
    }
    return options;
}

}  // namespace

TEST_CASE("those who must move together take the target that is cheapest for all of them") {
    const plan::Portfolio portfolio = portfolio_of(3, {-1, -1, -1});
    const Options options = {{{0, 1}, {1, 5}}, {{2, 0}, {1, 2}, {0, 10}}, {{0, 1}, {1, 5}}};
    const TargetChoices chosen = plan::choose_targets(portfolio, options, {0, 0, 2});
    CHECK(chosen.target == Places{1, 1, 0});
    REQUIRE(chosen.choices.size() == 1);
    CHECK(chosen.choices[0].members == std::vector<std::size_t>{0, 1});
    CHECK(chosen.choices[0].options.front().cost == 7);
    CHECK(chosen.shared == std::vector<std::size_t>{0, 0, TargetChoices::none});
    CHECK(std::ranges::count(chosen.displaced, true) == 0);
}

TEST_CASE("where no target will do for all, each chooses for itself") {
    const plan::Portfolio portfolio = portfolio_of(2, {-1, -1});
    const TargetChoices chosen = plan::choose_targets(portfolio, {{{0, 1}}, {{1, 1}}}, {0, 0});
    CHECK(chosen.target == Places{0, 1});
    CHECK(chosen.choices.empty());
    // One that stays, or may go nowhere, hinders nobody.
    CHECK(plan::choose_targets(portfolio, {{{0, 1}, {1, 9}}, {}}, {0, 0}).target == Places{0, std::nullopt});
}

TEST_CASE("where room is short they go elsewhere together, or apart when that serves more") {
    const Options both = {{{0, 1}, {1, 5}}, {{0, 1}, {1, 5}}};
    const TargetChoices elsewhere = plan::choose_targets(portfolio_of(2, {1, 2}), both, {0, 0});
    CHECK(elsewhere.target == Places{1, 1});
    CHECK(elsewhere.displaced == std::vector<bool>{true, true});
    CHECK(elsewhere.first == std::vector<std::size_t>{0, 0});
    const TargetChoices apart = plan::choose_targets(portfolio_of(2, {1, 1}), both, {0, 0});
    CHECK(without_place(both, apart) == 0);
    CHECK(apart.target[0] != apart.target[1]);
    // Together the two would take the only place of a third.
    const Options three = {{{0, 1}, {1, 50}}, {{0, 1}, {1, 50}}, {{0, 1}}};
    const TargetChoices served = plan::choose_targets(portfolio_of(3, {2, 1}), three, {0, 0, 2});
    CHECK(without_place(three, served) == 0);
}

TEST_CASE("on random portfolios sets go where they cost least, limits hold, and nobody loses a place by it") {
    plan::Random random(11);
    std::size_t sets = 0, parted = 0;
    for (int round = 0; round < 500; ++round) {
        const std::size_t count = 1 + random.below(8), targets = 1 + random.below(4);
        std::vector<std::int64_t> rooms(targets, -1);
        const bool limits = random.below(2) > 0;
        if (limits)
            for (std::int64_t& room : rooms) room = static_cast<std::int64_t>(random.below(5));
        const plan::Portfolio portfolio = portfolio_of(count, rooms);
        const Options options = random_options(random, count, portfolio.targets);
        std::vector<std::size_t> tied(count), alone(count);
        std::iota(alone.begin(), alone.end(), std::size_t{0});
        for (std::size_t index = 0; index < count; ++index)
            tied[index] = random.below(2) > 0 ? index : tied[random.below(index + 1)];
        for (std::size_t index = 0; index < count; ++index) tied[index] = std::min(tied[index], index);
        for (std::size_t& first : tied) first = tied[first];
        const TargetChoices chosen = plan::choose_targets(portfolio, options, tied);
        std::vector<std::int64_t> taken(targets);
        for (std::size_t index = 0; index < count; ++index)
            if (chosen.target[index]) {
                ++taken[*chosen.target[index]];
                REQUIRE(std::ranges::count(options[index], *chosen.target[index], &HostingJudge::Option::target) == 1);
            }
        for (std::size_t target = 0; target < targets; ++target)
            REQUIRE((rooms[target] < 0 || taken[target] <= rooms[target]));
        REQUIRE(without_place(options, chosen) <=
                without_place(options, plan::choose_targets(portfolio, options, alone)));
        std::map<std::size_t, std::vector<std::size_t>> members;
        for (std::size_t index = 0; index < count; ++index)
            if (!options[index].empty()) members[tied[index]].push_back(index);
        for (const auto& [first, set] : members) {
            const auto best = cheapest_for_all(options, set, targets);
            if (!best) continue;
            if (!limits)
                for (const std::size_t member : set) REQUIRE(chosen.target[member] == best);
            ++sets;
            parted += chosen.target[set.front()] != chosen.target[set.back()];
        }
    }
    CHECK(sets > 500);
    CHECK(parted > 5);
}
