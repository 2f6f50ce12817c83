#include "libplan/policy/data_flows.hpp"

#include "libplan/base/memory.hpp"

#include <unordered_map>

namespace plan {

namespace {

constexpr Marks everything = ~Marks{0};

/// The marks of a flow, which the same few lists of categories name over and over.
class FlowMarks {
public:
    explicit FlowMarks(const Policy& policy) : policy_(policy) {}

    void add_carriers(const Flow& flow, std::uint32_t from, std::uint32_t to, std::vector<Carrier>& carriers) {
        if (flow.anonymised.value_or(false)) return;
        std::pair<Marks, Marks> marks = {0, everything};
        if (!flow.data.empty()) {
            marks = {};
            for (const std::string& category : flow.data) {
                const auto& [named, with] = of(category);
                marks.first |= named;
                marks.second |= with;
            }
        }
        const Direction direction = effective_direction(flow);
        // `from` depends on `to`: data that is pulled comes from `to`.
        const bool unstated = flow.data.empty();
        if (direction != Direction::push) carriers.push_back({to, from, marks.first, marks.second, unstated});
        if (direction != Direction::pull) carriers.push_back({from, to, marks.first, marks.second, unstated});
    }

private:
    const std::pair<Marks, Marks>& of(const std::string& category) {
        const auto known = known_.find(category);
        if (known != known_.end()) return known->second;
        if (known_.size() >= 10'000) known_.clear();
        return known_.emplace(category, policy_.carried_with(category)).first->second;
    }

    const Policy& policy_;
    std::unordered_map<std::string, std::pair<Marks, Marks>> known_;  ///< only looked up
};

/// What is stated comes first, so that a path is doubtful only where it must be.
std::vector<Carrier> carriers_of(const Policy& policy, const Portfolio& portfolio) {
    std::vector<Carrier> carriers;
    FlowMarks marks(policy);
    const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, [](const Diagnostic&) {});
    carriers.reserve(flows.size());
    prefer_large_pages(carriers.data(), carriers.capacity() * sizeof(Carrier));
    for (const bool doubtful : {false, true})
        for (const ResolvedFlow& flow : flows)
            if (const Flow& known = portfolio.flows[flow.flow]; known.data.empty() == doubtful)
                marks.add_carriers(known, static_cast<std::uint32_t>(flow.from), static_cast<std::uint32_t>(flow.to),
                                   carriers);
    return carriers;
}

}  // namespace

DataFlows::DataFlows(const Policy& policy, const Portfolio& portfolio, const Held& held)
    : own_(portfolio.applications.size()),
      propagation_(0, {}, {}),
      undeclared_(own_.size()),
      sources_(own_.size()),
      travels_(policy.travelling_fact() != nullptr) {
    if (!travels_) return;
    propagation_ =
        Propagation(own_.size(), carriers_of(policy, portfolio), [&](Propagation::Node node, Marks received) {
            if (received == 0) return own_[node] = held(node, 0);
            // What came from elsewhere does not arise here; what follows from it may.
            return held(node, received & ~own_[node]) & ~received;
        });
    count_sources();
}

void DataFlows::count_sources() {
    constexpr std::uint32_t nobody = UINT32_MAX;
    std::vector<std::uint32_t> last_sender(own_.size(), nobody);  // of what brings anything, to each application
    for (std::uint32_t sender = 0; sender < own_.size(); ++sender) {
        const Marks holds = own_[sender] | propagation_.arising(sender) | propagation_.received(sender);
        for (const Carrier& carrier : propagation_.carriers_from(sender)) {
            undeclared_[sender] |= carrier.always & ~holds;
            if (carrier.doubtful && holds != 0) ++unstated_flows_;
            if ((carrier.always | (carrier.held & holds)) == 0 || last_sender[carrier.to] == sender) continue;
            last_sender[carrier.to] = sender;
            ++sources_[carrier.to];
        }
    }
}

ReceivedData DataFlows::received(std::size_t application) const {
    if (!travels_) return {};
    const auto node = static_cast<Propagation::Node>(application);
    const Marks data = propagation_.received(node) & ~propagation_.arising(node);
    return {data, data & propagation_.doubtful(node), undeclared_[application], sources_[application]};
}

std::vector<std::size_t> DataFlows::path(std::size_t application, Marks mark) const {
    if (!travels_) return {};
    const auto nodes = propagation_.path(static_cast<Propagation::Node>(application), mark);
    std::vector<std::size_t> path(nodes.begin(), nodes.end());
    if (path.size() > longest_path) path.erase(path.begin() + 1, path.end() - (longest_path - 1));
    return path;
}

}  // namespace plan
