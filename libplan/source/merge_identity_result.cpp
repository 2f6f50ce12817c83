#include "libplan/base/name_match.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/merge_identity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <span>
#include <tuple>

/// What comes of the classes: the id that is kept, what is said of them, and which of them may still be one.
namespace plan {

/// Of a class, the id of the older stream, else of the highest rank, else one that no other of the class calls its
/// alias, else the first by text.
void Identity::choose_ids() {
    std::vector<bool> is_alias(lines_.ids.size(), false);
    for (const Claim& claim : claims_)
        if (is_application(claim.alias) && sets_.find(claim.alias) == sets_.find(claim.claimer))
            is_alias[claim.alias] = true;
    // The strongest file that knows the id; files stand by rank, the older one first.
    const auto quality = [&](std::uint32_t id) {
        return std::tuple(lines_.lines[first_line_[id]].file, static_cast<bool>(is_alias[id]),
                          std::string_view(text(id)));
    };
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
        const auto [file_a, alias_a, text_a] = quality(a);
        const auto [file_b, alias_b, text_b] = quality(b);
        const MergeFile& first = *lines_.files[file_a];
        const MergeFile& second = *lines_.files[file_b];
        return std::tuple(!first.older, -first.rank, alias_a, text_a) <
               std::tuple(!second.older, -second.rank, alias_b, text_b);
    };
    std::vector<std::uint32_t> best(lines_.ids.size(), no_id);
    for (std::uint32_t id = 0; id < best.size(); ++id) {
        if (!is_application(id)) continue;
        std::uint32_t& chosen = best[sets_.find(id)];
        if (chosen == no_id || better(id, chosen)) chosen = id;
    }
    kept_.resize(lines_.ids.size());
    for (std::uint32_t id = 0; id < kept_.size(); ++id) {
        kept_[id] = is_application(id) ? best[sets_.find(id)] : alias_[id] != no_id ? best[sets_.find(alias_[id])] : id;
        renames_ = renames_ || kept_[id] != id;
    }
}

void Identity::report_joined() {
    std::vector<bool> said(lines_.ids.size(), false);
    for (const std::size_t line : applications_) {
        const std::uint32_t id = lines_.lines[line].first;
        if (kept_[id] == id || said[id]) continue;
        said[id] = true;
        report_({Severity::note,
                 "merged-application",
                 PLAN_TEXT("application '{0}' is '{1}' ({2}): it becomes an alias, and references follow"),
                 {text(id), text(kept_[id]), lines_.where(first_line_[kept_[id]]).to_string()},
                 lines_.where(line)});
    }
}

void Identity::report_contradictions() {
    for (const ApplicationPair& pair : options_.different) {
        const std::uint32_t first = lines_.ids.find(pair.first), second = lines_.ids.find(pair.second);
        if (first == no_id || second == no_id || !is_application(first) || !is_application(second)) continue;
        if (kept_[first] != kept_[second]) continue;
        ++contradictions_;
        report_({Severity::error,
                 "contradictory-decision",
                 PLAN_TEXT("'{0}' and '{1}' are to be kept apart, but aliases or --same make them one: '{2}'"),
                 {pair.first, pair.second, text(kept_[first])},
                 pair.where});
    }
}

/// Only those that no input holds both of: where one does, it tells them apart (plan-check looks into that).
void Identity::propose_likely() {
    struct Member {
        std::uint32_t id, section;
        auto operator<=>(const Member&) const = default;
    };
    std::vector<Member> members;
    std::vector<std::size_t> named;  // a line of each application, the first with a name
    std::vector<bool> seen(lines_.ids.size(), false);
    for (const std::size_t line : applications_) {
        const MergeLine& record = lines_.lines[line];
        const std::uint32_t id = kept_[record.first];
        members.push_back({id, record.section});
        if (seen[id] || lines_.facts[record.second].key.empty()) continue;
        seen[id] = true;
        named.push_back(line);
    }
    if (lines_.sections < 2) return;
    std::ranges::sort(members);
    const auto sections = [&](std::uint32_t id) {
        const auto first = std::ranges::lower_bound(members, id, {}, &Member::id);
        return std::span<const Member>(first, std::ranges::upper_bound(first, members.end(), id, {}, &Member::id));
    };
    const auto told_apart = [&](std::uint32_t a, std::uint32_t b) {
        const auto first = sections(a), second = sections(b);
        return std::ranges::any_of(first, [&](const Member& member) {
            return std::ranges::binary_search(second, member.section, {}, &Member::section);
        });
    };
    std::vector<std::string_view> names;
    for (const std::size_t line : named) names.emplace_back(lines_.facts[lines_.lines[line].second].name);
    for (const NamePair& pair : likely_same_names(names, options_.likely_score)) {
        const std::size_t line = named[pair.first], other = named[pair.second];
        const std::uint32_t a = kept_[lines_.lines[line].first], b = kept_[lines_.lines[other].first];
        if (pair.score >= 1 || told_apart(a, b) || apart(lines_.lines[line].first, lines_.lines[other].first) ||
            apart(a, b))
            continue;
        std::array<char, 16> score;
        const auto end =
            std::to_chars(score.data(), score.data() + score.size(), pair.score, std::chars_format::fixed, 2).ptr;
        report_({Severity::warning,
                 "likely-same",
                 PLAN_TEXT("application '{0}' ({1}) is likely '{2}' ({3}, {4}), score {5}; they are kept apart; put "
                           "{0};{2} into a file for --same, or for --different"),
                 {text(a), std::string(names[pair.first]), text(b), std::string(names[pair.second]),
                  lines_.where(other).to_string(), std::string(score.data(), end)},
                 lines_.where(line)});
    }
}

}  // namespace plan
