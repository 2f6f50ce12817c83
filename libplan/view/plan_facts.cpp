#include "libplan/view/plan_facts.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

namespace plan {

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
