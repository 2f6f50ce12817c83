#include "libplan/policy/target_reasons.hpp"

#include "libplan/base/some_names.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

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
constexpr ReasonText shared_text = {
    "target-shared", "plan-target",
    "{target} : retenu pour les {count} applications qui doivent basculer ensemble ({members}), pour un coût total de "
    "{total} points{others} ; pour elle seule, {alone} coûterait {alone_cost} points au lieu de {cost}",
    "{target}: taken for the {count} applications that must move together ({members}), at {total} points for "
    "all{others}; for this one alone, {alone} would cost {alone_cost} points in place of {cost}"};
constexpr ReasonText full_text = {
    "target-full", "plan-target",
    "{target} coûterait {cost} points, mais n'a pas de place pour tous ({room}) : y vont d'abord les applications qui "
    "perdraient le plus à aller ailleurs",
    "{target} would cost {cost} points, but has no room for all ({room}): those that would lose most by going "
    "elsewhere go there first"};
constexpr ReasonText no_room_text = {"no-room", "plan-target",
                                     "Aucun des {count} hébergement(s) éligible(s) n'a de place",
                                     "None of the {count} eligible target(s) has room"};
constexpr ReasonText no_target_text = {
    "no-eligible-target", "plan-target",
    "Aucun des {count} hébergements n'est éligible ; chaque refus est motivé dans rejected",
    "None of the {count} targets is eligible; rejected says why, for each"};

using Candidates = std::vector<HostingJudge::Candidate>;

/// "; PI 12,5, NUBO 14": what else there was, and what it would have cost.
std::string others_in_words(const std::vector<std::pair<std::string, std::string>>& others, Language language) {
    std::string words;
    for (const auto& [id, cost] : others)
        words += (!words.empty()                 ? ", "
                  : language == Language::french ? " ; "
                                                 : "; ") +
                 id + " " + said(cost, language);
    return words;
}

Reason choice_reason(const Candidates& candidates, const HostingJudge::Candidate& best,
                     const std::vector<Target>& targets, const ReasonText& text, Language language) {
    ReasonArguments args = {{"target", targets[best.target].id}, {"cost", number_text(best.cost)}};
    std::vector<std::pair<std::string, std::string>> others;
    std::size_t count = 0;
    for (const HostingJudge::Candidate& candidate : candidates) {
        if (!candidate.rejected_because.empty()) continue;
        ++count;
        if (&candidate == &best) continue;
        const std::string& id = targets[candidate.target].id;
        args.emplace_back("cost." + id, number_text(candidate.cost));
        others.emplace_back(id, number_text(candidate.cost));
    }
    args.emplace_back("count", std::to_string(count));
    ReasonArguments filling;
    for (const auto& [key, value] : args) filling.emplace_back(key, said(value, language));
    filling.emplace_back("others", others_in_words(others, language));
    Reason reason = make_reason(text, language, std::move(filling));
    reason.args = std::move(args);
    return reason;
}

/// The candidate that this application would take by itself.
const HostingJudge::Candidate& cheapest_of(const Candidates& candidates, const std::vector<Target>& targets) {
    return *std::ranges::min_element(candidates, [&](const auto& one, const auto& other) {
        return std::tuple(!one.rejected_because.empty(), one.cost, std::string_view(targets[one.target].id)) <
               std::tuple(!other.rejected_because.empty(), other.cost, std::string_view(targets[other.target].id));
    });
}

