#include "libplan/source/landscape_resolution.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <unordered_set>

/// A part may belong to parts that belong to parts, several at a time, in circles too: a breadth-first search from the
/// part upward finds the nearest applications, each by a shortest chain. It stops at applications (what an application
/// is part of is another matter), looks at a bounded number of ownerships, and is done once an element, so that hub
/// interfaces cost nothing extra.
namespace plan {

namespace {

constexpr std::size_t most_named = 5;
/// Ownerships above one element; more are a knot in the model rather than a structure.
constexpr std::size_t most_climbed = 512;
/// Parts of a path that are shown.
constexpr std::size_t most_shown = 8;
constexpr std::size_t most_skipped = 40;

}  // namespace

void LandscapeResolution::Loss::add(const std::string& id) {
    ++count;
    if (first.size() < most_named) first.push_back(excerpt(id));
}

LandscapeResolution::LandscapeResolution(const Landscape& landscape)
    : landscape_(landscape),
      owners_(landscape.elements_.size()),
      known_(landscape.elements_.size()),
      asked_(landscape.elements_.size(), false) {
    for (const auto& [part, owner] : landscape.ownerships_) {
        const auto below = landscape.index_.find(part), above = landscape.index_.find(owner);
        if (below == landscape.index_.end() || above == landscape.index_.end()) continue;
        owners_[below->second].push_back(above->second);
    }
}

LandscapeResolution::Ends LandscapeResolution::climb(std::size_t element) const {
    if (landscape_.elements_[element].is_application) return {End::found, {{element, {}}}};
    // The usual part belongs to one application, and to nothing else.
    const std::vector<std::size_t>& above = owners_[element];
    if (above.size() == 1 && landscape_.elements_[above.front()].is_application)
        return {End::found, {{above.front(), {element}}}};
    struct Step {
        std::size_t element;
        std::size_t below;  ///< index of the step that led here; its own for the first
    };
    Ends ends{End::unowned, {}};
    std::vector<Step> steps = {{element, 0}};
    std::unordered_set<std::size_t> seen = {element};
    std::size_t climbed = 0;
    for (std::size_t at = 0; at < steps.size(); ++at)
        for (const std::size_t owner : owners_[steps[at].element]) {
            if (++climbed > most_climbed) return {End::shared, {}};
            if (!seen.insert(owner).second) continue;
            if (!landscape_.elements_[owner].is_application) {
                steps.push_back({owner, at});
                continue;
            }
            if (ends.owners.size() == Landscape::most_owners) return {End::shared, {}};
            Owner& found = ends.owners.emplace_back(Owner{owner, {}});
            for (std::size_t step = at; step != 0; step = steps[step].below) found.chain.push_back(steps[step].element);
            found.chain.push_back(element);
            std::ranges::reverse(found.chain);
        }
    if (!ends.owners.empty()) ends.state = End::found;
    return ends;
}

const LandscapeResolution::Ends& LandscapeResolution::owners_of(const std::string& id) {
    const auto found = landscape_.index_.find(id);
    if (found == landscape_.index_.end()) return nowhere_;
    const std::size_t element = found->second;
    if (!asked_[element]) {
        known_[element] = climb(element);
        asked_[element] = true;
    }
    return known_[element];
}

std::vector<std::size_t> LandscapeResolution::applications_behind(const std::string& element,
                                                                  const std::string& relation) {
    const Ends& ends = owners_of(element);
    if (ends.state != End::found) values_.add(relation);
    std::vector<std::size_t> applications;
    for (const Owner& owner : ends.owners) applications.push_back(owner.application);
    return applications;
}

std::string LandscapeResolution::shown_name(std::size_t element) const {
    const auto& [id, name, type, properties, where, is_application] = landscape_.elements_[element];
    return excerpt(trim(name).empty() ? id : name);
}

std::string LandscapeResolution::chain_text(const Owner& owner) const {
    std::vector<std::string> names;
    for (const std::size_t part : owner.chain) {
        if (names.size() == most_shown) {
            names.emplace_back("…");
            break;
        }
        names.push_back(shown_name(part));
    }
    names.push_back(shown_name(owner.application));
    return join(names, " < ");
}

std::string LandscapeResolution::path_text(const Owner& from, const Owner& to) const {
    if (from.chain.empty() && to.chain.empty()) return {};
    if (to.chain.empty()) return chain_text(from);
    if (from.chain.empty()) return chain_text(to);
    return chain_text(from) + "; " + chain_text(to);
}

void LandscapeResolution::lose(End from, End to, const std::string& id) {
    if (from == End::unknown || to == End::unknown)
        unknown_.add(id);
    else if (from == End::unowned || to == End::unowned)
        unowned_.add(id);
    else
        shared_.add(id);
}

void LandscapeResolution::resolve(const std::function<void(const Resolved&)>& take) {
    for (std::size_t index = 0; index < landscape_.dependencies_.size(); ++index) {
        const auto& dependency = landscape_.dependencies_[index];
        const Ends &from = owners_of(dependency.from), &to = owners_of(dependency.to);
        if (from.state != End::found || to.state != End::found) {
            lose(from.state, to.state, dependency.id);
            continue;
        }
        bool any = false;
        for (const Owner& caller : from.owners)
            for (const Owner& callee : to.owners) {
                if (caller.application == callee.application) continue;
                any = true;
                take({index, caller.application, callee.application, path_text(caller, callee)});
            }
        if (!any) inner_.add(dependency.id);
    }
}

void LandscapeResolution::report_losses(const Report& report) const {
    const Location file{landscape_.file_, 0, 0, {}};
    const auto say = [&](Severity severity, const char* code, const char* text, const Loss& loss) {
        if (loss.count == 0) return;
        const std::string more = loss.count > loss.first.size() ? ", …" : "";
        report({severity, code, text, {std::to_string(loss.count), join(loss.first, ", ") + more}, file});
    };
    say(Severity::warning, "dangling-relation",
        PLAN_TEXT("relations with an end that is not in the model: {} ({}); they give no flow"), unknown_);
    say(Severity::warning, "no-application-behind",
        PLAN_TEXT("relations with an end that belongs to no application: {} ({}); they give no flow"), unowned_);
    say(Severity::warning, "shared-by-many",
        PLAN_TEXT("relations with an end that belongs to too many applications: {} ({}); they give no flow"), shared_);
    say(Severity::note, "within-application", PLAN_TEXT("relations within one application: {} ({}); they give no flow"),
        inner_);
    say(Severity::note, "no-application-behind",
        PLAN_TEXT("relations that say something of an element that belongs to no application: {} ({}); not read"),
        values_);
    std::vector<std::string> skipped;
    for (const auto& [what, count] : landscape_.skipped_) {
        if (skipped.size() == most_skipped) {
            skipped.emplace_back("…");
            break;
        }
        skipped.push_back(what + " (" + std::to_string(count) + ")");
    }
    if (!skipped.empty())
        report({Severity::note, "not-read", PLAN_TEXT("read, and without use here: {}"), {join(skipped, ", ")}, file});
}

}  // namespace plan
