// Groups that were accepted change only where the portfolio does.

#include "libplan/graph/group_baseline.hpp"
#include "libplan/base/random.hpp"
#include "libplan/graph/group_assembly.hpp"
#include "libplan/graph/group_compatibility.hpp"
#include "libplan/graph/group_joining.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <map>

using namespace plan;

namespace {

std::string application(const std::string& id) {
    return R"({"type":"application","id":")" + id + R"(","name":"The )" + id + "\"}\n";
}

std::string flow(const std::string& from, const std::string& to, const std::string& more = R"("kind":"api")") {
    return R"({"type":"flow","from":")" + from + R"(","to":")" + to + "\"," + more + "}\n";
}

GroupLimits at_most(std::size_t applications) {
    GroupLimits limits;
    limits.applications = applications;
    return limits;
}

/// A portfolio with its groups, as plan-group would leave it.
struct Grouped {
    Portfolio portfolio;
    MoveGroups must, groups;

    Grouped(const std::string& records, const GroupLimits& limits, const Portfolio* earlier = nullptr) {
        portfolio.read(records, "test");
        must = find_move_groups(portfolio, Language::english, {});
        const GroupUnits units(portfolio, must, basic_coupling());
        groups = assemble_groups(units, earlier ? keep_units(units, limits, *earlier) : join_units(units, limits),
                                 limits, Language::english);
        if (earlier) keep_names(*earlier, portfolio, groups);
        portfolio.groups = groups.groups;
    }

    [[nodiscard]] std::map<std::string, std::string> group_of() const {
        std::map<std::string, std::string> result;
        for (const Group& group : groups.groups)
            for (const std::string& member : group.applications) result[member] = group.id;
        return result;
    }
    [[nodiscard]] double cut() const {
        double sum = 0;
        for (const Group& group : groups.groups) sum += group.cut.value_or(0);
        return sum / 2;
    }
};

std::size_t changed(const Grouped& before, const Grouped& after) {
    const auto now = after.group_of();
    std::size_t count = 0;
    for (const auto& [member, group] : before.group_of()) {
        const auto found = now.find(member);
        count += found != now.end() && found->second != group;
    }
    return count;
}

bool same_group(const Group& one, const Group& other) {
    return one.id == other.id && one.name == other.name && one.applications == other.applications &&
           one.cut == other.cut && one.weight == other.weight && one.because.size() == other.because.size() &&
           std::ranges::equal(one.because, other.because, {}, &Reason::text, &Reason::text);
}

std::string random_records(Random& random, std::size_t count, std::size_t flows) {
    std::string records;
    const auto id = [&] { return "a" + std::to_string(random.below(count)); };
    for (std::size_t index = 0; index < count; ++index) records += application("a" + std::to_string(index));
    for (std::size_t index = 0; index < flows; ++index)
        records += flow(id(), id(), random.below(15) == 0 ? R"("kind":"database")" : R"("kind":"api")");
    return records;
}

}  // namespace

TEST_CASE("nothing changed: the same groups, with their names and reasons", "[baseline]") {
    Random random(31);
    for (int number = 0; number < 40; ++number) {
        const std::size_t count = 5 + random.below(60);
        const std::string records = random_records(random, count, 2 * count);
        const GroupLimits limits = at_most(6 + random.below(60));
        Portfolio probe;
        probe.read(records, "test");
        std::size_t largest = 0;
        for (const Group& group : find_move_groups(probe, Language::english, {}).groups)
            largest = std::max(largest, group.applications.size());
        if (largest > *limits.applications) continue;
        const Grouped before(records, limits);
        const Grouped after(records, limits, &before.portfolio);
        INFO("portfolio " << number);
        CHECK(std::ranges::equal(before.groups.groups, after.groups.groups, same_group));
    }
}

