#include "libplan/policy/effort_model.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

bool EffortFactor::concerns(Phase phase) const {
    return phases.empty() || std::ranges::find(phases, phase) != phases.end();
}

const StrategyBase* EffortModel::base_of(Strategy strategy) const {
    const auto found = std::ranges::find(strategies, strategy, &StrategyBase::strategy);
    return found == strategies.end() ? nullptr : &*found;
}

namespace {

constexpr ReasonText phase_text = {
    "effort-phase", "",
    "{phase} : {base} j de base ({strategy}){factors} = {likely} j (de {optimistic} à {pessimistic})",
    "{phase}: base {base} days ({strategy}){factors} = {likely} days ({optimistic} to {pessimistic})"};
constexpr ReasonText forced_text = {
    "effort-forced", "", "Charge fixée par l'inventaire : {days} j, répartis comme le modèle (facteur {scale})",
    "Effort fixed by the inventory: {days} days, shared as in the model (factor {scale})"};
constexpr ReasonText complexity_text = {"complexity", "", "Complexité {level} : facteur {product} ({factors}){unknown}",
                                        "Complexity {level}: factor {product} ({factors}){unknown}"};

/// At most two decimals, trailing zeros dropped.
std::string short_number(double value) {
    return number_text(std::round(value * 100) / 100);
}

double half_days(double days) {
    return std::max(0.5, std::round(days * 2) / 2);
}

/// The step that covers the value: the one that is it, else the last threshold it reaches. None: factor 1.
double multiplier(const EffortFactor& factor, const std::string& value) {
    const std::optional<double> number = parse_number(value);
    double best_threshold = -1, result = 1;
    for (const FactorStep& step : factor.steps) {
        if (step.is && *step.is == value) return step.multiply;
        if (step.at_least && number && *number >= *step.at_least && *step.at_least > best_threshold) {
            best_threshold = *step.at_least;
            result = step.multiply;
        }
    }
    return result;
}

std::vector<AppliedFactor> apply_factors(const EffortModel& model, const Measures& measures) {
    std::vector<AppliedFactor> applied;
    for (const EffortFactor& factor : model.factors) {
        const auto found = measures.find(factor.measure);
        if (found == measures.end())
            applied.push_back({&factor, "", factor.unknown.multiply, factor.unknown.pessimistic});
        else
            applied.push_back({&factor, found->second, multiplier(factor, found->second), 1});
    }
    return applied;
}

std::string factor_text(const AppliedFactor& applied, Language language) {
    std::string value = said(applied.value, language);
    if (applied.value.empty()) value = language == Language::french ? "inconnu" : "unknown";
    for (const FactorStep& step : applied.factor->steps)
        if (step.is == applied.value && !step.word.in(language).empty()) value = step.word.in(language);
    return fill_names(applied.factor->text.in(language), {{"value", value}});
}

/// "1.2 (7 flows)", "1.1 (…)": those that change the result.
std::vector<std::string> factor_texts(const std::vector<AppliedFactor>& applied, Phase phase, Language language) {
    std::vector<std::string> texts;
    for (const AppliedFactor& factor : applied) {
        if (phase != Phase::unspecified && !factor.factor->concerns(phase)) continue;
        if (factor.multiply != 1)
            texts.push_back(said(short_number(factor.multiply), language) + " (" + factor_text(factor, language) + ")");
    }
    return texts;
}

std::string unknown_text(const std::vector<AppliedFactor>& applied, Language language) {
    std::vector<std::string> names;
    for (const AppliedFactor& factor : applied)
        if (factor.value.empty()) names.push_back(measure_in_words(factor.factor->measure, language));
    if (names.empty()) return {};
    const bool french = language == Language::french;
    return (french ? " ; inconnu, fourchette élargie : " : "; unknown, range widened: ") + join(names, ", ");
}

/// `args` are kept and stable; `wording` fills the rest of the text, in its language only.
Reason reason(ReasonText text, const EffortModel& model, Language language, ReasonArguments args,
              const ReasonArguments& wording = {}) {
    text.source = model.source;
    // The first of two arguments with one name is overridden by the wording, which stands last.
    ReasonArguments filling;
    for (const auto& [key, value] : args) filling.emplace_back(key, said(value, language));
    filling.insert(filling.end(), wording.begin(), wording.end());
    Reason result = make_reason(text, language, std::move(filling));
    result.args = std::move(args);
    result.args.emplace_back("model", model.id);
    return result;
}

/// The drivers that change the result, as stable arguments: "flows" = "1.2", "flows.value" = "7".
void add_factor_arguments(ReasonArguments& args, const std::vector<AppliedFactor>& applied, Phase phase) {
    for (const AppliedFactor& factor : applied) {
        if (phase != Phase::unspecified && !factor.factor->concerns(phase)) continue;
        if (factor.multiply == 1 && factor.pessimistic == 1) continue;
        args.emplace_back(factor.factor->id, short_number(factor.multiply));
        args.emplace_back(factor.factor->id + ".value", factor.value.empty() ? "?" : factor.value);
    }
}

/// Every phase's effort before a forced total, and its reason.
void estimate_phases(const EffortModel& model, const StrategyBase& base, const std::vector<AppliedFactor>& applied,
                     Language language, EffortEstimate& result) {
    for (const auto& [phase, days] : base.days) {
        double product = 1, widening = 1;
        for (const AppliedFactor& factor : applied) {
            if (!factor.factor->concerns(phase)) continue;
            product *= factor.multiply;
            widening *= factor.pessimistic;
        }
        Estimate estimate;
        estimate.likely = half_days(days * product);
        estimate.optimistic = std::min(estimate.likely, half_days(estimate.likely * model.optimistic));
        estimate.pessimistic = std::max(estimate.likely, half_days(estimate.likely * model.pessimistic * widening));
        result.phases.push_back({phase, estimate});
        result.total_likely += estimate.likely;
        ReasonArguments args = {{"phase", std::string(keyword(phase))},
                                {"strategy", std::string(keyword(base.strategy))},
                                {"base", short_number(days)},
                                {"likely", short_number(estimate.likely)},
                                {"optimistic", short_number(estimate.optimistic)},
                                {"pessimistic", short_number(estimate.pessimistic)}};
        add_factor_arguments(args, applied, phase);
        std::string factors;
        for (const std::string& text : factor_texts(applied, phase, language)) factors += " × " + text;
        result.because.push_back(reason(phase_text, model, language, std::move(args),
                                        {{"phase", std::string(in_words(phase, language))},
                                         {"strategy", std::string(in_words(base.strategy, language))},
                                         {"factors", factors}}));
    }
}

/// Scales the phases to the total that the inventory fixes; hundredths of days, the last phase takes the rest.
void force_total(const EffortModel& model, double days, Language language, EffortEstimate& result) {
    if (result.phases.empty() || days <= 0) return;
    const double scale = days / result.total_likely;
    const auto hundredths = [](double value) { return std::max(0.01, std::round(value * 100) / 100); };
    double rest = days;
    for (std::size_t position = 0; position < result.phases.size(); ++position) {
        Estimate& estimate = result.phases[position].estimate;
        const double likely = hundredths(estimate.likely * scale);
        const bool last = position + 1 == result.phases.size();
        const double optimistic = hundredths(estimate.optimistic * scale);
        const double pessimistic = hundredths(estimate.pessimistic * scale);
        estimate.likely = last ? hundredths(rest) : likely;
        estimate.optimistic = std::min(optimistic, estimate.likely);
        estimate.pessimistic = std::max(pessimistic, estimate.likely);
        rest -= estimate.likely;
    }
    result.total_likely = days;
    result.because.push_back(
        reason(forced_text, model, language, {{"days", short_number(days)}, {"scale", short_number(scale)}}));
}

}  // namespace

