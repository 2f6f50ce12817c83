#include "libplan/policy/assessment.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace plan {

namespace {

/// The least work first, so that a tie takes it.
constexpr std::array strategies = {Strategy::retire,     Strategy::retain,     Strategy::rehost,  Strategy::relocate,
                                   Strategy::replatform, Strategy::repurchase, Strategy::refactor};
constexpr std::array risks = {Risk::green, Risk::unknown, Risk::yellow, Risk::red};  ///< the gravest last

constexpr ReasonText forced_strategy = {
    "strategy-forced", "inventaire", "Stratégie {strategy} fixée par l'inventaire ; les règles donneraient {computed}",
    "Strategy {strategy} fixed by the inventory; the rules would give {computed}"};
constexpr ReasonText strategy_score = {"strategy-score", "plan-assess",
                                       "Stratégie {strategy} : {points} points{others}",
                                       "Strategy {strategy}: {points} points{others}"};
constexpr ReasonText no_strategy = {"strategy-unknown", "plan-assess", "Aucune règle ne désigne de stratégie",
                                    "No rule points to a strategy"};
constexpr ReasonText cost_text = {"migration-cost", "",
                                  "Coût de migration : {days} j × {rate} €/j = {cost} € ({rate_source})",
                                  "Migration cost: {days} days × {rate} €/day = {cost} € ({rate_source})"};
constexpr ReasonText no_risk = {"risk-none", "plan-assess", "Aucun facteur de risque relevé", "No risk factor found"};

struct Score {
    double points = 0;
    std::vector<std::size_t> rules;  ///< that gave points
};

struct StrategyChoice {
    Strategy strategy = Strategy::unspecified;
    Reasons because;
};

Risk risk_of(std::string_view effect) {
    constexpr std::string_view prefix = "risk-";
    return effect.starts_with(prefix) ? from_keyword<Risk>(effect.substr(prefix.size())) : Risk::unspecified;
}

class Assessor {
public:
    Assessor(const Portfolio& portfolio, const AssessmentBasis& basis)
        : portfolio_(portfolio),
          basis_(basis),
          judge_(basis.hosting, portfolio, basis.planning_date, basis.language),
          measures_(measure_applications(portfolio, basis.planning_date)) {}

    [[nodiscard]] Assessment assess(std::size_t index) const {
        const Application& application = portfolio_.applications[index];
        const FactDocument facts = facts_of(application, measures_[index]);
        Assessment assessment;
        StrategyChoice choice = choose(facts);
        assessment.strategy = choice.strategy;
        if (application.strategy != Strategy::unspecified) {
            assessment.strategy = application.strategy;
            assessment.forced = true;
            const std::string computed(keyword(choice.strategy));
            assessment.because.push_back(worded(
                forced_strategy, {{"strategy", std::string(keyword(application.strategy))}, {"computed", computed}},
                {{"strategy", std::string(in_words(application.strategy, basis_.language))},
                 {"computed", std::string(in_words(choice.strategy, basis_.language))}}));
        } else {
            assessment.because = std::move(choice.because);
        }
        add_effort(assessment, application, measures_[index]);
        add_risk(assessment, facts);
        return assessment;
    }

private:
    [[nodiscard]] FactDocument facts_of(const Application& application, const Measures& measures) const {
        FactDocument facts(basis_.planning_date);
        add_application_facts(facts, application);
        for (const std::string_view count : measured_counts())
            if (const auto found = measures.find(count); found != measures.end()) facts.add_text(count, found->second);
        const PresentHosting present = judge_.present(application);
        facts.add_text("present.status", keyword(present.status));
        const auto host = std::ranges::find(portfolio_.targets, application.site, &Target::id);
        if (!application.site.empty() && host != portfolio_.targets.end()) {
            facts.add_text("present.eligible", present.eligible ? "true" : "false");
            if (!host->kind.empty()) facts.add_text("present.kind", host->kind);
        }
        return facts;
    }

    [[nodiscard]] StrategyChoice choose(const FactDocument& facts) const {
        std::array<Score, strategies.size()> scores;
        for (std::size_t rule = 0; rule < basis_.strategy.size(); ++rule) {
            const auto found = std::ranges::find(strategies, from_keyword<Strategy>(basis_.strategy.rule(rule).effect));
            if (found == strategies.end() || !basis_.strategy.holds(rule, facts)) continue;
            Score& score = scores[static_cast<std::size_t>(found - strategies.begin())];
            score.points += basis_.strategy.points(rule, facts);
            score.rules.push_back(rule);
        }
        StrategyChoice choice;
        std::size_t best = strategies.size();
        for (std::size_t index = 0; index < strategies.size(); ++index)
            if (scores[index].points > 0 && (best == strategies.size() || scores[index].points > scores[best].points))
                best = index;
        if (best == strategies.size()) {
            choice.because.push_back(make_reason(no_strategy, basis_.language, {}));
            return choice;
        }
        choice.strategy = strategies[best];
        choice.because.push_back(score_reason(scores, best));
        for (const std::size_t rule : scores[best].rules) add_scored_rule(choice.because, rule, facts);
        return choice;
    }

