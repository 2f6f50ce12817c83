#pragma once

#include "libplan/policy/effort_model.hpp"
#include "libplan/policy/past_projects.hpp"

#include <string>
#include <vector>

/// Fits an effort model to past projects, so that a ministry's estimates rest on what its migrations took.
///
/// In the model, the days of a phase are base days × factors. Fitted are the base days of each strategy (by phase
/// where projects give days by phase, else all phases by one scale), and for each factor one exponent that its
/// multipliers are raised to: 1 leaves it, 0 takes it away, 2 makes it twice as strong. The sum of the squares of
/// log(actual days / estimated days) is made least, over each phase of each project, or its total: linear least squares
/// where days are given by phase; totals are sums of such products, fitted by Gauss-Newton steps (Nocedal and Wright,
/// Numerical Optimization, 10.3).
namespace plan {

/// Mean and worst of |estimate - actual| / actual over the projects.
struct CalibrationError {
    double mean = 0, worst = 0;
};

struct Calibration {
    /// Multiplies the base days of a strategy's phase.
    struct Scale {
        Strategy strategy = Strategy::unspecified;
        Phase phase = Phase::unspecified;  ///< unspecified: every phase
        double scale = 1;                  ///< > 0
    };
    /// Of EffortModel::factors, by index: the exponent, and whether it was fitted.
    struct Exponent {
        double exponent = 1;
        bool fitted = false;  ///< false: the same in all projects, kept as it was
    };
    std::size_t projects = 0, observations = 0, coefficients = 0;
    std::vector<Scale> scales;
    std::vector<Exponent> exponents;
    CalibrationError in_sample, leave_one_out;
    double optimistic = 1, pessimistic = 1;  ///< range that holds 80 % of projects, by their leave-one-out errors

    /// Days multiply by this.
    [[nodiscard]] double scale_of(Strategy strategy, Phase phase) const;
};

/// Throws Error(invalid_input): "too-few-projects" (fewer observations than coefficients + 1, a strategy with a single
/// project, a coefficient that rests on one project alone), "collinear-columns" (measures that say the same in all
/// projects), "no-base" (a strategy or phase that the model does not have), "bad-fit" (coefficients that no model may
/// have). O(projects² * phases * coefficients²).
[[nodiscard]] Calibration calibrate(const EffortModel& model, const std::vector<PastProject>& projects);

/// The text of the model with the coefficients in it: everything else, comments too, stays as it is. `text` is what
/// `model` was read from. Its title, source and description say what it was fitted to, and how well.
[[nodiscard]] std::string calibrated_model(std::string_view text, const EffortModel& model,
                                           const Calibration& calibration, std::string_view projects_file);

/// A note on the error, and a warning for each factor that works the other way round than in `model`.
[[nodiscard]] std::vector<Diagnostic> calibration_findings(const EffortModel& model, const Calibration& calibration);

}  // namespace plan
