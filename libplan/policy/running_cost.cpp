#include "libplan/policy/running_cost.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"

#include <cmath>

namespace plan {

namespace {

constexpr ReasonText today_text = {"cost-today", "inventaire", "Coût actuel : {today} € par an",
                                   "Cost today: {today} € a year"};
constexpr ReasonText share_text = {"cost-target", "",
                                   "Coût à la cible : {share} × {today} € = {target} € par an ({strategy})",
                                   "Cost at the target: {share} × {today} € = {target} € a year ({strategy})"};
constexpr ReasonText price_text = {"cost-target", "", "Coût à la cible : {parts} = {target} € par an",
                                   "Cost at the target: {parts} = {target} € a year"};
constexpr ReasonText unknown_text = {"cost-target-unknown", "prudence",
                                     "Coût à la cible inconnu : ni coût actuel, ni {missing}",
                                     "Cost at the target unknown: neither cost today nor {missing}"};
constexpr ReasonText overlap_text = {"cost-overlap", "",
                                     "Double exploitation : {months} mois × {target} € par an = {overlap} €",
                                     "Both hostings: {months} months × {target} € a year = {overlap} €"};
constexpr ReasonText payback_text = {
    "payback", "plan-assess",
    "Amorti en {year} : {spent} € ÷ ({today} − {target}) € par an = {years} ans à compter du {start}",
    "Pays back in {year}: {spent} € ÷ ({today} − {target}) € a year = {years} years from {start}"};
constexpr ReasonText no_saving_text = {"never-pays-back", "plan-assess",
                                       "Jamais amorti : la cible coûte {target} € par an, aujourd’hui {today} €",
                                       "Never pays back: the target costs {target} € a year, today {today} €"};
constexpr ReasonText too_late_text = {
    "never-pays-back", "plan-assess",
    "Jamais amorti : {spent} € ÷ ({today} − {target}) € par an = {years} ans, au-delà de {horizon} ans",
    "Never pays back: {spent} € ÷ ({today} − {target}) € a year = {years} years, beyond {horizon} years"};
constexpr ReasonText no_payback_text = {"payback-unknown", "prudence",
                                        "Amortissement inconnu : le coût actuel n’est pas renseigné",
                                        "Payback unknown: the cost today is not given"};

constexpr double most_euros = 1e15;  ///< beyond it an amount is no cost of an application, and says nothing

class CostReckoning {
public:
    CostReckoning(const EffortModel& model, const Application& application, Strategy strategy, const Measures& measures,
                  Language language)
        : running_(*model.running),
          application_(application),
          strategy_(strategy),
          measures_(measures),
          language_(language) {}

    void reckon(std::optional<double> migration, Date planning_date) {
        if (application_.cost_per_year) {
            add("today", *application_.cost_per_year);
            say(today_text, {{"today", number_text(*application_.cost_per_year)}});
        }
        if (strategy_ == Strategy::retain || strategy_ == Strategy::unspecified) return;
        const std::optional<double> target = target_cost();
        if (!target) return;
        add("target", *target);
        double overlap = 0;
        if (running_.overlap_months > 0 && *target > 0) {
            overlap = std::round(*target * running_.overlap_months / 12);
            add("overlap", overlap);
            say(overlap_text, {{"months", number_text(running_.overlap_months)},
                               {"target", number_text(*target)},
                               {"overlap", number_text(overlap)}});
        }
        if (migration) pay_back(*migration + overlap, *target, planning_date);
    }

    CostEstimate estimate;

private:
    void add(const char* name, double amount) { estimate.amounts.emplace_back(name, amount); }

    void say(ReasonText text, ReasonArguments args, const ReasonArguments& wording = {}) {
        if (text.source.empty()) text.source = running_.source;
        ReasonArguments filling;
        for (const auto& [key, value] : args) filling.emplace_back(key, said(value, language_));
        filling.insert(filling.end(), wording.begin(), wording.end());
        Reason reason = make_reason(text, language_, std::move(filling));
        reason.args = std::move(args);
        estimate.because.push_back(std::move(reason));
    }

    std::optional<double> target_cost() {
        const std::optional<double> ratio = running_.ratio_of(strategy_);
        if (application_.cost_per_year && ratio) {
            const double target = std::round(*application_.cost_per_year * *ratio);
            if (target > most_euros) return std::nullopt;
            say(share_text,
                {{"share", number_text(*ratio)},
                 {"today", number_text(*application_.cost_per_year)},
                 {"target", number_text(target)},
                 {"strategy", std::string(keyword(strategy_))}},
                {{"strategy", std::string(in_words(strategy_, language_))}});
            return target;
        }
        if (ratio && *ratio == 0) {  // what is no more costs nothing, whatever it cost
            say(price_text, {{"target", "0"}, {"strategy", std::string(keyword(strategy_))}},
                {{"parts", std::string(in_words(strategy_, language_))}});
            return 0;
        }
        double target = 0;
        std::vector<std::string> parts, missing, missing_words;
        ReasonArguments args;
        for (const auto& [measure, euros] : running_.prices) {
            const auto found = measures_.find(measure);
            const auto amount = found == measures_.end() ? std::nullopt : parse_number(found->second);
            if (!amount || *amount < 0) {
                missing.push_back(measure);
                missing_words.push_back(measure_in_words(measure, language_));
                continue;
            }
            target += *amount * euros;
            parts.push_back(said(number_text(*amount), language_) + " " + measure_in_words(measure, language_) + " × " +
                            said(number_text(euros), language_) + " €");
            args.emplace_back(measure, number_text(*amount));
        }
        if (running_.prices.empty() || !missing.empty()) {
            say(unknown_text, {{"missing", join(missing, ", ")}}, {{"missing", join(missing_words, ", ")}});
            return std::nullopt;
        }
        target = std::round(target);
        if (!(target <= most_euros)) return std::nullopt;
        args.emplace_back("target", number_text(target));
        say(price_text, std::move(args), {{"parts", join(parts, " + ")}});
        return target;
    }

    void pay_back(double spent, double target, Date planning_date) {
        if (!application_.cost_per_year) return say(no_payback_text, {});
        const double today = *application_.cost_per_year;
        ReasonArguments args = {{"today", number_text(today)}, {"target", number_text(target)}};
        if (today <= target) return say(no_saving_text, std::move(args));
        const double years = spent / (today - target);
        args.emplace_back("spent", number_text(spent));
        args.emplace_back("years", number_text(std::round(years * 10) / 10));
        if (years > running_.horizon_years) {
            args.emplace_back("horizon", number_text(running_.horizon_years));
            return say(too_late_text, std::move(args));
        }
        const Date start = cutover_of(application_).value_or(planning_date);
        const int year = start.plus_months(static_cast<int>(std::ceil(years * 12 - 1e-9))).year();
        estimate.payback_year = year;
        args.emplace_back("start", start.to_iso());
        args.emplace_back("year", std::to_string(year));
        say(payback_text, std::move(args));
    }

    const RunningCosts& running_;
    const Application& application_;
    Strategy strategy_;
    const Measures& measures_;
    Language language_;
};

}  // namespace

CostEstimate estimate_costs(const EffortModel& model, const Application& application, Strategy strategy,
                            const Measures& measures, std::optional<double> migration, Date planning_date,
                            Language language) {
    if (!model.running) return {};
    CostReckoning reckoning(model, application, strategy, measures, language);
    reckoning.reckon(migration, planning_date);
    return std::move(reckoning.estimate);
}

}  // namespace plan
