#include "libplan/policy/calibration.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/least_squares.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plan {

namespace {

[[noreturn]] void refuse(const Location& where, const char* code, const char* text,
                         std::vector<std::string> arguments) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), where});
}

/// Days of some phases of a project that were spent together: one phase, or all.
struct Observation {
    std::size_t project;
    std::vector<std::pair<Phase, double>> base;  ///< the model's base days of these phases
    double actual;
};

class Calibrator {
public:
    Calibrator(const EffortModel& model, const std::vector<PastProject>& projects)
        : model_(model), projects_(projects) {
        for (std::size_t index = 0; index < projects.size(); ++index) observe(index);
        make_scales();
        for (const PastProject& project : projects) {
            std::vector<double>& logs = logs_.emplace_back();
            for (const EffortFactor& factor : model.factors)
                logs.push_back(std::log(multiplier_of(factor, project.measures)));
        }
        choose_factors();
    }

    Calibration calibrate() {
        require_enough();
        std::vector<std::size_t> all(observations_.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const std::vector<double> fit = fit_to(all, start());
        if (fit.empty()) refuse_collinear(all);
        Calibration result;
        result.projects = projects_.size();
        result.observations = observations_.size();
        result.coefficients = scales_.size() + factors_.size();
        for (std::size_t index = 0; index < scales_.size(); ++index) {
            result.scales.push_back(scales_[index]);
            result.scales.back().scale = std::exp(fit[index]);
        }
        result.exponents.resize(model_.factors.size());
        for (std::size_t index = 0; index < factors_.size(); ++index)
            result.exponents[factors_[index]] = {fit[scales_.size() + index], true};
        measure_errors(fit, result);
        return result;
    }

private:
    void observe(std::size_t index) {
        const PastProject& project = projects_[index];
        const StrategyBase* base = model_.base_of(project.strategy);
        if (base == nullptr || base->days.empty())
            refuse(project.where, "no-base", PLAN_TEXT("the effort model has no days for the strategy {}"),
                   {std::string(keyword(project.strategy))});
        if (project.phases.empty()) {
            observations_.push_back({index, base->days, project.total});
            return;
        }
        for (const auto& [phase, days] : project.phases) {
            const auto found = std::ranges::find(base->days, phase, &std::pair<Phase, double>::first);
            if (found == base->days.end())
                refuse(project.where, "no-base",
                       PLAN_TEXT("the effort model has no days for the phase {1} of the strategy {0}"),
                       {std::string(keyword(project.strategy)), std::string(keyword(phase))});
            observations_.push_back({index, {*found}, days});
        }
    }

    /// By phase for a strategy of which any project tells its phases, else one for all its phases.
    void make_scales() {
        for (const StrategyBase& base : model_.strategies) {
            bool used = false;
            std::vector<Phase> phases;
            for (const PastProject& project : projects_) {
                if (project.strategy != base.strategy) continue;
                used = true;
                for (const auto& [phase, days] : project.phases) phases.push_back(phase);
            }
            std::ranges::sort(phases);
            phases.erase(std::unique(phases.begin(), phases.end()), phases.end());
            for (const Phase phase : phases) scales_.push_back({base.strategy, phase, 1});
            if (used && phases.empty()) scales_.push_back({base.strategy, Phase::unspecified, 1});
        }
    }

    [[nodiscard]] std::optional<std::size_t> scale_index(Strategy strategy, Phase phase) const {
        for (std::size_t index = 0; index < scales_.size(); ++index)
            if (scales_[index].strategy == strategy &&
                (scales_[index].phase == phase || scales_[index].phase == Phase::unspecified))
                return index;
        return std::nullopt;
    }

    /// Those that vary among the projects beyond what the scales take up already.
    void choose_factors() {
        for (std::size_t factor = 0; factor < model_.factors.size(); ++factor) {
            std::vector<double> least(scales_.size() + 1, INFINITY), most(scales_.size() + 1, -INFINITY);
            for (const Observation& observation : observations_)
                for (const auto& [phase, days] : observation.base) {
                    if (!model_.factors[factor].concerns(phase)) continue;
                    const std::size_t scale =
                        scale_index(projects_[observation.project].strategy, phase).value_or(scales_.size());
                    least[scale] = std::min(least[scale], logs_[observation.project][factor]);
                    most[scale] = std::max(most[scale], logs_[observation.project][factor]);
                }
            for (std::size_t scale = 0; scale < least.size(); ++scale)
                if (most[scale] - least[scale] > 1e-12) {
                    factors_.push_back(factor);
                    break;
                }
        }
    }

    void require_enough() const {
        const std::size_t wanted = scales_.size() + factors_.size();
        const Location file{projects_.empty() ? std::string() : projects_.front().where.file, 0, 0, {}};
        if (projects_.empty() || observations_.size() < wanted + 1)
            refuse(
                file, "too-few-projects",
                PLAN_TEXT("{0} observations are too few for {1} coefficients; at least {2} are needed: add projects, "
                          "or leave columns of measures out"),
                {std::to_string(observations_.size()), std::to_string(wanted), std::to_string(wanted + 1)});
        for (const PastProject& project : projects_)
            if (std::ranges::count(projects_, project.strategy, &PastProject::strategy) < 2)
                refuse(project.where, "too-few-projects",
                       PLAN_TEXT("{0} is the only project with the strategy {1}; add another, or leave it out"),
                       {project.id, std::string(keyword(project.strategy))});
    }

    [[nodiscard]] std::vector<double> start() const {
        std::vector<double> values(scales_.size() + factors_.size(), 0);
        std::fill(values.begin() + static_cast<std::ptrdiff_t>(scales_.size()), values.end(), 1.0);
        return values;
    }

    /// Estimated days of an observation; with `slopes`, the change of their logarithm with each coefficient.
    double estimate(const Observation& observation, const std::vector<double>& values, double* slopes) const {
        const std::vector<double>& logs = logs_[observation.project];
        const Strategy strategy = projects_[observation.project].strategy;
        std::vector<double> of_phases;
        double total = 0;
        for (const auto& [phase, base] : observation.base) {
            double log = std::log(base);
            if (const auto scale = scale_index(strategy, phase)) log += values[*scale];
            for (std::size_t factor = 0; factor < model_.factors.size(); ++factor)
                if (model_.factors[factor].concerns(phase)) log += logs[factor] * exponent(factor, values);
            of_phases.push_back(std::exp(log));
            total += of_phases.back();
        }
        if (slopes == nullptr) return total;
        for (std::size_t index = 0; index < observation.base.size(); ++index) {
            const Phase phase = observation.base[index].first;
            const double share = of_phases[index] / total;
            if (const auto scale = scale_index(strategy, phase)) slopes[*scale] += share;
            for (std::size_t factor = 0; factor < factors_.size(); ++factor)
                if (model_.factors[factors_[factor]].concerns(phase))
                    slopes[scales_.size() + factor] += share * logs[factors_[factor]];
        }
        return total;
    }

    [[nodiscard]] double exponent(std::size_t factor, const std::vector<double>& values) const {
        const auto fitted = std::ranges::find(factors_, factor);
        return fitted == factors_.end() ? 1
                                        : values[scales_.size() + static_cast<std::size_t>(fitted - factors_.begin())];
    }

    [[nodiscard]] LeastSquaresProblem linearised(const std::vector<std::size_t>& chosen,
                                                 const std::vector<double>& values) const {
        LeastSquaresProblem problem;
        problem.columns = values.size();
        problem.matrix.resize(chosen.size() * values.size(), 0);
        for (std::size_t row = 0; row < chosen.size(); ++row) {
            const Observation& observation = observations_[chosen[row]];
            const double days = estimate(observation, values, problem.matrix.data() + row * values.size());
            problem.right.push_back(std::log(observation.actual / days));
        }
        return problem;
    }

    [[nodiscard]] double squares(const std::vector<std::size_t>& chosen, const std::vector<double>& values) const {
        double sum = 0;
        for (const std::size_t index : chosen) {
            const double error =
                std::log(observations_[index].actual / estimate(observations_[index], values, nullptr));
            sum += error * error;
        }
        return sum;
    }

    /// Empty when the coefficients cannot be told apart.
    [[nodiscard]] std::vector<double> fit_to(const std::vector<std::size_t>& chosen, std::vector<double> values) const {
        constexpr int most_steps = 50, most_halvings = 30;
        for (int step = 0; step < most_steps; ++step) {
            const std::vector<double> change = solve_least_squares(linearised(chosen, values));
            if (change.empty()) return {};
            const double before = squares(chosen, values);
            double part = 1, largest = 0;
            std::vector<double> next = values;
            for (int halving = 0; halving < most_halvings; ++halving, part /= 2) {
                for (std::size_t index = 0; index < values.size(); ++index)
                    next[index] = values[index] + part * change[index];
                if (squares(chosen, next) <= before) break;
            }
            for (std::size_t index = 0; index < values.size(); ++index)
                largest = std::max(largest, std::abs(next[index] - values[index]));
            values = std::move(next);
            if (largest < 1e-11) break;
        }
        return values;
    }

    [[nodiscard]] std::string name_of(std::size_t coefficient) const {
        if (coefficient >= scales_.size()) return model_.factors[factors_[coefficient - scales_.size()]].measure;
        const Calibration::Scale& scale = scales_[coefficient];
        std::string name(keyword(scale.strategy));
        if (scale.phase != Phase::unspecified) name.append(" ").append(keyword(scale.phase));
        return name;
    }

    [[noreturn]] void refuse_collinear(const std::vector<std::size_t>& chosen) const {
        std::vector<std::string> names;
        for (const std::size_t column : dependent_columns(linearised(chosen, start())))
            names.push_back(name_of(column));
        refuse({projects_.front().where.file, 0, 0, {}}, "collinear-columns",
               PLAN_TEXT("these cannot be told apart, since they go together in all projects: {}; leave a column out, "
                         "or add projects in which they differ"),
               {join(names, ", ")});
    }

    void measure_errors(const std::vector<double>& fit, Calibration& result) const {
        double squares = 0;
        for (std::size_t project = 0; project < projects_.size(); ++project) {
            std::vector<std::size_t> others, own;
            for (std::size_t index = 0; index < observations_.size(); ++index)
                (observations_[index].project == project ? own : others).push_back(index);
            const std::vector<double> without = fit_to(others, fit);
            if (without.empty())
                refuse(projects_[project].where, "too-few-projects",
                       PLAN_TEXT("a coefficient rests on the project {} alone: add projects like it, or leave it out"),
                       {projects_[project].id});
            const auto total = [&](const std::vector<double>& values) {
                double days = 0;
                for (const std::size_t index : own) days += estimate(observations_[index], values, nullptr);
                return days;
            };
            const double actual = projects_[project].total;
            const auto note = [&](CalibrationError& error, double estimated) {
                const double relative = std::abs(estimated - actual) / actual;
                error.mean += relative / static_cast<double>(projects_.size());
                error.worst = std::max(error.worst, relative);
            };
            note(result.in_sample, total(fit));
            note(result.leave_one_out, total(without));
            squares += std::pow(std::log(actual / total(without)), 2);
        }
        // The 10th and 90th percentiles of a lognormal error.
        const double spread = 1.2815515655446004 * std::sqrt(squares / static_cast<double>(projects_.size()));
        result.optimistic = std::clamp(std::exp(-spread), 0.01, 1.0);
        result.pessimistic = std::clamp(std::exp(spread), 1.0, 100.0);
    }

    const EffortModel& model_;
    const std::vector<PastProject>& projects_;
    std::vector<Observation> observations_;
    std::vector<Calibration::Scale> scales_;
    std::vector<std::vector<double>> logs_;  ///< by project, by factor: the logarithm of its multiplier
    std::vector<std::size_t> factors_;       ///< that are fitted, ascending
};

}  // namespace

double Calibration::scale_of(Strategy strategy, Phase phase) const {
    for (const Scale& known : scales)
        if (known.strategy == strategy && (known.phase == phase || known.phase == Phase::unspecified))
            return known.scale;
    return 1;
}

Calibration calibrate(const EffortModel& model, const std::vector<PastProject>& projects) {
    return Calibrator(model, projects).calibrate();
}

}  // namespace plan
