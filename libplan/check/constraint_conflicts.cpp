#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/linked_applications.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_set>

/// Hard constraints that no plan can satisfy, found from the constraints alone: cycles of `before`, `apart` against
/// `together`, dates, windows and waves that exclude each other.
namespace plan {

namespace {

using Link = LinkedApplications::Link;

/// Sets of applications that hard `together` constraints join (union by halving paths).
class JoinedSets {
public:
    explicit JoinedSets(std::size_t applications) : parent_(applications) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t application) {
        while (parent_[application] != application) application = parent_[application] = parent_[parent_[application]];
        return application;
    }
    void join(std::size_t a, std::size_t b) { parent_[root(b)] = root(a); }

private:
    std::vector<std::size_t> parent_;
};

class Conflicts {
public:
    Conflicts(const Portfolio& portfolio, RecordFindings& findings)
        : portfolio_(portfolio), findings_(findings), joined_(portfolio.applications.size()) {}

    void waiting_cycles();
    void join_together();
    void apart();
    void dates();
    void windows();
    void waves();

private:
    /// Calls `visit(index, constraint, members)` for each constraint of the kind, with its known applications.
    template <class Visit>
    void each(ConstraintKind kind, Visit visit) const;
    [[nodiscard]] std::vector<Link> links_of(ConstraintKind kind, bool soft_too) const;
    [[nodiscard]] std::vector<std::string> describe(const std::vector<Link>& way) const;
    [[nodiscard]] const std::string& id(std::size_t application) const {
        return portfolio_.applications[application].id;
    }
    [[nodiscard]] Location where(std::size_t constraint) const {
        return portfolio_.where(RecordType::constraint, constraint);
    }

