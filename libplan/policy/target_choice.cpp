#include "libplan/policy/target_choice.hpp"

#include "libplan/policy/placement.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace plan {

namespace {

using Option = HostingJudge::Option;
using Options = std::vector<std::vector<Option>>;

/// The targets in the options of all, with the sum of their costs.
std::vector<Option> options_of_all(const std::vector<std::size_t>& members, const Options& options,
                                   const std::vector<Target>& targets) {
    std::map<std::size_t, std::pair<std::size_t, double>> common;  // by target: for how many, at what cost
    for (const std::size_t member : members)
        for (const Option& option : options[member]) {
            ++common[option.target].first;
            common[option.target].second += option.cost;
        }
    std::vector<Option> found;
    for (const auto& [target, count_and_cost] : common)
        if (count_and_cost.first == members.size()) found.push_back({target, count_and_cost.second});
    cheapest_first(found, targets);
    return found;
}

class TargetChooser {
public:
    TargetChooser(const Portfolio& portfolio, const Options& options, const std::vector<std::size_t>& tied)
        : portfolio_(portfolio), options_(options) {
        for (const Target& target : portfolio.targets)
            rooms_.push_back({target.capacity_applications, target.capacity_vcpu});
        limited_ = std::ranges::any_of(rooms_, &TargetRoom::limited);
        for (std::size_t target = 0; target < portfolio.targets.size(); ++target)
            target_by_id_.emplace(portfolio.targets[target].id, target);
        find_sets(tied);
    }

    TargetChoices run() {
        std::vector<SharedChoice> sets = sets_;
        TargetChoices chosen = attempt(sets);
        if (!limited_ || sets_.empty()) return chosen;
        while (part_those_without_room(sets, chosen)) chosen = attempt(sets);
        if (without_room(chosen) == 0) return chosen;
        TargetChoices alone = attempt({});
        return without_room(alone) < without_room(chosen) ? alone : chosen;
    }

private:
    void find_sets(const std::vector<std::size_t>& tied) {
        std::map<std::size_t, std::vector<std::size_t>> members;
        for (std::size_t index = 0; index < options_.size(); ++index)
            if (!options_[index].empty()) members[tied[index]].push_back(index);
        for (auto& [first, set] : members) {
            if (set.size() < 2) continue;
            std::vector<Option> common = options_of_all(set, options_, portfolio_.targets);
            if (!common.empty()) sets_.push_back({std::move(set), std::move(common)});
        }
    }

    [[nodiscard]] TargetChoices attempt(const std::vector<SharedChoice>& sets) const {
        TargetChoices chosen;
        chosen.target.resize(options_.size());
        chosen.displaced.resize(options_.size());
        chosen.first.resize(options_.size(), TargetChoices::none);
        chosen.shared.resize(options_.size(), TargetChoices::none);
        chosen.choices = sets;
        for (std::size_t set = 0; set < sets.size(); ++set)
            for (const std::size_t member : sets[set].members) chosen.shared[member] = set;
        std::vector<Seeker> seekers;
        std::vector<std::vector<std::size_t>> members;  // of each seeker
        for (const SharedChoice& set : sets) {
            seekers.push_back(seeker_of(set.members, set.options));
            members.push_back(set.members);
        }
        for (std::size_t index = 0; index < options_.size(); ++index)
            if (chosen.shared[index] == TargetChoices::none && !options_[index].empty()) {
                seekers.push_back(seeker_of({index}, options_[index]));
                members.push_back({index});
            }
        const auto places = limited_ ? place(seekers, rooms_) : std::vector<std::optional<std::size_t>>();
        for (std::size_t seeker = 0; seeker < seekers.size(); ++seeker)
            for (const std::size_t member : members[seeker]) {
                const std::size_t first = seekers[seeker].options.front().target;
                chosen.first[member] = first;
                chosen.target[member] = limited_ ? places[seeker] : first;
                chosen.displaced[member] = chosen.target[member] != first;
            }
        return chosen;
    }

    [[nodiscard]] Seeker seeker_of(const std::vector<std::size_t>& members, const std::vector<Option>& options) const {
        Seeker seeker;
        seeker.id = portfolio_.applications[members.front()].id;
        seeker.applications = static_cast<std::int64_t>(members.size());
        seeker.vcpu = 0;
        seeker.options = options;
        for (const std::size_t member : members) {
            const Application& application = portfolio_.applications[member];
            const double vcpu = application.vcpu.value_or(1);
            seeker.vcpu += vcpu;
            const auto site = target_by_id_.find(application.site);
            if (site == target_by_id_.end()) continue;
            auto part = std::ranges::find(seeker.here, site->second, &Seeker::Part::target);
            if (part == seeker.here.end()) part = seeker.here.insert(part, {site->second, 0, 0});
            ++part->applications;
            part->vcpu += vcpu;
        }
        return seeker;
    }

    /// Whether there were such.
    [[nodiscard]] static bool part_those_without_room(std::vector<SharedChoice>& sets, const TargetChoices& chosen) {
        return std::erase_if(
                   sets, [&](const SharedChoice& set) { return !chosen.target[set.members.front()].has_value(); }) > 0;
    }

    [[nodiscard]] std::size_t without_room(const TargetChoices& chosen) const {
        std::size_t count = 0;
        for (std::size_t index = 0; index < options_.size(); ++index)
            count += !options_[index].empty() && !chosen.target[index];
        return count;
    }

    const Portfolio& portfolio_;
    const Options& options_;
    std::vector<TargetRoom> rooms_;
    bool limited_ = false;
    std::unordered_map<std::string_view, std::size_t> target_by_id_;  // only looked up
    std::vector<SharedChoice> sets_;
};

}  // namespace

TargetChoices choose_targets(const Portfolio& portfolio, const std::vector<std::vector<HostingJudge::Option>>& options,
                             const std::vector<std::size_t>& tied) {
    return TargetChooser(portfolio, options, tied).run();
}

void cheapest_first(std::vector<HostingJudge::Option>& options, const std::vector<Target>& targets) {
    std::ranges::sort(options, [&](const HostingJudge::Option& a, const HostingJudge::Option& b) {
        if (a.cost != b.cost) return a.cost < b.cost;
        if (targets[a.target].id != targets[b.target].id) return targets[a.target].id < targets[b.target].id;
        return a.target < b.target;
    });
}

}  // namespace plan
