#include "libplan/schedule/assembly.hpp"

#include "libplan/base/text.hpp"
#include "libplan/schedule/explanation.hpp"
#include "libplan/schedule/reason_texts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

double printed(double value) {
    return std::round(value * 1e6) / 1e6;
}

class Assembly {
public:
    Assembly(const Portfolio& portfolio, const PlanSettings& settings, const std::vector<ResolvedFlow>& flows,
             const MigrationSolution& solution)
        : portfolio_(portfolio),
          settings_(settings),
          flows_(flows),
          solution_(solution),
          migration_(*solution.migration),
          schedule_(solution.schedule),
          network_(migration_.problem),
          objective_(portfolio, migration_, flows, settings.weights),
          explanation_(portfolio, migration_, network_, objective_, schedule_, settings.language),
          finish_(schedule_.finish()),
          numbers_(wave_numbers(migration_, schedule_)) {}

    PlanRecords run() {
        add_tasks();
        add_waves();
        add_bridges();
        add_plan();
        add_planned();
        return std::move(records_);
    }

private:
    Date date(Day day) const { return migration_.start + day; }
    const Application& application(int index) const { return portfolio_.applications[at(index)]; }
    int wave_of(int index) const {
        const int window = window_of(migration_, schedule_, index);
        return window < 0 ? 0 : numbers_[at(window)];
    }
    Reason reason(const ReasonText& text, ReasonArguments args, std::vector<std::string> path = {}) const {
        return make_reason(text, settings_.language, std::move(args), std::move(path));
    }

    void add_tasks() {
        const std::vector<Float> floats = explanation_.floats();
        for (int i = 0; i < static_cast<int>(migration_.tasks.size()); ++i) {
            const MigrationTask& what = migration_.tasks[at(i)];
            const ModeDetail& mode = migration_.mode_details[at(schedule_.mode[at(i)])];
            Task task;
            task.id = explanation_.task_id(i);
            task.phase = what.phase;
            task.effort_days = what.effort_days;
            task.duration_days = mode.duration_days;
            task.people = mode.people;
            if (mode.team >= 0) task.team = migration_.teams[at(mode.team)].id;
            if (what.application >= 0) {
                task.application = application(what.application).id;
                task.group = application(what.application).group;
                if (const int wave = wave_of(what.application)) task.wave = wave;
            } else {
                task.target = portfolio_.targets[at(what.target)].id;
            }
            task.start = date(schedule_.start[at(i)]);
            task.finish = date(schedule_.end[at(i)] - 1);
            task.predecessors = predecessors_of(i);
            task.slack_days = floats[at(i)].slack_days;
            task.critical = floats[at(i)].critical;
            task.status = TaskStatus::planned;
            if (migration_.settled(i)) {
                const Task& fact = *migration_.earlier[at(i)].record;
                task.status = fact.status;
                task.actual_start = fact.actual_start;
                task.actual_finish = fact.actual_finish;
            }
            task.because = explanation_.why_not_earlier(i);
            records_.tasks.push_back(std::move(task));
        }
    }

    /// In the order of the arcs. A group's milestone stands for the tests of its members: all of them where they are
    /// few, else the one that finishes last, because a list for each member of each other one has no end.
    std::vector<std::string> predecessors_of(int task) const {
        constexpr int many = 50;
        std::vector<std::string> ids;
        std::set<int> seen;
        const auto add = [&](int activity) {
            if (seen.insert(activity).second) ids.push_back(explanation_.task_id(activity));
        };
        for (const int* i = network_.arcs_into().begin(task); i != network_.arcs_into().end(task); ++i) {
            const int from = migration_.problem.arcs[at(*i)].from;
            if (from < static_cast<int>(migration_.tasks.size())) {
                add(from);
                continue;
            }
            const int *const first = network_.arcs_into().begin(from), *const last = network_.arcs_into().end(from);
            if (last - first > many) {
                add(explanation_.source_of(*i));
                continue;
            }
            for (const int* j = first; j != last; ++j) add(migration_.problem.arcs[at(*j)].from);
        }
        return ids;
    }

    void add_waves() {
        for (std::size_t w = 0; w < numbers_.size(); ++w) {
            if (numbers_[w] == 0) continue;
            const CutoverWindow& window = migration_.windows[w];
            Wave wave;
            wave.number = numbers_[w];
            wave.id = "wave-" + std::to_string(wave.number);
            wave.window = window.id;
            wave.start = window.start;
            wave.finish = window.finish;
            records_.waves.push_back(std::move(wave));
        }
        std::vector<std::vector<int>> members(records_.waves.size());
        for (int i = 0; i < static_cast<int>(migration_.applications.size()); ++i)
            if (const int wave = wave_of(i)) members[at(wave) - 1].push_back(i);
        for (std::size_t w = 0; w < members.size(); ++w) fill_wave(records_.waves[w], members[w]);
    }

