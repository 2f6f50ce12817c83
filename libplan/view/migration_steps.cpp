#include "libplan/view/migration_steps.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plan {

namespace {

bool moves(const SystemStates& states, std::size_t application) {
    const Whereabouts& where = states.whereabouts()[application];
    return where.arrives && states.places()[where.after].kind == PlaceKind::target &&
           states.places()[where.before].kind != PlaceKind::not_yet;
}

/// One for each wave, on the day after its last cut-over.
std::vector<MigrationStep> after_waves(const Portfolio& portfolio, const SystemStates& states) {
    std::map<std::int64_t, MigrationStep> waves;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (!moves(states, index) || !application.planned->wave) continue;
        const Date day = *states.whereabouts()[index].arrives;
        MigrationStep& step =
            waves.try_emplace(*application.planned->wave, MigrationStep{day, {}, {}, {}, {}}).first->second;
        step.day = std::max(step.day, day);
        step.wave = application.planned->wave;
        step.start = std::min(step.start.value_or(day - 1), day - 1);
        step.finish = step.day - 1;
    }
    for (const Task& task : portfolio.tasks) {
        if (task.phase != Phase::cutover || !task.wave) continue;
        if (const auto step = waves.find(*task.wave); step != waves.end())
            step->second.start = std::min(*step->second.start, task.start);
    }
    std::vector<MigrationStep> steps;
    for (auto& [number, step] : waves) steps.push_back(std::move(step));
    std::ranges::stable_sort(steps, {}, &MigrationStep::day);
    return steps;
}

/// The days on which the plan begins and ends, of what is known.
struct PlanSpan {
    std::optional<Date> first, last;

    void hold(Date day) {
        first = std::min(first.value_or(day), day);
        last = std::max(last.value_or(day), day);
    }
};

PlanSpan span_of(const Portfolio& portfolio, const SystemStates& states) {
    PlanSpan span;
    if (!portfolio.plans.empty()) {
        span.hold(portfolio.plans.back().start);
        span.hold(portfolio.plans.back().finish);
    }
    for (const Whereabouts& where : states.whereabouts())
        if (where.arrives) {
            span.hold(*where.arrives - 1);
            span.hold(*where.arrives);
        }
    for (const Task& task : portfolio.tasks) {
        span.hold(task.start);
        span.hold(std::max(task.start, task.finish));
    }
    return span;
}

void count(MigrationSteps& all) {
    std::vector<bool> before(all.bridges.size(), false);
    for (std::size_t number = 0; number < all.steps.size(); ++number) {
        MigrationStep& step = all.steps[number];
        const auto& whereabouts = all.states.whereabouts();
        for (std::uint32_t application = 0; application < whereabouts.size(); ++application) {
            const Whereabouts& where = whereabouts[application];
            if (moves(all.states, application) && *where.arrives <= step.day) ++step.moved;
            if (number > 0 && where.on(step.day) != where.on(all.steps[number - 1].day))
                step.arrivals.push_back(application);
        }
        for (std::size_t bridge = 0; bridge < all.bridges.size(); ++bridge) {
            const bool held = all.bridges[bridge].start <= step.day && step.day <= all.bridges[bridge].finish;
            step.held += held ? 1 : 0;
            step.opened += held && !before[bridge] ? 1 : 0;
            step.closed += !held && before[bridge] ? 1 : 0;
            before[bridge] = held;
        }
    }
}

}  // namespace

std::size_t MigrationSteps::step_on(Date day) const {
    std::size_t found = 0;
    for (std::size_t number = 0; number < steps.size(); ++number)
        if (steps[number].day <= day) found = number;
    return found;
}

MigrationSteps migration_steps(const Portfolio& portfolio, Language language, const Report& report) {
    MigrationSteps all{SystemStates(portfolio, language), known_bridges(portfolio, report), {}, 0, {}};
    all.peak = bridge_peak(all.bridges);
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (moves(all.states, application)) ++all.moving;
    all.steps = after_waves(portfolio, all.states);
    const PlanSpan span = span_of(portfolio, all.states);
    // A wave that is done before the plan begins is part of what is there at first.
    const Date first = std::min(span.first.value_or(Date()),
                                all.steps.empty() ? span.first.value_or(Date()) : *all.steps.front().start - 1);
    MigrationStep begin, end;
    begin.day = first;
    end.day = span.last.value_or(first);
    all.steps.insert(all.steps.begin(), begin);
    if (end.day > all.steps.back().day) all.steps.push_back(end);
    count(all);
    return all;
}

std::string step_name(const MigrationSteps& steps, std::size_t step, Language language) {
    if (steps.steps[step].wave)
        return fmt::format(fmt::runtime(Words{"Après la vague {}", "After wave {}"}.in(language)),
                           *steps.steps[step].wave);
    if (step == 0) return std::string(Words{"Avant la première vague", "Before the first wave"}.in(language));
    return std::string(Words{"À la fin du plan", "At the end of the plan"}.in(language));
}

}  // namespace plan
