#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

/// Cut-overs lie in usable windows, groups stay whole, and the waves are the windows in use, numbered by date.
namespace plan {

namespace {

class WaveChecks {
public:
    WaveChecks(const PlanFacts& facts, PlanFindings& findings) : facts_(facts), findings_(findings) {}

    void tasks();
    void room();
    void groups();
    void numbers();
    void contents();

private:
    void cutover(const Task& task, const Journey& journey);
    void group_in_one_window(std::string_view group, const std::vector<std::size_t>& members);
    void group_tested(std::string_view group, const std::vector<std::size_t>& members);
    void lists(std::size_t wave, const std::vector<std::size_t>& members);
    void compare(std::size_t wave, std::string_view what, const std::vector<std::string>& listed,
                 const std::set<std::string_view>& expected);
    [[nodiscard]] const std::string& id(std::size_t application) const {
        return facts_.portfolio.applications[application].id;
    }
    void add(PlanFinding finding, std::size_t wave, std::vector<std::string> arguments) {
        findings_.add(finding, facts_.portfolio.where(RecordType::wave, wave), std::move(arguments));
    }

    const PlanFacts& facts_;
    PlanFindings& findings_;
};

/// Every task of an application that cuts over belongs to the wave of its cut-over, and no other task to any.
void WaveChecks::tasks() {
    for (const Task& task : facts_.portfolio.tasks) {
        const auto index = facts_.portfolio.application_index(task.application);
        if (!task.application.empty() && !index) continue;
        const Journey* journey = index ? &facts_.journeys[*index] : nullptr;
        if (!journey || !journey->cuts_over()) {
            if (task.wave)
                findings_.add(PlanFinding::wave_not_due, facts_.where(task), {task.id, std::to_string(*task.wave)});
        } else if (&task == journey->move) {
            cutover(task, *journey);
        } else if (task.wave != journey->move->wave) {
            const auto text = [](const std::optional<std::int64_t>& wave) {
                return wave ? std::to_string(*wave) : std::string("-");
            };
            findings_.add(PlanFinding::wrong_wave, facts_.where(task),
                          {task.id, text(task.wave), text(journey->move->wave)});
        }
    }
}

void WaveChecks::cutover(const Task& task, const Journey& journey) {
    if (!task.wave) {
        findings_.add(PlanFinding::no_wave, facts_.where(task), {task.id});
        return;
    }
    if (!journey.wave)
        findings_.add(PlanFinding::unknown_wave, facts_.where(task), {task.id, std::to_string(*task.wave)});
    const CutoverWindow* window = journey.window;
    if (!window || is_settled(task) || (task.start >= window->start && task.finish <= window->finish)) return;
    findings_.add(PlanFinding::outside_window, facts_.where(task),
                  {task.id, task.start.to_iso(), task.finish.to_iso(), window->id, window->start.to_iso(),
                   window->finish.to_iso()});
}

void WaveChecks::room() {
    std::map<std::string_view, std::int64_t> used;
    for (const Journey& journey : facts_.journeys)
        if (journey.window) ++used[journey.window->id];
    for (const CutoverWindow& window : facts_.windows) {
        const auto use = used.find(window.id);
        if (use == used.end() || !window.max_applications || use->second <= *window.max_applications) continue;
        findings_.add(PlanFinding::window_full, {},
                      {std::to_string(use->second), window.id, std::to_string(*window.max_applications)});
        used.erase(use);  // several calendars may repeat the window
    }
}

void WaveChecks::groups() {
    for (const auto& [group, members] : facts_.groups()) {
        group_in_one_window(group, members);
        group_tested(group, members);
    }
}

void WaveChecks::group_in_one_window(std::string_view group, const std::vector<std::size_t>& members) {
    const Journey& first = facts_.journeys[members.front()];
    for (const std::size_t member : members) {
        const Journey& journey = facts_.journeys[member];
        if (!first.window || !journey.window || journey.window == first.window) continue;
        findings_.add(PlanFinding::group_split, facts_.where(*journey.move),
                      {id(members.front()), id(member), std::string(group), first.window->id, journey.window->id});
    }
}

/// The latest test of the group is enough to compare with.
void WaveChecks::group_tested(std::string_view group, const std::vector<std::size_t>& members) {
    const Task* last = nullptr;
    std::size_t tested = 0;
    for (const std::size_t member : members) {
        const Task* test = facts_.journeys[member].task(Phase::test);
        if (!test || (last && test->finish <= last->finish)) continue;
        last = test;
        tested = member;
    }
    if (!last) return;
    for (const std::size_t member : members) {
        const Task& move = *facts_.journeys[member].move;
        if (member == tested || move.start > last->finish || is_settled(move)) continue;
        findings_.add(PlanFinding::cutover_before_test, facts_.where(move),
                      {move.id, move.start.to_iso(), id(tested), std::string(group), last->finish.to_iso()});
    }
}

/// Waves are numbered by the start of their window, then its id; each window in use is one wave.
void WaveChecks::numbers() {
    const std::vector<Wave>& waves = facts_.portfolio.waves;
    std::map<std::string_view, const CutoverWindow*> usable;
    for (const CutoverWindow& window : facts_.windows) usable.emplace(window.id, &window);
    std::map<std::tuple<Date, std::string_view>, std::size_t> by_date;
    for (std::size_t index = 0; index < waves.size(); ++index) {
        const Wave& wave = waves[index];
        const auto window = usable.find(wave.window);
        if (window == usable.end()) add(PlanFinding::unusable_window, index, {wave.id, wave.window});
        const Date start = window == usable.end() ? wave.start : window->second->start;
        const auto [first, added] = by_date.emplace(std::tuple(start, std::string_view(wave.window)), index);
        if (!added)
            add(PlanFinding::duplicate_wave, index,
                {std::to_string(wave.number), facts_.portfolio.where(RecordType::wave, first->second).to_string()});
        if (window == usable.end()) continue;
        if (wave.start != window->second->start || wave.finish != window->second->finish)
            add(PlanFinding::wave_dates, index,
                {wave.id, wave.start.to_iso(), wave.finish.to_iso(), wave.window, window->second->start.to_iso(),
                 window->second->finish.to_iso()});
    }
    std::int64_t number = 0;
    for (const auto& [key, index] : by_date) {
        const Wave& wave = waves[index];
        if (wave.number != ++number)
            add(PlanFinding::wave_number, index, {wave.id, std::to_string(wave.number), std::to_string(number)});
        const std::string expected_id = "wave-" + std::to_string(wave.number);
        if (wave.id != expected_id)
            add(PlanFinding::wave_id, index, {std::to_string(wave.number), wave.id, expected_id});
    }
}

void WaveChecks::compare(std::size_t wave, std::string_view what, const std::vector<std::string>& listed,
                         const std::set<std::string_view>& expected) {
    const std::string& wave_id = facts_.portfolio.waves[wave].id;
    const std::set<std::string_view> given(listed.begin(), listed.end());
    for (const std::string_view name : given)
        if (expected.count(name) == 0)
            add(PlanFinding::wave_lists_too_much, wave, {wave_id, std::string(what), std::string(name)});
    for (const std::string_view name : expected)
        if (given.count(name) == 0)
            add(PlanFinding::wave_forgets, wave, {wave_id, std::string(what), std::string(name)});
}

void WaveChecks::lists(std::size_t wave, const std::vector<std::size_t>& members) {
    const Wave& record = facts_.portfolio.waves[wave];
    if (members.empty()) add(PlanFinding::wave_empty, wave, {record.id});
    std::set<std::string_view> applications, groups;
    double effort = 0;
    for (const std::size_t member : members) {
        const Application& application = facts_.portfolio.applications[member];
        applications.insert(application.id);
        // An application without a group may stand for its own.
        const bool listed = std::ranges::find(record.groups, application.id) != record.groups.end();
        if (!application.group.empty() || listed) groups.insert(facts_.group_of(member));
        for (const Task* task : facts_.journeys[member].tasks)
            if (task) effort += task->effort_days;
    }
    compare(wave, "application", record.applications, applications);
    compare(wave, "group", record.groups, groups);
    if (!nearly_equal(effort, record.effort_days))
        add(PlanFinding::wave_effort, wave, {record.id, number_text(record.effort_days), number_text(effort)});
}

void WaveChecks::contents() {
    const std::vector<Wave>& waves = facts_.portfolio.waves;
    std::vector<std::vector<std::size_t>> members(waves.size());
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index)
        if (const Wave* wave = facts_.journeys[index].wave)
            members[static_cast<std::size_t>(wave - waves.data())].push_back(index);
    for (std::size_t wave = 0; wave < waves.size(); ++wave) lists(wave, members[wave]);
}

}  // namespace

void check_waves(const PlanFacts& facts, PlanFindings& findings) {
    WaveChecks checks(facts, findings);
    checks.tasks();
    checks.room();
    checks.groups();
    checks.numbers();
    checks.contents();
}

}  // namespace plan
