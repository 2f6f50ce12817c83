#include "libplan/policy/hosting_state.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

/// The verdict on the hosting of today.
namespace plan {

namespace {

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

std::optional<Date> HostingJudge::State::since_of(const Case& one, std::size_t rule, std::size_t target) const {
    const DecisionRule& text = table.rule(rule);
    std::optional<Date> since = text.valid_from;
    if (text.since.empty()) return since;
    const auto slot = facts.find(text.since);
    if (!slot) return since;
    const auto* date = std::get_if<Date>(&value(one, HostingScope::present, *slot, target));
    if (date && (!since || *since <= *date)) since = *date + 1;
    return since;
}

void HostingJudge::State::judge_broken(PresentHosting& verdict, Case& one, std::size_t host, bool derogable) {
    const Application& application = *one.application;
    verdict.status = Compliance::non_conforming;
    Reasons derogation;
    collect(derogation, one, HostingScope::present, present.derogation, host);
    const auto end = derogation_end(application, settings.derogation_months);
    if (!derogation.empty() && !derogable) {
        verdict.because.push_back(make_reason(not_covered, language, {}));
    } else if (!derogation.empty() && end) {
        verdict.status = Compliance::derogation;
        verdict.until = end;
    } else if (derogable && end && *end < settings.decision_date && (!verdict.since || *verdict.since <= *end)) {
        verdict.since = *end + 1;
    }
    verdict.because.insert(verdict.because.end(), derogation.begin(), derogation.end());
}

void HostingJudge::State::judge_unbroken(PresentHosting& verdict, Case& one, std::size_t host) {
    const Application& application = *one.application;
    for (const std::size_t rule : present.open)
        if (holds(one, HostingScope::present, rule, host)) {
            verdict.because.push_back(reason(one, HostingScope::present, rule, host));
            verdict.rules.push_back(table.rule(rule).id);
        }
    if (!verdict.because.empty()) return;
    const std::string& site = application.site;
    if (application.classification && application.classification->verdict == Verdict::to_qualify) {
        const std::size_t count = application.classification->questions.size();
        add_open(verdict, open_verdict, {{"count", std::to_string(count)}, {"site", site}});
        return;
    }
    verdict.status = Compliance::conforming;
    collect(verdict.because, one, HostingScope::present, present.basis, host);
    if (verdict.because.empty())
        verdict.because.push_back(make_reason(nothing_against, language, {{"table", table.id()}, {"site", site}}));
}

void HostingJudge::State::add_open(PresentHosting& verdict, const ReasonText& text, ReasonArguments args) const {
    verdict.rules.emplace_back(text.rule);
    verdict.because.push_back(make_reason(text, language, std::move(args)));
}

PresentHosting HostingJudge::present(Case& known) const {
    State& state = *state_;
    PresentHosting verdict;
    verdict.status = Compliance::to_qualify;
    const std::string& site = known.application->site;
    if (site.empty()) {
        state.add_open(verdict, unknown_host, {});
        return verdict;
    }
    const auto found = state.target_by_id.find(site);
    if (found == state.target_by_id.end()) {
        state.add_open(verdict, undescribed_host, {{"site", site}});
        return verdict;
    }
    const std::size_t host = found->second;
    verdict.eligible = !state.any(known, HostingScope::destination, state.destination.reject, host);
    bool derogable = true;  // everything that is rejected is
    for (const std::size_t rule : state.present.reject) {
        if (!state.holds(known, HostingScope::present, rule, host)) continue;
        verdict.because.push_back(state.reason(known, HostingScope::present, rule, host));
        verdict.rules.push_back(state.table.rule(rule).id);
        derogable = derogable && state.table.rule(rule).derogable;
        const auto since = state.since_of(known, rule, host);
        if (since && (!verdict.since || *since < *verdict.since)) verdict.since = since;
    }
    if (verdict.rules.empty())
        state.judge_unbroken(verdict, known, host);
    else
        state.judge_broken(verdict, known, host, derogable);
    state.collect(verdict.because, known, HostingScope::present, state.present.advice, host);
    state.collect(verdict.because, known, HostingScope::present, state.present.caution, host);
    return verdict;
}

}  // namespace plan
