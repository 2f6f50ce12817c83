#include "libplan/source/merge_identity.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace plan {

DisjointSets::DisjointSets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), 0u);
}

std::uint32_t DisjointSets::find(std::uint32_t node) {
    while (parents_[node] != node) {
        parents_[node] = parents_[parents_[node]];
        node = parents_[node];
    }
    return node;
}

void DisjointSets::join(std::uint32_t a, std::uint32_t b) {
    // By number rather than by rank: path halving alone keeps paths short enough.
    a = find(a);
    b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
}

Identity::Identity(const MergeLines& lines, IdentityOptions options, const Report& report)
    : lines_(lines), options_(std::move(options)), report_(report), sets_(lines.ids.size()) {
    find_applications();
    apply_same();
    join_aliases();
    find_bearers();
    // Names may make the claimers of an alias one, and an alias may settle who bears a name.
    constexpr int most_rounds = 100;
    bool joined = true;
    for (int round = 0; joined && round < most_rounds; ++round) {
        join_names(false);
        joined = join_claims();
    }
    join_names(true);
    report_contested();
    choose_ids();
    report_joined();
    report_contradictions();
    propose_likely();
}

void Identity::find_applications() {
    first_line_.assign(lines_.ids.size(), no_line);
    alias_.assign(lines_.ids.size(), no_id);
    for (std::size_t line = 0; line < lines_.lines.size(); ++line) {
        const MergeLine& record = lines_.lines[line];
        if (record.type != RecordType::application) continue;
        applications_.push_back(line);
        if (first_line_[record.first] == no_line) first_line_[record.first] = line;
    }
}

/// The ids in a message, the first few of many.
std::string Identity::shown(const std::vector<std::string>& ids) {
    constexpr std::size_t most_shown = 8;
    if (ids.size() <= most_shown) return join(ids, ", ");
    return join({ids.begin(), ids.begin() + most_shown}, ", ") + ", …";
}

bool Identity::apart(std::uint32_t a, std::uint32_t b) const {
    return std::ranges::binary_search(apart_, std::minmax({a, b}));
}

void Identity::apply_same() {
    const auto known = [&](const ApplicationPair& pair, const std::string& id) {
        const std::uint32_t number = lines_.ids.find(id);
        if (number != no_id && is_application(number)) return number;
        report_({Severity::warning,
                 "unknown-application",
                 PLAN_TEXT("no application has the id '{0}'; the line is left out"),
                 {id},
                 pair.where});
        return no_id;
    };
    for (const ApplicationPair& pair : options_.different) {
        const std::uint32_t first = known(pair, pair.first), second = known(pair, pair.second);
        if (first != no_id && second != no_id) apart_.push_back(std::minmax({first, second}));
    }
    std::ranges::sort(apart_);
    for (const ApplicationPair& pair : options_.same) {
        const std::uint32_t first = known(pair, pair.first), second = known(pair, pair.second);
        if (first != no_id && second != no_id) sets_.join(first, second);
    }
}

void Identity::join_aliases() {
    for (const std::size_t line : applications_) {
        const MergeLine& record = lines_.lines[line];
        for (const std::uint32_t alias : lines_.facts[record.second].aliases) {
            if (alias != record.first)
                claims_.push_back({alias, record.first, line});
            else
                report_({Severity::warning,
                         "self-alias",
                         PLAN_TEXT("application '{0}' names itself among its aliases"),
                         {text(alias)},
                         lines_.where(line)});
        }
    }
    std::ranges::sort(claims_);
    for (std::size_t start = 0, end = 0; start < claims_.size(); start = end) {
        while (end < claims_.size() && claims_[end].alias == claims_[start].alias) ++end;
        std::vector<Claim> claims(claims_.begin() + static_cast<std::ptrdiff_t>(start),
                                  claims_.begin() + static_cast<std::ptrdiff_t>(end));
        if (claims.front().claimer != claims.back().claimer) {
            contested_.push_back(std::move(claims));
            continue;
        }
        const auto [alias, claimer, line] = claims.front();
        if (!is_application(alias))
            alias_[alias] = claimer;
        else if (!apart(alias, claimer))
            sets_.join(alias, claimer);
    }
    static_cast<void>(join_claims());
}

/// A claimer, when all are one application; the alias itself when none but its own application claims it; else no_id.
std::uint32_t Identity::only_claimer(const std::vector<Claim>& claims) {
    const std::uint32_t alias = claims.front().alias;
    std::uint32_t only = alias;
    for (const Claim& claim : claims) {
        if (sets_.find(claim.claimer) == sets_.find(alias)) continue;
        if (only != alias && sets_.find(claim.claimer) != sets_.find(only)) return no_id;
        only = claim.claimer;
    }
    return only;
}

