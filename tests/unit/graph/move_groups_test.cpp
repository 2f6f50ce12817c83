#include "libplan/graph/move_groups.hpp"
#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>

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

TEST_CASE("a group is named by its hub, or by the domain that most names begin with") {
    const auto name = [](const std::vector<std::string>& names) {
        std::string records, ids;
        for (std::size_t index = 0; index < names.size(); ++index) {
            const std::string id = std::to_string(index);
            records += R"({"type":"application","id":")" + id + R"(","name":")" + names[index] + "\"}\n";
            ids += std::string(index == 0 ? "" : ",") + "\"" + id + "\"";
        }
        records += R"({"type":"constraint","id":"k","kind":"together","applications":[)" + ids + "]}\n";
        Portfolio portfolio;
        portfolio.read(records, "test");
        return find_move_groups(portfolio, Language::english, {}).groups.at(0).name;
    };
    CHECK(name({"Terroir – dépôt", "Terroir - instruction", "TERROIR – paiement", "Documents"}) == "Terroir");
    CHECK(name({"Documents", "Terroir – dépôt", "Terroir – instruction"}) == "Documents");
    CHECK(name({"Documents", "Terroir – dépôt", "Terroir – instruction", "Terroir – paiement"}) == "Terroir");
    CHECK(name({"Documents", "Courrier", "Terroir – dépôt", "Terroir – instruction"}) == "Documents");
    CHECK(name({"Sous-préfets", "Sous-main", "Sous-sol"}) == "Sous-préfets");
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
        CHECK(error.diagnostic().arguments ==
              std::vector<std::string>{"k", "a", "c", "a –[shared-database]– b –[shared-database]– c"});
    }
}

TEST_CASE("coupling weighs by strength and daily volume") {
    Flow flow;
    const auto weight = [&flow] { return coupling_weight(basic_coupling(), flow); };
    CHECK(weight() == 1);
    flow.coupling = Coupling::strong;
    CHECK(weight() == 3);
    flow.volume_gb_per_day = 1;
    CHECK(weight() == 6);
    flow.volume_gb_per_day = 99.9;
    CHECK(weight() == 9);
    flow.volume_gb_per_day = 100;
    CHECK(weight() == 12);
    flow.frequency = "continu";
    flow.latency_ms = 1;
    CHECK(weight() == 12);
}

TEST_CASE("groups are the closure of cycles, shared databases and together on random portfolios") {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        const std::size_t count = 2 + random() % 9;
        std::string records;
        std::vector<bool> moves(count);
        for (std::size_t index = 0; index < count; ++index) {
            moves[index] = random() % 6 != 0;
            records += "{\"type\":\"application\",\"id\":\"a" + std::to_string(index) + "\"" +
                       (moves[index] ? "" : ",\"strategy\":\"retain\"") + "}\n";
        }
        using Matrix = std::vector<std::vector<bool>>;
        Matrix strong(count, std::vector<bool>(count)), tied(count, std::vector<bool>(count));
        for (std::size_t number = random() % 20; number > 0; --number) {
            const std::size_t from = random() % count, to = random() % count;
            const bool database = random() % 4 == 0, is_weak = random() % 3 == 0;
            records += flow("a" + std::to_string(from), "a" + std::to_string(to),
                            std::string("\"kind\":\"") + (database ? "database" : "api") + "\",\"coupling\":\"" +
                                (is_weak ? "weak" : "strong") + "\"");
            if (is_weak || !moves[from] || !moves[to]) continue;
            strong[from][to] = true;
            if (database) tied[from][to] = tied[to][from] = true;
        }
        if (random() % 2 == 0) {
            const std::size_t a = random() % count, b = random() % count;
            records += "{\"type\":\"constraint\",\"id\":\"k\",\"kind\":\"together\",\"applications\":[\"a" +
                       std::to_string(a) + "\",\"a" + std::to_string(b) + "\"]}\n";
            if (moves[a] && moves[b]) tied[a][b] = tied[b][a] = true;
        }
        const auto close = [count](Matrix& matrix) {
            for (std::size_t via = 0; via < count; ++via)
                for (std::size_t from = 0; from < count; ++from)
                    for (std::size_t to = 0; to < count; ++to)
                        if (matrix[from][via] && matrix[via][to]) matrix[from][to] = true;
        };
        close(strong);
        for (std::size_t a = 0; a < count; ++a)
            for (std::size_t b = 0; b < count; ++b)
                if (strong[a][b] && strong[b][a]) tied[a][b] = true;
        close(tied);

        Portfolio portfolio;
        portfolio.read(records, "test");
        const MoveGroups found = find_move_groups(portfolio, Language::english, {});
        std::size_t placed = 0;
        for (const Group& group : found.groups) {
            placed += group.applications.size();
            REQUIRE_FALSE(group.because.empty());
        }
        REQUIRE(placed == count);
        for (std::size_t a = 0; a < count; ++a) {
            REQUIRE(found.groups[found.group_of[a]].because.front().source.size() > 0);
            for (std::size_t b = 0; b < count; ++b)
                if (a != b) REQUIRE((found.group_of[a] == found.group_of[b]) == tied[a][b]);
        }
        // Ids are those of members, and so no two groups share one.
        for (std::size_t group = 0; group < found.groups.size(); ++group) {
            const std::string hub = found.groups[group].id.substr(2);
            const auto& members = found.groups[group].applications;
            REQUIRE(std::find(members.begin(), members.end(), hub) != members.end());
        }
    }
}
