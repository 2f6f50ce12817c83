#include "libplan/view/project_outline.hpp"

#include "libplan/record/defaults.hpp"
#include "libplan/view/table_builder.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace plan {

namespace {

class OutlineBuilder {
public:
    OutlineBuilder(const Portfolio& portfolio, Language language)
        : portfolio_(portfolio),
          language_(language),
          chart_(gantt_rows(portfolio, std::nullopt, language)),
          calendars_(portfolio, chart_, language) {}

    ProjectOutline build() {
        add_teams();
        std::map<std::size_t, std::size_t> items_of_rows;
        for (std::size_t index = 0; index < chart_.rows.size(); ++index) {
            const GanttRow& row = chart_.rows[index];
            if (!row.start) continue;  // nothing is done there
            const auto above = row.parent ? items_of_rows.find(*row.parent) : items_of_rows.end();
            const std::size_t summary =
                add_summary(row, above == items_of_rows.end() ? std::nullopt : std::optional(above->second));
            items_of_rows.emplace(index, summary);
            for (const std::size_t task : row.tasks) add_task(task, row, summary);
        }
        link_tasks();
        number_items();
        outline_.calendars = calendars_.all();
        for (OutlineItem& item : outline_.items) item.worked_days = worked_days(item);
        outline_.title = Words{"Plan de migration", "Migration plan"}.in(language_);
        outline_.start = outline_.finish = outline_.items.front().start;
        for (const OutlineItem& item : outline_.items) {
            outline_.start = std::min(outline_.start, item.start);
            outline_.finish = std::max(outline_.finish, item.finish);
        }
        outline_.chart = std::move(chart_);
        return std::move(outline_);
    }

private:
    void add_teams() {
        std::set<std::string_view> used;
        for (const Task& task : portfolio_.tasks)
            if (!task.team.empty()) used.insert(task.team);
        for (const Team& team : teams_or_default(portfolio_))
            if (used.contains(team.id)) add_team(team);
        for (const std::string_view id : used) {
            if (teams_.contains(id)) continue;
            Team unknown;
            unknown.id = id;
            add_team(unknown);
        }
    }

    void add_team(const Team& team) {
        if (!teams_.emplace(team.id, outline_.teams.size()).second) return;
        records_.push_back(team);
        outline_.teams.push_back({team.id, visible_text(team.name.empty() ? team.id : team.name), team.capacity_people,
                                  calendars_.of_team(team), team.from, team.until});
    }

    std::size_t add_summary(const GanttRow& row, std::optional<std::size_t> parent) {
        OutlineItem& item = add_item(row, parent);
        item.name = row.label;
        item.id = row.id;
        item.start = *row.start;
        item.finish = *row.finish;
        return outline_.items.size() - 1;
    }

    void add_task(std::size_t index, const GanttRow& row, std::size_t summary) {
        const Task& task = portfolio_.tasks[index];
        OutlineItem& item = add_item(row, summary);
        item.name = name_of(task.phase, language_);
        if (!row.label.empty()) item.name += (item.name.empty() ? "" : " – ") + row.label;
        item.id = task.id;
        item.task = index;
        item.start = task.start;
        item.finish = last_day(task);
        const auto team = teams_.find(task.team);
        if (team != teams_.end()) item.team = team->second;
        item.calendar = calendars_.of_phase(item.team ? records_[*item.team] : Team(), task.phase);
        items_of_tasks_.emplace(task.id, outline_.items.size() - 1);
    }

    OutlineItem& add_item(const GanttRow& row, std::optional<std::size_t> parent) {
        OutlineItem& item = outline_.items.emplace_back();
        item.kind = row.kind;
        item.application = row.application;
        item.parent = parent;
        if (parent) item.level = outline_.items[*parent].level + 1;
        return item;
    }