double multiplier_of(const EffortFactor& factor, const Measures& measures) {
    const auto found = measures.find(factor.measure);
    return found == measures.end() ? factor.unknown.multiply : multiplier(factor, found->second);
}

EffortEstimate estimate_effort(const EffortModel& model, Strategy strategy, const Measures& measures,
                               std::optional<double> forced_days, Language language) {
    EffortEstimate result;
    const std::vector<AppliedFactor> applied = apply_factors(model, measures);
    for (const AppliedFactor& factor : applied) {
        result.factor_product *= factor.multiply;
        result.incomplete = result.incomplete || factor.value.empty();
    }
    for (const ComplexityLevel& level : model.complexity)
        if (result.factor_product >= level.at_least) result.complexity = level.level;
    ReasonArguments args = {{"level", std::string(keyword(result.complexity))},
                            {"product", short_number(result.factor_product)}};
    add_factor_arguments(args, applied, Phase::unspecified);
    const std::vector<std::string> factors = factor_texts(applied, Phase::unspecified, language);
    const std::string none = language == Language::french ? "aucun facteur" : "no factor";
    result.because.push_back(reason(complexity_text, model, language, std::move(args),
                                    {{"level", std::string(in_words(result.complexity, language))},
                                     {"factors", factors.empty() ? none : join(factors, " × ")},
                                     {"unknown", unknown_text(applied, language)}}));
    if (const StrategyBase* base = model.base_of(strategy)) {
        estimate_phases(model, *base, applied, language, result);
        if (forced_days) force_total(model, *forced_days, language, result);
    }
    return result;
}

}  // namespace plan
