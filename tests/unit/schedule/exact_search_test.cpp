#include "libplan/schedule/exact_search.hpp"

#include "libplan/schedule/bounds.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <limits>

using namespace plan::schedule;
using plan::Random;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr std::int64_t without_limit = std::numeric_limits<std::int64_t>::max() / 2;

/// Calls `visit` with the starts of every schedule that ends before `upper`, found by trying all starts. For problems
/// with one mode an activity and no block.
template <class Visit>
void every_schedule(const Problem& problem, Day upper, Schedule& schedule, std::size_t a, const Visit& visit) {
    if (a == problem.activities.size()) {
        if (broken_rule(problem, schedule).empty()) visit(schedule.start);
        return;
    }
    const Activity& activity = problem.activities[a];
    const Mode& mode = problem.modes[at(activity.mode_begin)];
    schedule.mode[a] = activity.mode_begin;
    for (Day start = activity.release; start < upper; ++start) {
        schedule.start[a] = start;
        schedule.end[a] = problem.calendars[at(mode.calendar)].end_of(start, mode.duration);
        if (schedule.end[a] >= upper) break;
        bool late = true;
        for (const Arc& arc : problem.arcs)
            if (arc.to == static_cast<int>(a) && schedule.end[at(arc.from)] + arc.lag > start) late = false;
        if (late) every_schedule(problem, upper, schedule, a + 1, visit);
    }
}

/// One resource, every day worked, that eight activities of different sizes fill.
Problem tight_problem(Random& random, int activities) {
    Problem problem;
    problem.horizon = 80;
    problem.calendars.emplace_back(std::vector<bool>(80, true));
    for (int r = 0; r < 2; ++r) problem.resources.push_back({std::vector<std::int32_t>(80, 8)});
    for (int a = 0; a < activities; ++a) {
        for (int r = 0; r < 2; ++r) problem.demands.push_back({r, random.below(6)});
        problem.modes.push_back({0, 1 + random.below(8), 2 * a, 2 * a + 2});
        problem.activities.push_back({a, a + 1, 0, never});
        for (int before = 0; before < a; ++before)
            if (random.below(activities) == 0) problem.arcs.push_back({before, a, 0});
    }
    return problem;
}

}  // namespace

TEST_CASE("the exact search finds what trying everything finds, whatever calendars, lags and capacities say") {
    Random random(11);
    ProblemShape shape;
    shape.windows = shape.modes = false;
    int closed_by_search = 0, impossible = 0;
    for (int round = 0; round < 1000; ++round) {
        shape.activities = 3 + random.below(2);
        if (random.below(8) == 0) ++shape.activities;
        shape.calendars = random.below(3) != 0;
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        ExactSearch search(network, 0, problem.horizon + 1);
        search.run(without_limit);
        REQUIRE(search.closed());
        // Trying everything is quicker for being told where to stop; it would still find what is better.
        const auto smallest = smallest_finish(problem, std::min(search.upper(), problem.horizon));
        CHECK(search.schedule().has_value() == smallest.has_value());
        if (!smallest) {
            ++impossible;
            continue;
        }
        CHECK(search.lower() == *smallest);
        CHECK(search.schedule()->finish() == *smallest);
        CHECK(broken_rule(problem, *search.schedule()) == "");
        closed_by_search += search.conflicts() > 0 ? 1 : 0;
        // No schedule is earlier than the best, and the search says so when asked for one.
        ExactSearch earlier(network, 0, *smallest);
        earlier.run(without_limit);
        CHECK(earlier.closed());
        CHECK_FALSE(earlier.schedule().has_value());
    }
    CHECK(closed_by_search > 200);
    CHECK(impossible > 3);
}

