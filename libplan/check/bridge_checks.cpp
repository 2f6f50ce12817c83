#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <map>
#include <utility>

namespace plan {

namespace {

using Ends = std::pair<std::size_t, std::size_t>;

class BridgeChecks {
public:
    BridgeChecks(const PlanFacts& facts, PlanFindings& findings) : facts_(facts), findings_(findings) {}

    void compare(std::size_t index, const ExpectedBridge& expected);
    void add(PlanFinding finding, std::size_t index, std::vector<std::string> more) {
        const Bridge& bridge = facts_.portfolio.bridges[index];
        more.insert(more.begin(), {bridge.from, bridge.to});
        findings_.add(finding, where(index), std::move(more));
    }
    [[nodiscard]] Location where(std::size_t index) const { return facts_.portfolio.where(RecordType::bridge, index); }

private:
    const PlanFacts& facts_;
    PlanFindings& findings_;
};

void BridgeChecks::compare(std::size_t index, const ExpectedBridge& expected) {
    const Bridge& bridge = facts_.portfolio.bridges[index];
    if (bridge.start != expected.start || bridge.finish != expected.finish)
        add(PlanFinding::bridge_dates, index,
            {bridge.start.to_iso(), bridge.finish.to_iso(), expected.start.to_iso(), expected.finish.to_iso()});
    const std::int64_t days = bridge.finish - bridge.start + 1;
    if (bridge.days != days) add(PlanFinding::bridge_days, index, {std::to_string(bridge.days), std::to_string(days)});
    if (!nearly_equal(bridge.weight, expected.weight))
        add(PlanFinding::bridge_weight, index, {number_text(bridge.weight), number_text(expected.weight)});
    if (bridge.flows != expected.flows)
        add(PlanFinding::bridge_flows, index, {std::to_string(bridge.flows), std::to_string(expected.flows)});
}

}  // namespace

void check_bridges(const PlanFacts& facts, const std::vector<ExpectedBridge>& expected, PlanFindings& findings) {
    BridgeChecks checks(facts, findings);
    const Portfolio& portfolio = facts.portfolio;
    std::map<Ends, std::size_t> planned;
    for (std::size_t index = 0; index < portfolio.bridges.size(); ++index) {
        const auto from = portfolio.application_index(portfolio.bridges[index].from);
        const auto to = portfolio.application_index(portfolio.bridges[index].to);
        if (!from || !to) {
            checks.add(PlanFinding::bridge_of_nobody, index, {});
            continue;
        }
        const auto [first, added] = planned.emplace(Ends(*from, *to), index);
        if (!added) checks.add(PlanFinding::duplicate_bridge, index, {checks.where(first->second).to_string()});
    }
    for (const ExpectedBridge& bridge : expected) {
        const auto found = planned.find(Ends(bridge.from, bridge.to));
        if (found == planned.end()) {
            findings.add(PlanFinding::missing_bridge, facts.where_application(bridge.from),
                         {portfolio.applications[bridge.from].id, portfolio.applications[bridge.to].id,
                          bridge.start.to_iso(), bridge.finish.to_iso()});
            continue;
        }
        checks.compare(found->second, bridge);
        planned.erase(found);
    }
    for (const auto& [ends, index] : planned) checks.add(PlanFinding::bridge_of_nobody, index, {});
}

}  // namespace plan
