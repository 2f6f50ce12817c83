#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/policy/bilingual_text.hpp"
#include "libplan/policy/measures.hpp"
#include "libplan/record/reasons.hpp"
#include "libplan/record/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How many person-days a migration takes: a model in XML that a ministry can read, calibrate and replace
/// (templates/effort/effort.xml; its format is described there). The method is that of the algorithmic cost models
/// since COCOMO (Boehm, Software Engineering Economics, 1981): a base effort by strategy and phase, multiplied by one
/// factor per cost driver, with a three-point range.
namespace plan {

/// One value of a driver: which measured values it covers and what it multiplies the effort by.
struct FactorStep {
    std::optional<double> at_least;  ///< numeric drivers
    std::optional<std::string> is;   ///< drivers that are words or yes/no: "true", "sensitive"
    double multiply = 1;             ///< > 0
    BilingualText word;              ///< how `is` is said; may be empty
};

/// What an unmeasured driver does: the effort that is likely, and how much wider the pessimistic end becomes.
struct UnknownStep {
    double multiply = 1;     ///< > 0
    double pessimistic = 1;  ///< >= 1
};

struct EffortFactor {
    std::string id;
    std::string measure;        ///< a name of measures.hpp
    std::vector<Phase> phases;  ///< in phase order; empty: every phase
    std::vector<FactorStep> steps;
    UnknownStep unknown;
    BilingualText text;

    [[nodiscard]] bool concerns(Phase phase) const;
};

struct StrategyBase {
    Strategy strategy = Strategy::unspecified;
    std::vector<std::pair<Phase, double>> days;  ///< in phase order, person-days > 0
};

struct ComplexityLevel {
    Complexity level = Complexity::unspecified;
    double at_least = 0;  ///< product of all factors
};

/// What an application costs a year once it has moved.
struct RunningCosts {
    std::string source;
    double overlap_months = 0;                        ///< during which both hostings are paid
    double horizon_years = 0;                         ///< a move that pays back later never does
    std::vector<std::pair<Strategy, double>> ratios;  ///< share of today's cost, by strategy
    std::vector<std::pair<std::string, double>>
        prices;  ///< euros a year for a unit of a measure, where today's is unknown

    [[nodiscard]] std::optional<double> ratio_of(Strategy strategy) const {
        for (const auto& [known, ratio] : ratios)
            if (known == strategy) return ratio;
        return std::nullopt;
    }
};

struct EffortModel {
    std::string id, source;
    double optimistic = 1, pessimistic = 1;  ///< 0 < optimistic <= 1 <= pessimistic
    double day_rate = 0;                     ///< euros a person-day
    std::string day_rate_source;
    std::vector<StrategyBase> strategies;
    std::vector<EffortFactor> factors;
    std::vector<ComplexityLevel> complexity;  ///< by ascending at_least, the first at 0
    std::optional<RunningCosts> running;

    [[nodiscard]] const StrategyBase* base_of(Strategy strategy) const;
};

/// Reads a model. Throws Error(invalid_input) with file, line and column: broken XML, an unknown element, attribute,
/// strategy, phase or measure, a number out of its range, a missing text. Linear.
[[nodiscard]] EffortModel read_effort_model(std::string_view text, std::string_view name);

/// A factor as it applies to one application.
struct AppliedFactor {
    const EffortFactor* factor = nullptr;
    std::string value;  ///< as measured; empty when unknown
    double multiply = 1, pessimistic = 1;
};

/// What a factor multiplies by, given the measures: that of `unknown` when its measure is absent. > 0.
[[nodiscard]] double multiplier_of(const EffortFactor& factor, const Measures& measures);

struct EffortEstimate {
    std::vector<PhaseEffort> phases;
    double total_likely = 0;
    double factor_product = 1;
    Complexity complexity = Complexity::unspecified;
    bool incomplete = false;  ///< at least one driver is unknown
    Reasons because;          ///< one for the complexity, one per phase with its arithmetic
};

/// The effort of `strategy` for the measured application. Likely days are rounded to half days, never to none.
/// `forced_days`, when given, is the total: the phases share it in the model's proportions.
/// O(factors * phases).
[[nodiscard]] EffortEstimate estimate_effort(const EffortModel& model, Strategy strategy, const Measures& measures,
                                             std::optional<double> forced_days, Language language);

}  // namespace plan
