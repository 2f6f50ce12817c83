#include "libplan/policy/data_flows.hpp"

#include <future>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

namespace plan {

namespace {

constexpr Marks everything = ~Marks{0};

/// Of a flow that names these categories.
CarriedMarks marks_of(const Policy& policy, const std::vector<std::string>& categories) {
    if (categories.empty()) return {0, everything, true};
    CarriedMarks marks;
    for (const std::string& category : categories) {
        const auto [named, with] = policy.carried_with(category);
        marks.always |= named;
        marks.held |= with;
    }
    return marks;
}

/// The ways of data, and what goes along them.
class Roads {
public:
    explicit Roads(const Policy& policy) : policy_(policy), kinds_{marks_of(policy, {})} {}

    /// `from` depends on `to`: data that is pulled comes from `to`.
    void add(const Flow& flow, std::uint32_t from, std::uint32_t to) {
        if (flow.anonymised.value_or(false)) return;
        const std::uint32_t kind = kind_of(flow.data);
        std::vector<Carrier>& carriers = kind == unstated ? unstated_ : stated_;
        const Direction direction = effective_direction(flow);
        if (direction != Direction::push) carriers.push_back({to, from, kind});
        if (direction != Direction::pull) carriers.push_back({from, to, kind});
    }

    /// Behind its own.
    void append(const Roads& more) {
        std::vector<std::uint32_t> kinds(more.kinds_.size(), unstated);
        for (const auto& [key, kind] : more.known_) kinds[kind] = kind_of(key, more.kinds_[kind]);
        const auto append_all = [&](std::vector<Carrier>& to, const std::vector<Carrier>& from) {
            for (const Carrier& carrier : from) to.push_back({carrier.from, carrier.to, kinds[carrier.kind]});
        };
        append_all(stated_, more.stated_);
        append_all(unstated_, more.unstated_);
    }

    [[nodiscard]] const std::vector<CarriedMarks>& kinds() const { return kinds_; }
    /// What is stated comes first, so that a path is doubtful only where it must be.
    [[nodiscard]] std::vector<Carrier> carriers() && {
        stated_.insert(stated_.end(), unstated_.begin(), unstated_.end());
        return std::move(stated_);
    }

private:
    static constexpr std::uint32_t unstated = 0;  ///< the kind of flows that name nothing

    /// The same few dozen lists of categories are named over and over.
    std::uint32_t kind_of(const std::vector<std::string>& categories) {
        if (categories.empty()) return unstated;
        key_.clear();
        for (const std::string& category : categories) {
            const std::size_t size = category.size();
            key_.append(reinterpret_cast<const char*>(&size), sizeof size).append(category);
        }
        if (const auto known = known_.find(key_); known != known_.end()) return known->second;
        return kind_of(key_, marks_of(policy_, categories));
    }
    std::uint32_t kind_of(const std::string& key, const CarriedMarks& marks) {
        const auto [known, added] = known_.try_emplace(key, static_cast<std::uint32_t>(kinds_.size()));
        if (added) kinds_.push_back(marks);
        return known->second;
    }

    const Policy& policy_;
    std::vector<CarriedMarks> kinds_;
    std::vector<Carrier> stated_, unstated_;
    std::unordered_map<std::string, std::uint32_t> known_;  ///< kinds by list; only looked up
    std::string key_;
};

Roads roads_of(const Policy& policy, const Portfolio& portfolio) {
    constexpr std::size_t worth_a_thread = 20'000;
    const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, [](const Diagnostic&) {});
    const auto some = [&](std::span<const ResolvedFlow> part) {
        Roads roads(policy);
        for (const ResolvedFlow& flow : part)
            roads.add(portfolio.flows[flow.flow], static_cast<std::uint32_t>(flow.from),
                      static_cast<std::uint32_t>(flow.to));
        return roads;
    };
    if (flows.size() < worth_a_thread) return some(flows);
    auto other = std::async(std::launch::async, some, std::span(flows).subspan(flows.size() / 2));
    Roads roads = some(std::span(flows).first(flows.size() / 2));
    roads.append(other.get());
    return roads;
}

}  // namespace

DataFlows::DataFlows(const Policy& policy, const Portfolio& portfolio, const Held& held)
    : own_(portfolio.applications.size()),
      propagation_(0, {}, {}, {}),
      undeclared_(own_.size()),
      sources_(own_.size()),
      travels_(policy.travelling_fact() != nullptr) {
    if (!travels_) return;
    Roads roads = roads_of(policy, portfolio);
    std::vector<Marks> given;
    const auto arising = [&](std::span<const Propagation::Node> nodes, std::span<const Marks> received,
                             std::span<Marks> arise) {
        given.clear();
        for (std::size_t index = 0; index < nodes.size(); ++index)
            given.push_back(received[index] & ~own_[nodes[index]]);
        held(nodes, given, arise);
        for (std::size_t index = 0; index < nodes.size(); ++index) {
            if (received[index] == 0) own_[nodes[index]] = arise[index];
            // What came from elsewhere does not arise here; what follows from it may.
            arise[index] &= ~received[index];
        }
    };
    std::vector<CarriedMarks> kinds = roads.kinds();
    propagation_ = Propagation(own_.size(), std::move(roads).carriers(), std::move(kinds), arising);
    count_sources();
}

void DataFlows::count_sources() {
    constexpr std::uint32_t nobody = UINT32_MAX;
    std::vector<std::uint32_t> last_sender(own_.size(), nobody);  // of what brings anything, to each application
    for (std::uint32_t sender = 0; sender < own_.size(); ++sender) {
        const Marks holds = own_[sender] | propagation_.arising(sender) | propagation_.received(sender);
        propagation_.carriers_from(sender, [&](std::uint32_t to, const CarriedMarks& kind) {
            undeclared_[sender] |= kind.always & ~holds;
            if (kind.doubtful && holds != 0) ++unstated_flows_;
            if ((kind.always | (kind.held & holds)) == 0 || last_sender[to] == sender) return;
            last_sender[to] = sender;
            ++sources_[to];
        });
    }
}

ReceivedData DataFlows::received(std::size_t application) const {
    if (!travels_) return {};
    const auto node = static_cast<Propagation::Node>(application);
    const Marks data = propagation_.received(node) & ~propagation_.arising(node);
    return {data, data & propagation_.doubtful(node), undeclared_[application], sources_[application]};
}

void DataFlows::append_path(std::size_t application, Marks mark, std::vector<std::uint32_t>& path) const {
    if (!travels_) return;
    const auto begin = path.size();
    propagation_.append_path(static_cast<Propagation::Node>(application), mark, path);
    if (path.size() - begin <= longest_path) return;
    path.erase(path.begin() + static_cast<std::ptrdiff_t>(begin + 1), path.end() - (longest_path - 1));
}

}  // namespace plan
