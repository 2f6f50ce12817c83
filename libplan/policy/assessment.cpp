#include "libplan/policy/assessment.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/running_cost.hpp"
#include "libplan/policy/strategy_choice.hpp"
#include "libplan/policy/support_reasons.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

constexpr ReasonText forced_strategy = {
    "strategy-forced", "inventaire", "Stratégie {strategy} fixée par l'inventaire ; les règles donneraient {computed}",
    "Strategy {strategy} fixed by the inventory; the rules would give {computed}"};
constexpr ReasonText strategy_score = {"strategy-score", "plan-assess",
                                       "Stratégie {strategy} : {points} points{others}",
                                       "Strategy {strategy}: {points} points{others}"};
struct Words {
    std::string_view french, english;
    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::french ? french : english;
    }
};
constexpr Words runner_up_words = {" ; ensuite ", "; next "};
constexpr Words alone_words = {" ; rien ne parle pour une autre", "; nothing speaks for another"};
constexpr ReasonText no_strategy = {"strategy-unknown", "plan-assess", "Aucune règle ne désigne de stratégie",
                                    "No rule points to a strategy"};
constexpr ReasonText cost_text = {"migration-cost", "",
                                  "Coût de migration : {days} j × {rate} €/j = {cost} € ({rate_source})",
                                  "Migration cost: {days} days × {rate} €/day = {cost} € ({rate_source})"};
constexpr ReasonText no_risk = {"risk-none", "plan-assess", "Aucun facteur de risque relevé", "No risk factor found"};

}  // namespace

class PortfolioAssessor::State {
public:
    State(const Portfolio& portfolio, const AssessmentBasis& basis)
        : portfolio_(portfolio),
          basis_(basis),
          judge_(basis.hosting, portfolio, basis.planning_date, basis.language),
          measures_(measure_applications(portfolio, basis.planning_date, basis.supports, basis.coupling)) {}

    [[nodiscard]] Assessment assess(std::size_t index) const {
        const Application& application = portfolio_.applications[index];
        FactDocument facts = facts_of(application, measures_[index]);
        Assessment assessment;
        ReadinessResult readiness;
        if (basis_.readiness != nullptr) {
            readiness = judge_readiness(*basis_.readiness, application, facts, basis_.language);
            add_readiness(assessment, facts, readiness, index);
        }
        choose(assessment, application, facts);
        add_effort(assessment, application, measures_[index]);
        add_costs(assessment, application, measures_[index]);
        add_risk(assessment, facts);
        take(assessment, support_reasons(application, basis_.supports, basis_.planning_date, basis_.language));
        take(assessment, std::move(readiness.because));
        return assessment;
    }

    [[nodiscard]] bool asks() const { return basis_.readiness != nullptr; }

