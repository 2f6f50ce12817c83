#include "libplan/graph/group_baseline.hpp"

#include "libplan/graph/group_compatibility.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace plan {

namespace {

constexpr std::size_t none = GroupUnits::none;

/// Earlier group of each application, by id.
std::unordered_map<std::string_view, std::size_t> earlier_places(const Portfolio& earlier) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t group = 0; group < earlier.groups.size(); ++group)
        for (const std::string& application : earlier.groups[group].applications) places.emplace(application, group);
    return places;
}

class Keeper {
public:
    Keeper(const GroupUnits& units, const GroupLimits& limits, const Portfolio& earlier)
        : units_(units), limits_(limits), compatibility_(units), home_(units.size()) {
        require_units_below(limits, units);
        find_homes(earlier);
    }

    std::vector<std::size_t> run() {
        for (;;) {
            standing_ = connected_within(units_, home_);
            if (!evict_above_limit() && !evict_violations()) break;
        }
        place_newcomers();
        return name_by_first();
    }

private:
    /// A unit's home is where most of its applications were; newcomers have one each of their own.
    void find_homes(const Portfolio& earlier) {
        const auto places = earlier_places(earlier);
        next_home_ = static_cast<std::uint32_t>(earlier.groups.size());
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            std::map<std::size_t, std::size_t> seen;
            for (const std::size_t member : units_.members(unit))
                if (const auto place = places.find(units_.portfolio().applications[member].id); place != places.end())
                    ++seen[place->second];
            if (seen.empty()) {
                evict(unit);
                continue;
            }
            const auto most = std::ranges::max_element(seen, {}, &std::pair<const std::size_t, std::size_t>::second);
            home_[unit] = static_cast<std::uint32_t>(most->first);
        }
    }

    void evict(std::size_t unit) {
        home_[unit] = next_home_++;
        newcomers_.push_back(unit);
    }

    [[nodiscard]] double bond_inside(std::size_t unit) const {
        double sum = 0;
        for (const auto& [other, bond] : units_.bonds(unit))
            if (standing_[other] == standing_[unit]) sum += bond.weight;
        return sum;
    }

    /// One unit of each group that is too heavy, the one that is tied least; of equals the last.
    bool evict_above_limit() {
        std::vector<std::int64_t> weight(units_.size(), 0);
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            weight[standing_[unit]] += unit_weight(limits_, units_.group(unit));
        std::map<std::size_t, std::pair<double, std::size_t>> loosest;  // by group: bond and unit
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            if (weight[standing_[unit]] <= limit_weight(limits_)) continue;
            const std::pair found(bond_inside(unit), unit);
            const auto [known, added] = loosest.emplace(standing_[unit], found);
            if (!added && found.first <= known->second.first) known->second = found;
        }
        for (const auto& [group, found] : loosest) evict(found.second);
        return !loosest.empty();
    }

    bool evict_violations() {
        const auto violations = compatibility_.violations(standing_);
        std::vector<std::size_t> leaving;
        for (const auto& [one, other] : violations)
            leaving.push_back(bond_inside(one) < bond_inside(other) ? one : std::max(one, other));
        std::ranges::sort(leaving);
        leaving.erase(std::unique(leaving.begin(), leaving.end()), leaving.end());
        for (const std::size_t unit : leaving) evict(unit);
        return !leaving.empty();
    }

    void place_newcomers() {
        if (!limits_.applications && !limits_.effort_days) return;
        groups_.resize(units_.size());
        weight_.assign(units_.size(), 0);
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            groups_[standing_[unit]].push_back(unit);
            weight_[standing_[unit]] += unit_weight(limits_, units_.group(unit));
        }
        std::vector<std::pair<double, std::size_t>> order;
        for (const std::size_t unit : newcomers_) {
            double heaviest = 0;
            for (const auto& [other, bond] : units_.bonds(unit)) heaviest = std::max(heaviest, bond.weight);
            order.emplace_back(-heaviest, unit);
        }
        std::ranges::sort(order);
        for (const auto& [heaviest, unit] : order)
            if (groups_[standing_[unit]].size() == 1) place(unit);
    }

    void place(std::size_t unit) {
        std::map<std::size_t, double> bonds;  // by group
        for (const auto& [other, bond] : units_.bonds(unit)) bonds[standing_[other]] += bond.weight;
        std::vector<std::pair<double, std::size_t>> order;
        for (const auto& [group, weight] : bonds) order.emplace_back(-weight, group);
        std::ranges::sort(order);
        const std::size_t own = standing_[unit];
        for (const auto& [weight, group] : order) {
            if (weight_[group] + weight_[own] > limit_weight(limits_)) continue;
            if (compatibility_.obstacle(unit, groups_[group]) != Obstacle::none) continue;
            standing_[unit] = group;
            groups_[group].push_back(unit);
            weight_[group] += weight_[own];
            groups_[own].clear();
            weight_[own] = 0;
            return;
        }
    }

    [[nodiscard]] std::vector<std::size_t> name_by_first() const {
        std::vector<std::size_t> first(units_.size(), none), named(units_.size());
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            std::size_t& of_group = first[standing_[unit]];
            if (of_group == none) of_group = unit;
            named[unit] = of_group;
        }
        return named;
    }

    const GroupUnits& units_;
    const GroupLimits& limits_;
    const GroupCompatibility compatibility_;
    std::vector<std::uint32_t> home_;  ///< units of one home were together; ever new ones for those who leave
    std::uint32_t next_home_ = 0;
    std::vector<std::size_t> newcomers_;
    std::vector<std::size_t> standing_;
    // While newcomers are placed, by the unit that stands for a group:
    std::vector<std::vector<std::size_t>> groups_;
    std::vector<std::int64_t> weight_;
};

/// For each of `count` places the most frequent partner, the first of equals; none without one.
std::vector<std::size_t> best_partners(const std::map<std::pair<std::size_t, std::size_t>, std::size_t>& shared,
                                       std::size_t count, bool of_first) {
    std::vector<std::size_t> best(count, none), most(count, 0);
    for (const auto& [ends, number] : shared) {
        const std::size_t place = of_first ? ends.first : ends.second;
        if (number <= most[place]) continue;
        most[place] = number;
        best[place] = of_first ? ends.second : ends.first;
    }
    return best;
}

}  // namespace

std::vector<std::size_t> keep_units(const GroupUnits& units, const GroupLimits& limits, const Portfolio& earlier) {
    return Keeper(units, limits, earlier).run();
}

void keep_names(const Portfolio& earlier, const Portfolio& portfolio, MoveGroups& groups) {
    const auto places = earlier_places(earlier);
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;  // group now, group then
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (const auto place = places.find(portfolio.applications[application].id); place != places.end())
            ++shared[{groups.group_of[application], place->second}];
    const auto then = best_partners(shared, groups.groups.size(), true);
    const auto now = best_partners(shared, earlier.groups.size(), false);
    for (std::size_t group = 0; group < groups.groups.size(); ++group) {
        if (then[group] == none || now[then[group]] != group) continue;
        const Group& known = earlier.groups[then[group]];
        for (const std::string& member : groups.groups[group].applications)
            if (known.id == "g-" + member) {
                groups.groups[group].id = known.id;
                groups.groups[group].name = known.name;
            }
    }
}

}  // namespace plan