    void fill_wave(Wave& wave, const std::vector<int>& members) const {
        std::set<std::string_view> groups;
        for (const int member : members) {
            wave.applications.push_back(application(member).id);
            const std::string& group = application(member).group;
            if (!group.empty() && groups.insert(group).second) wave.groups.push_back(group);
            const ApplicationTasks& tasks = migration_.applications[at(member)];
            for (int task = tasks.task_begin; task < tasks.task_end; ++task)
                wave.effort_days += migration_.tasks[at(task)].effort_days;
        }
        wave.effort_days = printed(wave.effort_days);
        explain_wave(wave, members);
    }

    void explain_wave(Wave& wave, const std::vector<int>& members) const {
        namespace say = schedule_reasons;
        wave.because.push_back(reason(say::wave, {{"applications", std::to_string(members.size())},
                                                  {"window", wave.window},
                                                  {"start", wave.start.to_iso()},
                                                  {"finish", wave.finish.to_iso()}}));
        int last = -1, due = members.front();
        for (const int member : members) {
            const int before = migration_.applications[at(member)].cutover - 1;
            const bool own = before >= migration_.applications[at(member)].task_begin;
            if (own && (last < 0 || schedule_.end[at(before)] > schedule_.end[at(last)])) last = before;
            if (objective_.due(member) < objective_.due(due)) due = member;
        }
        if (last >= 0)
            wave.because.push_back(reason(say::wave_ready,
                                          {{"application", application(migration_.tasks[at(last)].application).id},
                                           {"task", explanation_.task_id(last)},
                                           {"date", explanation_.date_before(schedule_.end[at(last)])}},
                                          {explanation_.task_id(last)}));
        const int window = window_of(migration_, schedule_, members.front());
        const int limit = migration_.problem.windows[at(window)].capacity;
        if (static_cast<std::int64_t>(members.size()) >= limit)
            wave.because.push_back(reason(say::wave_full, {{"limit", std::to_string(limit)}}));
        if (objective_.due(due) < schedule::never / 2)
            wave.because.push_back(reason(
                say::wave_due, {{"application", application(due).id}, {"date", date(objective_.due(due)).to_iso()}},
                {application(due).id}));
    }

    void add_bridges() {
        std::map<std::pair<int, int>, std::vector<const Flow*>> carried;
        for (const ResolvedFlow& flow : flows_)
            carried[{static_cast<int>(flow.from), static_cast<int>(flow.to)}].push_back(&portfolio_.flows[flow.flow]);
        for (const BridgePair& pair : objective_.pairs()) {
            const auto span = objective_.span(pair, schedule_, finish_);
            if (!span) continue;
            Bridge bridge;
            bridge.from = application(pair.from).id;
            bridge.to = application(pair.to).id;
            bridge.start = date(span->start);
            bridge.finish = date(span->finish);
            bridge.days = span->finish - span->start + 1;
            bridge.weight = printed(pair.weight);
            bridge.flows = pair.flows;
            bridge.because.push_back(explain_bridge(pair, *span));
            bridge.because.push_back(
                explain_coupling(settings_.weights.coupling, carried[{pair.from, pair.to}], settings_.language));
            records_.bridges.push_back(std::move(bridge));
        }
    }

    Reason explain_bridge(const BridgePair& pair, const BridgeSpan& span) const {
        namespace say = schedule_reasons;
        const int other = span.first_mover == pair.from ? pair.to : pair.from;
        const ApplicationTasks& tasks = migration_.applications[at(other)];
        const bool project = migration_.applications[at(span.first_mover)].fate == Fate::project;
        const ReasonText& text = project                                          ? say::bridge_project
                                 : tasks.fate == Fate::moves                      ? say::bridge_both_move
                                 : tasks.fate == Fate::retires && tasks.move >= 0 ? say::bridge_retired
                                                                                  : say::bridge_stays;
        return reason(text,
                      {{"first", application(span.first_mover).id},
                       {"other", application(other).id},
                       {"date", date(project ? span.start : span.start - 1).to_iso()},
                       {"until", date(span.finish).to_iso()}},
                      {application(pair.from).id, application(pair.to).id});
    }

    void add_plan() {
        Plan& plan = records_.plan;
        add_settings(plan);
        plan.seed = settings_.seed;
        plan.start = migration_.start;
        plan.finish = finish_ > 0 ? date(finish_ - 1) : migration_.start;
        plan.objective = objective_.terms(schedule_);
        Objective& objective = plan.objective;
        for (double* term : {&objective.lateness, &objective.exposure, &objective.bridges, &objective.makespan_days,
                             &objective.disruption, &objective.total})
            *term = printed(*term);
        plan.lower_bound = std::min(std::floor(solution_.lower_bound.total * 1e6 + 1e-3) / 1e6, objective.total);
        plan.gap = plan.lower_bound > 0 ? printed((objective.total - plan.lower_bound) / plan.lower_bound) : 0;
    }

