#include "libplan/policy/portfolio_hosting.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/move_groups.hpp"
#include "libplan/policy/target_reasons.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <unordered_map>

namespace plan {

namespace {

constexpr ReasonText stays_text = {"target-none", "plan-target", "Ne change pas d'hébergement : stratégie {strategy}",
                                   "Does not change hosting: strategy {strategy}"};
Reason stays_reason(const Application& application, Language language) {
    const Strategy strategy = application.assessment ? application.assessment->strategy : application.strategy;
    Reason reason = make_reason(stays_text, language, {{"strategy", std::string(in_words(strategy, language))}});
    reason.args = {{"strategy", std::string(keyword(strategy))}};
    return reason;
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

PortfolioHosting::PortfolioHosting(const DecisionTable& table, const Portfolio& portfolio,
                                   const HostingSettings& settings, Language language, const CouplingModel& coupling)
    : portfolio_(portfolio),
      language_(language),
      judge_(table, portfolio, settings, language),
      others_(portfolio.applications.size()),
      places_(portfolio.applications.size()) {
    find_neighbours(coupling);
    choose(coupling);
}

void PortfolioHosting::find_neighbours(const CouplingModel& coupling) {
    for (const ResolvedFlow& ends : resolve_flows(portfolio_, [](const Diagnostic&) {})) {
        if (!is_strong(coupling, portfolio_.flows[ends.flow]) || ends.from == ends.to) continue;
        others_[ends.from].push_back(ends.to);
        others_[ends.to].push_back(ends.from);
    }
    std::unordered_map<std::string_view, std::size_t> target_by_id;  // only looked up
    for (std::size_t index = 0; index < portfolio_.targets.size(); ++index)
        target_by_id.emplace(portfolio_.targets[index].id, index);
    for (std::size_t index = 0; index < places_.size(); ++index) {
        const Application& application = portfolio_.applications[index];
        const auto site = target_by_id.find(application.site);
        if (!must_move(application) && site != target_by_id.end()) places_[index] = site->second;
    }
}

std::vector<double> PortfolioHosting::neighbours_of(std::size_t application) const {
    if (others_[application].empty()) return {};
    std::vector<double> counts(portfolio_.targets.size());
    for (const std::size_t other : others_[application])
        if (places_[other]) counts[*places_[other]] += 1;
    return counts;
}

void PortfolioHosting::choose(const CouplingModel& coupling) {
    const std::vector<Application>& applications = portfolio_.applications;
    const auto options_of = [&](std::size_t index) {
        auto options = judge_.options(*judge_.open(applications[index], neighbours_of(index)));
        cheapest_first(options, portfolio_.targets);
        return options;
    };
    std::vector<std::optional<std::size_t>> first_choice(applications.size());
    for (std::size_t index = 0; index < applications.size(); ++index) {
        // Where nobody is strongly coupled to it, its first choice draws nobody.
        if (others_[index].empty() || !must_move(applications[index])) continue;
        if (const auto options = options_of(index); !options.empty()) first_choice[index] = options.front().target;
    }
    for (std::size_t index = 0; index < applications.size(); ++index)
        if (first_choice[index]) places_[index] = first_choice[index];
    std::vector<std::vector<HostingJudge::Option>> all(applications.size());
    for (std::size_t index = 0; index < applications.size(); ++index)
        if (must_move(applications[index])) all[index] = options_of(index);
    choices_ = choose_targets(portfolio_, all, tied_applications(portfolio_, coupling));
    for (std::size_t index = 0; index < applications.size(); ++index)
        if (!choices_.target[index] && must_move(applications[index])) without_.push_back(index);
    list_full_targets();
}

void PortfolioHosting::list_full_targets() {
    std::vector<FullTarget> full(portfolio_.targets.size());
    for (std::size_t index = 0; index < choices_.displaced.size(); ++index)
        if (choices_.displaced[index]) full[choices_.first[index]].displaced.push_back(index);
    for (std::size_t target = 0; target < full.size(); ++target) {
        full[target].target = target;
        if (!full[target].displaced.empty()) full_.push_back(std::move(full[target]));
    }
}

bool PortfolioHosting::lacks_room(std::size_t application) const {
    return choices_.displaced[application] && !choices_.target[application];
}

PresentHosting PortfolioHosting::present(std::size_t application) const {
    return judge_.present(portfolio_.applications[application]);
}

Hosting PortfolioHosting::hosting(std::size_t index) const {
    const Application& application = portfolio_.applications[index];
    const auto known = judge_.open(application, neighbours_of(index));
    Hosting hosting;
    PresentHosting present = judge_.present(*known);
    hosting.today = present.status;
    hosting.today_until = present.until;
    hosting.today_because = std::move(present.because);
    std::vector<HostingJudge::Candidate> candidates = judge_.candidates(*known);
    if (must_move(application)) {
        const auto& choice = choices_.target[index];
        if (choice) hosting.target = portfolio_.targets[*choice].id;
        hosting.because = choice_reasons(portfolio_, choices_, index, candidates, language_);
        if (choice)
            for (Reason& reason : judge_.explain(*known, *choice)) hosting.because.push_back(std::move(reason));
    } else {
        hosting.because.push_back(stays_reason(application, language_));
    }
    for (HostingJudge::Candidate& candidate : candidates) {
        const std::string& id = portfolio_.targets[candidate.target].id;
        if (candidate.rejected_because.empty())
            hosting.eligible.push_back({id, candidate.valid_until, std::move(candidate.because)});
        else
            hosting.rejected.push_back({id, std::move(candidate.rejected_because)});
    }
    return hosting;
}

std::vector<std::size_t> decide_hosting(Portfolio& portfolio, const DecisionTable& table,
                                        const HostingSettings& settings, Language language,
                                        const CouplingModel& coupling) {
    const PortfolioHosting all(table, portfolio, settings, language, coupling);
    std::vector<Hosting> decided;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) decided.push_back(all.hosting(index));
    for (std::size_t index = 0; index < decided.size(); ++index)
        portfolio.applications[index].hosting = std::move(decided[index]);
    return all.without();
}

}  // namespace plan
