// What keeps applications out of one group, whatever its size: constraints and hosting.

#include "libplan/base/error.hpp"
#include "libplan/base/random.hpp"
#include "libplan/graph/group_compatibility.hpp"
#include "libplan/graph/group_cuts.hpp"
#include "libplan/graph/group_joining.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <numeric>

using namespace plan;

namespace {

using Members = std::vector<std::vector<std::string>>;

/// An application that may go to each of `targets` ("1 2"), and goes to the first; to none yet with a blank first.
std::string application(const std::string& id, const std::string& targets = "") {
    std::string record = R"({"type":"application","id":")" + id + "\"";
    if (!targets.empty()) {
        record += R"(,"hosting":{"eligible":[)";
        for (const char target : targets)
            if (target != ' ')
                record += std::string(record.back() == '[' ? "" : ",") + R"({"target":"t)" + target + R"("})";
        record += "]" + (targets.front() == ' ' ? "" : R"(,"target":"t)" + targets.substr(0, 1) + "\"") + "}";
    }
    return record + "}\n";
}

std::string flow(const std::string& from, const std::string& to, const std::string& more = R"("kind":"api")") {
    return R"({"type":"flow","from":")" + from + R"(","to":")" + to + "\"," + more + "}\n";
}

std::string constraint(const std::string& id, const std::string& kind, const std::string& applications,
                       const std::string& more = "") {
    return R"({"type":"constraint","id":")" + id + R"(","kind":")" + kind + R"(","applications":[)" + applications +
           "]" + more + "}\n";
}

MoveGroups joined(const std::string& records, std::size_t most = 9) {
    Portfolio portfolio;
    portfolio.read(records, "test");
    GroupLimits limits;
    limits.applications = most;
    return join_groups(portfolio, find_move_groups(portfolio, Language::english, {}), limits, Language::english);
}

Members members(const MoveGroups& found) {
    Members result;
    for (const Group& group : found.groups) result.push_back(group.applications);
    return result;
}

Diagnostic refusal(const std::string& records) {
    Portfolio portfolio;
    portfolio.read(records, "test");
    try {
        static_cast<void>(find_move_groups(portfolio, Language::english, {}));
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::negative);
        return error.diagnostic();
    }
    return {};
}

const std::string three = application("a") + application("b") + application("c") + flow("a", "b") + flow("b", "c");
const std::string all_one = "\"a\",\"b\",\"c\"";

}  // namespace

TEST_CASE("units that share no eligible target are not joined, though a third would take either", "[rules]") {
    CHECK(members(joined(application("a", "1") + application("b", "2") + flow("a", "b"))) == Members{{"a"}, {"b"}});
    CHECK(members(joined(application("a", "2 1") + application("b", "2 3") + flow("a", "b"))) == Members{{"a", "b"}});
    // Each two share a target, all three none.
    const MoveGroups three_way =
        joined(application("a", " 12") + application("b", " 23") + application("c", " 31") + flow("a", "b") +
               flow("b", "c", R"("coupling":"strong")") + flow("c", "a", R"("coupling":"strong")"));
    CHECK(three_way.groups.size() == 2);
    // Nobody knows where it may go: it hinders nobody.
    CHECK(members(joined(application("a", "1") + application("b") + flow("a", "b"))) == Members{{"a", "b"}});
}

TEST_CASE("units that go to different targets are not joined, and those that must be with them are no hindrance",
          "[rules]") {
    CHECK(members(joined(application("a", "1 2") + application("b", "2 1") + flow("a", "b"))) == Members{{"a"}, {"b"}});
    // Two that must move together though they go apart have no target of their own to insist on.
    const std::string tied = application("a", "1 2") + application("b", "2 1") +
                             flow("a", "b", R"("kind":"database")") + application("c", "2 1") + flow("b", "c");
    CHECK(members(joined(tied)) == Members{{"a", "b", "c"}});
    CHECK(joined(tied + application("d", "1 2") + flow("a", "d") + flow("a", "d")).groups.size() == 2);
}