/// An alias that several applications claim joins only when these are one. Each round may make others one; there are as
/// many rounds as such aliases hang on each other, which is cut off where nothing but malice goes.
bool Identity::join_claims() {
    constexpr int most_rounds = 100;
    bool joined = true, any = false;
    for (int round = 0; joined && round < most_rounds; ++round) {
        joined = false;
        std::vector<std::vector<Claim>> left;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> settled;
        for (const auto& claims : contested_) {
            if (const auto claimer = only_claimer(claims); claimer == no_id)
                left.push_back(claims);
            else if (claimer != claims.front().alias)
                settled.emplace_back(claims.front().alias, claimer);
        }
        for (const auto& [alias, claimer] : settled) {
            if (!is_application(alias))
                alias_[alias] = claimer;
            else if (!apart(alias, claimer))
                sets_.join(alias, claimer);
            joined = any = true;
        }
        contested_ = std::move(left);
    }
    return any;
}

void Identity::report_contested() {
    std::ranges::sort(contested_, {}, [&](const auto& claims) { return std::string_view(text(claims.front().alias)); });
    for (const auto& claims : contested_) report_contested(claims);
}

void Identity::report_contested(const std::vector<Claim>& claims) {
    std::map<std::string_view, std::size_t> claimers;
    for (const Claim& claim : claims) {
        const auto [known, fresh] = claimers.emplace(text(claim.claimer), claim.line);
        known->second = std::min(known->second, claim.line);
    }
    std::vector<std::string> names;
    for (const auto& [id, line] : claimers) names.emplace_back(id);
    report_({Severity::warning,
             "shared-alias",
             PLAN_TEXT("the alias '{0}' is claimed by several applications ({1}) and joins none of them; leave it to "
                       "one, or say which are the same with --same"),
             {text(claims.front().alias), shown(names)},
             lines_.where(claimers.begin()->second)});
}

void Identity::find_bearers() {
    for (const std::size_t line : applications_) {
        const MergeLine& record = lines_.lines[line];
        const std::string& key = lines_.facts[record.second].key;
        if (!key.empty()) bearers_.push_back({key, record.first, record.section, line});
    }
    std::ranges::stable_sort(bearers_, {}, &Bearer::key);
}

void Identity::join_names(bool say) {
    const std::vector<Bearer>& bearers = bearers_;
    // Names tie classes, and a class with two names ties names: what hangs together is judged as a whole.
    DisjointSets tied(lines_.ids.size());
    bool any = false;
    for (std::size_t place = 1; place < bearers.size(); ++place) {
        if (bearers[place].key != bearers[place - 1].key) continue;
        const std::uint32_t a = sets_.find(bearers[place].application), b = sets_.find(bearers[place - 1].application);
        any = any || a != b;
        tied.join(a, b);
    }
    if (!any) return;
    std::map<std::uint32_t, std::vector<Bearer>> components;
    for (const Bearer& bearer : bearers) components[tied.find(sets_.find(bearer.application))].push_back(bearer);
    std::vector<const std::vector<Bearer>*> order;
    for (const auto& [root, found] : components) order.push_back(&found);
    std::ranges::sort(order, {},
                      [](const auto* found) { return std::ranges::min_element(*found, {}, &Bearer::line)->line; });
    for (const auto* found : order) join_component(*found, say);
}

void Identity::join_component(const std::vector<Bearer>& bearers, bool say) {
    std::map<std::string_view, std::uint32_t> by_text;  // a record of each class, by id
    std::set<std::uint32_t> classes;
    std::map<std::uint32_t, std::set<std::uint32_t>> classes_of_section;
    bool ambiguous = false;
    for (const Bearer& bearer : bearers) {
        const std::uint32_t root = sets_.find(bearer.application);
        by_text.emplace(text(bearer.application), bearer.application);
        classes.insert(root);
        auto& found = classes_of_section[bearer.section];
        found.insert(root);
        ambiguous = ambiguous || found.size() > 1;
    }
    if (classes.size() < 2) return;
    bool any_apart = false, all_apart = true;
    // Pairs are only looked at when there are decisions and few candidates: a name that thousands bear is ambiguous.
    constexpr std::size_t most_compared = 64;
    if (!apart_.empty() && by_text.size() <= most_compared)
        for (auto a = by_text.begin(); a != by_text.end(); ++a)
            for (auto b = std::next(a); b != by_text.end(); ++b) {
                if (sets_.find(a->second) == sets_.find(b->second)) continue;
                (apart(a->second, b->second) ? any_apart : all_apart) = apart(a->second, b->second);
            }
    if (any_apart && all_apart) return;
    if (!ambiguous && !any_apart) {
        for (const std::uint32_t other : classes) sets_.join(*classes.begin(), other);
        return;
    }
    if (!say) return;
    std::vector<std::string> names;
    for (const auto& [id, number] : by_text) names.emplace_back(id);
    const std::size_t line = std::ranges::min_element(bearers, {}, &Bearer::line)->line;
    report_({Severity::warning,
             "repeated-name",
             PLAN_TEXT("applications {1} bear one name ('{0}'), but one input tells some of them apart: none is merged "
                       "by name; say which are the same with --same, which are not with --different"),
             {lines_.facts[lines_.lines[line].second].name, shown(names)},
             lines_.where(line)});
}

}  // namespace plan