/// Why it goes elsewhere than it would by itself: those that it moves with go there.
Reason shared_reason(const Portfolio& portfolio, const SharedChoice& choice, const HostingJudge::Candidate& taken,
                     const HostingJudge::Candidate& alone, Language language) {
    const std::vector<Target>& targets = portfolio.targets;
    // Thousands may be tied, and each of them has such a reason.
    constexpr std::size_t most_named = 8;
    std::vector<std::string> members;
    for (const std::size_t member : choice.members)
        if (members.size() <= most_named) members.push_back(portfolio.applications[member].id);
    const std::string named = some_names(members, most_named);
    members.resize(std::min(members.size(), most_named));
    std::string total;
    std::vector<std::pair<std::string, std::string>> others;
    for (const HostingJudge::Option& option : choice.options)
        if (option.target == taken.target)
            total = number_text(option.cost);
        else
            others.emplace_back(targets[option.target].id, number_text(option.cost));
    Reason reason = make_reason(shared_text, language,
                                {{"target", targets[taken.target].id},
                                 {"count", std::to_string(choice.members.size())},
                                 {"members", named},
                                 {"total", said(total, language)},
                                 {"others", others_in_words(others, language)},
                                 {"alone", targets[alone.target].id},
                                 {"alone_cost", said(number_text(alone.cost), language)},
                                 {"cost", said(number_text(taken.cost), language)}},
                                members);
    reason.args = {{"target", targets[taken.target].id},
                   {"cost", number_text(taken.cost)},
                   {"total", total},
                   {"alone", targets[alone.target].id},
                   {"alone_cost", number_text(alone.cost)}};
    for (auto& [id, cost] : others) reason.args.emplace_back("total." + id, cost);
    return reason;
}

std::string room_in_words(const Target& target, Language language) {
    std::vector<std::string> limits;
    if (target.capacity_applications) limits.push_back(std::to_string(*target.capacity_applications) + " applications");
    if (target.capacity_vcpu)
        limits.push_back(said(number_text(*target.capacity_vcpu), language) +
                         (language == Language::french ? " vCPU" : " vCPUs"));
    return join(limits, ", ");
}

/// That a target which would cost less has no room.
Reason full_reason(const Target& target, double cost, Language language) {
    const std::string points = number_text(cost);
    Reason reason = make_reason(
        full_text, language,
        {{"target", target.id}, {"cost", said(points, language)}, {"room", room_in_words(target, language)}});
    reason.args = {{"target", target.id}, {"cost", points}};
    if (target.capacity_applications)
        reason.args.emplace_back("capacity_applications", std::to_string(*target.capacity_applications));
    if (target.capacity_vcpu) reason.args.emplace_back("capacity_vcpu", number_text(*target.capacity_vcpu));
    return reason;
}

}  // namespace

Reasons choice_reasons(const Portfolio& portfolio, const TargetChoices& choices, std::size_t application,
                       const std::vector<HostingJudge::Candidate>& candidates, Language language) {
    const std::vector<Target>& targets = portfolio.targets;
    const auto& choice = choices.target[application];
    const std::size_t place = choices.shared[application];
    const SharedChoice* const shared = place == TargetChoices::none ? nullptr : &choices.choices[place];
    Reasons reasons;
    if (choice) {
        const HostingJudge::Candidate &taken = candidates[*choice], &alone = cheapest_of(candidates, targets);
        reasons.push_back(shared != nullptr && &alone != &taken
                              ? shared_reason(portfolio, *shared, taken, alone, language)
                              : choice_reason(candidates, taken, targets,
                                              choices.displaced[application] ? roomy_text : cheapest_text, language));
    } else {
        const auto eligible = std::ranges::count_if(
            candidates, [](const HostingJudge::Candidate& one) { return one.rejected_because.empty(); });
        reasons.push_back(eligible > 0
                              ? make_reason(no_room_text, language, {{"count", std::to_string(eligible)}})
                              : make_reason(no_target_text, language, {{"count", std::to_string(targets.size())}}));
    }
    if (!choices.displaced[application]) return reasons;
    for (const HostingJudge::Candidate& other : candidates) {
        const Target& target = targets[other.target];
        const bool cheaper = !choice || other.cost < candidates[*choice].cost ||
                             (other.cost == candidates[*choice].cost && target.id < targets[*choice].id);
        // What those that it moves with may not take had no say.
        const bool open =
            other.rejected_because.empty() &&
            (shared == nullptr ||
             std::ranges::find(shared->options, other.target, &HostingJudge::Option::target) != shared->options.end());
        if (open && cheaper && choice != other.target) reasons.push_back(full_reason(target, other.cost, language));
    }
    return reasons;
}

}  // namespace plan
