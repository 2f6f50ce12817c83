#include "libplan/policy/portfolio_hosting.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/placement.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <unordered_map>

namespace plan {

namespace {

constexpr ReasonText cheapest_text = {
    "target-choice", "plan-target",
    "{target} : coût {cost} points, le plus faible de {count} hébergement(s) éligible(s){others}",
    "{target}: cost {cost} points, the least of {count} eligible target(s){others}"};
constexpr ReasonText roomy_text = {
    "target-choice", "plan-target",
    "{target} : coût {cost} points, retenu là où il reste de la place, parmi {count} hébergement(s) "
    "éligible(s){others}",
    "{target}: cost {cost} points, taken where there is room, among {count} eligible target(s){others}"};
constexpr ReasonText full_text = {
    "target-full", "plan-target",
    "{target} coûterait {cost} points, mais n'a pas de place pour tous ({room}) : y vont d'abord les applications qui "
    "perdraient le plus à aller ailleurs",
    "{target} would cost {cost} points, but has no room for all ({room}): those that would lose most by going "
    "elsewhere go there first"};
constexpr ReasonText no_room_text = {"no-room", "plan-target",
                                     "Aucun des {count} hébergement(s) éligible(s) n'a de place",
                                     "None of the {count} eligible target(s) has room"};
constexpr ReasonText stays_text = {"target-none", "plan-target", "Ne change pas d'hébergement : stratégie {strategy}",
                                   "Does not change hosting: strategy {strategy}"};
constexpr ReasonText no_target_text = {
    "no-eligible-target", "plan-target",
    "Aucun des {count} hébergements n'est éligible ; chaque refus est motivé dans rejected",
    "None of the {count} targets is eligible; rejected says why, for each"};

using Candidates = std::vector<HostingJudge::Candidate>;

void cheapest_first(std::vector<HostingJudge::Option>& options, const std::vector<Target>& targets) {
    std::ranges::sort(options, [&](const HostingJudge::Option& a, const HostingJudge::Option& b) {
        if (a.cost != b.cost) return a.cost < b.cost;
        if (targets[a.target].id != targets[b.target].id) return targets[a.target].id < targets[b.target].id;
        return a.target < b.target;
    });
}

TargetRoom room_of(const Target& target) {
    return {target.capacity_applications, target.capacity_vcpu};
}

Reason choice_reason(const Candidates& candidates, const HostingJudge::Candidate& best,
                     const std::vector<Target>& targets, const ReasonText& text, Language language) {
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
    Reason reason = make_reason(text, language, std::move(filling));
    reason.args = std::move(args);
    return reason;
}

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
                                   const HostingSettings& settings, Language language)
    : portfolio_(portfolio),
      language_(language),
      judge_(table, portfolio, settings, language),
      others_(portfolio.applications.size()),
      places_(portfolio.applications.size()),
      chosen_(portfolio.applications.size()),
      displaced_(portfolio.applications.size()) {
    find_neighbours();
    choose();
}

void PortfolioHosting::find_neighbours() {
    for (const ResolvedFlow& ends : resolve_flows(portfolio_, [](const Diagnostic&) {})) {
        if (portfolio_.flows[ends.flow].coupling != Coupling::strong || ends.from == ends.to) continue;
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

void PortfolioHosting::choose() {
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
    const bool limits =
        std::ranges::any_of(portfolio_.targets, [](const Target& target) { return room_of(target).limited(); });
    std::vector<std::vector<HostingJudge::Option>> all(limits ? applications.size() : 0);
    for (std::size_t index = 0; index < applications.size(); ++index) {
        if (!must_move(applications[index])) continue;
        auto options = options_of(index);
        if (!options.empty()) chosen_[index] = options.front().target;
        if (limits) all[index] = std::move(options);
    }
    if (limits) share_out(all);
    for (std::size_t index = 0; index < applications.size(); ++index)
        if (!chosen_[index] && must_move(applications[index])) without_.push_back(index);
}

void PortfolioHosting::share_out(const std::vector<std::vector<HostingJudge::Option>>& options) {
    std::vector<TargetRoom> rooms;
    for (const Target& target : portfolio_.targets) rooms.push_back(room_of(target));
    std::vector<Seeker> seekers;
    for (std::size_t index = 0; index < options.size(); ++index) {
        const Application& application = portfolio_.applications[index];
        Seeker& seeker = seekers.emplace_back();
        seeker.id = application.id;
        seeker.vcpu = application.vcpu.value_or(1);
        seeker.options = options[index];
        for (const HostingJudge::Option& option : options[index])
            if (portfolio_.targets[option.target].id == application.site) seeker.here = option.target;
    }
    chosen_ = place(seekers, rooms);
    std::vector<FullTarget> full(rooms.size());
    for (std::size_t index = 0; index < options.size(); ++index) {
        if (options[index].empty() || chosen_[index] == options[index].front().target) continue;
        displaced_[index] = true;
        full[options[index].front().target].displaced.push_back(index);
    }
    for (std::size_t target = 0; target < full.size(); ++target) {
        full[target].target = target;
        if (!full[target].displaced.empty()) full_.push_back(std::move(full[target]));
    }
}

bool PortfolioHosting::lacks_room(std::size_t application) const {
    return displaced_[application] && !chosen_[application];
}

PresentHosting PortfolioHosting::present(std::size_t application) const {
    return judge_.present(portfolio_.applications[application]);
}

std::string PortfolioHosting::room_in_words(const Target& target) const {
    std::vector<std::string> limits;
    if (target.capacity_applications) limits.push_back(std::to_string(*target.capacity_applications) + " applications");
    if (target.capacity_vcpu)
        limits.push_back(said(number_text(*target.capacity_vcpu), language_) +
                         (language_ == Language::french ? " vCPU" : " vCPUs"));
    return join(limits, ", ");
}

void PortfolioHosting::add_choice(Hosting& hosting, HostingJudge::Case& known, std::size_t application,
                                  const Candidates& candidates) const {
    const std::vector<Target>& targets = portfolio_.targets;
    const auto& choice = chosen_[application];
    const auto eligible = std::ranges::count_if(
        candidates, [](const HostingJudge::Candidate& one) { return one.rejected_because.empty(); });
    if (choice) {
        hosting.target = targets[*choice].id;
        const ReasonText& text = displaced_[application] ? roomy_text : cheapest_text;
        hosting.because.push_back(choice_reason(candidates, candidates[*choice], targets, text, language_));
    } else {
        hosting.because.push_back(
            eligible > 0 ? make_reason(no_room_text, language_, {{"count", std::to_string(eligible)}})
                         : make_reason(no_target_text, language_, {{"count", std::to_string(targets.size())}}));
    }
    if (displaced_[application])
        for (const HostingJudge::Candidate& other : candidates) {
            const Target& target = targets[other.target];
            const bool cheaper = !choice || other.cost < candidates[*choice].cost ||
                                 (other.cost == candidates[*choice].cost && target.id < targets[*choice].id);
            if (!other.rejected_because.empty() || !cheaper || choice == other.target) continue;
            const std::string cost = number_text(other.cost);
            Reason reason =
                make_reason(full_text, language_,
                            {{"target", target.id}, {"cost", said(cost, language_)}, {"room", room_in_words(target)}});
            reason.args = {{"target", target.id}, {"cost", cost}};
            if (target.capacity_applications)
                reason.args.emplace_back("capacity_applications", std::to_string(*target.capacity_applications));
            if (target.capacity_vcpu) reason.args.emplace_back("capacity_vcpu", number_text(*target.capacity_vcpu));
            hosting.because.push_back(std::move(reason));
        }
    if (choice)
        for (Reason& reason : judge_.explain(known, *choice)) hosting.because.push_back(std::move(reason));
}

Hosting PortfolioHosting::hosting(std::size_t index) const {
    const Application& application = portfolio_.applications[index];
    const auto known = judge_.open(application, neighbours_of(index));
    Hosting hosting;
    PresentHosting present = judge_.present(*known);
    hosting.today = present.status;
    hosting.today_until = present.until;
    hosting.today_because = std::move(present.because);
    Candidates candidates = judge_.candidates(*known);
    if (must_move(application))
        add_choice(hosting, *known, index, candidates);
    else
        hosting.because.push_back(stays_reason(application, language_));
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
                                        const HostingSettings& settings, Language language) {
    const PortfolioHosting all(table, portfolio, settings, language);
    std::vector<Hosting> decided;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) decided.push_back(all.hosting(index));
    for (std::size_t index = 0; index < decided.size(); ++index)
        portfolio.applications[index].hosting = std::move(decided[index]);
    return all.without();
}

}  // namespace plan
