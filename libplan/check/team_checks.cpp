#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array phases_of_a_move = {Phase::study, Phase::build,   Phase::migrate,
                                         Phase::test,  Phase::cutover, Phase::decommission};

bool covers(const Team& team, Phase phase) {
    return team.phases.empty() || std::ranges::find(team.phases, phase) != team.phases.end();
}

struct Need {
    std::size_t applications = 0;
    const Application* first = nullptr;
};

/// How many applications have work in the phase, by their assessment. A move always has its cut-over.
Need need_of(const Portfolio& portfolio, Phase phase) {
    Need need;
    for (const Application& application : portfolio.applications) {
        if (!application.assessment || strategy_of(application) == Strategy::retain) continue;
        const auto& efforts = application.assessment->effort;
        const bool has_effort = std::ranges::any_of(
            efforts, [&](const PhaseEffort& effort) { return effort.phase == phase && effort.estimate.likely > 0; });
        if (!has_effort && !(phase == Phase::cutover && is_move(strategy_of(application)))) continue;
        if (need.applications++ == 0) need.first = &application;
    }
    return need;
}

void check_phases(const Portfolio& portfolio, RecordFindings& findings) {
    if (portfolio.teams.empty()) return;  // the default teams do every phase
    for (const Phase phase : phases_of_a_move) {
        if (std::ranges::any_of(portfolio.teams, [&](const Team& team) { return covers(team, phase); })) continue;
        const Need need = need_of(portfolio, phase);
        const std::string name(keyword(phase));
        if (need.applications > 0)
            findings.add(RecordFinding::uncovered_phase, {}, {name, std::to_string(need.applications), need.first->id});
        else
            findings.add(RecordFinding::uncovered_phase_later, {}, {name});
    }
}

}  // namespace

void check_teams(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.teams.size(); ++index) {
        const Team& team = portfolio.teams[index];
        const auto where = [&] { return portfolio.where(RecordType::team, index); };
        if (team.capacity_people && *team.capacity_people == 0)  // below zero is out of range already
            findings.add(RecordFinding::no_capacity, where(), {team.id, number_text(*team.capacity_people)});
        if (team.from && team.until && *team.until < *team.from)
            findings.add(RecordFinding::dates_reversed, where(),
                         {"team", team.id, "from-until", team.from->to_iso(), team.until->to_iso()});
    }
    check_phases(portfolio, findings);
}

}  // namespace plan
