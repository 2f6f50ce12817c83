#include "libplan/view/system_state.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace plan {

namespace {

using PlaceKey = std::pair<PlaceKind, std::string_view>;

/// A site that is a target too is one place, whoever is there already.
struct Passage {
    PlaceKey before, after;
    std::optional<Date> arrives;
};

class Placing {
public:
    explicit Placing(const Portfolio& portfolio) : portfolio_(portfolio) {
        require_plan();
        for (const Task& task : portfolio.tasks) {
            if (task.phase != Phase::decommission || task.application.empty()) continue;
            Date& last = decommissioned_.emplace(task.application, task.finish).first->second;
            last = std::max({last, task.start, task.finish});
        }
        for (const Application& application : portfolio.applications)
            if (leads_to_target(application)) targets_.emplace(application.hosting->target, true);
    }

    [[nodiscard]] Passage passage(const Application& application) const {
        if (application.lifecycle == Lifecycle::retired) return stays({PlaceKind::retired, {}});
        if (application.lifecycle == Lifecycle::project) {
            const PlaceKey at = application.hosting && !application.hosting->target.empty()
                                    ? PlaceKey(PlaceKind::target, application.hosting->target)
                                    : PlaceKey(PlaceKind::unknown, {});
            const auto first = application.go_live ? application.go_live : plan_start();
            return first ? Passage{{PlaceKind::not_yet, {}}, at, first} : stays(at);
        }
        const PlaceKey site = place_of_site(application.site);
        if (leads_to_target(application) && application.planned && application.planned->cutover)
            return {site, {PlaceKind::target, application.hosting->target}, *application.planned->cutover + 1};
        const Strategy strategy = application.assessment ? application.assessment->strategy : application.strategy;
        if (const auto last = decommissioned_.find(application.id);
            last != decommissioned_.end() && strategy == Strategy::retire)
            return {site, {PlaceKind::retired, {}}, last->second + 1};
        return stays(site);
    }

private:
    void require_plan() const {
        if (!portfolio_.plans.empty() || !portfolio_.tasks.empty()) return;
        for (const Application& application : portfolio_.applications)
            if (application.planned && application.planned->cutover) return;
        Diagnostic diagnostic;
        diagnostic.code = "no-plan";
        diagnostic.text = PLAN_TEXT(
            "the stream holds no plan, so nothing says what is where on which day: run "
            "plan-schedule first");
        throw Error(Failure::invalid_input, std::move(diagnostic));
    }

    static Passage stays(const PlaceKey& place) { return {place, place, std::nullopt}; }

    /// Some application is there after a move, or from its first day on.
    static bool leads_to_target(const Application& application) {
        if (!application.hosting || application.hosting->target.empty()) return false;
        return application.lifecycle == Lifecycle::project || (application.planned && application.planned->cutover);
    }

    [[nodiscard]] PlaceKey place_of_site(std::string_view site) const {
        if (site.empty()) return {PlaceKind::unknown, {}};
        return {targets_.contains(site) ? PlaceKind::target : PlaceKind::site, site};
    }

    [[nodiscard]] std::optional<Date> plan_start() const {
        if (portfolio_.plans.empty()) return std::nullopt;
        return portfolio_.plans.back().start;
    }

    const Portfolio& portfolio_;
    std::unordered_map<std::string_view, Date> decommissioned_;
    std::unordered_map<std::string_view, bool> targets_;
};

std::string name_of_place(const PlaceKey& place, const Portfolio& portfolio, Language language) {
    switch (place.first) {
        case PlaceKind::not_yet:
            return std::string(Words{"Pas encore en service", "Not yet in service"}.in(language));
        case PlaceKind::unknown:
            return std::string(Words{"Site inconnu", "Site unknown"}.in(language));
        case PlaceKind::retired:
            return std::string(Words{"Retirées", "Retired"}.in(language));
        default:
            break;
    }
    return place_name(portfolio, place.second);
}

}  // namespace

std::string place_name(const Portfolio& portfolio, std::string_view id) {
    const auto target = std::ranges::find(portfolio.targets, id, &Target::id);
    if (target == portfolio.targets.end() || target->offer.empty()) return std::string(id);
    const auto namesakes = std::ranges::count(portfolio.targets, target->offer, &Target::offer);
    return namesakes == 1 || target->provider.empty() ? target->offer : target->offer + ", " + target->provider;
}

SystemStates::SystemStates(const Portfolio& portfolio, Language language) {
    const Placing placing(portfolio);
    std::vector<Passage> passages;
    std::map<PlaceKey, std::size_t> at_first;  // how many are there before the plan
    passages.reserve(portfolio.applications.size());
    for (const Application& application : portfolio.applications) {
        passages.push_back(placing.passage(application));
        ++at_first[passages.back().before];
        at_first.emplace(passages.back().after, 0);
    }
    std::vector<PlaceKey> order;
    for (const auto& [key, count] : at_first) order.push_back(key);
    std::ranges::stable_sort(order, {}, [&](const PlaceKey& key) {
        const std::size_t many = key.first == PlaceKind::site ? at_first.at(key) : 0;
        return std::tuple(key.first, portfolio.applications.size() - many, key.second);
    });
    std::map<PlaceKey, std::uint32_t> number;
    for (const PlaceKey& key : order) {
        number.emplace(key, static_cast<std::uint32_t>(places_.size()));
        places_.push_back({key.first, std::string(key.second), name_of_place(key, portfolio, language)});
    }
    whereabouts_.reserve(passages.size());
    for (const Passage& passage : passages)
        whereabouts_.push_back({number.at(passage.before), number.at(passage.after), passage.arrives});
}

}  // namespace plan
