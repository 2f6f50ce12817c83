#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <string_view>
#include <unordered_set>

namespace plan {

namespace {

/// The field that the kind of constraint needs and this one does not have; empty: it is complete.
std::string missing_field(const Constraint& constraint, std::size_t applications) {
    switch (constraint.kind) {
        case ConstraintKind::together:
        case ConstraintKind::apart:
        case ConstraintKind::before:
            return applications < 2 ? "applications[2]" : "";
        case ConstraintKind::not_before:
        case ConstraintKind::deadline:
            if (applications == 0) return "applications";
            return constraint.date ? "" : "date";
        case ConstraintKind::window:
            if (applications == 0) return "applications";
            return constraint.windows.empty() ? "windows" : "";
        case ConstraintKind::wave:
            if (applications == 0) return "applications";
            return constraint.wave ? "" : "wave";
        case ConstraintKind::unspecified:
            break;
    }
    return "kind";
}

}  // namespace

void check_constraints(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.constraints.size(); ++index) {
        const Constraint& constraint = portfolio.constraints[index];
        std::unordered_set<std::string_view> distinct, told;
        for (const std::string& id : constraint.applications) {
            // For `before` a repetition is a cycle, which is told with its path.
            if (distinct.insert(id).second || constraint.kind == ConstraintKind::before) continue;
            if (told.insert(id).second)
                findings.add(RecordFinding::repeated_application, portfolio.where(RecordType::constraint, index),
                             {constraint_name(portfolio, index), id});
        }
        const bool ordered = constraint.kind == ConstraintKind::before;
        const std::string missing =
            missing_field(constraint, ordered ? constraint.applications.size() : distinct.size());
        if (!missing.empty())
            findings.add(RecordFinding::incomplete_constraint, portfolio.where(RecordType::constraint, index),
                         {constraint_name(portfolio, index), std::string(keyword(constraint.kind)), missing});
    }
}

}  // namespace plan
