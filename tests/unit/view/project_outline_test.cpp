#include "libplan/view/project_outline.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <algorithm>

using namespace plan;

namespace {

const OutlineItem& item_of(const ProjectOutline& outline, const std::string& id) {
    const auto found = std::ranges::find(outline.items, id, &OutlineItem::id);
    REQUIRE(found != outline.items.end());
    return *found;
}

/// A calendar with French holidays, Easter Monday 2027 among them (29 March), a freeze and a window.
Portfolio with_calendar() {
    Portfolio portfolio = tests::small_plan();
    Calendar& calendar = portfolio.calendars.emplace_back();
    calendar.id = "c";
    calendar.holidays = "FR";
    calendar.freeze = {{tests::day("2027-03-08"), tests::day("2027-03-09"), "Essais", {Phase::test}},
                       {tests::day("2027-04-10"), tests::day("2027-04-12"), "Comptes", {}}};
    calendar.windows = {{"avril", tests::day("2027-04-02"), tests::day("2027-04-04"), std::nullopt}};
    Team& team = portfolio.teams.emplace_back();
    team.id = "m";
    team.calendar = "c";
    team.capacity_people = 3;
    for (Task& task : portfolio.tasks) task.team = "m";
    Wave& wave = portfolio.waves.emplace_back();
    wave.id = "wave-1";
    wave.number = 1;
    wave.window = "avril";
    wave.start = tests::day("2027-04-02");
    wave.finish = tests::day("2027-04-04");
    return portfolio;
}

}  // namespace

TEST_CASE("the outline goes from waves to groups, applications and tasks, numbered by place") {
    const ProjectOutline outline = project_outline(with_calendar(), Language::french);
    std::vector<std::string> lines;
    for (const OutlineItem& item : outline.items) lines.push_back(item.wbs + " " + item.name);
    CHECK(lines == std::vector<std::string>{"1 Ouverture des cibles", "1.1 nubo", "1.1.1 Ouverture de la cible – nubo",
                                            "2 Vague 1", "2.1 hr + 1", "2.1.1 hr", "2.1.1.1 Recette – hr",
                                            "2.1.1.2 Bascule – hr", "2.1.2 pay", "2.1.2.1 Recette – pay",
                                            "2.1.2.2 Bascule – pay", "3 Hors vague", "3.1 old",
                                            "3.1.1 Décommissionnement – old"});
    CHECK(outline.start == tests::day("2027-01-11"));
    CHECK(outline.finish == tests::day("2027-04-04"));
    for (std::size_t index = 0; index < outline.items.size(); ++index) {
        const OutlineItem& item = outline.items[index];
        CHECK(item.level == static_cast<std::size_t>(std::ranges::count(item.wbs, '.')) + 1);
        if (!item.parent) continue;
        REQUIRE(*item.parent < index);
        CHECK(outline.items[*item.parent].start <= item.start);
        CHECK(outline.items[*item.parent].finish >= item.finish);
    }
}

TEST_CASE("a task has the calendar that holds for its phase") {
    const ProjectOutline outline = project_outline(with_calendar(), Language::french);
    const auto calendar_of_item = [&](const std::string& id) -> const ProjectCalendar& {
        const OutlineItem& item = item_of(outline, id);
        return outline.calendars[item.calendar.value_or(outline.teams[*item.team].calendar)];
    };
    const ProjectCalendar& usual = calendar_of_item("old/decommission");
    CHECK(usual.is_worked(tests::day("2027-03-08")));
    CHECK_FALSE(usual.is_worked(tests::day("2027-03-29")));
    CHECK_FALSE(usual.is_worked(tests::day("2027-04-03")));
    const ProjectCalendar& test = calendar_of_item("pay/test");
    CHECK_FALSE(test.is_worked(tests::day("2027-03-09")));
    CHECK_FALSE(test.is_worked(tests::day("2027-03-29")));
    CHECK(item_of(outline, "pay/test").worked_days == 8);  // ten days, two of them frozen
    const ProjectCalendar& windows = calendar_of_item("pay/cutover");
    CHECK(windows.is_worked(tests::day("2027-04-02")));
    CHECK(windows.is_worked(tests::day("2027-04-04")));
    CHECK_FALSE(windows.is_worked(tests::day("2027-04-05")));
    CHECK(item_of(outline, "pay/cutover").worked_days == 2);
    const auto frozen = std::ranges::find(windows.exceptions, tests::day("2027-04-10"), &CalendarException::start);
    REQUIRE(frozen != windows.exceptions.end());
    CHECK(frozen->finish == tests::day("2027-04-12"));
    CHECK(frozen->name == "Gel\u00a0: Comptes");
    for (const ProjectCalendar& calendar : outline.calendars)
        for (std::size_t index = 1; index < calendar.exceptions.size(); ++index)
            CHECK(calendar.exceptions[index - 1].finish < calendar.exceptions[index].start);
}

TEST_CASE("links keep lags that the dates keep, and none that the dates contradict") {
    Portfolio portfolio = with_calendar();
    portfolio.tasks[1].predecessors = {"pay/test", "pay/test", "unknown"};
    portfolio.tasks[0].predecessors = {"pay/cutover"};  // which comes later
    portfolio.tasks[3].predecessors = {"old/decommission"};
    Constraint& constraint = portfolio.constraints.emplace_back();
    constraint.kind = ConstraintKind::before;
    constraint.applications = {"old", "hr"};
    constraint.lag_days = 14;
    const ProjectOutline outline = project_outline(portfolio, Language::english);
    CHECK(item_of(outline, "pay/test").links.empty());
    REQUIRE(item_of(outline, "pay/cutover").links.size() == 1);
    CHECK(outline.items[item_of(outline, "pay/cutover").links[0].from].id == "pay/test");
    CHECK(item_of(outline, "pay/cutover").links[0].lag_days == 0);
    REQUIRE(item_of(outline, "hr/cutover").links.size() == 1);
    CHECK(item_of(outline, "hr/cutover").links[0].lag_days == 14);
    portfolio.constraints[0].lag_days = 57;  // the move begins 57 days after the other ended
    CHECK(item_of(project_outline(portfolio, Language::english), "hr/cutover").links[0].lag_days == 0);
    portfolio.constraints[0].lag_days = 56;
    CHECK(item_of(project_outline(portfolio, Language::english), "hr/cutover").links[0].lag_days == 56);
}

TEST_CASE("a team without a record is one without a known capacity") {
    Portfolio portfolio = tests::small_plan();
    portfolio.tasks[0].team = "ghost";
    const ProjectOutline outline = project_outline(portfolio, Language::french);
    REQUIRE(outline.teams.size() == 1);
    CHECK(outline.teams[0].name == "ghost");
    CHECK_FALSE(outline.teams[0].capacity);
}

TEST_CASE("a project without a task is refused") {
    CHECK_THROWS_AS(project_outline(Portfolio(), Language::french), Error);
}