    void add_settings(Plan& plan) const {
        const auto add = [&](std::string name, std::string value) {
            plan.settings.emplace_back(std::move(name), std::move(value));
        };
        const ObjectiveWeights& weights = settings_.weights;
        if (settings_.as_of) add("as_of", settings_.as_of->to_iso());
        if (settings_.baseline && !solution_.unchanged) add("baseline", settings_.baseline->name);
        add("horizon_months", std::to_string(settings_.horizon_months));
        if (settings_.schedules) add("schedules", std::to_string(*settings_.schedules));
        if (settings_.seconds) add("seconds", number_text(*settings_.seconds));
        add("weight_lateness", number_text(weights.lateness));
        add("weight_exposure", number_text(weights.exposure));
        add("weight_bridges", number_text(weights.bridges));
        add("weight_makespan", number_text(weights.makespan));
        add("weight_disruption", number_text(weights.disruption));
        add("lateness_weight_deadline", number_text(weights.lateness_deadline));
        add("lateness_weight_contract_end", number_text(weights.lateness_contract_end));
        add("lateness_weight_derogation", number_text(weights.lateness_derogation));
        for (const auto& [name, weight] : weights.exposure_of_class)
            add("exposure_weight_" + name, number_text(weight));
        for (auto& [name, value] : coupling_settings(weights.coupling)) add(std::move(name), std::move(value));
    }

    void add_planned() {
        std::map<std::string_view, std::vector<int>> members;
        for (const std::vector<int>& group : migration_.groups)
            for (const int i : group)
                if (!application(i).group.empty()) members[application(i).group].push_back(i);
        const std::vector<std::vector<std::string>> before = must_come_first();
        records_.planned.resize(portfolio_.applications.size());
        for (int i = 0; i < static_cast<int>(records_.planned.size()); ++i) {
            Planned planned;
            const ApplicationTasks& tasks = migration_.applications[at(i)];
            if (tasks.fate == Fate::moves) {
                planned.wave = wave_of(i);
                planned.cutover = date(schedule_.end[at(tasks.cutover)] - 1);
                const auto group = members.find(application(i).group);
                if (group != members.end())
                    for (const int other : group->second)
                        if (other != i) planned.with.push_back(application(other).id);
                planned.alone = planned.with.empty();
            }
            planned.before = before[at(i)];
            planned.because.push_back(explain_fate(i));
            records_.planned[at(i)] = std::move(planned);
        }
        for (const Bridge& bridge : records_.bridges) {
            records_.planned[*portfolio_.application_index(bridge.from)].bridges.push_back(
                {bridge.to, bridge.start, bridge.finish});
            records_.planned[*portfolio_.application_index(bridge.to)].bridges.push_back(
                {bridge.from, bridge.start, bridge.finish});
        }
    }

    /// By application: those that `before` constraints put right before it, hard or soft.
    std::vector<std::vector<std::string>> must_come_first() const {
        std::vector<std::vector<std::string>> before(portfolio_.applications.size());
        for (const Constraint& constraint : portfolio_.constraints) {
            if (constraint.kind != ConstraintKind::before) continue;
            int previous = -1;
            for (const std::string& id : constraint.applications) {
                const auto index = portfolio_.application_index(id);
                if (!index || migration_.applications[*index].move < 0) continue;
                if (previous >= 0) {
                    std::vector<std::string>& ids = before[*index];
                    if (std::find(ids.begin(), ids.end(), application(previous).id) == ids.end())
                        ids.push_back(application(previous).id);
                }
                previous = static_cast<int>(*index);
            }
        }
        return before;
    }

    Reason explain_fate(int i) const {
        namespace say = schedule_reasons;
        switch (migration_.applications[at(i)].fate) {
            case Fate::retires:
                return reason(say::planned_retire, {});
            case Fate::retained:
                return reason(say::not_planned_retained, {});
            case Fate::undecided:
                return reason(say::not_planned_undecided, {});
            case Fate::no_target:
                return reason(say::not_planned_no_target, {});
            case Fate::no_effort:
                return reason(say::not_planned_no_effort, {});
            case Fate::project:
                return explain_project(application(i));
            case Fate::moves:
                break;
        }
        const int window = window_of(migration_, schedule_, i);
        return reason(say::planned,
                      {{"wave", std::to_string(wave_of(i))}, {"window", migration_.windows[at(window)].id}},
                      {explanation_.task_id(migration_.applications[at(i)].cutover)});
    }

    Reason explain_project(const Application& project) const {
        namespace say = schedule_reasons;
        const std::string target = project.hosting ? project.hosting->target : std::string();
        if (target.empty()) return reason(say::not_planned_project_unplaced, {});
        if (!project.go_live) return reason(say::not_planned_project_undated, {{"target", target}});
        return reason(say::not_planned_project, {{"target", target}, {"date", project.go_live->to_iso()}});
    }

    const Portfolio& portfolio_;
    const PlanSettings& settings_;
    const std::vector<ResolvedFlow>& flows_;
    const MigrationSolution& solution_;
    const MigrationProblem& migration_;
    const schedule::Schedule& schedule_;
    schedule::Network network_;
    ObjectiveModel objective_;
    Explanation explanation_;
    Day finish_;
    std::vector<int> numbers_;
    PlanRecords records_;
};

}  // namespace

PlanRecords assemble_plan(const Portfolio& portfolio, const PlanSettings& settings,
                          const std::vector<ResolvedFlow>& flows, const MigrationSolution& solution) {
    return Assembly(portfolio, settings, flows, solution).run();
}

}  // namespace plan
