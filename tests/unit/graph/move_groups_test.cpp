#include "libplan/graph/move_groups.hpp"
#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

const std::string applications =
    "{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":\"application\",\"id\":\"b\"}\n"
    "{\"type\":\"application\",\"id\":\"c\"}\n{\"type\":\"application\",\"id\":\"d\"}\n";

std::string flow(const std::string& from, const std::string& to, const std::string& more) {
    return "{\"type\":\"flow\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"," + more + "}\n";
}

MoveGroups groups_of(const std::string& records) {
    Portfolio portfolio;
    portfolio.read(applications + records, "test");
    return find_move_groups(portfolio, Language::english, {});
}

std::vector<std::vector<std::string>> members(const MoveGroups& found) {
    std::vector<std::vector<std::string>> result;
    for (const Group& group : found.groups) result.push_back(group.applications);
    return result;
}

using Members = std::vector<std::vector<std::string>>;
const std::string strong_api = "\"kind\":\"api\",\"coupling\":\"strong\"";

}  // namespace

TEST_CASE("without ties everyone moves alone, and says so") {
    const MoveGroups found = groups_of(flow("a", "b", "\"kind\":\"api\""));
    CHECK(members(found) == Members{{"a"}, {"b"}, {"c"}, {"d"}});
    CHECK(found.groups[0].id == "g-a");
    CHECK(found.groups[0].because[0].rule == "single");
    CHECK(found.groups[0].cut == 1.0);
    CHECK(found.groups[2].cut == 0.0);
}

TEST_CASE("only a cycle of strong coupling ties; a strong chain or a weak cycle does not") {
    CHECK(members(groups_of(flow("a", "b", strong_api) + flow("b", "c", strong_api))) ==
          Members{{"a"}, {"b"}, {"c"}, {"d"}});
    CHECK(members(groups_of(flow("a", "b", "\"kind\":\"api\"") + flow("b", "a", "\"kind\":\"api\""))) ==
          Members{{"a"}, {"b"}, {"c"}, {"d"}});
    const MoveGroups found =
        groups_of(flow("c", "a", strong_api) + flow("a", "d", strong_api) + flow("d", "c", strong_api));
    CHECK(members(found) == Members{{"a", "c", "d"}, {"b"}});
    REQUIRE(found.groups[0].because.size() == 1);
    CHECK(found.groups[0].because[0].rule == "strong-cycle");
    CHECK(found.groups[0].because[0].path == std::vector<std::string>{"a", "d", "c", "a"});
}

TEST_CASE("a shared database ties unless its coupling is weak") {
    CHECK(members(groups_of(flow("d", "b", "\"kind\":\"database\""))) == Members{{"a"}, {"b", "d"}, {"c"}});
    CHECK(members(groups_of(flow("d", "b", "\"kind\":\"database\",\"coupling\":\"weak\""))) ==
          Members{{"a"}, {"b"}, {"c"}, {"d"}});
}

TEST_CASE("together ties, a wish does not, and what stays ties nobody") {
    const std::string together =
        "{\"type\":\"constraint\",\"id\":\"k\",\"kind\":\"together\",\"applications\":[\"a\",\"c\"]";
    CHECK(members(groups_of(together + "}\n")) == Members{{"a", "c"}, {"b"}, {"d"}});
    CHECK(members(groups_of(together + ",\"weight\":2}\n")) == Members{{"a"}, {"b"}, {"c"}, {"d"}});
    Portfolio portfolio;
    portfolio.read(
        "{\"type\":\"application\",\"id\":\"a\",\"strategy\":\"retain\"}\n{\"type\":\"application\",\"id\":\"c\"}\n" +
            together + "}\n" + flow("c", "a", "\"kind\":\"database\""),
        "test");
    const MoveGroups found = find_move_groups(portfolio, Language::english, {});
    CHECK(found.groups.size() == 2);
    CHECK(found.groups[0].because[0].rule == "does-not-move");
}

TEST_CASE("apart inside a group is a negative answer that names the chain") {
    const std::string records =
        flow("a", "b", "\"kind\":\"database\"") + flow("c", "b", "\"kind\":\"database\"") +
        "{\"type\":\"constraint\",\"id\":\"k\",\"kind\":\"apart\",\"applications\":[\"a\",\"c\"]}\n";
    try {
        groups_of(records);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::negative);
        CHECK(error.diagnostic().code == "apart-in-group");
        CHECK(error.diagnostic().arguments == std::vector<std::string>{"k", "a", "c", "a – b – c"});
    }
}

TEST_CASE("coupling weighs by strength and daily volume") {
    Flow flow;
    CHECK(coupling_weight(flow) == 1);
    flow.coupling = Coupling::strong;
    CHECK(coupling_weight(flow) == 3);
    flow.volume_gb_per_day = 1;
    CHECK(coupling_weight(flow) == 6);
    flow.volume_gb_per_day = 99.9;
    CHECK(coupling_weight(flow) == 9);
    flow.volume_gb_per_day = 100;
    CHECK(coupling_weight(flow) == 12);
}