TEST_CASE("groups that were cut by other weights, or before flows changed, are found", "[rules]") {
    const std::string records = application("a") + application("b") + flow("a", "b", R"("latency_ms":5)");
    const auto others = [&](double cut, const CouplingModel& coupling) {
        Portfolio portfolio;
        std::string read = records;
        for (const char* id : {"a", "b"})
            read.insert(read.find(id + std::string("\"}")) + 2, R"(,"group":"g-)" + std::string(id) + "\"");
        for (const char* id : {"a", "b"})
            read += R"({"type":"group","id":"g-)" + std::string(id) + R"(","applications":[")" + id + R"("],"cut":)" +
                    std::to_string(cut) + "}\n";
        portfolio.read(read, "test");
        return find_other_cuts(portfolio, coupling);
    };
    CHECK_FALSE(others(1, basic_coupling()));
    CouplingModel near = basic_coupling();
    near.latencies.emplace_back();
    near.latencies.back().at_most = 10;
    near.latencies.back().multiply = 2.5;
    const auto found = others(1, near);
    REQUIRE(found);
    CHECK(found->count == 2);
    CHECK(found->group == 0);
    CHECK(found->stated == 1);
    CHECK(found->weighed == 2.5);
    CHECK_FALSE(others(2.5, near));
}

TEST_CASE("windows, waves, dates and order keep units out of one group; wishes do not", "[rules]") {
    CHECK(members(joined(three)) == Members{{"a", "b", "c"}});
    const auto parted = [](const std::string& more) { return joined(three + more).groups.size() > 1; };
    CHECK(parted(constraint("1", "wave", "\"a\"", R"(,"wave":1)") + constraint("2", "wave", "\"b\"", R"(,"wave":2)")));
    CHECK_FALSE(
        parted(constraint("1", "wave", "\"a\"", R"(,"wave":1)") + constraint("2", "wave", "\"b\"", R"(,"wave":1)")));
    CHECK_FALSE(parted(constraint("1", "wave", "\"a\"", R"(,"wave":1)") +
                       constraint("2", "wave", "\"b\"", R"(,"wave":2,"weight":3)")));
    CHECK(parted(constraint("1", "window", "\"a\"", R"(,"windows":["v","w"])") +
                 constraint("2", "window", "\"c\"", R"(,"windows":["x"])")));
    CHECK_FALSE(parted(constraint("1", "window", "\"a\"", R"(,"windows":["v","w"])") +
                       constraint("2", "window", "\"c\"", R"(,"windows":["w","x"])")));
    CHECK(parted(constraint("1", "not_before", "\"a\"", R"(,"date":"2027-03-02")") +
                 constraint("2", "deadline", "\"b\"", R"(,"date":"2027-03-01")")));
    CHECK_FALSE(parted(constraint("1", "not_before", "\"a\"", R"(,"date":"2027-03-01")") +
                       constraint("2", "deadline", "\"b\"", R"(,"date":"2027-03-01")")));
    CHECK(parted(constraint("1", "before", "\"a\",\"b\"")));
    CHECK_FALSE(parted(constraint("1", "before", "\"a\",\"b\"", R"(,"weight":1)")));
}

TEST_CASE("groups do not wait for each other in a circle", "[rules]") {
    // a before x, x before b: a and b cannot share a window that x does not.
    const std::string records = application("a") + application("b") + application("x") +
                                flow("a", "b", R"("coupling":"strong")") + constraint("1", "before", R"("a","x")") +
                                constraint("2", "before", R"("x","b")");
    CHECK(members(joined(records)) == Members{{"a"}, {"b"}, {"x"}});
}

TEST_CASE("pins that clash inside what must move together are named with the chain", "[rules]") {
    const std::string tied = three + constraint("T", "together", all_one);
    const Diagnostic waves = refusal(tied + constraint("W1", "wave", "\"a\"", R"(,"wave":1)") +
                                     constraint("W2", "wave", "\"c\"", R"(,"wave":2)"));
    CHECK(waves.code == "pins-in-group");
    CHECK(waves.arguments == std::vector<std::string>{"W1", "W2", "a", "c", "a –[T]– c"});
    const Diagnostic dates = refusal(tied + constraint("N", "not_before", "\"b\"", R"(,"date":"2027-03-02")") +
                                     constraint("D", "deadline", "\"c\"", R"(,"date":"2027-03-01")"));
    CHECK(dates.arguments == std::vector<std::string>{"N", "D", "b", "c", "b –[T]– a –[T]– c"});
    const Diagnostic windows = refusal(tied + constraint("V", "window", "\"a\"", R"(,"windows":["v","w"])") +
                                       constraint("X", "window", "\"b\"", R"(,"windows":["w","x"])") +
                                       constraint("Y", "window", "\"c\"", R"(,"windows":["v","x"])"));
    CHECK(windows.code == "pins-in-group");
    CHECK(refusal(tied + constraint("V", "wave", all_one, R"(,"wave":3)")).code.empty());
}

