#include "libplan/view/table.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <algorithm>

using namespace plan;

namespace {

Cell at(const Table& table, std::size_t row, std::string_view column) {
    const auto place = std::ranges::find(table.columns, column);
    REQUIRE(place != table.columns.end());
    return table.rows.at(row).at(static_cast<std::size_t>(place - table.columns.begin()));
}

}  // namespace

TEST_CASE("the plan's table goes by wave, then what is outside waves, then what stays") {
    Portfolio portfolio = tests::small_plan();
    portfolio.tasks[3].because.push_back({"window", "scheduling", "La fenêtre s’ouvre le 3.", {}, {}});
    const Table table = make_table(portfolio, TableKind::plan, Language::french);
    REQUIRE(table.rows.size() == 4);
    CHECK(at(table, 0, "Code") == Cell(std::string("hr")));
    CHECK(at(table, 0, "Vague") == Cell(std::int64_t{1}));
    CHECK(at(table, 0, "Bascule") == Cell(tests::day("2027-04-04")));
    CHECK(at(table, 0, "Charge (j.-pers.)") == Cell(6.0));
    CHECK(at(table, 0, "Chemin critique") == Cell(true));
    CHECK(at(table, 0, "Motif de la date") == Cell(std::string("La fenêtre s’ouvre le 3. [scheduling]")));
    CHECK(at(table, 1, "Code") == Cell(std::string("pay")));
    CHECK(at(table, 2, "Code") == Cell(std::string("old")));
    CHECK(at(table, 2, "Vague") == Cell());
    CHECK(at(table, 3, "Code") == Cell(std::string("still")));
    CHECK(at(table, 3, "Début") == Cell());
}

TEST_CASE("every table has a cell for each of its columns, in both languages") {
    Portfolio portfolio = tests::small_plan();
    portfolio.waves.emplace_back();
    portfolio.groups.emplace_back();
    portfolio.bridges.emplace_back();
    portfolio.flows.emplace_back();
    portfolio.applications[0].classification.emplace();
    portfolio.applications[0].classification->questions.push_back({"harm.health_life", "Une atteinte ?", ""});
    for (std::size_t kind = 0; kind < table_keywords().size(); ++kind) {
        CHECK(table_kind(table_keywords()[kind]) == static_cast<TableKind>(kind));
        std::size_t columns = 0;
        for (const Language language : {Language::french, Language::english}) {
            const Table table = make_table(portfolio, static_cast<TableKind>(kind), language);
            CHECK_FALSE(table.name.empty());
            CHECK_FALSE(table.rows.empty());
            CHECK((columns == 0 || columns == table.columns.size()));
            columns = table.columns.size();
            for (const auto& row : table.rows) REQUIRE(row.size() == columns);
        }
    }
}

TEST_CASE("the inventory's table holds the fields that some application has") {
    Portfolio portfolio;
    tests::add_application(portfolio, "a").users = 12;
    tests::add_application(portfolio, "b", "Paie");
    const Table table = make_table(portfolio, TableKind::applications, Language::french);
    CHECK(table.columns == std::vector<std::string>{"id", "name", "users"});
    CHECK(at(table, 0, "users") == Cell(std::int64_t{12}));
    CHECK(at(table, 1, "users") == Cell());
}

TEST_CASE("tasks go by start date") {
    const Table table = make_table(tests::small_plan(), TableKind::tasks, Language::english);
    CHECK(at(table, 0, "Task") == Cell(std::string("nubo/onboard")));
    CHECK(at(table, 1, "Task") == Cell(std::string("old/decommission")));
    CHECK(at(table, 5, "Phase") == Cell(std::string("Cut-over")));
}