TEST_CASE("windows and modes only make the bound weaker, never wrong") {
    Random random(12);
    int equal = 0, compared = 0;
    for (int round = 0; round < 600; ++round) {
        ProblemShape shape;
        shape.activities = 3 + random.below(2);
        shape.windows = random.below(2) == 0;
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        if (!network.cycle().empty()) continue;
        const auto smallest = smallest_finish(problem, problem.horizon);
        ExactSearch search(network, 0, problem.horizon + 1);
        search.run(without_limit);
        REQUIRE(search.finished());
        if (!smallest) continue;
        ++compared;
        CHECK(search.lower() <= *smallest);
        equal += search.lower() == *smallest ? 1 : 0;
        if (search.schedule()) CHECK(broken_rule(problem, *search.schedule()) == "");
    }
    CHECK(compared > 300);
    CHECK(equal > compared / 2);
}

TEST_CASE("every clause that is learned holds for every schedule that could still be found") {
    Random random(13);
    ProblemShape shape;
    shape.windows = shape.modes = false;
    shape.horizon = 25;
    int clauses = 0;
    for (int round = 0; round < 300; ++round) {
        shape.activities = 4 + random.below(6) / 5;
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        const auto smallest = smallest_finish(problem, problem.horizon);
        if (!smallest) continue;
        // With a little room, so that there are schedules for a wrong clause to exclude.
        const Day upper = std::min(*smallest + 2, problem.horizon + 1);
        ExactSearch search(network, 0, upper);
        std::vector<Literals> learned;
        search.on_learned([&](const Literals& clause) {
            if (search.upper() == upper) learned.push_back(clause);
        });
        search.run(without_limit);
        clauses += static_cast<int>(learned.size());
        if (learned.empty()) continue;
        const int finish_variable = static_cast<int>(problem.activities.size());
        const auto value_of = [&](const std::vector<Day>& starts, int variable, Day finish) {
            if (variable < finish_variable) return starts[at(variable)];
            if (variable == finish_variable) return finish;
            for (const Precedence::Pair& pair : search.rivals())
                if (pair.variable == variable) return starts[at(pair.first)] < starts[at(pair.second)] ? 1 : 0;
            return -1;
        };
        const auto holds = [&](const std::vector<Day>& starts, const BoundLiteral& literal, Day finish) {
            const int value = value_of(starts, variable_of(literal.half), finish);
            return literal.half % 2 == 0 ? value >= literal.value : -value >= literal.value;
        };
        Schedule schedule;
        schedule.start.resize(problem.activities.size());
        schedule.end = schedule.start;
        schedule.mode = schedule.start;
        bool all_hold = true;
        every_schedule(problem, upper, schedule, 0, [&](const std::vector<Day>& starts) {
            for (Day finish = schedule.finish(); finish < upper; ++finish)
                for (const Literals& clause : learned)
                    all_hold = all_hold && std::any_of(clause.begin(), clause.end(), [&](const BoundLiteral& literal) {
                                   return holds(starts, literal, finish);
                               });
        });
        CHECK(all_hold);
    }
    CHECK(clauses > 150);
}

TEST_CASE("a search in many short runs comes to the same as one in a long run") {
    Random random(14);
    for (int round = 0; round < 5; ++round) {
        const Problem problem = tight_problem(random, 18);
        const Network network(problem);
        ExactSearch whole(network, 0, problem.horizon + 1), parts(network, 0, problem.horizon + 1);
        whole.run(without_limit);
        int runs = 0;
        for (; !parts.finished(); ++runs) parts.run(500);
        CHECK(runs > 1);
        CHECK(whole.steps() == parts.steps());
        CHECK(whole.conflicts() == parts.conflicts());
        CHECK(whole.lower() == parts.lower());
        REQUIRE(whole.schedule());
        REQUIRE(parts.schedule());
        CHECK(whole.schedule()->start == parts.schedule()->start);
        CHECK(broken_rule(problem, *whole.schedule()) == "");
    }
}

