#include "libplan/view/gantt_layout.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <map>
#include <random>

using namespace plan;
using tests::day;

namespace {

/// A plan in which the tasks of an application follow each other and some break the rules of dates and references.
Portfolio random_plan(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&random](unsigned bound) { return static_cast<int>(random() % bound); };
    Portfolio portfolio;
    const int applications = 1 + below(160), waves = 1 + below(20);
    const Phase phases[] = {Phase::study, Phase::build,   Phase::migrate,
                            Phase::test,  Phase::cutover, Phase::decommission};
    for (int number = 0; number < applications; ++number) {
        const std::string id = "a" + std::to_string(number);
        if (below(9) != 0) tests::add_application(portfolio, id);
        if (below(8) == 0) continue;
        Date at = day("2027-01-01") + below(700);
        const int wave = below(static_cast<unsigned>(waves)) + 1, group = below(60);
        for (const Phase phase : phases) {
            if (below(6) == 0) continue;
            Task& task = tests::add_task(portfolio, id, phase, "2027-01-01", "2027-01-01");
            task.start = at;
            task.finish = at + (below(30) - 1);
            if (below(10) != 0) task.wave = wave;
            if (group < 40) task.group = "g" + std::to_string(group);
            at = std::max(task.start, task.finish) + 1 + below(12);
        }
    }
    if (portfolio.tasks.empty()) tests::add_task(portfolio, "a0", Phase::study, "2027-01-04", "2027-01-08");
    for (int number = 0; number < applications / 2; ++number) {
        Bridge& bridge = portfolio.bridges.emplace_back();
        bridge.from = "a" + std::to_string(below(static_cast<unsigned>(applications)));
        bridge.to = "a" + std::to_string(below(static_cast<unsigned>(applications)));
        bridge.start = day("2027-01-01") + below(700);
        bridge.finish = bridge.start + below(90);
    }
    return portfolio;
}

const GanttRow& row_called(const GanttRows& chart, std::string_view label) {
    for (const GanttRow& row : chart.rows)
        if (row.label == label) return row;
    FAIL("no row " << label);
    return chart.rows.front();
}

}  // namespace

TEST_CASE("rows follow the order of the work") {
    const Portfolio portfolio = tests::small_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    std::vector<std::string> labels;
    for (const GanttRow& row : chart.rows)
        labels.push_back(std::string(static_cast<std::size_t>(row.level), '.') + row.label);
    CHECK(labels == std::vector<std::string>{"Target onboarding", ".nubo", "Wave 1", ".hr + 1", "..hr", "..pay",
                                             "Outside waves", ".old", "Staying where they are", ".still"});
    CHECK(chart.first == day("2027-01-01"));
    CHECK(chart.last == day("2027-04-30"));

    const GanttRow& wave = row_called(chart, "Wave 1");
    CHECK(wave.applications == 2);
    CHECK(wave.effort_days == 12);
    CHECK(wave.start == day("2027-03-01"));
    CHECK(wave.cutover_start == day("2027-04-03"));
    CHECK(wave.cutover_finish == day("2027-04-04"));
}

TEST_CASE("a plan without tasks says what to do") {
    Portfolio portfolio;
    tests::add_application(portfolio, "a");
    try {
        static_cast<void>(gantt_rows(portfolio, std::nullopt, Language::french));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        CHECK(error.diagnostic().code == "no-task");
    }
}

TEST_CASE("today is shown when it is near the plan only") {
    const Portfolio portfolio = tests::small_plan();
    CHECK(gantt_rows(portfolio, day("2027-05-20"), Language::french).last == day("2027-05-31"));
    CHECK_FALSE(gantt_rows(portfolio, day("2029-01-01"), Language::french).today);
}

TEST_CASE("what is shaded comes from the calendars") {
    Portfolio portfolio = tests::small_plan();
    Calendar calendar;
    calendar.id = "c";
    calendar.holidays = "FR";
    calendar.freeze.push_back({day("2026-12-15"), day("2027-01-08"), "Clôture", {}});
    calendar.windows.push_back({"w1", day("2027-04-02"), day("2027-04-04"), std::nullopt});
    portfolio.calendars.push_back(calendar);
    Wave wave;
    wave.id = "wave-1";
    wave.number = 1;
    wave.window = "w1";
    portfolio.waves.push_back(wave);
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::french);
    REQUIRE(chart.bands.size() == 4);  // freeze, New Year, Easter Monday, window
    CHECK(chart.bands[0].start == day("2027-01-01"));
    CHECK(chart.bands[0].finish == day("2027-01-08"));
    CHECK(chart.bands[2].start == day("2027-03-29"));
    CHECK(chart.bands[3].kind == BandKind::window);
    CHECK(chart.bands[3].start == day("2027-04-02"));
}

