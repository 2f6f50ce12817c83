#include "libplan/policy/hosting.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view destination = "destination", present_scope = "present";

constexpr ReasonText unknown_host = {"present-unknown", "plan-target",
                                     "L'hébergement actuel n'est pas renseigné : il ne peut pas être jugé",
                                     "The present hosting is not given: it cannot be judged"};
constexpr ReasonText undescribed_host = {
    "present-undescribed", "plan-target",
    "L'hébergement actuel « {site} » n'est décrit par aucune cible : il ne peut pas être jugé",
    "No target describes the present hosting \"{site}\": it cannot be judged"};
constexpr ReasonText not_covered = {"derogation-partial", "plan-target",
                                    "La dérogation ne couvre pas tout ce qui précède",
                                    "The derogation does not cover all of the above"};
constexpr ReasonText nothing_against = {"present-conforming", "plan-target",
                                        "Aucune règle de {table} ne s'oppose à {site}",
                                        "No rule of {table} stands against {site}"};
constexpr ReasonText open_verdict = {
    "present-open", "plan-target",
    "La classe n'est pas décidée : {count} question(s) sans réponse ; aucune règle ne s'oppose à {site} à ce jour",
    "The class is not decided: {count} open question(s); so far no rule stands against {site}"};

}  // namespace

DecisionWords hosting_words() {
    DecisionWords words;
    words.effects = {"reject", "rests-on-qualification", "basis", "advice", "cost", "derogation", "open"};
    words.scopes = {destination, present_scope};
    words.facts = classification_facts();
    for (DecisionFact& fact : target_facts("target.")) words.facts.push_back(std::move(fact));
    const auto strategies = find_field(application_fields(), "strategy")->keywords;
    words.facts.push_back({"strategy_decided", {strategies.begin(), strategies.end()}});
    words.facts.push_back({"target.strong_neighbours", {}});
    return words;
}

HostingJudge::HostingJudge(const DecisionTable& table, const Portfolio& portfolio, Date planning_date,
                           Language language)
    : table_(table),
      portfolio_(portfolio),
      planning_date_(planning_date),
      language_(language),
      destination_(rules_of(destination)),
      present_(rules_of(present_scope)) {
    for (const Field<Application>& field : application_fields())
        if (table.uses(field.name)) application_fields_.push_back(&field);
    for (const Field<Target>& field : target_fields())
        if (table.uses("target." + std::string(field.name))) target_fields_.push_back(&field);
}

HostingJudge::Scope HostingJudge::rules_of(std::string_view scope) const {
    Scope rules;
    const std::pair<std::string_view, Rules*> effects[] = {
        {"reject", &rules.reject}, {"rests-on-qualification", &rules.rests},
        {"basis", &rules.basis},   {"advice", &rules.advice},
        {"cost", &rules.cost},     {"derogation", &rules.derogation},
        {"open", &rules.open},
    };
    for (std::size_t index = 0; index < table_.size(); ++index) {
        const DecisionRule& rule = table_.rule(index);
        if (!rule.scope.empty() && rule.scope != scope) continue;
        for (const auto& [effect, list] : effects)
            if (rule.effect == effect) list->push_back(index);
    }
    return rules;
}

FactDocument HostingJudge::facts_of(const Application& application) const {
    FactDocument facts(planning_date_);
    for (const Field<Application>* field : application_fields_) facts.add(field->name, field->get(application));
    add_classification_facts(facts, application);
    const Strategy strategy = application.assessment ? application.assessment->strategy : application.strategy;
    if (strategy != Strategy::unspecified) facts.add_text("strategy_decided", keyword(strategy));
    return facts;
}

void HostingJudge::set_target(FactDocument& facts, const Target& target, double strong_neighbours) const {
    facts.remove_group("target");
    for (const Field<Target>* field : target_fields_)
        facts.add("target." + std::string(field->name), field->get(target));
    facts.add_number("target.strong_neighbours", strong_neighbours);
}

void HostingJudge::collect(Reasons& reasons, const FactDocument& facts, const Rules& rules) const {
    for (const std::size_t rule : rules)
        if (table_.holds(rule, facts)) reasons.push_back(table_.reason(rule, facts, language_));
}

bool HostingJudge::any(const FactDocument& facts, const Rules& rules) const {
    return std::ranges::any_of(rules, [&](std::size_t rule) { return table_.holds(rule, facts); });
}

