#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <algorithm>
#include <map>
#include <set>

/// Capacity day by day. For each team the starts and ends of its tasks cut time into stretches in which the same tasks
/// run; within a stretch what is asked for changes only with the days that each phase works, so the sum is kept per
/// phase. O(n log n + days) for a team with n tasks.
namespace plan {

namespace {

class TeamLoad {
public:
    TeamLoad(const PlanFacts& facts, const Team& team, PlanFindings& findings)
        : facts_(facts), team_(team), findings_(findings), capacity_(team.capacity_people.value_or(1)) {}

    void add(const Task& task) {
        changes_.push_back({task.start, true, &task});
        changes_.push_back({task.finish + 1, false, &task});
    }
    void check();

private:
    struct Change {
        Date day;
        bool begins;
        const Task* task;
    };
    struct Running {
        double people = 0;
        std::size_t tasks = 0;
    };
    /// Days in a row on which too much is asked; days on which nothing is do not end it.
    struct Overload {
        Date first, last;
        double worst = 0;
        Date worst_day;
        std::string tasks;
    };

    void apply(const Change& change);
    void walk(Date from, Date to);
    [[nodiscard]] double asked_on(Date day) const;
    [[nodiscard]] std::string tasks_on(Date day) const;
    void close();

    const PlanFacts& facts_;
    const Team& team_;
    PlanFindings& findings_;
    double capacity_;
    std::vector<Change> changes_;
    std::map<Phase, Running> running_;
    std::set<std::size_t> tasks_;  ///< those that run, by their position in the stream
    std::optional<Overload> overload_;
};

void TeamLoad::apply(const Change& change) {
    Running& running = running_[change.task->phase];
    if (change.begins) {
        running.people += change.task->people;
        ++running.tasks;
        tasks_.insert(facts_.index_of(*change.task));
        return;
    }
    running.people -= change.task->people;
    if (--running.tasks == 0) running.people = 0;  // no rounding is carried on
    tasks_.erase(facts_.index_of(*change.task));
}

double TeamLoad::asked_on(Date day) const {
    const Calendar& calendar = facts_.calendar(&team_);
    double asked = 0;
    for (const auto& [phase, running] : running_)
        if (running.tasks > 0 && (phase == Phase::cutover || facts_.days(calendar, phase).worked(day)))
            asked += running.people;
    return asked;
}

std::string TeamLoad::tasks_on(Date day) const {
    constexpr std::size_t shown = 8;
    const Calendar& calendar = facts_.calendar(&team_);
    std::vector<std::string> ids;
    for (const std::size_t index : tasks_) {
        const Task& task = facts_.portfolio.tasks[index];
        if (task.phase != Phase::cutover && !facts_.days(calendar, task.phase).worked(day)) continue;
        ids.push_back(ids.size() == shown ? "…" : task.id);
        if (ids.size() > shown) break;
    }
    return join(ids, ", ");
}

void TeamLoad::walk(Date from, Date to) {
    double everything = 0;
    for (const auto& [phase, running] : running_) everything += running.people;
    const bool enough = everything <= capacity_ + 1e-6;
    for (Date day = from; day <= to; day = day + 1) {
        if (enough && !overload_) return;
        const double asked = asked_on(day);
        if (asked <= capacity_ + 1e-6) {
            if (asked > 0) close();
            continue;
        }
        if (!overload_) overload_ = {day, day, 0, day, {}};
        overload_->last = day;
        if (asked > overload_->worst + 1e-9) {
            overload_->worst = asked;
            overload_->worst_day = day;
            overload_->tasks = tasks_on(day);
        }
    }
}

void TeamLoad::close() {
    if (!overload_) return;
    findings_.add(PlanFinding::overload, {},
                  {team_.id, number_text(capacity_), number_text(overload_->worst), overload_->worst_day.to_iso(),
                   overload_->last.to_iso(), overload_->tasks});
    overload_.reset();
}

void TeamLoad::check() {
    std::ranges::stable_sort(changes_, [](const Change& a, const Change& b) {
        return std::pair(a.day, a.begins) < std::pair(b.day, b.begins);
    });
    for (std::size_t index = 0; index < changes_.size();) {
        const Date day = changes_[index].day;
        for (; index < changes_.size() && changes_[index].day == day; ++index) apply(changes_[index]);
        if (index < changes_.size()) walk(day, changes_[index].day - 1);
    }
    close();
}

}  // namespace

void check_capacity(const PlanFacts& facts, PlanFindings& findings) {
    std::vector<TeamLoad> loads;
    for (const Team& team : facts.teams) loads.emplace_back(facts, team, findings);
    for (const Task& task : facts.portfolio.tasks) {
        const Team* team = facts.team(task.team);
        const bool judged = team && !is_settled(task) && task.people > 0 && task.start <= task.finish;
        if (judged) loads[static_cast<std::size_t>(team - facts.teams.data())].add(task);
    }
    for (TeamLoad& load : loads) load.check();
}

}  // namespace plan
