#include "libplan/graph/group_terms.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

using Names = std::vector<std::string_view>;

Names shared_names(const Names& one, const Names& other) {
    Names both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both;
}

std::optional<Names> shared_names(const std::optional<Names>& one, const std::optional<Names>& other) {
    if (!one || !other) return one ? one : other;
    return shared_names(*one, *other);
}

Names sorted_names(const std::vector<std::string>& names) {
    Names sorted(names.begin(), names.end());
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

GroupTerms terms_of(const Constraint& constraint, std::size_t index) {
    GroupTerms terms;
    if (constraint.kind == ConstraintKind::window) {
        terms.windows = sorted_names(constraint.windows);
        terms.window_constraint = index;
    } else if (constraint.kind == ConstraintKind::wave && constraint.wave) {
        terms.wave = constraint.wave;
        terms.wave_constraint = index;
    } else if (constraint.kind == ConstraintKind::not_before && constraint.date) {
        terms.not_before = constraint.date;
        terms.not_before_constraint = index;
    } else if (constraint.kind == ConstraintKind::deadline && constraint.date) {
        terms.deadline = constraint.date;
        terms.deadline_constraint = index;
    }
    return terms;
}

}  // namespace

std::vector<GroupTerms> application_terms(const Portfolio& portfolio) {
    std::vector<GroupTerms> terms(portfolio.applications.size());
    for (std::size_t index = 0; index < terms.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (!application.hosting) continue;
        if (!application.hosting->target.empty()) terms[index].destination = application.hosting->target;
        if (application.hosting->eligible.empty()) continue;
        Names targets;
        for (const EligibleTarget& eligible : application.hosting->eligible) targets.emplace_back(eligible.target);
        std::ranges::sort(targets);
        terms[index].targets = std::move(targets);
    }
    for (std::size_t index = 0; index < portfolio.constraints.size(); ++index) {
        const Constraint& constraint = portfolio.constraints[index];
        if (constraint.weight) continue;
        const GroupTerms more = terms_of(constraint, index);
        for (const std::string& name : constraint.applications)
            if (const auto application = portfolio.application_index(name))
                terms[*application] = merged_terms(terms[*application], more);
    }
    return terms;
}

TermsClash terms_clash(const GroupTerms& one, const GroupTerms& other, bool hosting) {
    if (hosting && one.targets && other.targets && shared_names(*one.targets, *other.targets).empty())
        return TermsClash::targets;
    if (hosting && one.destination && other.destination && *one.destination != *other.destination)
        return TermsClash::destinations;
    if (one.windows && other.windows && shared_names(*one.windows, *other.windows).empty()) return TermsClash::windows;
    if (one.wave && other.wave && *one.wave != *other.wave) return TermsClash::waves;
    const bool crossed = (one.not_before && other.deadline && *other.deadline < *one.not_before) ||
                         (other.not_before && one.deadline && *one.deadline < *other.not_before);
    return crossed ? TermsClash::dates : TermsClash::none;
}

GroupTerms merged_terms(const GroupTerms& one, const GroupTerms& other) {
    GroupTerms both = one;
    both.targets = shared_names(one.targets, other.targets);
    if (!one.destination) both.destination = other.destination;
    both.windows = shared_names(one.windows, other.windows);
    if (!one.windows) both.window_constraint = other.window_constraint;
    if (!one.wave) {
        both.wave = other.wave;
        both.wave_constraint = other.wave_constraint;
    }
    if (other.not_before && (!one.not_before || *one.not_before < *other.not_before)) {
        both.not_before = other.not_before;
        both.not_before_constraint = other.not_before_constraint;
    }
    if (other.deadline && (!one.deadline || *other.deadline < *one.deadline)) {
        both.deadline = other.deadline;
        both.deadline_constraint = other.deadline_constraint;
    }
    return both;
}

}  // namespace plan
