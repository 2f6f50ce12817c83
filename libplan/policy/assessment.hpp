#pragma once

#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/policy/effort_model.hpp"
#include "libplan/policy/hosting.hpp"
#include "libplan/policy/readiness.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

/// What should become of each application (the seven strategies), how hard and how risky its move is, and what it
/// takes. Rules with scores decide the strategy and the risk (templates/policies/strategy.xml); a model gives the
/// effort (templates/effort/effort.xml). Every number carries its reason.
namespace plan {

/// The words of a strategy table. Effects: the seven strategies, whose `points` add up: the strategy with most points
/// is taken, ties in the order retire, retain, rehost, relocate, replatform, repurchase, refactor (the least work
/// first); and `risk-green`, `risk-yellow`, `risk-red`, `risk-unknown`, of which the gravest wins in that order
/// (green, unknown, yellow, red). Facts: those of add_application_facts(), the counts of measures.hpp, and of the
/// hosting of today `present.status` (the compliance), `present.eligible` (true: one could also move there),
/// `present.kind` (of its target); `readiness` (the score) and `readiness_risk` of a questionnaire that was answered.
[[nodiscard]] DecisionWords strategy_words();
/// The facts that conditions of a questionnaire may use: the same, but for what follows from it.
[[nodiscard]] DecisionWords readiness_words();

/// Everything that an assessment rests on; all must outlive the call.
struct AssessmentBasis {
    const DecisionTable& strategy;
    const DecisionTable& hosting;
    const EffortModel& effort;
    Date planning_date;
    Language language = Language::french;
    const SupportTable* supports = nullptr;             ///< null: only what the inventory says
    const ReadinessQuestionnaire* readiness = nullptr;  ///< null: no readiness
    Report report = {};                                 ///< told of answers that are not understood; may be empty
    CouplingModel coupling = basic_coupling();          ///< which flows are strong
};

/// Assesses applications one at a time, so that a large portfolio need not hold what is said of all of them.
class PortfolioAssessor {
public:
    /// Both must outlive it. No application may have an assessment: what an earlier run decided is no fact of this one.
    /// O(applications + flows).
    PortfolioAssessor(const Portfolio& portfolio, const AssessmentBasis& basis);
    ~PortfolioAssessor();
    PortfolioAssessor(const PortfolioAssessor&) = delete;
    PortfolioAssessor& operator=(const PortfolioAssessor&) = delete;

    /// O(rules + questions).
    [[nodiscard]] Assessment assess(std::size_t application) const;
    /// Adds a row for each open question on readiness of an application: see add_open_questions().
    void add_open(std::size_t application, std::vector<std::vector<std::string>>& rows) const;

private:
    class State;
    std::unique_ptr<State> state_;
};

/// Writes a row for each open question of every application: see add_open_questions(). O(applications * questions).
[[nodiscard]] std::vector<std::vector<std::string>> open_readiness_questions(const Portfolio& portfolio,
                                                                             const AssessmentBasis& basis);

/// Fills `assessment` of every application. O(applications * rules + flows).
void assess(Portfolio& portfolio, const AssessmentBasis& basis);

}  // namespace plan
