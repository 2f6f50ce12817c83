#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <algorithm>
#include <cmath>

/// The objective, recomputed term by term from the records; the weights are the plan's own settings.
namespace plan {

namespace {

class ObjectiveChecks {
public:
    ObjectiveChecks(const PlanFacts& facts, const std::vector<ExpectedBridge>& bridges, PlanFindings& findings)
        : facts_(facts), bridges_(bridges), findings_(findings), printed_(facts.plan.objective) {}

    void weights();
    void terms();
    void total();
    void bound();

private:
    [[nodiscard]] double lateness() const;
    [[nodiscard]] double exposure() const;
    [[nodiscard]] double exposed_days(std::size_t application) const;
    [[nodiscard]] double bridge_days() const;
    void expect(std::string_view term, double printed, double computed) {
        if (!nearly_equal(printed, computed))
            add(PlanFinding::wrong_term, {std::string(term), number_text(printed), number_text(computed)});
    }
    void add(PlanFinding finding, std::vector<std::string> arguments) {
        findings_.add(finding, facts_.where_plan(), std::move(arguments));
    }

    const PlanFacts& facts_;
    const std::vector<ExpectedBridge>& bridges_;
    PlanFindings& findings_;
    const Objective& printed_;
};

void ObjectiveChecks::weights() {
    for (const auto& [name, value] : facts_.plan.settings) {
        const bool weight = name.starts_with("weight_") || name.starts_with("lateness_weight_") ||
                            name.starts_with("exposure_weight_") || name == "horizon_months";
        if (weight && !parse_number(value)) add(PlanFinding::bad_weight, {name, value});
    }
}

double ObjectiveChecks::lateness() const {
    const double deadline_weight = facts_.number_setting("lateness_weight_deadline", 1);
    const double contract_weight = facts_.number_setting("lateness_weight_contract_end", 2);
    const double derogation_weight = facts_.number_setting("lateness_weight_derogation", 3);
    double sum = 0;
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index) {
        const Task* move = facts_.journeys[index].move;
        if (!move) continue;
        const Application& application = facts_.portfolio.applications[index];
        const auto late = [&](const std::optional<Date>& date) { return date ? std::max(0, move->finish - *date) : 0; };
        sum += deadline_weight * late(application.deadline) + contract_weight * late(application.contract_end) +
               derogation_weight * late(application.derogation_until);
    }
    for (std::size_t index = 0; index < facts_.portfolio.constraints.size(); ++index)
        if (const auto& weight = facts_.portfolio.constraints[index].weight)
            for (const BrokenConstraint& broken : breaks_of(facts_, index)) sum += *weight * broken.amount;
    return sum;
}

/// Days from the plan's start to the move, or to the plan's end without one; a derogation covers its own days.
double ObjectiveChecks::exposed_days(std::size_t application) const {
    const auto& hosting = facts_.portfolio.applications[application].hosting;
    if (!hosting) return 0;
    Date from = facts_.plan.start;
    if (hosting->today == Compliance::derogation) {
        if (!hosting->today_until) return 0;
        from = std::max(from, *hosting->today_until + 1);
    } else if (hosting->today != Compliance::non_conforming) {
        return 0;
    }
    const Task* move = facts_.journeys[application].move;
    const Date until = move ? move->finish : facts_.plan.finish;
    return std::max(0, until - from + 1);
}

double ObjectiveChecks::exposure() const {
    double sum = 0;
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index) {
        const double days = exposed_days(index);
        if (days == 0) continue;
        const auto& classification = facts_.portfolio.applications[index].classification;
        const std::string name = classification ? classification->sensitivity_class : "";
        sum += days * facts_.number_setting("exposure_weight_" + name, 1);
    }
    return sum;
}

double ObjectiveChecks::bridge_days() const {
    double sum = 0;
    for (const ExpectedBridge& bridge : bridges_) sum += bridge.weight * (bridge.finish - bridge.start + 1);
    return sum;
}

void ObjectiveChecks::terms() {
    expect("lateness", printed_.lateness, lateness());
    expect("exposure", printed_.exposure, exposure());
    expect("bridges", printed_.bridges, bridge_days());
    expect("makespan_days", printed_.makespan_days, facts_.plan.finish - facts_.plan.start + 1);
    // What a plan is compared with is not in its stream; without it nothing can have moved.
    if (!facts_.setting("baseline")) expect("disruption", printed_.disruption, 0);
}

void ObjectiveChecks::total() {
    const std::pair<double, double> parts[] = {
        {facts_.number_setting("weight_lateness", 10), printed_.lateness},
        {facts_.number_setting("weight_exposure", 1), printed_.exposure},
        {facts_.number_setting("weight_bridges", 0.1), printed_.bridges},
        {facts_.number_setting("weight_makespan", 1), printed_.makespan_days},
        {facts_.number_setting("weight_disruption", 1), printed_.disruption},
    };
    double sum = 0, tolerance = 1e-6;  // the total was taken before its terms were printed
    for (const auto& [weight, term] : parts) {
        sum += weight * term;
        tolerance += 1e-6 * std::abs(weight);
    }
    if (std::abs(sum - printed_.total) > tolerance + 1e-12 * std::abs(sum))
        add(PlanFinding::wrong_total, {number_text(printed_.total), number_text(sum)});
}

void ObjectiveChecks::bound() {
    const double bound = facts_.plan.lower_bound, total = printed_.total;
    if (bound > total && !nearly_equal(bound, total))
        add(PlanFinding::bound_above, {number_text(bound), number_text(total)});
    if (!(bound > 0)) return;  // the gap above nothing has no meaning
    const double gap = (total - bound) / bound;
    // Total and bound are printed to 1e-6, and the gap was taken before they were.
    const double tolerance = 1e-6 + 2e-6 * (1 + std::abs(gap)) / bound;
    if (std::abs(gap - facts_.plan.gap) > tolerance)
        add(PlanFinding::wrong_gap, {number_text(facts_.plan.gap), number_text(gap)});
}

}  // namespace

void check_objective(const PlanFacts& facts, const std::vector<ExpectedBridge>& bridges, PlanFindings& findings) {
    if (facts.portfolio.plans.empty()) return;
    ObjectiveChecks checks(facts, bridges, findings);
    checks.weights();
    checks.terms();
    checks.total();
    checks.bound();
}

}  // namespace plan