TEST_CASE("days become units in proportion") {
    const Portfolio portfolio = tests::small_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    GanttPage page;
    page.width = 1000;
    page.margin = 20;
    page.label_width = 0;
    page.detail = Detail::application;
    const GanttLayout layout = gantt_layout(portfolio, chart, page, Language::english);
    CHECK(layout.scale.day_width == Approx(8.0));  // 960 units for 120 days
    CHECK(layout.scale.start_of(day("2027-01-01")) == Approx(20.0));
    CHECK(layout.right == Approx(980.0));
    for (const LayoutRow& row : layout.rows)
        for (const LayoutBar& bar : row.bars)
            if (portfolio.tasks[bar.task].id == "pay/cutover") {
                CHECK(bar.x == Approx(20 + 92 * 8.0));
                CHECK(bar.width == Approx(16.0));
            }
}

TEST_CASE("lanes count the tasks that are under way") {
    Portfolio portfolio;
    tests::add_task(portfolio, "a", Phase::study, "2027-01-01", "2027-01-10");
    tests::add_task(portfolio, "b", Phase::study, "2027-01-06", "2027-01-15");
    tests::add_task(portfolio, "c", Phase::study, "2027-01-20", "2027-01-20");
    const TimeScale scale{day("2027-01-01"), 0, 1};
    const auto steps = lane_steps(portfolio, {0, 1, 2}, scale);
    REQUIRE(steps.size() == 4);
    CHECK((steps[0].x == 0 && steps[0].width == 5 && steps[0].count == 1));
    CHECK((steps[1].x == 5 && steps[1].width == 5 && steps[1].count == 2));
    CHECK((steps[2].x == 10 && steps[2].width == 5 && steps[2].count == 1));
    CHECK((steps[3].x == 19 && steps[3].width == 1 && steps[3].count == 1));
}

TEST_CASE("nothing overlaps and nothing leaves the page on random plans") {
    const unsigned seed = GENERATE(range(1u, 41u));
    const Portfolio portfolio = random_plan(seed);
    const GanttRows chart = gantt_rows(portfolio, day("2027-06-15"), Language::french);
    for (const Detail detail : {Detail::automatic, Detail::application, Detail::group, Detail::wave}) {
        GanttPage page;
        page.detail = detail;
        const GanttLayout layout = gantt_layout(portfolio, chart, page, Language::french);
        double y = layout.body_top;
        for (const LayoutRow& row : layout.rows) {
            REQUIRE(row.y == Approx(y));
            y = row.y + row.height;
            double x = layout.scale.left;
            for (const LayoutBar& bar : row.bars) {
                REQUIRE(bar.x >= x - 1e-6);
                REQUIRE(bar.width > 0);
                REQUIRE(bar.y >= row.y);
                REQUIRE(bar.y + bar.height <= y + 1e-6);
                x = bar.x + bar.width;
            }
            REQUIRE(x <= layout.right + 3);
            double lane_y = row.y;
            for (const LayoutLane& lane : row.lanes) {
                REQUIRE(lane.y >= lane_y - 1e-6);
                lane_y = lane.y + lane.height;
                REQUIRE(lane_y <= y + 1e-6);
                double step_x = layout.scale.left;
                for (const LaneStep& step : lane.steps) {
                    REQUIRE(step.x >= step_x - 1e-6);
                    REQUIRE(step.count >= 1);
                    step_x = step.x + step.width;
                }
                REQUIRE(step_x <= layout.right + 1e-6);
            }
        }
        REQUIRE(y == Approx(layout.body_bottom));
    }
}

TEST_CASE("every task has exactly one place in the tree") {
    const unsigned seed = GENERATE(range(100u, 120u));
    const Portfolio portfolio = random_plan(seed);
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::french);
    std::map<std::size_t, int> seen;
    std::size_t applications = 0;
    for (std::size_t index = 0; index < chart.rows.size(); ++index) {
        const GanttRow& row = chart.rows[index];
        REQUIRE(row.end > index);
        REQUIRE(row.end <= chart.rows.size());
        if (row.parent) {
            REQUIRE(*row.parent < index);
            REQUIRE(chart.rows[*row.parent].end >= row.end);
            REQUIRE(chart.rows[*row.parent].level + 1 == row.level);
        } else {
            applications += row.applications;
        }
        for (const std::size_t task : row.tasks) ++seen[task];
    }
    REQUIRE(seen.size() == portfolio.tasks.size());
    for (const auto& [task, times] : seen) REQUIRE(times == 1);
    REQUIRE(applications >= portfolio.applications.size());
}

TEST_CASE("a plan too large for the page folds into waves") {
    const auto detail_of = [](int applications) {
        Portfolio portfolio;
        for (int number = 0; number < applications; ++number) {
            const std::string id = "a" + std::to_string(number);
            tests::add_application(portfolio, id);
            tests::add_task(portfolio, id, Phase::cutover, "2027-04-03", "2027-04-04").wave = 1 + number % 12;
        }
        const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::french);
        const GanttLayout layout = gantt_layout(portfolio, chart, GanttPage(), Language::french);
        CHECK(layout.height <= GanttPage().height + 1);
        return layout.detail;
    };
    CHECK(detail_of(20) == Detail::application);
    CHECK(detail_of(500) == Detail::wave);
}
