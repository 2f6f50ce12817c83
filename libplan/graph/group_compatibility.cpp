#include "libplan/graph/group_compatibility.hpp"

#include "libplan/graph/components.hpp"

#include <algorithm>
#include <map>

namespace plan {

namespace {

using UnitPair = GroupCompatibility::UnitPair;

UnitPair ordered(std::size_t one, std::size_t other) {
    return {std::max(one, other), std::min(one, other)};
}

void sort_once(std::vector<UnitPair>& pairs) {
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

/// What a unit must respect even alone does not speak against joining it: its own contradiction is told elsewhere.
GroupTerms terms_of_unit(const GroupUnits& units, std::size_t unit, const std::vector<GroupTerms>& of_application) {
    GroupTerms terms;
    bool several = false;
    for (const std::size_t member : units.members(unit)) {
        several = several || terms_clash(terms, of_application[member]) == TermsClash::destinations;
        terms = merged_terms(terms, of_application[member]);
    }
    if (several) terms.destination.reset();
    if (terms.targets && terms.targets->empty()) terms.targets.reset();
    return terms;
}

Obstacle obstacle_of(TermsClash clash) {
    if (clash == TermsClash::none) return Obstacle::none;
    if (clash == TermsClash::targets) return Obstacle::hosting;
    return clash == TermsClash::destinations ? Obstacle::destinations : Obstacle::pins;
}

}  // namespace

GroupCompatibility::GroupCompatibility(const GroupUnits& units) : units_(units) {
    const std::vector<GroupTerms> of_application = application_terms(units.portfolio());
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        terms_.push_back(terms_of_unit(units, unit, of_application));
    find_named_pairs();
    find_bonded_pairs();
}

void GroupCompatibility::find_named_pairs() {
    for (const Constraint& constraint : units_.portfolio().constraints) {
        const bool order = constraint.kind == ConstraintKind::before;
        if (constraint.weight || (!order && constraint.kind != ConstraintKind::apart)) continue;
        std::vector<std::size_t> named;
        for (const std::string& name : constraint.applications)
            if (const auto application = units_.portfolio().application_index(name);
                application && units_.unit_of(*application) != GroupUnits::none)
                named.push_back(units_.unit_of(*application));
        if (order) {
            for (std::size_t next = 1; next < named.size(); ++next)
                if (named[next - 1] != named[next]) before_.emplace_back(named[next - 1], named[next]);
            continue;
        }
        std::ranges::sort(named);
        named.erase(std::unique(named.begin(), named.end()), named.end());
        for (std::size_t one = 0; one < named.size(); ++one)
            for (std::size_t other = 0; other < one; ++other) named_apart_.push_back(ordered(named[one], named[other]));
    }
    sort_once(named_apart_);
    apart_ = named_apart_;
    for (const auto& [first, second] : before_) apart_.push_back(ordered(first, second));
}

void GroupCompatibility::find_bonded_pairs() {
    for (std::size_t unit = 0; unit < units_.size(); ++unit)
        for (const auto& [other, bond] : units_.bonds(unit))
            if (other < unit && terms_clash(terms_[unit], terms_[other]) != TermsClash::none)
                apart_.push_back(ordered(unit, other));
    sort_once(apart_);
}

Obstacle GroupCompatibility::obstacle(std::size_t one, std::size_t other) const {
    if (std::ranges::binary_search(named_apart_, ordered(one, other))) return Obstacle::apart;
    if (const Obstacle found = obstacle_of(terms_clash(terms_[one], terms_[other])); found != Obstacle::none)
        return found;
    return std::ranges::binary_search(apart_, ordered(one, other)) ? Obstacle::order : Obstacle::none;
}

Obstacle GroupCompatibility::obstacle(std::size_t unit, const std::vector<std::size_t>& members) const {
    GroupTerms all;
    for (const std::size_t member : members) {
        if (const Obstacle found = obstacle(unit, member); found != Obstacle::none) return found;
        all = merged_terms(all, terms_[member]);
    }
    if (const Obstacle found = obstacle_of(terms_clash(all, terms_[unit])); found != Obstacle::none) return found;
    if (before_.empty()) return Obstacle::none;
    std::vector<std::size_t> standing(units_.size());
    for (std::size_t each = 0; each < standing.size(); ++each) standing[each] = each;
    for (const std::size_t member : members) standing[member] = unit;
    std::vector<UnitPair> cycles;
    waiting_cycles(standing, cycles);
    return cycles.empty() ? Obstacle::none : Obstacle::order;
}

std::vector<UnitPair> GroupCompatibility::violations(const std::vector<std::size_t>& standing) const {
    std::vector<std::vector<std::size_t>> groups(units_.size());
    for (std::size_t unit = 0; unit < units_.size(); ++unit) groups[standing[unit]].push_back(unit);
    std::vector<UnitPair> found;
    for (const auto& [one, other] : apart_)
        if (standing[one] == standing[other]) found.emplace_back(one, other);
    disagreements(groups, found);
    if (!before_.empty()) waiting_cycles(standing, found);
    sort_once(found);
    return found;
}

/// Where each two agree and only all together do not, the one that ended it leaves the member it is least bound to.
void GroupCompatibility::disagreements(const std::vector<std::vector<std::size_t>>& groups,
                                       std::vector<UnitPair>& found) const {
    for (const std::vector<std::size_t>& members : groups) {
        GroupTerms all;
        for (std::size_t next = 0; next < members.size(); ++next) {
            const std::size_t unit = members[next];
            if (terms_clash(all, terms_[unit]) == TermsClash::none) {
                all = merged_terms(all, terms_[unit]);
                continue;
            }
            std::size_t worst = members.front();
            double least = -1;
            for (std::size_t earlier = 0; earlier < next; ++earlier) {
                const std::size_t other = members[earlier];
                if (terms_clash(terms_[unit], terms_[other]) != TermsClash::none) {
                    worst = other;
                    break;
                }
                const auto bond = units_.bonds(unit).find(other);
                const double weight = bond == units_.bonds(unit).end() ? 0 : bond->second.weight;
                if (least >= 0 && weight >= least) continue;
                least = weight;
                worst = other;
            }
            found.push_back(ordered(unit, worst));
            break;
        }
    }
}

/// Groups on a cycle of `before` cannot cut over one after the other. In each such group, the first two units by which
/// the cycle runs are to be parted; a cycle of units that were not joined is none of ours.
void GroupCompatibility::waiting_cycles(const std::vector<std::size_t>& standing, std::vector<UnitPair>& found) const {
    std::vector<DependencyGraph::Edge> edges;
    for (const auto& [first, second] : before_)
        if (standing[first] == standing[second])
            found.push_back(ordered(first, second));
        else
            edges.push_back({static_cast<DependencyGraph::Node>(standing[second]),
                             static_cast<DependencyGraph::Node>(standing[first])});
    const StrongComponents components = strong_components(DependencyGraph(units_.size(), edges));
    std::map<std::size_t, std::size_t> first_end;  // by group: a unit of it on the cycle
    for (const auto& ends : before_) {
        const std::size_t one = standing[ends.first], two = standing[ends.second];
        if (one == two || components.of_node[one] != components.of_node[two]) continue;
        for (const std::size_t unit : {ends.first, ends.second}) {
            const auto [known, added] = first_end.emplace(standing[unit], unit);
            if (!added && known->second != unit) found.push_back(ordered(known->second, unit));
        }
    }
}

}  // namespace plan