    /// The lags of `before` constraints, between the moves of applications that follow each other in them.
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> lags() const {
        std::unordered_map<std::string_view, std::size_t> moves;
        for (std::size_t index = 0; index < outline_.items.size(); ++index) {
            const OutlineItem& item = outline_.items[index];
            if (!item.task) continue;
            const Task& task = portfolio_.tasks[*item.task];
            if (task.phase == Phase::cutover) moves[task.application] = index;
            // What retires has no cut-over.
            if (task.phase == Phase::decommission) moves.try_emplace(task.application, index);
        }
        std::map<std::pair<std::size_t, std::size_t>, std::int64_t> found;
        for (const Constraint& constraint : portfolio_.constraints) {
            if (constraint.kind != ConstraintKind::before || constraint.lag_days.value_or(0) <= 0) continue;
            std::optional<std::size_t> earlier;
            for (const std::string& id : constraint.applications) {
                const auto move = moves.find(id);
                if (move == moves.end()) continue;
                if (earlier) {
                    std::int64_t& lag = found[{*earlier, move->second}];
                    lag = std::max(lag, *constraint.lag_days);
                }
                earlier = move->second;
            }
        }
        return found;
    }

    void link_tasks() {
        const auto known_lags = lags();
        for (std::size_t index = 0; index < outline_.items.size(); ++index) {
            OutlineItem& item = outline_.items[index];
            if (!item.task) continue;
            std::set<std::size_t> seen;
            for (const std::string& id : portfolio_.tasks[*item.task].predecessors) {
                const auto found = items_of_tasks_.find(id);
                if (found == items_of_tasks_.end() || !seen.insert(found->second).second) continue;
                const int between = item.start - outline_.items[found->second].finish - 1;
                if (between < 0) continue;
                const auto lag = known_lags.find({found->second, index});
                const bool kept = lag != known_lags.end() && lag->second <= between;
                item.links.push_back({found->second, kept ? lag->second : 0});
            }
        }
    }

    void number_items() {
        std::map<std::optional<std::size_t>, int> children;
        for (OutlineItem& item : outline_.items) {
            const int place = ++children[item.parent];
            item.wbs = (item.parent ? outline_.items[*item.parent].wbs + "." : "") + std::to_string(place);
        }
    }

    [[nodiscard]] int worked_days(const OutlineItem& item) const {
        std::size_t calendar = item.calendar.value_or(item.team ? outline_.teams[*item.team].calendar : 0);
        return std::max(1, outline_.calendars[calendar].worked_days(item.start, item.finish));
    }

    const Portfolio& portfolio_;
    Language language_;
    GanttRows chart_;
    ProjectCalendars calendars_;
    ProjectOutline outline_;
    std::vector<Team> records_;  ///< of outline_.teams
    std::map<std::string, std::size_t, std::less<>> teams_;
    std::unordered_map<std::string_view, std::size_t> items_of_tasks_;
};

}  // namespace

ProjectOutline project_outline(const Portfolio& portfolio, Language language) {
    return OutlineBuilder(portfolio, language).build();
}

double people_of(const Task& task) {
    return std::max(task.people, 0.0);
}

std::string task_notes(const Portfolio& portfolio, const Task& task, Language language) {
    const bool french = language == Language::french;
    const auto line = [](std::string& notes, std::string_view label, std::string_view text) {
        if (text.empty()) return;
        if (!notes.empty()) notes += '\n';
        notes += label;
        notes += text;
    };
    std::string notes;
    line(notes, french ? "Code\u00a0: " : "Id: ", visible_text(task.id));
    line(notes, french ? "Charge\u00a0: " : "Effort: ",
         quantity_text(task.effort_days, 2, language) + (french ? "\u00a0j.-pers." : "\u00a0person-days"));
    if (const auto index = portfolio.application_index(task.application)) {
        const Cell found = class_cell(portfolio.applications[*index], language);
        if (const auto* text = std::get_if<std::string>(&found))
            line(notes, french ? "Classe\u00a0: " : "Class: ", visible_text(*text));
    }
    const Cell reasons = reasons_cell(task.because);
    if (const auto* text = std::get_if<std::string>(&reasons))
        line(notes, french ? "Pourquoi pas plus tôt\u00a0: " : "Why not earlier: ", visible_text(*text));
    return notes;
}

}  // namespace plan
