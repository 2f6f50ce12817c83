#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <map>

/// What flows carry, and applications that have ended but are still named by flows.
namespace plan {

namespace {

void check_anonymised(const Portfolio& portfolio, InventoryFindings& findings) {
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        if (flow.anonymised.value_or(false) && !flow.data.empty())
            findings.add(InventoryFinding::anonymised_data, portfolio.where(RecordType::flow, index),
                         {flow.from, flow.to, join(flow.data, ", ")});
    }
}

void check_kinds(const Portfolio& portfolio, InventoryFindings& findings) {
    std::size_t without = 0, first = 0;
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        if (flow.kind != FlowKind::unspecified || flow.direction != Direction::unspecified) continue;
        if (without++ == 0) first = index;
    }
    if (without > 0)
        findings.add(InventoryFinding::flows_without_kind, portfolio.where(RecordType::flow, first),
                     {std::to_string(without), portfolio.flows[first].from, portfolio.flows[first].to});
}

/// One message for each application and category, by application and then in the order of the flows.
void check_held_data(const Portfolio& portfolio, InventoryFindings& findings) {
    struct Sent {
        std::size_t flows = 0, first = 0;
        std::string_view receiver;
    };
    std::vector<std::map<std::string_view, Sent>> sent(portfolio.applications.size());
    const auto send = [&](const std::string& from, const std::string& to, const std::vector<std::string>& categories,
                          std::size_t index) {
        const auto sender = portfolio.application_index(from);
        if (!sender || portfolio.applications[*sender].data.empty()) return;
        const auto& held = portfolio.applications[*sender].data;
        for (const std::string& category : categories) {
            if (std::ranges::find(held, category) != held.end()) continue;
            Sent& entry = sent[*sender][category];
            if (entry.flows++ == 0) entry.first = index, entry.receiver = to;
        }
    };
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        if (flow.data.empty() || flow.from == flow.to) continue;
        const Direction direction = effective_direction(flow);
        // Of a flow both ways it is not told which end sends what.
        if (direction == Direction::pull) send(flow.to, flow.from, flow.data, index);
        if (direction == Direction::push) send(flow.from, flow.to, flow.data, index);
    }
    for (std::size_t index = 0; index < sent.size(); ++index)
        for (const auto& [category, entry] : sent[index])
            findings.add(InventoryFinding::unheld_data, portfolio.where(RecordType::flow, entry.first),
                         {portfolio.applications[index].id, std::string(category), std::to_string(entry.flows),
                          std::string(entry.receiver)});
}

void check_retired(const Portfolio& portfolio, InventoryFindings& findings) {
    struct Named {
        std::size_t flows = 0;
        std::string_view other;
    };
    std::map<std::size_t, Named> named;  // by application
    for (const Flow& flow : portfolio.flows) {
        if (flow.from == flow.to) continue;
        for (const auto& [end, other] : {std::pair(&flow.from, &flow.to), std::pair(&flow.to, &flow.from)}) {
            const auto application = portfolio.application_index(*end);
            if (!application || portfolio.applications[*application].lifecycle != Lifecycle::retired) continue;
            Named& entry = named[*application];
            if (entry.flows++ == 0) entry.other = *other;
        }
    }
    for (const auto& [application, entry] : named)
        findings.add(InventoryFinding::retired_with_flows, portfolio.where(RecordType::application, application),
                     {portfolio.applications[application].id, std::to_string(entry.flows), std::string(entry.other)});
}

}  // namespace

void check_flow_data(const Portfolio& portfolio, InventoryFindings& findings) {
    check_anonymised(portfolio, findings);
    check_kinds(portfolio, findings);
    check_held_data(portfolio, findings);
    check_retired(portfolio, findings);
}

}  // namespace plan
