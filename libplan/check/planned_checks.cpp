#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

/// What the plan tells each application: can it move alone, what goes before, what goes with it, which bridges it
/// needs. All of it must follow from the records.
namespace plan {

namespace {

using Names = std::set<std::string>;
using BridgeKey = std::tuple<std::string, Date, Date>;  ///< other end, start, finish

std::string listed(const Names& names) {
    return names.empty() ? "-" : join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

std::string listed(const std::set<BridgeKey>& bridges) {
    Names names;
    for (const auto& [other, start, finish] : bridges)
        names.insert(other + " (" + start.to_iso() + " - " + finish.to_iso() + ")");
    return listed(names);
}

class PlannedChecks {
public:
    PlannedChecks(const PlanFacts& facts, PlanFindings& findings);

    void check(std::size_t application);

private:
    void without_cutover(const Planned& planned);
    void date_and_wave(const Planned& planned);
    void group(const Planned& planned);
    void order(const Planned& planned);
    void bridges(const Planned& planned);
    [[nodiscard]] Names all_before() const;
    [[nodiscard]] const std::string& id(std::size_t application) const {
        return facts_.portfolio.applications[application].id;
    }
    void add(PlanFinding finding, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), id(application_));
        findings_.add(finding, facts_.where_application(application_), std::move(arguments));
    }

    const PlanFacts& facts_;
    PlanFindings& findings_;
    std::vector<std::vector<std::size_t>> before_;  ///< by application: those it directly waits for
    std::unordered_map<std::string_view, std::set<BridgeKey>> bridges_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> group_members_;  ///< moving or not
    std::size_t application_ = 0;
};

PlannedChecks::PlannedChecks(const PlanFacts& facts, PlanFindings& findings)
    : facts_(facts), findings_(findings), before_(facts.journeys.size()) {
    for (const Constraint& constraint : facts.portfolio.constraints) {
        if (constraint.kind != ConstraintKind::before) continue;
        const std::vector<std::size_t> moves = ordered_moves(facts, constraint);
        for (std::size_t position = 1; position < moves.size(); ++position)
            before_[moves[position]].push_back(moves[position - 1]);
    }
    for (const Bridge& bridge : facts.portfolio.bridges) {
        bridges_[bridge.from].emplace(bridge.to, bridge.start, bridge.finish);
        bridges_[bridge.to].emplace(bridge.from, bridge.start, bridge.finish);
    }
    for (std::size_t index = 0; index < facts.journeys.size(); ++index)
        group_members_[facts.group_of(index)].push_back(index);
}

void PlannedChecks::check(std::size_t application) {
    application_ = application;
    const auto& planned = facts_.portfolio.applications[application].planned;
    if (!facts_.journeys[application].cuts_over()) {
        if (planned) without_cutover(*planned);
        return;
    }
    if (!planned) {
        add(PlanFinding::planned_missing, {});
        return;
    }
    date_and_wave(*planned);
    group(*planned);
    order(*planned);
    bridges(*planned);
}

/// One that retires may say when it ends; nothing else cuts over. Bridges to those that move may be told.
void PlannedChecks::without_cutover(const Planned& planned) {
    const Task* move = facts_.journeys[application_].move;
    if (planned.wave) add(PlanFinding::planned_needless, {"wave", std::to_string(*planned.wave)});
    if (planned.cutover && !(move && move->finish == *planned.cutover))
        add(PlanFinding::planned_needless, {"cutover", planned.cutover->to_iso()});
    if (!planned.bridges.empty()) bridges(planned);
}

void PlannedChecks::date_and_wave(const Planned& planned) {
    const Task& move = *facts_.journeys[application_].move;
    const auto text = [](const std::optional<std::int64_t>& wave) {
        return wave ? std::to_string(*wave) : std::string("-");
    };
    if (planned.wave != move.wave) add(PlanFinding::planned_wave, {text(planned.wave), text(move.wave)});
    if (planned.cutover != move.finish)
        add(PlanFinding::planned_cutover, {planned.cutover ? planned.cutover->to_iso() : "-", move.finish.to_iso()});
}

/// Members that do not move may be left out of `with`.
void PlannedChecks::group(const Planned& planned) {
    const std::string& key = facts_.group_of(application_);
    Names moving, all;
    for (const std::size_t member : group_members_.at(key)) {
        if (member == application_) continue;
        all.insert(id(member));
        if (facts_.journeys[member].cuts_over()) moving.insert(id(member));
    }
    const bool alone = planned.alone.value_or(!moving.empty());
    if (!planned.alone || (alone ? !moving.empty() : all.empty()))
        add(PlanFinding::planned_alone,
            {planned.alone ? (alone ? "true" : "false") : "-", key, std::to_string(moving.size() + 1)});
    const Names with(planned.with.begin(), planned.with.end());
    if (!std::ranges::includes(with, moving) || !std::ranges::includes(all, with))
        add(PlanFinding::planned_with, {listed(with), listed(moving)});
}

/// Everything that goes before, directly or not.
Names PlannedChecks::all_before() const {
    Names names;
    std::vector<std::size_t> open = {application_};
    std::set<std::size_t> seen = {application_};
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        for (const std::size_t earlier : before_[at])
            if (seen.insert(earlier).second) {
                names.insert(id(earlier));
                open.push_back(earlier);
            }
    }
    return names;
}

/// What goes before directly must be named; what goes before that may be.
void PlannedChecks::order(const Planned& planned) {
    const Names given(planned.before.begin(), planned.before.end());
    Names direct;
    for (const std::size_t earlier : before_[application_])
        if (facts_.journeys[earlier].cuts_over()) direct.insert(id(earlier));
    if (given == direct) return;
    if (!std::ranges::includes(given, direct) || !std::ranges::includes(all_before(), given))
        add(PlanFinding::planned_before, {listed(given), listed(direct)});
}

void PlannedChecks::bridges(const Planned& planned) {
    std::set<BridgeKey> given;
    for (const PlannedBridge& bridge : planned.bridges) given.emplace(bridge.other, bridge.start, bridge.finish);
    const auto found = bridges_.find(id(application_));
    const std::set<BridgeKey> expected = found == bridges_.end() ? std::set<BridgeKey>() : found->second;
    if (given != expected) add(PlanFinding::planned_bridges, {listed(given), listed(expected)});
}

}  // namespace

void check_planned(const PlanFacts& facts, PlanFindings& findings) {
    PlannedChecks checks(facts, findings);
    for (std::size_t index = 0; index < facts.journeys.size(); ++index) checks.check(index);
}

}  // namespace plan
