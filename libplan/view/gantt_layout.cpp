#include "libplan/view/gantt_layout.hpp"

#include "libplan/view/svg.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace plan {

namespace {

constexpr double section_height = 24;
constexpr double application_height = 15, tallest_application = 22;
constexpr double group_height = 24;
constexpr double shortest_fold = 20, tallest_fold = 74, shortest_legible_fold = 40;
constexpr double tier_height = 20, window_tier_height = 20;
constexpr double narrowest_bar = 2;
constexpr std::array lane_phases = {Phase::onboard, Phase::study,   Phase::build,       Phase::migrate,
                                    Phase::test,    Phase::cutover, Phase::decommission};

/// A row that will be drawn, before its height is known.
struct Choice {
    std::size_t row;
    bool folded = false;
    bool in_group = false;
};

bool is_section(RowKind kind) {
    return kind == RowKind::onboarding || kind == RowKind::wave || kind == RowKind::outside || kind == RowKind::staying;
}

std::vector<Choice> choose_rows(const GanttRows& chart, Detail detail) {
    std::vector<Choice> choices;
    for (std::size_t index = 0; index < chart.rows.size();) {
        const GanttRow& row = chart.rows[index];
        const bool section = is_section(row.kind);
        const bool group = row.kind == RowKind::group;
        // What stays has no bar: one line says how many.
        const bool folded =
            (section && (detail == Detail::wave || row.kind == RowKind::staying)) || (group && detail == Detail::group);
        if (!group || folded) choices.push_back({index, folded, row.level == 2});
        index = folded ? row.end : index + 1;
    }
    return choices;
}

double least_height(const GanttRows& chart, const Choice& choice) {
    const GanttRow& row = chart.rows[choice.row];
    if (row.kind == RowKind::staying) return section_height;
    if (choice.folded) return row.kind == RowKind::group ? group_height : shortest_legible_fold;
    return is_section(row.kind) ? section_height : application_height;
}

double total_height(const GanttRows& chart, const std::vector<Choice>& choices) {
    double sum = 0;
    for (const Choice& choice : choices) sum += least_height(chart, choice);
    return sum;
}

/// Rows come first: where waves leave no room for as many teams, fewer are drawn.
std::size_t teams_that_fit(const GanttRows& chart, std::size_t teams, double room) {
    const double rows = shortest_fold * static_cast<double>(choose_rows(chart, Detail::wave).size());
    while (teams > 0 && rows + load_height(teams) > room) --teams;
    return teams;
}

Detail choose_detail(const GanttRows& chart, Detail wanted, double room) {
    if (wanted != Detail::automatic) return wanted;
    for (const Detail detail : {Detail::application, Detail::group})
        if (total_height(chart, choose_rows(chart, detail)) <= room) return detail;
    return Detail::wave;
}

/// Rows of the kind that fills the page share what room is left, within bounds that keep them good to look at.
double filling_height(const GanttRows& chart, const std::vector<Choice>& choices, Detail detail, double room) {
    double others = 0;
    std::size_t fillers = 0;
    for (const Choice& choice : choices) {
        const GanttRow& row = chart.rows[choice.row];
        const bool fills = detail == Detail::wave ? choice.folded && row.kind != RowKind::staying
                                                  : !choice.folded && !is_section(row.kind);
        if (fills)
            ++fillers;
        else
            others += least_height(chart, choice);
    }
    const double share = fillers == 0 ? 0 : (room - others) / static_cast<double>(fillers);
    return detail == Detail::wave ? std::clamp(share, shortest_fold, tallest_fold)
                                  : std::clamp(share, application_height, tallest_application);
}

double height_of(const GanttRows& chart, const Choice& choice, Detail detail, double filling) {
    const GanttRow& row = chart.rows[choice.row];
    if (row.kind == RowKind::staying) return section_height;
    if (detail == Detail::wave) return filling;
    return !choice.folded && !is_section(row.kind) ? filling : least_height(chart, choice);
}

void place_bars(const Portfolio& portfolio, const GanttRow& row, const TimeScale& scale, LayoutRow& placed) {
    const double inset = placed.height >= 18 ? 4 : 3;
    double free_from = scale.left;
    for (std::size_t position = 0; position < row.tasks.size(); ++position) {
        const Task& task = portfolio.tasks[row.tasks[position]];
        const double x = std::max(scale.start_of(task.start), free_from);
        double right = std::max(scale.end_of(last_day(task)), x + narrowest_bar);
        // A bar that is widened to be seen, or a task that overlaps the next, gives way to the next one.
        if (position + 1 < row.tasks.size())
            right = std::min(right, std::max(scale.start_of(portfolio.tasks[row.tasks[position + 1]].start), x + 1));
        placed.bars.push_back({row.tasks[position], x, placed.y + inset, right - x, placed.height - 2 * inset});
        free_from = right;
    }
}

void place_lanes(const Portfolio& portfolio, const GanttRows& chart, const TimeScale& scale, LayoutRow& placed) {
    std::map<Phase, std::vector<std::size_t>> by_phase;
    for (std::size_t index = placed.row; index < chart.rows[placed.row].end; ++index)
        for (const std::size_t task : chart.rows[index].tasks) by_phase[portfolio.tasks[task].phase].push_back(task);
    std::vector<Phase> present;
    // The cut-over of a folded row is a mark of its own.
    for (const Phase phase : lane_phases)
        if (by_phase.contains(phase) && phase != Phase::cutover) present.push_back(phase);
    if (present.empty()) return;
    const double inset = std::min(5.0, placed.height * 0.12);
    const double pitch = std::min(12.0, (placed.height - 2 * inset) / static_cast<double>(present.size()));
    double y = placed.y + (placed.height - pitch * static_cast<double>(present.size())) / 2;
    for (const Phase phase : present) {
        LayoutLane lane{phase, y, pitch, 0, lane_steps(portfolio, by_phase[phase], scale)};
        for (const LaneStep& step : lane.steps) lane.most = std::max(lane.most, step.count);
        placed.lanes.push_back(std::move(lane));
        y += pitch;
    }
}

void place_bridges(const Portfolio& portfolio, const GanttRows& chart, const TimeScale& scale, LayoutRow& placed) {
    const GanttRow& row = chart.rows[placed.row];
    if (!row.application) return;
    std::vector<std::pair<Date, Date>> spans;
    for (const std::size_t index : chart.bridges[*row.application]) {
        const Bridge& bridge = portfolio.bridges[index];
        const Date start = std::max(bridge.start, chart.first), finish = std::min(bridge.finish, chart.last);
        if (start <= finish) spans.emplace_back(start, finish);
    }
    std::ranges::sort(spans);
    for (const auto& [start, finish] : spans) {
        const double x = scale.start_of(start), right = scale.end_of(finish);
        if (!placed.bridges.empty() && placed.bridges.back().x + placed.bridges.back().width >= x) {
            Stretch& last = placed.bridges.back();
            last.width = std::max(last.width, right - last.x);
        } else {
            placed.bridges.push_back({x, right - x});
        }
    }
}

void place_former(const GanttRows& chart, const GanttRow& row, const TimeScale& scale, LayoutRow& placed,
                  const std::vector<DaySpan>& dropped) {
    const auto add = [&](const DaySpan& span) {
        const double x = scale.start_of(span.start);
        placed.former.push_back({x, std::max(scale.end_of(span.finish) - x, narrowest_bar)});
    };
    for (const std::size_t task : row.tasks)
        if (const auto& former = chart.baseline->tasks[task]) add(*former);
    for (const DaySpan& span : dropped) add(span);
}

/// Where the baseline cut over what a row stands for, when that was elsewhere.
std::optional<Stretch> former_cutover(const Portfolio& portfolio, const GanttRows& chart, std::size_t row,
                                      const TimeScale& scale) {
    std::optional<DaySpan> span;
    for (std::size_t index = row; index < chart.rows[row].end; ++index)
        for (const std::size_t task : chart.rows[index].tasks) {
            const auto& former = chart.baseline->tasks[task];
            if (!former || portfolio.tasks[task].phase != Phase::cutover) continue;
            span =
                span ? DaySpan{std::min(span->start, former->start), std::max(span->finish, former->finish)} : *former;
        }
    const GanttRow& summary = chart.rows[row];
    if (!span || (summary.cutover_start && *span == DaySpan{*summary.cutover_start, *summary.cutover_finish}))
        return {};
    return Stretch{scale.start_of(span->start), scale.end_of(span->finish) - scale.start_of(span->start)};
}

/// Tasks that only the baseline has, by the row they would stand in.
std::map<std::size_t, std::vector<DaySpan>> dropped_by_row(const GanttRows& chart) {
    std::map<std::size_t, std::vector<DaySpan>> dropped;
    if (!chart.baseline) return dropped;
    const RowIndex rows(chart);
    for (const FormerTask& task : chart.baseline->dropped)
        if (const auto row = rows.of(task)) dropped[*row].push_back(task.days);
    return dropped;
}

/// The longest of the texts, longest first, that fits; else nothing.
std::string fitting(std::initializer_list<std::string> texts, double width, double font_size) {
    for (const std::string& text : texts)
        if (text_width(text, font_size) <= width) return text;
    return "";
}

/// One tier of the header: cells from `start` to the day before `next(start)`.
template <class Next, class Label>
void header_tier(GanttLayout& layout, const GanttRows& chart, int tier, Next next, Label label) {
    for (Date start = chart.first; start <= chart.last;) {
        const Date following = std::min(next(start), chart.last + 1);
        const double x = layout.scale.start_of(start), width = layout.scale.start_of(following) - x;
        layout.header.push_back({tier, x, width, label(start, width)});
        start = following;
    }
}

Date next_month(Date date) {
    const Date later = date - (date.day() - 1) + 31;
    return later - (later.day() - 1);
}

Date next_quarter(Date date) {
    Date later = next_month(date);
    while (later.month() % 3 != 1) later = next_month(later);
    return later;
}

Date next_year(Date date) {
    Date later = next_month(date);
    while (later.month() != 1) later = next_month(later);
    return later;
}

void place_header(GanttLayout& layout, const GanttRows& chart, Language language) {
    const auto year = [](Date date, double width) { return fitting({fmt::format("{}", date.year())}, width - 6, 11); };
    // All months in the same form, so that they read as one line.
    const double room = 28 * layout.scale.day_width - 6;
    const auto month = [&](Date date, double) {
        const std::string name(month_name(date.month(), language));
        if (room >= text_width("septembre", 11)) return name;
        if (room >= text_width("sept.", 11)) return std::string(short_month_name(date.month(), language));
        return std::string(1, static_cast<char>(name.front() & ~0x20));
    };
    const auto quarter = [&](Date date, double width) {
        return fitting({fmt::format("{}{}", language == Language::french ? "T" : "Q", (date.month() + 2) / 3)},
                       width - 2, 11);
    };
    header_tier(layout, chart, 0, next_year, year);
    if (layout.scale.day_width * 28 >= 20)
        header_tier(layout, chart, 1, next_month, month);
    else
        header_tier(layout, chart, 1, next_quarter, quarter);
}

}  // namespace

