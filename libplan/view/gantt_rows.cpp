#include "libplan/view/gantt_rows.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/working_calendar.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace plan {

namespace {

/// How far from the plan today may be and still be shown.
constexpr int today_margin_days = 62;

/// An application or a target with its tasks, before it has its place in the tree.
struct Leaf {
    std::string id;
    std::optional<std::size_t> application;
    std::vector<std::size_t> tasks;
    std::optional<std::int64_t> wave;
    std::string group;
    Date start;
};

class Builder {
public:
    Builder(const Portfolio& portfolio, Language language) : portfolio_(portfolio), language_(language) {
        for (std::size_t index = 0; index < portfolio.groups.size(); ++index)
            group_by_id_.emplace(portfolio.groups[index].id, index);
    }

    std::vector<GanttRow> build() {
        gather();
        section(RowKind::onboarding, Words{"Ouverture des cibles", "Target onboarding"}, targets_);
        for (auto& [number, leaves] : waves_) wave_section(number, leaves);
        section(RowKind::outside, Words{"Hors vague", "Outside waves"}, outside_);
        section(RowKind::staying, Words{"Sans déplacement", "Staying where they are"}, staying_);
        for (std::size_t index = rows_.size(); index-- > 0;) summarise(index);
        return std::move(rows_);
    }

private:
    void gather() {
        std::map<std::string_view, Leaf> leaves;
        std::map<std::string_view, Leaf> targets;
        for (std::size_t index = 0; index < portfolio_.tasks.size(); ++index) {
            const Task& task = portfolio_.tasks[index];
            Leaf& leaf = task.application.empty() ? targets[task.target] : leaves[task.application];
            leaf.tasks.push_back(index);
            if (task.wave) leaf.wave = task.wave;
            if (!task.group.empty()) leaf.group = task.group;
        }
        for (auto& [id, leaf] : targets) targets_.push_back(finished(id, std::move(leaf)));
        std::set<std::string_view> planned;
        for (auto& [id, leaf] : leaves) {
            leaf.application = portfolio_.application_index(id);
            if (leaf.application) {
                const Application& application = portfolio_.applications[*leaf.application];
                if (leaf.group.empty()) leaf.group = application.group;
                if (!leaf.wave && application.planned) leaf.wave = application.planned->wave;
            }
            auto& section = leaf.wave ? waves_[*leaf.wave] : outside_;
            section.push_back(finished(id, std::move(leaf)));
            planned.insert(id);
        }
        for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
            const Application& application = portfolio_.applications[index];
            if (planned.contains(application.id)) continue;
            staying_.push_back({application.id, index, {}, std::nullopt, "", Date()});
        }
    }

    Leaf finished(std::string_view id, Leaf leaf) const {
        leaf.id = id;
        std::ranges::sort(leaf.tasks, [this](std::size_t a, std::size_t b) {
            const Task &left = portfolio_.tasks[a], &right = portfolio_.tasks[b];
            return std::tie(left.start, left.finish, left.phase, a) <
                   std::tie(right.start, right.finish, right.phase, b);
        });
        leaf.start = portfolio_.tasks[leaf.tasks.front()].start;
        return leaf;
    }

    GanttRow& add(RowKind kind, int level, std::optional<std::size_t> parent) {
        GanttRow& row = rows_.emplace_back();
        row.kind = kind;
        row.level = level;
        row.parent = parent;
        return row;
    }

    void add_leaf(Leaf& leaf, std::size_t parent) {
        const RowKind kind = rows_[parent].kind == RowKind::onboarding ? RowKind::target : RowKind::application;
        const int level = rows_[parent].level + 1;
        GanttRow& row = add(kind, level, parent);
        row.id = leaf.id;
        row.application = leaf.application;
        row.label = kind == RowKind::target ? target_name(leaf.id) : leaf_name(leaf);
        row.wave = leaf.wave;
        row.applications = kind == RowKind::application ? 1 : 0;
        row.tasks = std::move(leaf.tasks);
    }

    std::string leaf_name(const Leaf& leaf) const {
        const std::string& name = leaf.application ? portfolio_.applications[*leaf.application].name : leaf.id;
        return visible_text(name.empty() ? leaf.id : name);
    }

    std::string target_name(const std::string& id) const {
        const auto target = std::ranges::find(portfolio_.targets, id, &Target::id);
        if (target == portfolio_.targets.end() || target->offer.empty()) return visible_text(id);
        if (target->provider.empty()) return visible_text(target->offer);
        return visible_text(target->provider + " – " + target->offer);
    }

