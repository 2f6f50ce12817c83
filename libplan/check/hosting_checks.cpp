#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

/// Whether those who move may be where they go, as far as the records tell without any rules: what the target must
/// still be on the day, what it commits to, and what it takes of all who go there.
namespace plan {

namespace {

constexpr double tolerance = 1e-9;  // sums of sizes

class HostingChecks {
public:
    HostingChecks(const PlanFacts& facts, PlanFindings& findings) : facts_(facts), findings_(findings) {
        for (const Target& target : facts.portfolio.targets) targets_.emplace(target.id, &target);
    }

    void eligibility();
    void commitments();
    void room();

private:
    struct Arrival {
        Date day;
        std::size_t application;
    };

    void add(PlanFinding finding, std::size_t application, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), facts_.portfolio.applications[application].id);
        findings_.add(finding, facts_.where_application(application), std::move(arguments));
    }
    void needs(std::size_t index, const Target& target);
    void fill(const Target& target, std::vector<Arrival> arrivals);

    const PlanFacts& facts_;
    PlanFindings& findings_;
    std::unordered_map<std::string_view, const Target*> targets_;
};

void HostingChecks::eligibility() {
    const double horizon = std::clamp(facts_.number_setting("horizon_months", 12), 0.0, 1200.0);
    const int months = static_cast<int>(horizon);
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index) {
        const Journey& journey = facts_.journeys[index];
        if (!journey.cuts_over()) continue;
        const Hosting& hosting = *facts_.portfolio.applications[index].hosting;
        const auto eligible = std::ranges::find(hosting.eligible, hosting.target, &EligibleTarget::target);
        if (eligible == hosting.eligible.end()) {
            add(PlanFinding::not_eligible, index, {hosting.target});
            continue;
        }
        if (!eligible->valid_until) continue;
        // The eligibility cannot last longer than the qualification that it names.
        const auto target = targets_.find(hosting.target);
        const bool qualified = target != targets_.end() && target->second->expires_on;
        if (qualified && *target->second->expires_on < *eligible->valid_until)
            add(PlanFinding::valid_too_long, index,
                {hosting.target, eligible->valid_until->to_iso(), target->second->expires_on->to_iso()});
        const Date moved = journey.move->finish;
        const Date needed = moved.plus_months(months);
        if (*eligible->valid_until < needed)
            add(PlanFinding::qualification_ends, index,
                {hosting.target, moved.to_iso(), eligible->valid_until->to_iso(), needed.to_iso(),
                 std::to_string(months)});
    }
}

void HostingChecks::needs(std::size_t index, const Target& target) {
    const Application& application = facts_.portfolio.applications[index];
    const auto compare = [&](std::string_view field, std::optional<double> needed, std::optional<double> offered) {
        if (needed && offered && *needed < *offered)
            add(PlanFinding::commitment_too_weak, index,
                {target.id, std::string(field), number_text(*needed), number_text(*offered)});
    };
    compare("rto_hours", application.rto_hours, target.rto_hours);
    compare("rpo_hours", application.rpo_hours, target.rpo_hours);
    compare("min_vcpu", application.vcpu, target.min_vcpu);
    const std::pair<const std::optional<std::int64_t>*, const std::optional<std::int64_t>*> levels[] = {
        {&application.dicp.d, &target.max_dicp.d},
        {&application.dicp.i, &target.max_dicp.i},
        {&application.dicp.c, &target.max_dicp.c},
        {&application.dicp.p, &target.max_dicp.p}};
    constexpr std::string_view names[] = {"dicp.d", "dicp.i", "dicp.c", "dicp.p"};
    for (std::size_t level = 0; level < std::size(levels); ++level)
        if (*levels[level].first && *levels[level].second && **levels[level].first > **levels[level].second)
            add(PlanFinding::commitment_too_weak, index,
                {target.id, std::string(names[level]), std::to_string(**levels[level].first),
                 std::to_string(**levels[level].second)});
    if (!application.ministry.empty() && !target.eligible_buyers.empty() &&
        std::ranges::find(target.eligible_buyers, application.ministry) == target.eligible_buyers.end())
        add(PlanFinding::not_a_buyer, index, {target.id, application.ministry, join(target.eligible_buyers, ", ")});
}

void HostingChecks::commitments() {
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index) {
        if (!facts_.journeys[index].cuts_over()) continue;
        const auto target = targets_.find(facts_.portfolio.applications[index].hosting->target);
        if (target != targets_.end()) needs(index, *target->second);
    }
}

/// Names the first day on which there is too much: who comes then, and all later ones, have no room.
void HostingChecks::fill(const Target& target, std::vector<Arrival> arrivals) {
    const std::vector<Application>& applications = facts_.portfolio.applications;
    std::ranges::stable_sort(arrivals, {}, &Arrival::day);
    std::int64_t count = 0;
    double vcpu = 0;
    for (const Arrival& arrival : arrivals) {
        ++count;
        vcpu += applications[arrival.application].vcpu.value_or(1);
        const bool crowded = target.capacity_applications && count > *target.capacity_applications;
        const bool too_large = target.capacity_vcpu && vcpu > *target.capacity_vcpu + tolerance;
        if (!crowded && !too_large) continue;
        add(PlanFinding::target_overfull, arrival.application,
            {target.id, arrival.day.to_iso(), crowded ? "capacity_applications" : "capacity_vcpu",
             crowded ? std::to_string(count) : number_text(vcpu),
             crowded ? std::to_string(*target.capacity_applications) : number_text(*target.capacity_vcpu)});
        return;
    }
}

void HostingChecks::room() {
    std::unordered_map<std::string_view, std::vector<Arrival>> arrivals;  // only looked up
    for (std::size_t index = 0; index < facts_.journeys.size(); ++index) {
        const Journey& journey = facts_.journeys[index];
        const Application& application = facts_.portfolio.applications[index];
        // A project is at its target from its first day in service.
        const bool project =
            application.lifecycle == Lifecycle::project && application.hosting && !application.hosting->target.empty();
        if (!journey.cuts_over() && !project) continue;
        const Date day = journey.cuts_over() ? journey.move->finish : application.go_live.value_or(facts_.plan.start);
        // One that stands there already takes no more room.
        if (application.site != application.hosting->target)
            arrivals[application.hosting->target].push_back({day, index});
    }
    std::unordered_set<std::string_view> seen;
    for (const Target& target : facts_.portfolio.targets) {
        if ((!target.capacity_applications && !target.capacity_vcpu) || !seen.insert(target.id).second) continue;
        const auto found = arrivals.find(target.id);
        if (found != arrivals.end()) fill(target, std::move(found->second));
    }
}

}  // namespace

void check_eligibility(const PlanFacts& facts, PlanFindings& findings) {
    HostingChecks checks(facts, findings);
    checks.eligibility();
    checks.commitments();
    checks.room();
}

}  // namespace plan
