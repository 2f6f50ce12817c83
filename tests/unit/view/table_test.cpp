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
    portfolio.applications[0].hosting.emplace();
    portfolio.applications[0].planned.emplace();
    for (Task& task : portfolio.tasks) task.team = "m";
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

TEST_CASE("the four questions are answered for what moves, with the days of the bridges") {
    Portfolio portfolio = tests::small_plan();
    Planned& planned = portfolio.applications[0].planned.emplace();
    planned.wave = 1;
    planned.alone = false;
    planned.with = {"hr"};
    planned.before = {"old", "x"};
    planned.bridges = {{"still", tests::day("2027-05-01"), tests::day("2027-05-31")},
                       {"hr", tests::day("2027-04-05"), tests::day("2027-04-30")}};
    const Table table = make_table(portfolio, TableKind::answers, Language::english);
    REQUIRE(table.rows.size() == 3);  // "still" stays where it is
    CHECK(at(table, 1, "Id") == Cell(std::string("pay")));
    CHECK(at(table, 1, "Can move alone") == Cell(false));
    CHECK(at(table, 1, "After what") == Cell(std::string("old, x")));
    CHECK(at(table, 1, "With what") == Cell(std::string("hr")));
    CHECK(at(table, 1, "Number of bridges") == Cell(std::int64_t{2}));
    CHECK(at(table, 1, "First bridge from") == Cell(tests::day("2027-04-05")));
    CHECK(at(table, 1, "Last bridge until") == Cell(tests::day("2027-05-31")));
    CHECK(at(table, 1, "Bridges") == Cell(std::string("hr (5–30 Apr 2027), still (1–31 May 2027)")));
    CHECK(at(table, 0, "Can move alone") == Cell());
}

TEST_CASE("the load says by team and week what is asked for against what there is") {
    Portfolio portfolio;
    Team& team = portfolio.teams.emplace_back();
    team.id = "m";
    team.name = "Migration";
    team.capacity_people = 2;
    portfolio.calendars.emplace_back().id = "plain";
    for (const char* id : {"a", "b"}) {
        tests::add_application(portfolio, id);
        Task& task = tests::add_task(portfolio, id, Phase::migrate, "2027-01-04", "2027-01-08");
        task.team = "m";
        task.people = 1.5;
    }
    portfolio.tasks[1].finish = tests::day("2027-01-05");
    const Table table = make_table(portfolio, TableKind::load, Language::french);
    REQUIRE(table.rows.size() == 5);  // January 2027 touches five weeks
    CHECK(at(table, 0, "Semaine") == Cell(std::string("2026-S53")));
    CHECK(at(table, 1, "Semaine") == Cell(std::string("2027-S01")));
    CHECK(at(table, 1, "Du") == Cell(tests::day("2027-01-04")));
    CHECK(at(table, 1, "Au") == Cell(tests::day("2027-01-10")));
    CHECK(at(table, 1, "Charge (j.-pers.)") == Cell(10.5));
    CHECK(at(table, 1, "Capacité (j.-pers.)") == Cell(10.0));
    CHECK(at(table, 1, "Charge / capacité (%)") == Cell(105.0));
    CHECK(at(table, 1, "Au plus (pers. par jour)") == Cell(3.0));
    CHECK(at(table, 1, "Capacité dépassée") == Cell(true));
    CHECK(at(table, 2, "Charge (j.-pers.)") == Cell(0.0));
    CHECK(at(table, 2, "Capacité dépassée") == Cell(false));
    CHECK(make_table(Portfolio(), TableKind::load, Language::french).rows.empty());
}

TEST_CASE("compliance goes from the worst to what is in order, the statement first") {
    Portfolio portfolio = tests::small_plan();
    portfolio.applications[3].hosting.emplace().today = Compliance::conforming;
    portfolio.applications[1].hosting.emplace().today = Compliance::derogation;
    portfolio.applications[1].hosting->today_until = tests::day("2027-12-31");
    portfolio.applications[1].hosting->today_because = {{"D4", "R9", "Dérogation en cours.", {}, {}}};
    portfolio.applications[0].hosting.emplace().today = Compliance::to_qualify;
    ComplianceLine& line = portfolio.compliance_lines.emplace_back();
    line.application = "pay";
    line.status = Compliance::non_conforming;
    line.rules = {"D2"};
    line.ends_on = tests::day("2027-04-04");
    line.ends_by = Phase::cutover;
    line.uncovered_days = 90;
    portfolio.compliance_lines.emplace_back().application = "elsewhere";
    const Table table = make_table(portfolio, TableKind::compliance, Language::french);
    REQUIRE(table.rows.size() == 4);
    CHECK(at(table, 0, "Code") == Cell(std::string("pay")));
    CHECK(at(table, 0, "Conformité") == Cell(std::string("Non conforme")));
    CHECK(at(table, 0, "Par") == Cell(std::string("Bascule")));
    CHECK(at(table, 0, "Jours sans dérogation") == Cell(std::int64_t{90}));
    CHECK(at(table, 1, "Code") == Cell(std::string("hr")));
    CHECK(at(table, 1, "Règles") == Cell(std::string("D4")));
    CHECK(at(table, 1, "Dérogation jusqu’au") == Cell(tests::day("2027-12-31")));
    CHECK(at(table, 1, "Prend fin le") == Cell(tests::day("2027-04-04")));
    CHECK(at(table, 2, "Code") == Cell(std::string("still")));
    CHECK(at(table, 2, "Prend fin le") == Cell());
    CHECK(at(table, 3, "Code") == Cell(std::string("elsewhere")));
}
