#include "libplan/graph/group_joining.hpp"
#include "libplan/base/error.hpp"
#include "libplan/base/random.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace plan;

namespace {

using Members = std::vector<std::vector<std::string>>;

std::string application(const std::string& id, int effort) {
    return R"({"type":"application","id":")" + id + R"(","assessment":{"strategy":"rehost","effort":{"migrate":)" +
           R"({"optimistic":1,"likely":)" + std::to_string(effort) + R"(,"pessimistic":99}}}})" + "\n";
}

std::string flow(const std::string& from, const std::string& to, const std::string& more = R"("kind":"api")") {
    return R"({"type":"flow","from":")" + from + R"(","to":")" + to + "\"," + more + "}\n";
}

struct Joined {
    Portfolio portfolio;
    MoveGroups groups;
};

Joined join(const std::string& records, const GroupLimits& limits) {
    Joined result;
    result.portfolio.read(records, "test");
    const MoveGroups must = find_move_groups(result.portfolio, Language::english, {});
    result.groups = join_groups(result.portfolio, must, limits, Language::english);
    return result;
}

GroupLimits at_most(std::size_t applications) {
    GroupLimits limits;
    limits.applications = applications;
    return limits;
}

GroupLimits days(double effort) {
    GroupLimits limits;
    limits.effort_days = effort;
    return limits;
}

Members members(const MoveGroups& found) {
    Members result;
    for (const Group& group : found.groups) result.push_back(group.applications);
    return result;
}

std::string refusal(const std::string& records, const GroupLimits& limits) {
    try {
        static_cast<void>(join(records, limits));
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::negative);
        return error.diagnostic().code;
    }
    return "";
}

/// Two triangles, a-b-c and d-e-f, with one flow between c and d.
std::string triangles() {
    std::string records;
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) records += application(id, 10);
    for (const auto& [from, to] : {std::pair("a", "b"), std::pair("b", "c"), std::pair("c", "a"), std::pair("d", "e"),
                                   std::pair("e", "f"), std::pair("f", "d"), std::pair("c", "d")})
        records += flow(from, to);
    return records;
}

}  // namespace

TEST_CASE("groups that exchange most are joined, up to the limit", "[joining]") {
    const Joined three = join(triangles(), at_most(3));
    CHECK(members(three.groups) == Members{{"a", "b", "c"}, {"d", "e", "f"}});
    CHECK(three.groups.groups[0].cut == 1.0);
    CHECK(three.groups.groups[0].weight == 30.0);
    CHECK(three.groups.group_of == std::vector<std::size_t>{0, 0, 0, 1, 1, 1});
    CHECK(members(join(triangles(), at_most(6)).groups) == Members{{"a", "b", "c", "d", "e", "f"}});
    CHECK(members(join(triangles(), at_most(1)).groups) == Members{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}, {"f"}});
    CHECK(members(join(triangles(), days(30)).groups) == Members{{"a", "b", "c"}, {"d", "e", "f"}});
    CHECK(members(join(triangles(), days(10)).groups).size() == 6);
}

TEST_CASE("each part says what ties it and what its next best place would be", "[joining]") {
    const Joined joined = join(triangles(), at_most(3));
    const Reasons& because = joined.groups.groups[0].because;
    REQUIRE(because.size() == 4);
    CHECK(because[0].rule == "joined");
    CHECK(because[0].text == "a belongs here by 2 flows (coupling 2); no flow ties it to another group");
    CHECK(because[0].path == std::vector<std::string>{"a", "b"});
    CHECK(because[2].text ==
          "c belongs here by 2 flows (coupling 2); its next best place would be the group of d "
          "(coupling 1)");
    CHECK(because[3].rule == "group-limit");
    CHECK(because[3].text == "at most 3 applications a group: a coupling of 1 is left with other groups");
}

TEST_CASE("what must move together stays together, and keeps its reason", "[joining]") {
    const std::string records = triangles() + flow("a", "d", R"("kind":"database")");
    const Joined joined = join(records, at_most(4));
    const auto& group = joined.groups.groups[0].applications;
    CHECK(std::ranges::find(group, "d") != group.end());
    CHECK(group.size() <= 4);
    CHECK(std::ranges::any_of(joined.groups.groups[0].because,
                              [](const Reason& reason) { return reason.rule == "shared-database"; }));
    CHECK(refusal(records, at_most(1)) == "group-too-large");
    CHECK(refusal(records, days(19.9)) == "group-too-large");
    CHECK(refusal(records, days(20)).empty());
}

TEST_CASE("groups without a flow between them, or that stay, are not joined", "[joining]") {
    std::string records = application("a", 1) + application("b", 1) +
                          R"({"type":"application","id":"c","strategy":"retain"})" + "\n" + flow("a", "c") +
                          flow("b", "c");
    CHECK(members(join(records, at_most(9)).groups) == Members{{"a"}, {"b"}, {"c"}});
    CHECK(members(join("", at_most(9)).groups).empty());
}

TEST_CASE("apart constraints are kept", "[joining]") {
    const std::string apart = R"({"type":"constraint","id":"C","kind":"apart","applications":["a","b"]})"
                              "\n";
    const Joined joined = join(triangles() + apart, at_most(6));
    CHECK(joined.groups.group_of[0] != joined.groups.group_of[1]);
}

TEST_CASE("random portfolios: limits hold, units stay whole, and cuts add up", "[joining]") {
    Random random(9);
    for (int number = 0; number < 15; ++number) {
        const std::size_t count = 5 + random.below(60);
        const auto id = [](std::size_t index) { return "a" + std::to_string(index); };
        std::string records;
        for (std::size_t index = 0; index < count; ++index)
            records += application(id(index), static_cast<int>(1 + random.below(20)));
        for (std::size_t index = 0; index < 2 * count; ++index)
            records += flow(id(random.below(count)), id(random.below(count)),
                            random.below(12) == 0 ? R"("kind":"database")" : R"("kind":"api")");
        Portfolio portfolio;
        portfolio.read(records, "test");
        const MoveGroups must = find_move_groups(portfolio, Language::english, {});
        std::size_t largest = 0;
        for (const Group& group : must.groups) largest = std::max(largest, group.applications.size());
        const GroupLimits limits = at_most(largest + random.below(5));
        const MoveGroups joined = join_groups(portfolio, must, limits, Language::english);
        INFO("portfolio " << number);
        std::set<std::string> seen;
        for (const Group& group : joined.groups) {
            CHECK(group.applications.size() <= *limits.applications);
            CHECK_FALSE(group.because.empty());
            seen.insert(group.applications.begin(), group.applications.end());
        }
        CHECK(seen.size() == count);
        for (std::size_t one = 0; one < count; ++one)
            for (std::size_t other = 0; other < one; ++other)
                if (must.group_of[one] == must.group_of[other]) CHECK(joined.group_of[one] == joined.group_of[other]);
        double left = 0, before = 0;
        for (const Group& group : joined.groups) left += *group.cut;
        for (const Group& group : must.groups) before += *group.cut;
        double crossing = 0;
        for (const ResolvedFlow& flow : resolve_flows(portfolio, [](const Diagnostic&) {}))
            if (joined.group_of[flow.from] != joined.group_of[flow.to])
                crossing += 2 * coupling_weight(basic_coupling(), portfolio.flows[flow.flow]);
        CHECK(left == crossing);
        CHECK(left <= before);
        CHECK(members(join_groups(portfolio, must, limits, Language::english)) == members(joined));
    }
}
