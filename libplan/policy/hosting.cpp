#include "libplan/policy/hosting.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <unordered_map>

namespace plan {

namespace {

constexpr ReasonText chosen = {
    "target-choice", "plan-target",
    "{target} : coût {cost} points, le plus faible de {count} hébergement(s) éligible(s){others}",
    "{target}: cost {cost} points, the least of {count} eligible target(s){others}"};
constexpr ReasonText stays = {"target-none", "plan-target", "Ne change pas d'hébergement : stratégie {strategy}",
                              "Does not change hosting: strategy {strategy}"};
constexpr ReasonText no_target = {
    "no-eligible-target", "plan-target",
    "Aucun des {count} hébergements n'est éligible ; chaque refus est motivé dans rejected",
    "None of the {count} targets is eligible; rejected says why, for each"};

using Candidates = std::vector<HostingJudge::Candidate>;

/// The eligible candidate of least cost, ties by id.
const HostingJudge::Candidate* cheapest(const Candidates& candidates, const std::vector<Target>& targets) {
    const HostingJudge::Candidate* best = nullptr;
    for (const HostingJudge::Candidate& candidate : candidates) {
        if (!candidate.rejected_because.empty()) continue;
        if (!best || candidate.cost < best->cost ||
            (candidate.cost == best->cost && targets[candidate.target].id < targets[best->target].id))
            best = &candidate;
    }
    return best;
}

/// Strongly coupled flows of every application, by the target at their other end.
class Neighbours {
public:
    explicit Neighbours(const Portfolio& portfolio) : portfolio_(portfolio), others_(portfolio.applications.size()) {
        for (std::size_t index = 0; index < portfolio.targets.size(); ++index)
            target_by_id_.emplace(portfolio.targets[index].id, index);
        for (const ResolvedFlow& ends : resolve_flows(portfolio, [](const Diagnostic&) {})) {
            if (portfolio.flows[ends.flow].coupling != Coupling::strong || ends.from == ends.to) continue;
            others_[ends.from].push_back(ends.to);
            others_[ends.to].push_back(ends.from);
        }
        for (const Application& application : portfolio.applications) {
            const auto site = target_by_id_.find(application.site);
            const bool here = !must_move(application) && site != target_by_id_.end();
            place_.push_back(here ? site->second : nowhere);
        }
    }

    void place(std::size_t application, std::size_t target) { place_[application] = target; }

    [[nodiscard]] bool none(std::size_t application) const { return others_[application].empty(); }

    [[nodiscard]] std::vector<double> by_target(std::size_t application) const {
        std::vector<double> counts(portfolio_.targets.size());
        for (const std::size_t other : others_[application])
            if (place_[other] != nowhere) counts[place_[other]] += 1;
        return counts;
    }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    const Portfolio& portfolio_;
    std::vector<std::vector<std::size_t>> others_;
    std::vector<std::size_t> place_;                                  ///< index of a target
    std::unordered_map<std::string_view, std::size_t> target_by_id_;  ///< only looked up
};

Reason choice_reason(const Candidates& candidates, const HostingJudge::Candidate& best,
                     const std::vector<Target>& targets, Language language) {
    ReasonArguments args = {{"target", targets[best.target].id}, {"cost", number_text(best.cost)}};
    std::string others;
    std::size_t count = 0;
    for (const HostingJudge::Candidate& candidate : candidates) {
        if (!candidate.rejected_because.empty()) continue;
        ++count;
        if (&candidate == &best) continue;
        const std::string& id = targets[candidate.target].id;
        args.emplace_back("cost." + id, number_text(candidate.cost));
        others += (!others.empty()                ? ", "
                   : language == Language::french ? " ; "
                                                  : "; ") +
                  id + " " + said(number_text(candidate.cost), language);
    }
    args.emplace_back("count", std::to_string(count));
    ReasonArguments filling;
    for (const auto& [key, value] : args) filling.emplace_back(key, said(value, language));
    filling.emplace_back("others", others);
    Reason reason = make_reason(chosen, language, std::move(filling));
    reason.args = std::move(args);
    return reason;
}

Reason stays_reason(const Application& application, Language language) {
    const Strategy strategy = application.assessment ? application.assessment->strategy : application.strategy;
    Reason reason = make_reason(stays, language, {{"strategy", std::string(in_words(strategy, language))}});
    reason.args = {{"strategy", std::string(keyword(strategy))}};
    return reason;
}

Hosting hosting_of(const HostingJudge& judge, const Portfolio& portfolio, std::size_t index,
                   const std::vector<double>& neighbours, Language language) {
    const Application& application = portfolio.applications[index];
    Hosting hosting;
    PresentHosting present = judge.present(application);
    hosting.today = present.status;
    hosting.today_until = present.until;
    hosting.today_because = std::move(present.because);
    Candidates candidates = judge.candidates(application, neighbours);
    const HostingJudge::Candidate* best = cheapest(candidates, portfolio.targets);
    if (!must_move(application)) {
        hosting.because.push_back(stays_reason(application, language));
    } else if (!best) {
        hosting.because.push_back(
            make_reason(no_target, language, {{"count", std::to_string(portfolio.targets.size())}}));
    } else {
        hosting.target = portfolio.targets[best->target].id;
        hosting.because.push_back(choice_reason(candidates, *best, portfolio.targets, language));
        for (Reason& reason : judge.explain(application, best->target, neighbours))
            hosting.because.push_back(std::move(reason));
    }
    for (HostingJudge::Candidate& candidate : candidates) {
        const std::string& id = portfolio.targets[candidate.target].id;
        if (candidate.rejected_because.empty())
            hosting.eligible.push_back({id, candidate.valid_until});
        else
            hosting.rejected.push_back({id, std::move(candidate.rejected_because)});
    }
    return hosting;
}

}  // namespace

bool must_move(const Application& application) {
    if (application.lifecycle == Lifecycle::project)
        return application.cloudable.value_or(true) && application.strategy != Strategy::retain &&
               application.strategy != Strategy::retire;
    if (application.assessment) {
        const Strategy strategy = application.assessment->strategy;
        return strategy != Strategy::unspecified && strategy != Strategy::retire && strategy != Strategy::retain;
    }
    if (application.strategy != Strategy::unspecified)
        return application.strategy != Strategy::retire && application.strategy != Strategy::retain;
    return application.lifecycle != Lifecycle::retired && application.lifecycle != Lifecycle::sunset &&
           application.cloudable.value_or(true);
}

std::vector<std::size_t> decide_hosting(Portfolio& portfolio, const DecisionTable& table, Date planning_date,
                                        Language language) {
    const HostingJudge judge(table, portfolio, planning_date, language);
    Neighbours neighbours(portfolio);
    std::vector<std::size_t> first_choice(portfolio.applications.size(), portfolio.targets.size());
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        // Where nobody is strongly coupled to it, its first choice draws nobody.
        if (neighbours.none(index) || !must_move(portfolio.applications[index])) continue;
        const auto best = judge.cheapest(portfolio.applications[index], neighbours.by_target(index));
        if (best) first_choice[index] = *best;
    }
    for (std::size_t index = 0; index < first_choice.size(); ++index)
        if (first_choice[index] < portfolio.targets.size()) neighbours.place(index, first_choice[index]);
    std::vector<std::size_t> without;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        Hosting hosting = hosting_of(judge, portfolio, index, neighbours.by_target(index), language);
        if (hosting.target.empty() && must_move(portfolio.applications[index])) without.push_back(index);
        portfolio.applications[index].hosting = std::move(hosting);
    }
    return without;
}

}  // namespace plan