TEST_CASE("one application more changes no other's group, unless it ties them or fills one", "[baseline]") {
    Random random(47);
    std::size_t kept_changes = 0, fresh_changes = 0;
    for (int number = 0; number < 10; ++number) {
        const std::size_t count = 20 + random.below(60);
        const std::string records = random_records(random, count, 2 * count);
        const auto neighbour = [&] { return "a" + std::to_string(random.below(count)); };
        const std::string more = records + application("new") + flow("new", neighbour()) + flow(neighbour(), "new");
        Portfolio probe;
        probe.read(more, "test");
        std::size_t largest = 0;
        for (const Group& group : find_move_groups(probe, Language::english, {}).groups)
            largest = std::max(largest, group.applications.size());
        const GroupLimits limits = at_most(largest + 4);
        const Grouped before(records, limits), after(more, limits, &before.portfolio), fresh(more, limits);
        INFO("portfolio " << number);
        CHECK(changed(before, after) == 0);
        for (const Group& group : after.groups.groups) CHECK(group.applications.size() <= *limits.applications);
        kept_changes += changed(before, after);
        fresh_changes += changed(before, fresh);
    }
    INFO("changes from scratch: " << fresh_changes);
    CHECK(kept_changes < fresh_changes);
}

TEST_CASE("a newcomer joins those it exchanges most with, where there is room", "[baseline]") {
    const std::string pair = application("a") + application("b") + flow("a", "b");
    const std::string newcomer = pair + application("n") + flow("n", "b", R"("coupling":"strong")");
    const Grouped before(pair, at_most(3));
    REQUIRE(before.groups.groups.size() == 1);
    CHECK(Grouped(newcomer, at_most(3), &before.portfolio).groups.groups.size() == 1);
    CHECK(Grouped(newcomer, at_most(2), &before.portfolio).group_of()["n"] == "g-n");
    // Without a limit nothing is joined that was not.
    CHECK(Grouped(newcomer, {}, &before.portfolio).group_of()["n"] == "g-n");
    // Two newcomers may form a group of their own.
    const std::string two = pair + application("m") + application("n") + flow("m", "n");
    CHECK(Grouped(two, at_most(2), &before.portfolio).groups.groups.size() == 2);
}

TEST_CASE("what may no longer be together is parted, the least tied leaving", "[baseline]") {
    const std::string records = application("a") + application("b") + application("c") +
                                flow("a", "b", R"("coupling":"strong")") + flow("b", "c");
    const Grouped before(records, at_most(3));
    REQUIRE(before.groups.groups.size() == 1);
    CHECK(before.groups.groups[0].id == "g-b");
    const Grouped smaller(records, at_most(2), &before.portfolio);
    CHECK(smaller.group_of() == std::map<std::string, std::string>{{"a", "g-b"}, {"b", "g-b"}, {"c", "g-c"}});
    const std::string apart = R"({"type":"constraint","id":"A","kind":"apart","applications":["b","c"]})";
    const Grouped parted(records + apart + "\n", at_most(3), &before.portfolio);
    CHECK(parted.group_of()["c"] == "g-c");
    CHECK(parted.group_of()["a"] == "g-b");
    // A database ties across two earlier groups: the tie holds, and the rest stays.
    const std::string four =
        application("a") + application("b") + application("c") + application("d") + flow("a", "b") + flow("c", "d");
    const Grouped pairs(four, at_most(2));
    REQUIRE(pairs.groups.groups.size() == 2);
    const Grouped tied(four + flow("b", "c", R"("kind":"database")"), at_most(4), &pairs.portfolio);
    CHECK(tied.groups.groups[tied.groups.group_of[1]].id == tied.groups.groups[tied.groups.group_of[2]].id);
    // A group that nothing ties any more falls apart.
    const Grouped untied(application("a") + application("b"), at_most(2), &pairs.portfolio);
    CHECK(untied.groups.groups.size() == 2);
}

TEST_CASE("a group keeps its name while the application it is called after is in it", "[baseline]") {
    const std::string records =
        application("a") + application("b") + application("c") + flow("a", "b") + flow("b", "c");
    const Grouped before(records, at_most(9));
    REQUIRE(before.groups.groups[0].id == "g-b");
    // c now has more flows than b: from scratch the group would be called after it.
    const std::string more = records + application("d") + application("e") + flow("c", "d") + flow("c", "e");
    CHECK(Grouped(more, at_most(9)).groups.groups[0].id == "g-c");
    const Grouped kept(more, at_most(9), &before.portfolio);
    CHECK(kept.groups.groups[0].id == "g-b");
    CHECK(kept.groups.groups[0].name == "The b");
    const Grouped gone(application("a") + application("c") + flow("a", "c"), at_most(9), &before.portfolio);
    CHECK(gone.groups.groups[0].id == "g-a");
}