TEST_CASE("a group that must be and has no common target is reported, and says so", "[rules]") {
    Portfolio portfolio;
    portfolio.read(application("a", "1") + application("b", "2") + application("c", "12") +
                       constraint("T", "together", all_one) + application("d", "12") + application("e", "21") +
                       constraint("U", "together", "\"d\",\"e\""),
                   "test");
    std::vector<Diagnostic> reported;
    const MoveGroups found = find_move_groups(portfolio, Language::english,
                                              [&](const Diagnostic& diagnostic) { reported.push_back(diagnostic); });
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].severity == Severity::warning);
    CHECK(reported[0].code == "no-common-target");
    CHECK(reported[0].arguments == std::vector<std::string>{"a", "b", "g-a"});
    REQUIRE(found.groups.size() == 2);
    CHECK(found.groups[0].because.back().rule == "no-common-target");
    CHECK(found.groups[1].because.back().rule == "several-targets");
    CHECK(found.groups[1].because.back().args ==
          std::vector<std::pair<std::string, std::string>>{{"targets", "t1, t2"}, {"common", "t1, t2"}});
}

TEST_CASE("many that must be apart from each other find a block each", "[rules]") {
    std::string records, names;
    for (char id = 'a'; id < 'k'; ++id) {
        records += application(std::string(1, id));
        names += std::string(names.empty() ? "" : ",") + "\"" + id + "\"";
    }
    records += constraint("A", "apart", names);
    for (char id = 'a'; id < 'j'; ++id) records += flow(std::string(1, id), std::string(1, static_cast<char>(id + 1)));
    CHECK(joined(records, 1000).groups.size() == 10);
}

TEST_CASE("small portfolios are grouped as well as can be under every rule", "[rules]") {
    Random random(23);
    for (int number = 0; number < 150; ++number) {
        const std::size_t count = 2 + random.below(6);
        const auto id = [](std::size_t index) { return std::string(1, static_cast<char>('a' + index)); };
        std::string records;
        for (std::size_t index = 0; index < count; ++index) {
            constexpr const char* targets[] = {"", "1", "2", "12"};
            records += application(id(index), targets[random.below(4)]);
        }
        for (std::size_t index = random.below(3 * count); index > 0; --index)
            records += flow(id(random.below(count)), id(random.below(count)),
                            R"("kind":"api","volume_gb_per_day":)" + std::to_string(random.below(200)));
        for (std::size_t pair = random.below(3); pair > 0; --pair)
            records += constraint("A" + std::to_string(pair), "apart",
                                  "\"" + id(random.below(count)) + "\",\"" + id(random.below(count)) + "\"");
        for (std::size_t pin = random.below(3); pin > 0; --pin)
            records += constraint("W" + std::to_string(pin), "wave", "\"" + id(pin % count) + "\"",
                                  R"(,"wave":)" + std::to_string(1 + random.below(2)));
        Portfolio portfolio;
        portfolio.read(records, "test");
        const MoveGroups must = find_move_groups(portfolio, Language::english, {});
        const GroupUnits units(portfolio, must, basic_coupling());
        const GroupCompatibility rules(units);
        GroupLimits limits;
        limits.applications = 1 + random.below(count);
        const auto cut = [&](const std::vector<std::size_t>& standing) {
            double weight = 0;
            for (std::size_t unit = 0; unit < units.size(); ++unit)
                for (const auto& [other, bond] : units.bonds(unit))
                    if (other < unit && standing[other] != standing[unit]) weight += bond.weight;
            return weight;
        };
        const auto allowed = [&](const std::vector<std::size_t>& standing) {
            for (std::size_t one = 0; one < count; ++one) {
                std::size_t size = 0;
                for (std::size_t other = 0; other < count; ++other) {
                    if (standing[other] != standing[one]) continue;
                    ++size;
                    if (other < one && rules.obstacle(one, other) != Obstacle::none) return false;
                }
                if (size > *limits.applications) return false;
            }
            return true;
        };
        // Every set partition, as restricted growth: each stands for itself or joins one before it.
        std::vector<std::size_t> standing(count, 0);
        std::iota(standing.begin(), standing.end(), std::size_t{0});
        double least = cut(standing);
        const auto search = [&](auto&& self, std::size_t unit) -> void {
            if (unit == count) {
                if (allowed(standing)) least = std::min(least, cut(standing));
                return;
            }
            for (std::size_t to = 0; to <= unit; ++to)
                if (to == unit || standing[to] == to) {
                    standing[unit] = to;
                    self(self, unit + 1);
                }
        };
        search(search, 0);
        const std::vector<std::size_t> found = join_units(units, limits);
        INFO("portfolio " << number << "\n" << records);
        CHECK(allowed(found));
        CHECK(rules.violations(found).empty());
        CHECK(cut(found) == least);
    }
}
