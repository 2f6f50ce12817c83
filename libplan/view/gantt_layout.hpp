#pragma once

#include "libplan/view/gantt_loads.hpp"
#include "libplan/view/gantt_rows.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Where everything of a drawn Gantt chart stands, in the units of its page. Pure geometry: no colour, no SVG.
namespace plan {

/// How far the tree of rows is unfolded.
enum class Detail : std::uint8_t {
    automatic,    ///< the finest of the three below whose rows keep a legible height on the page
    wave,         ///< a tall row per section, its applications summed up by phase
    group,        ///< sections with a row per group and per application that moves alone
    application,  ///< every application
};

struct GanttPage {
    double width = 1600;   ///< of the drawing
    double height = 1131;  ///< the most it may be before rows are folded: A3 landscape with this width
    double margin = 36;
    double label_width = 330;  ///< of the column of names
    double head_height = 112;  ///< title, key figures
    double foot_height = 86;   ///< legend
    std::size_t teams = 6;     ///< the most whose load is drawn under the rows: the busiest
    Detail detail = Detail::automatic;
};

/// Days to units, linear: a day is as wide as any other.
struct TimeScale {
    Date first;  ///< begins at `left`
    double left = 0;
    double day_width = 1;

    [[nodiscard]] double start_of(Date date) const { return left + (date - first) * day_width; }
    [[nodiscard]] double end_of(Date date) const { return start_of(date + 1); }
};

struct LayoutBar {
    std::size_t task;  ///< in portfolio.tasks
    double x, y, width, height;
};

/// A stretch of days on which the same number of a lane's tasks are under way.
struct LaneStep {
    double x, width;
    int count;  ///< at least 1
};

/// All tasks of one phase under a folded row.
struct LayoutLane {
    Phase phase;
    double y, height;
    int most = 0;                 ///< the largest count of its steps
    std::vector<LaneStep> steps;  ///< left to right, apart or touching
};

struct Stretch {
    double x, width;
};

struct LayoutRow {
    std::size_t row = 0;  ///< in GanttRows::rows
    double y = 0, height = 0;
    bool folded = false;            ///< stands for all rows below it, as lanes
    bool in_group = false;          ///< a bracket on its left joins it to the other rows of its group
    std::vector<LayoutBar> bars;    ///< left to right, never overlapping
    std::vector<LayoutLane> lanes;  ///< by phase, top to bottom
    std::optional<Stretch> cutover;
    std::vector<Stretch> bridges;           ///< left to right, merged
    std::optional<Stretch> former_cutover;  ///< of the baseline, when it was another
    std::vector<Stretch> former;            ///< where the baseline had the tasks of the bars, and those it alone has
};

struct HeaderCell {
    int tier;  ///< 0 coarse (years), 1 fine (months or quarters)
    double x, width;
    std::string label;  ///< short enough to fit; may be empty
};

struct LayoutBand {
    std::size_t band;  ///< in GanttRows::bands
    double x, width;
};

/// A week or a month of a team, as means over the days on which it works or is asked to.
struct LoadStep {
    double x, width;
    double busy, available;  ///< people
    double over;             ///< of `busy`, what is more than there are on its day
};

struct LayoutLoad {
    std::string name;
    std::string note;  ///< the most people asked for on a day, and how many there are
    double y, height;
    double most = 0;              ///< people at the top of its height
    bool known = false;           ///< how many people there are is known
    std::vector<LoadStep> steps;  ///< left to right
};

struct GanttLayout {
    GanttPage page;
    Detail detail = Detail::application;  ///< as chosen
    double width = 0, height = 0;
    double header_top = 0, header_height = 0;  ///< of the calendar above the rows
    double body_top = 0, body_bottom = 0;
    TimeScale scale;
    double right = 0;  ///< end of the last day
    std::vector<HeaderCell> header;
    std::vector<LayoutBand> bands;
    std::vector<LayoutRow> rows;    ///< top to bottom, touching, never overlapping
    double load_top = 0;            ///< of the heading of the loads
    std::vector<LayoutLoad> loads;  ///< top to bottom
    std::size_t other_teams = 0;    ///< whose load is not drawn
    std::optional<double> today;    ///< middle of the day
};

/// O(rows + tasks log tasks).
[[nodiscard]] GanttLayout gantt_layout(const Portfolio& portfolio, const GanttRows& chart, const GanttPage& page,
                                       Language language);

/// Days counted by how many of `tasks` (in portfolio.tasks) are under way, as steps of `scale`.
[[nodiscard]] std::vector<LaneStep> lane_steps(const Portfolio& portfolio, const std::vector<std::size_t>& tasks,
                                               const TimeScale& scale);

/// The height that the loads of so many teams take under the rows.
[[nodiscard]] double load_height(std::size_t teams);

/// Puts the loads under `layout.body_bottom`, at most `layout.page.teams` of them.
void place_loads(GanttLayout& layout, const GanttRows& chart, std::vector<TeamLoad> loads, Language language);

}  // namespace plan