TEST_CASE("a better end from elsewhere narrows the search, and can close it") {
    Random random(15);
    const Problem problem = tight_problem(random, 18);
    const Network network(problem);
    ExactSearch alone(network, 0, problem.horizon + 1);
    alone.run(without_limit);
    ExactSearch helped(network, 0, problem.horizon + 1);
    helped.run(200);
    REQUIRE_FALSE(helped.finished());
    helped.set_upper(alone.upper());
    CHECK_FALSE(helped.schedule().has_value());
    helped.run(without_limit);
    CHECK(helped.closed());
    CHECK(helped.lower() == alone.lower());
    CHECK_FALSE(helped.schedule().has_value());  // nothing is earlier than what was found elsewhere
}

TEST_CASE("two searches that tell each other what they learn find what one finds, and never exclude the best") {
    Random random(18);
    int told = 0;
    for (int round = 0; round < 200; ++round) {
        const Problem problem = tight_problem(random, 8 + random.below(8));
        const Network network(problem);
        ExactSearch alone(network, 0, problem.horizon + 1);
        alone.run(without_limit);
        ExactSearch below(network, 0, problem.horizon + 1), above(network, 0, problem.horizon + 1);
        below.set_approach(ExactSearch::Approach::below);
        above.set_approach(ExactSearch::Approach::above);
        below.begin_sharing();
        above.begin_sharing();
        for (int steps = 300; !below.finished() || !above.finished(); steps += 300, ++told) {
            below.run(steps);
            above.run(steps);
            ExactSearch::exchange(below, above);
            REQUIRE(below.lower() == above.lower());
            REQUIRE(below.upper() == above.upper());
            REQUIRE(below.lower() <= alone.lower());
            REQUIRE(below.upper() >= alone.upper());
        }
        CHECK(below.lower() == alone.lower());
        const auto& found = below.schedule() ? below.schedule() : above.schedule();
        REQUIRE(found);
        CHECK(found->finish() == alone.upper());
        CHECK(broken_rule(problem, *found) == "");
    }
    CHECK(told > 400);
}

TEST_CASE("when every duration is ten times as long, so is the shortest schedule") {
    Random random(19);
    for (int round = 0; round < 30; ++round) {
        Problem problem = tight_problem(random, 8 + random.below(5));
        const Network network(problem);
        ExactSearch search(network, 0, problem.horizon + 1);
        search.run(without_limit);
        Problem longer = problem;
        longer.horizon = 800;
        longer.calendars = {DayCalendar(std::vector<bool>(800, true))};
        for (Resource& resource : longer.resources) resource.capacity.assign(800, 8);
        for (Mode& mode : longer.modes) mode.duration *= 10;
        const Network longer_network(longer);
        ExactSearch longer_search(longer_network, 0, 801);
        longer_search.run(without_limit);
        CHECK(longer_search.closed());
        CHECK(longer_search.lower() == 10 * search.lower());
        REQUIRE(longer_search.schedule());
        CHECK(broken_rule(longer, *longer_search.schedule()) == "");
    }
}

TEST_CASE("a search that is told to stop keeps the bound that it has") {
    Random random(16);
    const Problem problem = tight_problem(random, 60);
    const Network network(problem);
    const Day upper = problem.horizon + 1;
    ExactSearch search(network, 0, upper);
    const Day before = search.lower();
    int asked = 0;
    search.run(without_limit, [&] { return ++asked == 2; });
    CHECK(asked == 2);
    CHECK(search.lower() >= before);
    CHECK(search.upper() <= upper);
}

TEST_CASE("a problem without activities ends on day 0") {
    Problem problem;
    problem.horizon = 3;
    const Network network(problem);
    ExactSearch search(network, 0, 4);
    search.run(without_limit);
    CHECK(search.closed());
    CHECK(search.lower() == 0);
}

TEST_CASE("a problem that is too large for the exact search is told from one that is not") {
    Random random(17);
    Problem problem = tight_problem(random, 60);
    CHECK(exact_search_fits(problem, 81));
    problem.horizon = 100'000;
    CHECK(exact_search_fits(problem, 81));
    CHECK_FALSE(exact_search_fits(problem, 100'001));
}
