#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where an application may be hosted, and whether its present hosting conforms. All that is said of law, security
/// and cost stands in a decision table (templates/policies/hosting.xml); this code only evaluates it.
namespace plan {

/// The words of a hosting table. Effects:
///   reject      the target may not host the application
///   rests-on-qualification  its eligibility lasts as long as the target's `expires_on`
///   basis       why it may, said with every target that may and with a conforming present hosting
///   advice      said with the choice, and with the verdict on the present hosting
///   caution     what a verdict rests on is not sure; said with every target that may and with the present hosting
///   cost        `points` are added to the target's cost for this application; the cheapest is chosen
///   derogation  what is not conforming today is covered until `derogation_end`, if every rule that rejects is
///               marked derogable
///   open        the present hosting cannot be judged: to be qualified
/// Scopes: `destination` (a target to move to), `present` (the hosting of today; its target record is `target`); both
/// when absent.
///
/// Facts: those of add_application_facts(), every field of the target below `target`, the settings, and
///   as_of                     the day that is judged: of the cut-over for a destination, else of the decision
///   horizon_end               the day until which a destination must stay eligible; for the present one `as_of`
///   strategy_decided, effort_days_decided   of the assessment: strategy, and likely person-days of all phases
///   derogation_limit          `acceptable_offer_on` and `derogation_months` later
///   derogation_end            last day of the derogation: the earlier of `derogation_until` and `derogation_limit`
///   target.age_days           from the day on which its line was verified to that of the decision; absent: never
///   target.run_cost           euros a year of this application there, when tariff and size are known
///   target.dearest_run_cost   the dearest known of all targets, where its own is not known
///   target.strong_neighbours  strongly coupled flows whose other end is, or is to go, there
[[nodiscard]] DecisionWords hosting_words();

/// Days and figures of one run.
struct HostingSettings {
    Date decision_date;                    ///< the present hosting is judged on it, and the age of the catalogue
    Date cutover;                          ///< destinations are judged on it
    int horizon_months = 0;                ///< that a destination must stay eligible
    std::optional<int> derogation_months;  ///< after an acceptable offer; empty: no text limits a derogation
    int max_age_days = 180;                ///< of what the catalogue says
};
/// What the table sets, with the cut-over on the day of the decision.
[[nodiscard]] HostingSettings hosting_settings(const DecisionTable& table, Date decision_date);

/// The day on which a derogation ends, as it counts: see hosting_words(). An application without derogation has none.
[[nodiscard]] std::optional<Date> derogation_end(const Application& application, std::optional<int> derogation_months);

/// The verdict on the hosting of today.
struct PresentHosting {
    Compliance status = Compliance::unspecified;
    std::optional<Date> until;       ///< a derogation's last day
    std::optional<Date> since;       ///< of what is broken: not before, as far as rules and records are dated
    std::vector<std::string> rules;  ///< what is broken, or keeps it open
    Reasons because;
    bool eligible = false;  ///< one could also move there: it may stay
};

/// Evaluates a table over the targets of a portfolio, which must outlive it, as does the table. What conditions cannot
/// tell apart is evaluated once, so that a case costs little more than looking up what is known. Not for several
/// threads at once.
class HostingJudge {
public:
    /// What is known of one application; it must outlive this, unchanged.
    class Case;

    HostingJudge(const DecisionTable& table, const Portfolio& portfolio, const HostingSettings& settings,
                 Language language);
    /// With what the table sets.
    HostingJudge(const DecisionTable& table, const Portfolio& portfolio, Date decision_date, Language language);
    ~HostingJudge();
    HostingJudge(const HostingJudge&) = delete;
    HostingJudge& operator=(const HostingJudge&) = delete;

    /// `strong_neighbours` counts by target; empty means none known.
    [[nodiscard]] std::unique_ptr<Case, void (*)(Case*)> open(const Application& application,
                                                              std::vector<double> strong_neighbours = {}) const;

    /// O(rules).
    [[nodiscard]] PresentHosting present(Case& known) const;

    struct Option {
        std::size_t target = 0;  ///< index in portfolio.targets
        double cost = 0;
    };
    /// The targets that may host it, in the portfolio's order. O(targets * rules).
    [[nodiscard]] std::vector<Option> options(Case& known) const;

    struct Candidate {
        std::size_t target = 0;           ///< index in portfolio.targets
        std::optional<Date> valid_until;  ///< of an eligible one: the last day on which it is, when there is one
        double cost = 0;                  ///< of an eligible one
        Reasons rejected_because;         ///< empty: eligible
        Reasons because;                  ///< of an eligible one
    };
    /// One per target, in the portfolio's order. O(targets * rules).
    [[nodiscard]] std::vector<Candidate> candidates(Case& known) const;

    /// Basis, cautions, advice and cost of a candidate that has been chosen.
    [[nodiscard]] Reasons explain(Case& known, std::size_t target) const;

    [[nodiscard]] PresentHosting present(const Application& application) const;
    [[nodiscard]] std::vector<Candidate> candidates(const Application& application,
                                                    const std::vector<double>& strong_neighbours) const;
    [[nodiscard]] Reasons explain(const Application& application, std::size_t target,
                                  const std::vector<double>& strong_neighbours) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The facts of an example of a hosting table: what the fields that it gives make of an application and a target.
[[nodiscard]] FactDocument hosting_example_facts(const DecisionTable& table, const DecisionRule& rule,
                                                 const DecisionExample& example);

/// Sets what `given` gives of an application and a target; what is no field of either is left out.
void set_given(const std::vector<std::pair<std::string, FieldValue>>& given, Application& application, Target& target);

/// Whether the application needs a target: its assessment says that it moves, or it has none and is neither retired nor
/// kept by its inventory; or it is a project, which is to be built in a cloud unless its inventory says that it cannot.
[[nodiscard]] bool must_move(const Application& application);

}  // namespace plan