    void section(RowKind kind, Words name, std::vector<Leaf>& leaves) {
        if (leaves.empty()) return;
        const std::size_t parent = rows_.size();
        add(kind, 0, std::nullopt).label = name.in(language_);
        std::ranges::sort(
            leaves, [](const Leaf& a, const Leaf& b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
        for (Leaf& leaf : leaves) add_leaf(leaf, parent);
    }

    void wave_section(std::int64_t number, std::vector<Leaf>& leaves) {
        const std::size_t parent = rows_.size();
        GanttRow& row = add(RowKind::wave, 0, std::nullopt);
        row.label = fmt::format("{} {}", language_ == Language::french ? "Vague" : "Wave", number);
        row.wave = number;
        const auto wave = std::ranges::find(portfolio_.waves, number, &Wave::number);
        if (wave != portfolio_.waves.end()) row.id = wave->id;

        // Applications without a group stand alone, each under a key of its own that no group id can equal.
        std::map<std::pair<bool, std::string>, std::vector<Leaf*>> by_group;
        for (Leaf& leaf : leaves)
            by_group[{leaf.group.empty(), leaf.group.empty() ? leaf.id : leaf.group}].push_back(&leaf);
        std::vector<std::pair<std::string, std::vector<Leaf*>>> ordered;
        for (auto& [key, members] : by_group) {
            std::ranges::sort(members, [](const Leaf* a, const Leaf* b) {
                return std::tie(a->start, a->id) < std::tie(b->start, b->id);
            });
            ordered.emplace_back(key.second, std::move(members));
        }
        std::ranges::stable_sort(ordered, {}, [](const auto& entry) { return entry.second.front()->start; });
        for (auto& [group, members] : ordered) {
            std::size_t above = parent;
            if (members.size() > 1) {
                above = rows_.size();
                group_row(group, members, parent);
            }
            for (Leaf* leaf : members) add_leaf(*leaf, above);
        }
    }

    /// A group without a name is called after its first application: "Paie + 2".
    void group_row(const std::string& id, const std::vector<Leaf*>& members, std::size_t parent) {
        GanttRow& row = add(RowKind::group, 1, parent);
        row.id = id;
        row.wave = rows_[parent].wave;
        const auto known = group_by_id_.find(id);
        if (known != group_by_id_.end() && !portfolio_.groups[known->second].name.empty())
            row.label = visible_text(portfolio_.groups[known->second].name);
        else
            row.label = fmt::format("{} + {}", leaf_name(*members.front()), members.size() - 1);
    }

    /// Children come after their parent, so a walk from the end meets them first.
    void summarise(std::size_t index) {
        GanttRow& row = rows_[index];
        row.end = std::max(row.end, index + 1);
        for (const std::size_t position : row.tasks) {
            const Task& task = portfolio_.tasks[position];
            extend(row.start, row.finish, task.start, last_day(task));
            if (task.phase == Phase::cutover) extend(row.cutover_start, row.cutover_finish, task.start, last_day(task));
            row.effort_days += task.effort_days;
        }
        if (!row.parent) return;
        GanttRow& parent = rows_[*row.parent];
        parent.end = std::max(parent.end, row.end);
        parent.applications += row.applications;
        parent.effort_days += row.effort_days;
        if (row.start) extend(parent.start, parent.finish, *row.start, *row.finish);
        if (row.cutover_start)
            extend(parent.cutover_start, parent.cutover_finish, *row.cutover_start, *row.cutover_finish);
    }

    static void extend(std::optional<Date>& start, std::optional<Date>& finish, Date from, Date to) {
        start = start ? std::min(*start, from) : from;
        finish = finish ? std::max(*finish, to) : to;
    }

    const Portfolio& portfolio_;
    Language language_;
    std::unordered_map<std::string_view, std::size_t> group_by_id_;
    std::vector<Leaf> targets_, outside_, staying_;
    std::map<std::int64_t, std::vector<Leaf>> waves_;
    std::vector<GanttRow> rows_;
};

Date first_of_month(Date date) {
    return date - (date.day() - 1);
}
Date last_of_month(Date date) {
    return first_of_month(date).plus_months(1) - 1;
}

void set_span(GanttRows& chart, std::optional<Date> today) {
    bool any = false;
    for (const GanttRow& row : chart.rows) {
        if (!row.start) continue;
        chart.first = any ? std::min(chart.first, *row.start) : *row.start;
        chart.last = any ? std::max(chart.last, *row.finish) : *row.finish;
        any = true;
    }
    if (chart.baseline) {
        const auto widen = [&chart](const DaySpan& span) {
            chart.first = std::min(chart.first, span.start);
            chart.last = std::max(chart.last, span.finish);
        };
        for (const auto& span : chart.baseline->tasks)
            if (span) widen(*span);
        for (const FormerTask& task : chart.baseline->dropped) widen(task.days);
    }
    if (today && *today >= chart.first - today_margin_days && *today <= chart.last + today_margin_days) {
        chart.today = today;
        chart.first = std::min(chart.first, *today);
        chart.last = std::max(chart.last, *today);
    }
    chart.first = first_of_month(chart.first);
    chart.last = last_of_month(chart.last);
}

void add_freezes(const Portfolio& portfolio, GanttRows& chart) {
    std::set<std::tuple<Date, Date, std::string>> seen;
    for (const Calendar& calendar : portfolio.calendars)
        for (const Freeze& freeze : calendar.freeze) {
            const Date start = std::max(freeze.start, chart.first), finish = std::min(freeze.finish, chart.last);
            if (start <= finish) seen.emplace(start, finish, visible_text(freeze.reason));
        }
    for (const auto& [start, finish, reason] : seen)
        chart.bands.push_back({BandKind::freeze, start, finish, reason, std::nullopt});
}

void add_holidays(const Portfolio& portfolio, GanttRows& chart) {
    std::map<Date, std::string> days;
    bool french = portfolio.calendars.empty();
    for (const Calendar& calendar : portfolio.calendars) {
        french = french || calendar.holidays == "FR";
        for (const Date date : calendar.extra_holidays) days.emplace(date, "");
    }
    if (french)
        for (int year = chart.first.year(); year <= chart.last.year(); ++year)
            for (const Holiday& holiday : french_holidays(year)) days[holiday.date] = holiday.name;
    for (const auto& [date, name] : days)
        if (date >= chart.first && date <= chart.last)
            chart.bands.push_back({BandKind::holiday, date, date, name, std::nullopt});
}

/// The windows in use, each as wide as declared, or as its cut-overs when no calendar declares it.
void add_windows(const Portfolio& portfolio, GanttRows& chart) {
    std::map<std::string, CutoverWindow> declared;
    for (const CutoverWindow& window : usable_windows(portfolio, chart.first, chart.last))
        declared.emplace(window.id, window);
    for (const GanttRow& row : chart.rows) {
        if (row.kind != RowKind::wave || !row.cutover_start) continue;
        DayBand band{BandKind::window, *row.cutover_start, *row.cutover_finish, row.label, row.wave};
        const auto wave = std::ranges::find(portfolio.waves, *row.wave, &Wave::number);
        if (wave != portfolio.waves.end())
            if (const auto known = declared.find(wave->window); known != declared.end()) {
                band.start = std::min(band.start, known->second.start);
                band.finish = std::max(band.finish, known->second.finish);
            }
        chart.bands.push_back(std::move(band));
    }
}

}  // namespace

Date last_day(const Task& task) {
    return std::max(task.start, task.finish);
}

RowIndex::RowIndex(const GanttRows& chart) {
    for (std::size_t index = 0; index < chart.rows.size(); ++index) {
        const GanttRow& row = chart.rows[index];
        if (row.kind == RowKind::application) applications_.emplace(row.id, index);
        if (row.kind == RowKind::target) targets_.emplace(row.id, index);
    }
}

std::optional<std::size_t> RowIndex::of(const FormerTask& task) const {
    const auto& rows = task.application.empty() ? targets_ : applications_;
    const auto found = rows.find(task.application.empty() ? task.target : task.application);
    return found == rows.end() ? std::nullopt : std::optional(found->second);
}

GanttRows gantt_rows(const Portfolio& portfolio, std::optional<Date> today, Language language,
                     std::optional<GanttBaseline> baseline) {
    if (portfolio.tasks.empty()) {
        Diagnostic diagnostic;
        diagnostic.code = "no-task";
        diagnostic.text = PLAN_TEXT("the stream holds no task, so there is no plan to draw: run plan-schedule first");
        throw Error(Failure::invalid_input, std::move(diagnostic));
    }
    GanttRows chart;
    chart.rows = Builder(portfolio, language).build();
    chart.baseline = std::move(baseline);
    set_span(chart, today);
    add_freezes(portfolio, chart);
    add_holidays(portfolio, chart);
    add_windows(portfolio, chart);
    chart.bridges.resize(portfolio.applications.size());
    for (std::size_t index = 0; index < portfolio.bridges.size(); ++index) {
        const Bridge& bridge = portfolio.bridges[index];
        for (const std::string& end : {bridge.from, bridge.to})
            if (const auto application = portfolio.application_index(end)) chart.bridges[*application].push_back(index);
    }
    return chart;
}

}  // namespace plan
