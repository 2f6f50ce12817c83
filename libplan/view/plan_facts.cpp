#include "libplan/view/plan_facts.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace plan {

namespace {

/// How far the end of the work moved, and how many tasks.
PlanFact baseline_fact(const GanttBaseline& baseline, Language language) {
    const auto say = [language](std::string_view french, std::string_view english) {
        return std::string(Words{french, english}.in(language));
    };
    const int shift = baseline.finish_shift;
    std::string value = shift == 0 ? say("même fin", "same end")
                                   : fmt::format("{}{}\u00a0{}", shift > 0 ? "+" : "\u2212", std::abs(shift),
                                                 say("j", std::abs(shift) == 1 ? "day" : "days"));
    const auto moved = static_cast<std::int64_t>(baseline.later + baseline.earlier);
    value += ", " + counted(moved, {"tâche déplacée", "task moved"}, {"tâches déplacées", "tasks moved"}, language);
    return {say("Face à la référence", "Against the baseline"), std::move(value)};
}

}  // namespace

std::vector<PlanFact> plan_facts(const Portfolio& portfolio, const GanttRows& chart, Language language) {
    const auto say = [language](std::string_view french, std::string_view english) {
        return std::string(Words{french, english}.in(language));
    };
    std::int64_t waves = 0, moving = 0;
    double effort = 0;
    std::optional<Date> start, finish;
    for (const GanttRow& row : chart.rows) {
        if (row.level != 0) continue;
        if (row.kind == RowKind::wave) {
            ++waves;
            moving += static_cast<std::int64_t>(row.applications);
        }
        effort += row.effort_days;
        if (row.start) {
            start = start ? std::min(*start, *row.start) : *row.start;
            finish = finish ? std::max(*finish, *row.finish) : *row.finish;
        }
    }
    std::vector<PlanFact> facts;
    facts.push_back({say("Applications", "Applications"),
                     count_text(static_cast<std::int64_t>(portfolio.applications.size()), language)});
    facts.push_back({say("Déplacées", "Moving"), count_text(moving, language)});
    facts.push_back({say("Vagues", "Waves"), count_text(waves, language)});
    if (start) facts.push_back({say("Période", "Period"), date_range(*start, *finish, language)});
    facts.push_back(
        {say("Charge", "Effort"), quantity_text(effort, 0, language) + say("\u00a0j.-pers.", "\u00a0person-days")});
    if (chart.baseline) facts.push_back(baseline_fact(*chart.baseline, language));
    if (portfolio.plans.empty()) return facts;
    const Plan& plan = portfolio.plans.back();
    if (plan.lower_bound > 0)
        facts.push_back({say("Écart à la borne", "Gap to bound"),
                         quantity_text(plan.gap * 100, 1, language) + say("\u00a0%", "%")});
    facts.push_back(
        {say("Contrôle", "Check"), plan.verified ? say("vérifié", "verified") : say("non vérifié", "not verified")});
    return facts;
}

}  // namespace plan