std::vector<LaneStep> lane_steps(const Portfolio& portfolio, const std::vector<std::size_t>& tasks,
                                 const TimeScale& scale) {
    std::map<Date, int> changes;
    for (const std::size_t index : tasks) {
        const Task& task = portfolio.tasks[index];
        ++changes[task.start];
        --changes[last_day(task) + 1];
    }
    std::vector<LaneStep> steps;
    int count = 0;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        count += change->second;
        const auto next = std::next(change);
        if (count == 0 || next == changes.end()) continue;
        const double x = scale.start_of(change->first), width = scale.start_of(next->first) - x;
        if (!steps.empty() && steps.back().count == count && steps.back().x + steps.back().width >= x)
            steps.back().width += width;
        else
            steps.push_back({x, width, count});
    }
    return steps;
}

GanttLayout gantt_layout(const Portfolio& portfolio, const GanttRows& chart, const GanttPage& page, Language language) {
    GanttLayout layout;
    layout.page = page;
    layout.width = page.width;
    layout.header_top = page.margin + page.head_height;
    layout.header_height = 2 * tier_height + window_tier_height;
    layout.body_top = layout.header_top + layout.header_height;
    layout.right = page.width - page.margin;
    layout.scale.first = chart.first;
    layout.scale.left = page.margin + page.label_width;
    layout.scale.day_width = (layout.right - layout.scale.left) / (chart.last - chart.first + 1);

    std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    const double paper = page.height - layout.body_top - page.foot_height - page.margin;
    layout.page.teams = teams_that_fit(chart, std::min(loads.size(), page.teams), paper);
    const double room = paper - load_height(layout.page.teams);
    layout.detail = choose_detail(chart, page.detail, room);
    const std::vector<Choice> choices = choose_rows(chart, layout.detail);
    const double filling = filling_height(chart, choices, layout.detail, room);
    std::map<std::size_t, std::vector<DaySpan>> dropped = dropped_by_row(chart);
    double y = layout.body_top;
    for (const Choice& choice : choices) {
        LayoutRow placed;
        placed.row = choice.row;
        placed.y = y;
        placed.height = height_of(chart, choice, layout.detail, filling);
        placed.folded = choice.folded;
        placed.in_group = choice.in_group;
        const GanttRow& row = chart.rows[choice.row];
        if (choice.folded)
            place_lanes(portfolio, chart, layout.scale, placed);
        else
            place_bars(portfolio, row, layout.scale, placed);
        if (chart.baseline && (choice.folded || row.level == 0))
            placed.former_cutover = former_cutover(portfolio, chart, choice.row, layout.scale);
        if (!choice.folded && chart.baseline) place_former(chart, row, layout.scale, placed, dropped[choice.row]);
        place_bridges(portfolio, chart, layout.scale, placed);
        if (row.cutover_start) {
            const double x = layout.scale.start_of(*row.cutover_start);
            placed.cutover = Stretch{x, layout.scale.end_of(*row.cutover_finish) - x};
        }
        y += placed.height;
        layout.rows.push_back(std::move(placed));
    }
    layout.body_bottom = y;
    place_loads(layout, chart, std::move(loads), language);
    layout.height = y + load_height(layout.loads.size()) + page.foot_height + page.margin;

    place_header(layout, chart, language);
    for (std::size_t index = 0; index < chart.bands.size(); ++index) {
        const double x = layout.scale.start_of(std::max(chart.bands[index].start, chart.first));
        const double right = layout.scale.end_of(std::min(chart.bands[index].finish, chart.last));
        if (right > x) layout.bands.push_back({index, x, right - x});
    }
    if (chart.today) layout.today = (layout.scale.start_of(*chart.today) + layout.scale.end_of(*chart.today)) / 2;
    return layout;
}

}  // namespace plan