    void add_open(std::size_t index, std::vector<std::vector<std::string>>& rows) const {
        const Application& application = portfolio_.applications[index];
        const FactDocument facts = facts_of(application, measures_[index]);
        const ReadinessResult result = judge_readiness(*basis_.readiness, application, facts, basis_.language);
        add_open_questions(*basis_.readiness, result, application, basis_.language, rows);
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

    static void take(Assessment& assessment, Reasons reasons) {
        for (Reason& reason : reasons) assessment.because.push_back(std::move(reason));
    }

    void add_readiness(Assessment& assessment, FactDocument& facts, const ReadinessResult& result,
                       std::size_t index) const {
        for (const auto& [question, answer] : result.not_understood)
            if (basis_.report)
                basis_.report({Severity::warning,
                               "unknown-answer",
                               PLAN_TEXT("{0}: \"{2}\" is no answer to {1}; see the questionnaire for those it knows"),
                               {portfolio_.applications[index].id, question, excerpt(answer)},
                               portfolio_.where(RecordType::application, index)});
        if (!result.started) return;
        assessment.readiness = result.score;
        if (result.score) facts.add_number("readiness", *result.score);
        facts.add_text("readiness_risk", keyword(result.risk));
    }

    void choose(Assessment& assessment, const Application& application, const FactDocument& facts) const {
        const StrategyRanking ranking = rank_strategies(basis_.strategy, facts);
        const Strategy computed = ranking.best();
        assessment.forced = application.strategy != Strategy::unspecified;
        assessment.strategy = assessment.forced ? application.strategy : computed;
        assessment.runner_up = ranking.best_but(assessment.strategy);
        for (std::size_t index = 0; index < all_strategies.size(); ++index) {
            StrategyScore score{all_strategies[index], ranking.scores[index].points, {}};
            for (const std::size_t rule : ranking.scores[index].rules)
                score.rules.push_back(basis_.strategy.rule(rule).id);
            assessment.scores.push_back(std::move(score));
        }
        if (assessment.forced) {
            assessment.because.push_back(
                worded(forced_strategy,
                       {{"strategy", std::string(keyword(application.strategy))},
                        {"computed", std::string(keyword(computed))}},
                       {{"strategy", std::string(in_words(application.strategy, basis_.language))},
                        {"computed", std::string(in_words(computed, basis_.language))}}));
        } else if (computed == Strategy::unspecified) {
            assessment.because.push_back(make_reason(no_strategy, basis_.language, {}));
        } else {
            assessment.because.push_back(score_reason(ranking, computed, assessment.runner_up));
            for (const std::size_t rule : ranking.of(computed).rules) add_scored_rule(assessment.because, rule, facts);
        }
    }

    [[nodiscard]] Reason score_reason(const StrategyRanking& ranking, Strategy best, Strategy second) const {
        const auto points = [&](Strategy strategy) { return number_text(ranking.of(strategy).points); };
        const auto name = [&](Strategy strategy) { return std::string(in_words(strategy, basis_.language)); };
        ReasonArguments args = {{"strategy", std::string(keyword(best))}, {"points", points(best)}};
        std::string others(alone_words.in(basis_.language));
        if (second != Strategy::unspecified) {
            args.emplace_back("runner_up", keyword(second));
            args.emplace_back("points." + std::string(keyword(second)), points(second));
            others = std::string(runner_up_words.in(basis_.language)) + name(second) + " " +
                     said(points(second), basis_.language);
        }
        for (const Strategy strategy : all_strategies) {
            if (strategy == best || strategy == second || ranking.of(strategy).rules.empty()) continue;
            args.emplace_back("points." + std::string(keyword(strategy)), points(strategy));
            others += ", " + name(strategy) + " " + said(points(strategy), basis_.language);
        }
        return worded(strategy_score, std::move(args),
                      {{"strategy", name(best)}, {"points", said(points(best), basis_.language)}, {"others", others}});
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
        take(assessment, std::move(estimate.because));
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

    void add_costs(Assessment& assessment, const Application& application, const Measures& measures) const {
        std::optional<double> migration;
        if (!assessment.cost.empty()) migration = assessment.cost.front().second;
        CostEstimate estimate = estimate_costs(basis_.effort, application, assessment.strategy, measures, migration,
                                               basis_.planning_date, basis_.language);
        for (auto& amount : estimate.amounts) assessment.cost.push_back(std::move(amount));
        assessment.payback_year = estimate.payback_year;
        take(assessment, std::move(estimate.because));
    }

    void add_risk(Assessment& assessment, const FactDocument& facts) const {
        const RiskFinding finding = find_risk(basis_.strategy, facts);
        assessment.risk = finding.risk;
        for (const std::size_t rule : finding.rules) {
            assessment.because.push_back(basis_.strategy.reason(rule, facts, basis_.language));
            const Risk risk = risk_of_effect(basis_.strategy.rule(rule).effect);
            assessment.because.back().args.emplace_back("risk", keyword(risk));
        }
        if (finding.rules.empty()) assessment.because.push_back(make_reason(no_risk, basis_.language, {}));
    }

    const Portfolio& portfolio_;
    const AssessmentBasis& basis_;
    HostingJudge judge_;
    std::vector<Measures> measures_;
};

PortfolioAssessor::PortfolioAssessor(const Portfolio& portfolio, const AssessmentBasis& basis)
    : state_(std::make_unique<State>(portfolio, basis)) {}
PortfolioAssessor::~PortfolioAssessor() = default;

Assessment PortfolioAssessor::assess(std::size_t application) const {
    return state_->assess(application);
}

void PortfolioAssessor::add_open(std::size_t application, std::vector<std::vector<std::string>>& rows) const {
    if (state_->asks()) state_->add_open(application, rows);
}

DecisionWords strategy_words() {
    DecisionWords words = readiness_words();
    for (const Strategy strategy : all_strategies) words.effects.push_back(keyword(strategy));
    words.effects.insert(words.effects.end(), {"risk-green", "risk-yellow", "risk-red", "risk-unknown"});
    words.facts.push_back({"readiness", {}});
    words.facts.push_back({"readiness_risk", {"green", "yellow", "red", "unknown"}});
    return words;
}

DecisionWords readiness_words() {
    DecisionWords words;
    words.facts = classification_facts();
    for (const std::string_view count : measured_counts()) words.facts.push_back({std::string(count), {}});
    words.facts.push_back({"present.status", {"conforming", "non_conforming", "derogation", "to_qualify"}});
    words.facts.push_back({"present.eligible", {"true", "false"}, FieldKind::boolean});
    words.facts.push_back({"present.kind", {}});
    return words;
}

std::vector<std::vector<std::string>> open_readiness_questions(const Portfolio& portfolio,
                                                               const AssessmentBasis& basis) {
    std::vector<std::vector<std::string>> rows;
    const PortfolioAssessor assessor(portfolio, basis);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) assessor.add_open(index, rows);
    return rows;
}

void assess(Portfolio& portfolio, const AssessmentBasis& basis) {
    // What an earlier run decided is no fact of this one.
    for (Application& application : portfolio.applications) application.assessment.reset();
    const PortfolioAssessor assessor(portfolio, basis);
    std::vector<Assessment> assessments;
    assessments.reserve(portfolio.applications.size());
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        assessments.push_back(assessor.assess(index));
    for (std::size_t index = 0; index < assessments.size(); ++index)
        portfolio.applications[index].assessment = std::move(assessments[index]);
}

}  // namespace plan