    const Portfolio& portfolio_;
    RecordFindings& findings_;
    JoinedSets joined_;
};

template <class Visit>
void Conflicts::each(ConstraintKind kind, Visit visit) const {
    std::vector<std::size_t> members;
    for (std::size_t index = 0; index < portfolio_.constraints.size(); ++index) {
        const Constraint& constraint = portfolio_.constraints[index];
        if (constraint.kind != kind) continue;
        members.clear();
        for (const std::string& application : constraint.applications)
            if (const auto known = portfolio_.application_index(application)) members.push_back(*known);
        visit(index, constraint, members);
    }
}

std::vector<Link> Conflicts::links_of(ConstraintKind kind, bool soft_too) const {
    std::vector<Link> links;
    each(kind, [&](std::size_t index, const Constraint& constraint, const std::vector<std::size_t>& members) {
        if (constraint.weight && !soft_too) return;
        for (std::size_t position = 1; position < members.size(); ++position)
            links.push_back({static_cast<std::uint32_t>(members[position - 1]),
                             static_cast<std::uint32_t>(members[position]), static_cast<std::uint32_t>(index)});
    });
    return links;
}

/// The applications along the way, and the constraints that link them.
std::vector<std::string> Conflicts::describe(const std::vector<Link>& way) const {
    std::vector<std::string> applications, constraints;
    applications.push_back(id(way.front().from));
    for (const Link& link : way) {
        applications.push_back(id(link.to));
        const std::string name = constraint_name(portfolio_, link.constraint);
        if (constraints.empty() || constraints.back() != name) constraints.push_back(name);
    }
    return {shortened(applications, " > "), shortened(constraints, ", ")};
}

void Conflicts::waiting_cycles() {
    const std::size_t count = portfolio_.applications.size();
    std::unordered_set<std::uint32_t> told;
    for (const auto& cycle : LinkedApplications(count, links_of(ConstraintKind::before, false)).cycles()) {
        for (const Link& link : cycle) told.insert(link.from);
        findings_.add(RecordFinding::before_cycle, where(cycle.front().constraint), describe(cycle));
    }
    for (const auto& cycle : LinkedApplications(count, links_of(ConstraintKind::before, true)).cycles()) {
        const bool known = std::ranges::any_of(cycle, [&](const Link& link) { return told.count(link.from) > 0; });
        if (!known) findings_.add(RecordFinding::before_cycle_soft, where(cycle.front().constraint), describe(cycle));
    }
}

void Conflicts::join_together() {
    for (const Link& link : links_of(ConstraintKind::together, false)) joined_.join(link.from, link.to);
}

void Conflicts::apart() {
    std::vector<Link> links = links_of(ConstraintKind::together, false);
    const std::size_t one_way = links.size();
    for (std::size_t index = 0; index < one_way; ++index)
        links.push_back({links[index].to, links[index].from, links[index].constraint});
    const LinkedApplications together(portfolio_.applications.size(), std::move(links));
    each(ConstraintKind::apart, [&](std::size_t index, const Constraint& constraint, const auto& members) {
        if (constraint.weight) return;
        std::map<std::size_t, std::size_t> first_of;  // by root
        for (const std::size_t member : members) {
            const auto [first, added] = first_of.emplace(joined_.root(member), member);
            if (added || first->second == member) continue;
            std::vector<std::string> arguments = {constraint_name(portfolio_, index), id(first->second), id(member)};
            for (std::string& text : describe(together.path(first->second, member)))
                arguments.push_back(std::move(text));
            findings_.add(RecordFinding::together_apart, where(index), std::move(arguments));
            break;  // one example a constraint
        }
    });
}

void Conflicts::dates() {
    struct Bound {
        Date date;
        std::size_t constraint;
    };
    std::map<std::size_t, Bound> earliest, latest;
    const auto gather = [&](ConstraintKind kind, std::map<std::size_t, Bound>& bounds, auto tighter) {
        each(kind, [&](std::size_t index, const Constraint& constraint, const auto& members) {
            if (constraint.weight || !constraint.date) return;
            for (const std::size_t member : members) {
                const auto [bound, added] = bounds.emplace(member, Bound{*constraint.date, index});
                if (!added && tighter(*constraint.date, bound->second.date)) bound->second = {*constraint.date, index};
            }
        });
    };
    gather(ConstraintKind::not_before, earliest, std::greater<>());
    gather(ConstraintKind::deadline, latest, std::less<>());
    for (const auto& [application, bound] : earliest) {
        const auto end = latest.find(application);
        if (end == latest.end() || bound.date <= end->second.date) continue;
        findings_.add(RecordFinding::dates_clash, where(end->second.constraint),
                      {id(application), bound.date.to_iso(), constraint_name(portfolio_, bound.constraint),
                       end->second.date.to_iso(), constraint_name(portfolio_, end->second.constraint)});
    }
}

/// Applications that move together share one window, so their lists are intersected.
void Conflicts::windows() {
    struct Allowed {
        std::vector<std::string> windows;
        std::size_t constraint;
        bool told = false;
    };
    std::map<std::size_t, Allowed> allowed;
    each(ConstraintKind::window, [&](std::size_t index, const Constraint& constraint, const auto& members) {
        if (constraint.weight || constraint.windows.empty()) return;
        std::vector<std::string> sorted = constraint.windows;
        std::ranges::sort(sorted);
        for (const std::size_t member : members) {
            const auto [entry, added] = allowed.emplace(joined_.root(member), Allowed{sorted, index});
            if (added || entry->second.told || entry->second.constraint == index) continue;
            std::vector<std::string> common;
            std::ranges::set_intersection(entry->second.windows, sorted, std::back_inserter(common));
            if (common.empty()) {
                findings_.add(RecordFinding::windows_clash, where(index),
                              {id(member), constraint_name(portfolio_, index),
                               constraint_name(portfolio_, entry->second.constraint)});
                entry->second.told = true;
            }
            entry->second = {std::move(common), index, entry->second.told};
        }
    });
}

void Conflicts::waves() {
    struct Fixed {
        std::int64_t wave;
        std::size_t member, constraint;
    };
    std::map<std::size_t, Fixed> fixed;
    each(ConstraintKind::wave, [&](std::size_t index, const Constraint& constraint, const auto& members) {
        if (constraint.weight || !constraint.wave) return;
        for (const std::size_t member : members) {
            const auto [entry, added] = fixed.emplace(joined_.root(member), Fixed{*constraint.wave, member, index});
            const Fixed& other = entry->second;
            if (added || other.wave == *constraint.wave) continue;
            findings_.add(
                RecordFinding::waves_clash, where(index),
                {id(other.member), id(member), constraint_name(portfolio_, other.constraint),
                 std::to_string(other.wave), constraint_name(portfolio_, index), std::to_string(*constraint.wave)});
        }
    });
}

}  // namespace

void check_constraint_conflicts(const Portfolio& portfolio, RecordFindings& findings) {
    if (portfolio.constraints.empty()) return;
    Conflicts conflicts(portfolio, findings);
    conflicts.waiting_cycles();
    conflicts.join_together();
    conflicts.apart();
    conflicts.dates();
    conflicts.windows();
    conflicts.waves();
}

}  // namespace plan