    [[nodiscard]] Reason score_reason(const std::array<Score, strategies.size()>& scores, std::size_t best) const {
        ReasonArguments args = {{"strategy", std::string(keyword(strategies[best]))},
                                {"points", number_text(scores[best].points)}};
        std::string others;
        for (std::size_t index = 0; index < strategies.size(); ++index) {
            if (index == best || scores[index].rules.empty()) continue;
            const std::string name(keyword(strategies[index]));
            args.emplace_back("points." + name, number_text(scores[index].points));
            const bool french = basis_.language == Language::french;
            others += !others.empty() ? ", " : french ? " ; " : "; ";
            others.append(in_words(strategies[index], basis_.language)).append(" ");
            others += said(number_text(scores[index].points), basis_.language);
        }
        return worded(strategy_score, std::move(args),
                      {{"strategy", std::string(in_words(strategies[best], basis_.language))},
                       {"points", said(number_text(scores[best].points), basis_.language)},
                       {"others", others}});
    }

    /// `args` are kept and stable; `wording` fills the text, in its language only.
    [[nodiscard]] Reason worded(const ReasonText& text, ReasonArguments args, ReasonArguments wording) const {
        Reason reason = make_reason(text, basis_.language, std::move(wording));
        reason.args = std::move(args);
        return reason;
    }

    void add_scored_rule(Reasons& reasons, std::size_t rule, const FactDocument& facts) const {
        reasons.push_back(basis_.strategy.reason(rule, facts, basis_.language));
        reasons.back().args.emplace_back("points", number_text(basis_.strategy.points(rule, facts)));
    }

    void add_effort(Assessment& assessment, const Application& application, const Measures& measures) const {
        EffortEstimate estimate =
            estimate_effort(basis_.effort, assessment.strategy, measures, application.effort_days, basis_.language);
        assessment.complexity = estimate.complexity;
        assessment.effort = std::move(estimate.phases);
        for (Reason& reason : estimate.because) assessment.because.push_back(std::move(reason));
        if (assessment.effort.empty()) return;
        const double cost = std::round(estimate.total_likely * basis_.effort.day_rate);
        assessment.cost.emplace_back("migration", cost);
        ReasonText text = cost_text;
        text.source = basis_.effort.day_rate_source;
        ReasonArguments args = {{"days", number_text(estimate.total_likely)},
                                {"rate", number_text(basis_.effort.day_rate)},
                                {"cost", number_text(cost)},
                                {"rate_source", basis_.effort.day_rate_source}};
        ReasonArguments wording;
        for (const auto& [key, value] : args) wording.emplace_back(key, said(value, basis_.language));
        assessment.because.push_back(worded(text, std::move(args), std::move(wording)));
    }

    void add_risk(Assessment& assessment, const FactDocument& facts) const {
        std::size_t gravest = 0;
        Reasons reasons;
        for (std::size_t rule = 0; rule < basis_.strategy.size(); ++rule) {
            const auto found = std::ranges::find(risks, risk_of(basis_.strategy.rule(rule).effect));
            if (found == risks.end() || !basis_.strategy.holds(rule, facts)) continue;
            gravest = std::max(gravest, static_cast<std::size_t>(found - risks.begin()));
            reasons.push_back(basis_.strategy.reason(rule, facts, basis_.language));
            reasons.back().args.emplace_back("risk", std::string(keyword(*found)));
        }
        assessment.risk = risks[gravest];
        if (reasons.empty()) reasons.push_back(make_reason(no_risk, basis_.language, {}));
        for (Reason& reason : reasons) assessment.because.push_back(std::move(reason));
    }

    const Portfolio& portfolio_;
    const AssessmentBasis& basis_;
    HostingJudge judge_;
    std::vector<Measures> measures_;
};

}  // namespace

DecisionWords strategy_words() {
    DecisionWords words;
    for (const Strategy strategy : strategies) words.effects.push_back(keyword(strategy));
    words.effects.insert(words.effects.end(), {"risk-green", "risk-yellow", "risk-red", "risk-unknown"});
    words.facts = classification_facts();
    for (const std::string_view count : measured_counts()) words.facts.push_back({std::string(count), {}});
    words.facts.push_back({"present.status", {"conforming", "non_conforming", "derogation", "to_qualify"}});
    words.facts.push_back({"present.eligible", {"true", "false"}});
    words.facts.push_back({"present.kind", {}});
    return words;
}

void assess(Portfolio& portfolio, const AssessmentBasis& basis) {
    // What an earlier run decided is no fact of this one.
    for (Application& application : portfolio.applications) application.assessment.reset();
    const Assessor assessor(portfolio, basis);
    std::vector<Assessment> assessments;
    assessments.reserve(portfolio.applications.size());
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        assessments.push_back(assessor.assess(index));
    for (std::size_t index = 0; index < assessments.size(); ++index)
        portfolio.applications[index].assessment = std::move(assessments[index]);
}

}  // namespace plan