double HostingJudge::cost(const FactDocument& facts) const {
    double cost = 0;
    for (const std::size_t rule : destination_.cost)
        if (table_.holds(rule, facts)) cost += table_.points(rule, facts);
    return cost;
}

PresentHosting HostingJudge::present(const Application& application) const {
    PresentHosting verdict;
    verdict.status = Compliance::to_qualify;
    if (application.site.empty()) {
        verdict.because.push_back(make_reason(unknown_host, language_, {}));
        return verdict;
    }
    const auto host = std::ranges::find(portfolio_.targets, application.site, &Target::id);
    if (host == portfolio_.targets.end()) {
        verdict.because.push_back(make_reason(undescribed_host, language_, {{"site", application.site}}));
        return verdict;
    }
    FactDocument facts = facts_of(application);
    set_target(facts, *host, 0);
    verdict.eligible = !any(facts, destination_.reject);
    bool derogable = true;  // everything that is rejected is
    for (const std::size_t rule : present_.reject) {
        if (!table_.holds(rule, facts)) continue;
        verdict.because.push_back(table_.reason(rule, facts, language_));
        derogable = derogable && table_.rule(rule).derogable;
    }
    if (!verdict.because.empty()) {
        verdict.status = Compliance::non_conforming;
        Reasons derogation;
        collect(derogation, facts, present_.derogation);
        if (!derogation.empty() && !derogable)
            verdict.because.push_back(make_reason(not_covered, language_, {}));
        else if (!derogation.empty() && application.derogation_until) {
            verdict.status = Compliance::derogation;
            verdict.until = application.derogation_until;
        }
        verdict.because.insert(verdict.because.end(), derogation.begin(), derogation.end());
        return verdict;
    }
    collect(verdict.because, facts, present_.open);
    if (!verdict.because.empty()) return verdict;
    if (application.classification && application.classification->verdict == Verdict::to_qualify) {
        verdict.because.push_back(make_reason(
            open_verdict, language_,
            {{"count", std::to_string(application.classification->questions.size())}, {"site", application.site}}));
        return verdict;
    }
    verdict.status = Compliance::conforming;
    collect(verdict.because, facts, present_.basis);
    if (verdict.because.empty())
        verdict.because.push_back(
            make_reason(nothing_against, language_, {{"table", table_.id()}, {"site", application.site}}));
    return verdict;
}

std::vector<HostingJudge::Candidate> HostingJudge::candidates(const Application& application,
                                                              const std::vector<double>& strong_neighbours) const {
    std::vector<Candidate> candidates;
    FactDocument facts = facts_of(application);
    for (std::size_t index = 0; index < portfolio_.targets.size(); ++index) {
        const Target& target = portfolio_.targets[index];
        set_target(facts, target, index < strong_neighbours.size() ? strong_neighbours[index] : 0);
        Candidate candidate;
        candidate.target = index;
        collect(candidate.rejected_because, facts, destination_.reject);
        if (candidate.rejected_because.empty()) {
            if (any(facts, destination_.rests)) candidate.valid_until = target.expires_on;
            candidate.cost = cost(facts);
        }
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

std::optional<std::size_t> HostingJudge::cheapest(const Application& application,
                                                  const std::vector<double>& strong_neighbours) const {
    std::optional<std::size_t> best;
    double least = 0;
    FactDocument facts = facts_of(application);
    for (std::size_t index = 0; index < portfolio_.targets.size(); ++index) {
        const Target& target = portfolio_.targets[index];
        set_target(facts, target, index < strong_neighbours.size() ? strong_neighbours[index] : 0);
        if (any(facts, destination_.reject)) continue;
        const double points = cost(facts);
        if (best && (points > least || (points == least && portfolio_.targets[*best].id <= target.id))) continue;
        best = index;
        least = points;
    }
    return best;
}

Reasons HostingJudge::explain(const Application& application, std::size_t target,
                              const std::vector<double>& strong_neighbours) const {
    FactDocument facts = facts_of(application);
    set_target(facts, portfolio_.targets[target], target < strong_neighbours.size() ? strong_neighbours[target] : 0);
    Reasons reasons;
    collect(reasons, facts, destination_.basis);
    collect(reasons, facts, destination_.advice);
    for (const std::size_t rule : destination_.cost) {
        if (!table_.holds(rule, facts)) continue;
        reasons.push_back(table_.reason(rule, facts, language_));
        reasons.back().args.emplace_back("points", number_text(table_.points(rule, facts)));
    }
    return reasons;
}

}  // namespace plan
