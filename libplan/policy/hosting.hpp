#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where an application may be hosted, where it should go, and whether its present hosting conforms. All that is said
/// of law, security and cost stands in a decision table (templates/policies/hosting.xml); this code only evaluates it.
namespace plan {

/// The words of a hosting table. Effects:
///   reject      the target may not host the application
///   rests-on-qualification  its eligibility lasts as long as the target's `expires_on`
///   basis       why it may, said with the choice and with a conforming present hosting
///   advice      said with the choice
///   cost        `points` are added to the target's cost for this application; the cheapest is chosen
///   derogation  what is not conforming today is covered until `derogation_until`, if every rule that rejects is
///               marked derogable
///   open        the present hosting cannot be judged: to be qualified
/// Scopes: `destination` (a target to move to), `present` (the hosting of today; its target record is `target`); both
/// when absent. Facts: those of add_application_facts(), every field of the target below `target`, and
/// `strategy_decided`, `target.strong_neighbours` (strongly coupled flows whose other end is, or is to go, there).
[[nodiscard]] DecisionWords hosting_words();

/// The verdict on the hosting of today.
struct PresentHosting {
    Compliance status = Compliance::unspecified;
    std::optional<Date> until;  ///< a derogation's last day
    Reasons because;
    bool eligible = false;  ///< one could also move there: it may stay
};

/// Evaluates a table over the targets of a portfolio, which must outlive it, as does the table.
class HostingJudge {
public:
    HostingJudge(const DecisionTable& table, const Portfolio& portfolio, Date planning_date, Language language);

    /// O(rules).
    [[nodiscard]] PresentHosting present(const Application& application) const;

    struct Candidate {
        std::size_t target = 0;  ///< index in portfolio.targets
        std::optional<Date> valid_until;
        double cost = 0;
        Reasons rejected_because;  ///< empty: eligible
    };
    /// One per target, in the portfolio's order. `strong_neighbours` counts by target; empty means none known.
    /// O(targets * rules).
    [[nodiscard]] std::vector<Candidate> candidates(const Application& application,
                                                    const std::vector<double>& strong_neighbours) const;

    /// The eligible target of least cost, ties by id; nothing when none is eligible. As candidates(), without reasons.
    [[nodiscard]] std::optional<std::size_t> cheapest(const Application& application,
                                                      const std::vector<double>& strong_neighbours) const;

    /// Basis, advice and cost of a candidate that has been chosen.
    [[nodiscard]] Reasons explain(const Application& application, std::size_t target,
                                  const std::vector<double>& strong_neighbours) const;

private:
    using Rules = std::vector<std::size_t>;
    /// The rules of an effect that concern one scope, in the order of the table.
    struct Scope {
        Rules reject, rests, basis, advice, cost, derogation, open;
    };
    [[nodiscard]] Scope rules_of(std::string_view scope) const;
    [[nodiscard]] FactDocument facts_of(const Application& application) const;
    void set_target(FactDocument& facts, const Target& target, double strong_neighbours) const;
    void collect(Reasons& reasons, const FactDocument& facts, const Rules& rules) const;
    [[nodiscard]] bool any(const FactDocument& facts, const Rules& rules) const;
    [[nodiscard]] double cost(const FactDocument& facts) const;

    const DecisionTable& table_;
    const Portfolio& portfolio_;
    Date planning_date_;
    Language language_;
    Scope destination_, present_;
    // Only what the table reads: every condition walks over all the facts.
    std::vector<const Field<Application>*> application_fields_;
    std::vector<const Field<Target>*> target_fields_;
};

/// Whether the application needs a target: its assessment says that it moves, or it has none and is neither retired nor
/// kept by its inventory; or it is a project, which is to be built in a cloud unless its inventory says that it cannot.
[[nodiscard]] bool must_move(const Application& application);

/// Fills `hosting` of every application. The choice is the eligible target of least cost, ties by id, in two passes:
/// the second counts, for each target, the strongly coupled neighbours that the first sent there.
/// Returns the indices of applications that must move and have no eligible target.
/// O(applications * targets * rules + flows).
[[nodiscard]] std::vector<std::size_t> decide_hosting(Portfolio& portfolio, const DecisionTable& table,
                                                      Date planning_date, Language language);

}  // namespace plan
