#include "libplan/view/project_files.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <algorithm>

using namespace plan;

namespace {

constexpr ProjectFile every_file[] = {ProjectFile::ms_project,  ProjectFile::gantt_project, ProjectFile::icalendar,
                                      ProjectFile::mermaid,     ProjectFile::task_juggler,  ProjectFile::jira,
                                      ProjectFile::open_project};

std::string written(const Portfolio& portfolio, ProjectFile file, std::optional<Date> as_of = std::nullopt) {
    std::string out;
    write_project_file(portfolio, file, as_of, Language::french, [&](std::string_view piece) { out += piece; });
    return out;
}

bool holds(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

/// Everything that some format takes for its own.
constexpr std::string_view hostile =
    "=1+1;\r\nEND:VEVENT\n# : <script>alert(1)</script> ]]> \"x\" ${a} $(b) \\ , \u202e rtl \x01 \x7f %%{init}";

Portfolio hostile_plan() {
    Portfolio portfolio = tests::small_plan();
    for (Application& application : portfolio.applications) application.name = hostile;
    Team& team = portfolio.teams.emplace_back();
    team.id = team.name = hostile;
    team.capacity_people = 2;
    Calendar& calendar = portfolio.calendars.emplace_back();
    calendar.id = hostile;
    calendar.extra_holidays = {tests::day("2027-02-02")};
    calendar.freeze = {{tests::day("2027-03-01"), tests::day("2027-03-02"), std::string(hostile), {Phase::build}}};
    for (Task& task : portfolio.tasks) {
        task.team = hostile;
        task.people = 1;
        task.because.push_back({"rule", "source", std::string(hostile), {}, {}});
    }
    Wave& wave = portfolio.waves.emplace_back();
    wave.id = wave.window = hostile;
    wave.number = 1;
    wave.start = tests::day("2027-04-03");
    wave.finish = tests::day("2027-04-04");
    return portfolio;
}

}  // namespace

TEST_CASE("each kind of file has a spelling") {
    for (std::size_t index = 0; index < project_file_keywords().size(); ++index)
        CHECK(project_file(project_file_keywords()[index]) == static_cast<ProjectFile>(index));
    CHECK_FALSE(project_file("csv"));
}

TEST_CASE("the same plan gives the same file, which names no other day than the plan's or the one asked for") {
    for (const ProjectFile file : every_file) {
        CHECK(written(tests::small_plan(), file) == written(tests::small_plan(), file));
        CHECK_THROWS_AS(written(Portfolio(), file), Error);
    }
    CHECK(holds(written(tests::small_plan(), ProjectFile::icalendar), "DTSTAMP:20270111T000000Z"));
    CHECK(holds(written(tests::small_plan(), ProjectFile::icalendar, tests::day("2027-02-28")),
                "DTSTAMP:20270228T000000Z"));
    CHECK(holds(written(tests::small_plan(), ProjectFile::ms_project, tests::day("2027-02-28")),
                "<CreationDate>2027-02-28T08:00:00</CreationDate>"));
}

TEST_CASE("hostile names stay names in every file") {
    for (const ProjectFile file : every_file) {
        const std::string text = written(hostile_plan(), file);
        CHECK_FALSE(invalid_utf8(text));
        CHECK_FALSE(holds(text, "\u202e"));
        for (const char letter : text)
            REQUIRE((static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\r'));
        if (file == ProjectFile::ms_project) CHECK_FALSE(holds(text, "<script>"));
        if (file == ProjectFile::mermaid) CHECK_FALSE(holds(text, "<script>"));
    }
}

TEST_CASE("events are folded between characters, and end on the day after the last") {
    const std::string text = written(hostile_plan(), ProjectFile::icalendar);
    std::string unfolded;
    std::size_t events = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        const std::string line = text.substr(at, end - at);
        CHECK(line.size() <= 75);
        CHECK_FALSE(invalid_utf8(line));
        if (line.starts_with(' '))
            unfolded += line.substr(1);
        else
            unfolded += "\n" + line;
        events += line == "END:VEVENT" ? 1 : 0;
        at = end + 2;
    }
    CHECK(events == 1);
    CHECK(holds(unfolded, "\nDTSTART;VALUE=DATE:20270403\nDTEND;VALUE=DATE:20270405\n"));
    CHECK(holds(unfolded, "=1+1\\;[U+000D][U+000A]END:VEVENT"));
}

TEST_CASE("an event keeps its name when the plan moves it") {
    Portfolio portfolio = hostile_plan();
    const auto name_in = [](const std::string& text) { return text.substr(text.find("UID:"), 48); };
    const std::string before = name_in(written(portfolio, ProjectFile::icalendar));
    portfolio.waves[0].start = portfolio.waves[0].finish = tests::day("2027-06-05");
    CHECK(name_in(written(portfolio, ProjectFile::icalendar)) == before);
    portfolio.waves[0].id = "wave-1";
    CHECK(name_in(written(portfolio, ProjectFile::icalendar)) != before);
}

TEST_CASE("a Mermaid chart writes what is syntax as numbers") {
    Portfolio portfolio = tests::small_plan();
    portfolio.applications[0].name = "Title: a; b # c";
    portfolio.applications[1].name = "2027-01-01";
    portfolio.tasks[4].status = TaskStatus::done;
    portfolio.tasks[0].status = TaskStatus::in_progress;
    const std::string text = written(portfolio, ProjectFile::mermaid);
    CHECK(holds(text, "    #84;itle#58; a#59; b #35; c :active, r"));
    CHECK(holds(text, "    #50;027-01-01 :r"));
    CHECK(holds(text, "    old :done, r"));
    CHECK(holds(text, "    Bascule :crit, 2027-04-03, 2027-04-05\n"));
}

TEST_CASE("MS Project keeps dates by a constraint, and what has begun by its actual dates") {
    Portfolio portfolio = tests::small_plan();
    portfolio.tasks[0].status = TaskStatus::done;
    portfolio.tasks[0].actual_start = tests::day("2027-03-02");
    portfolio.applications[0].deadline = tests::day("2027-06-30");
    portfolio.tasks[1].team = "m";
    portfolio.tasks[1].people = 1.5;
    const std::string text = written(portfolio, ProjectFile::ms_project);
    CHECK(holds(text, "<PercentComplete>100</PercentComplete>\n<ActualStart>2027-03-02T08:00:00</ActualStart>"));
    CHECK(holds(text,
                "<ConstraintType>4</ConstraintType>\n<CalendarUID>2</CalendarUID>\n"
                "<ConstraintDate>2027-04-03T08:00:00</ConstraintDate>\n<Deadline>2027-06-30T17:00:00</Deadline>\n"
                "<IgnoreResourceCalendar>1</IgnoreResourceCalendar>"));
    // One and a half persons for the two days of a weekend.
    CHECK(holds(text, "<Units>1.5</Units>\n<Work>PT24H0M0S</Work>"));
}

TEST_CASE("Jira has parents before children, and its cells are harmless") {
    const std::string text = written(hostile_plan(), ProjectFile::jira);
    CHECK(text.find(",Epic,") < text.find(",Task,"));
    CHECK(text.find(",Task,") < text.find(",Sub-task,"));
    CHECK(holds(text, "\"'=1+1;"));
    CHECK_FALSE(holds(text, ",=1+1"));
    CHECK_FALSE(holds(text, "\"=1+1"));
}
