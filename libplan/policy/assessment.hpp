#pragma once

#include "libplan/base/language.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/policy/effort_model.hpp"
#include "libplan/policy/hosting.hpp"
#include "libplan/record/portfolio.hpp"

/// What should become of each application (the seven strategies), how hard and how risky its move is, and what it
/// takes. Rules with scores decide the strategy and the risk (templates/policies/strategy.xml); a model gives the
/// effort (templates/effort/effort.xml). Every number carries its reason.
namespace plan {

/// The words of a strategy table. Effects: the seven strategies, whose `points` add up: the strategy with most points
/// is taken, ties in the order retire, retain, rehost, relocate, replatform, repurchase, refactor (the least work
/// first); and `risk-green`, `risk-yellow`, `risk-red`, `risk-unknown`, of which the gravest wins in that order
/// (green, unknown, yellow, red). Facts: those of add_application_facts(), the counts of measures.hpp, and of the
/// hosting of today `present.status` (the compliance), `present.eligible` (true: one could also move there),
/// `present.kind` (of its target).
[[nodiscard]] DecisionWords strategy_words();

/// Everything that an assessment rests on; all must outlive the call.
struct AssessmentBasis {
    const DecisionTable& strategy;
    const DecisionTable& hosting;
    const EffortModel& effort;
    Date planning_date;
    Language language = Language::french;
};

/// Fills `assessment` of every application. O(applications * rules + flows).
void assess(Portfolio& portfolio, const AssessmentBasis& basis);

}  // namespace plan
