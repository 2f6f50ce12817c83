#include "libplan/source/merge_groups.hpp"

#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/source/merge_decisions.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace plan {

namespace {

/// Names the ids that are kept in the values of `record`, where they differ.
class Renamer {
public:
    Renamer(const MergeLines& lines, const Identity& identity) : lines_(lines), identity_(identity) {}

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> changes(RecordType type,
                                                                           std::string_view record) const {
        std::vector<std::pair<std::string, std::string>> changed;
        for (const MemberText& member : split_members(record)) {
            const bool own = type == RecordType::application && member.key == "id";
            const bool one = member.key == "application" || member.key == "from" || member.key == "to";
            const JsonShape shape = shape_of(member.value);
            std::string value;
            if ((own || (one && type != RecordType::team)) && shape == JsonShape::text)
                value = renamed(member.value);
            else if (member.key == "applications" && shape == JsonShape::list)
                value = renamed_list(member.value);
            if (!value.empty()) changed.emplace_back(member.key, std::move(value));
        }
        return changed;
    }

private:
    /// "" when the id stays.
    [[nodiscard]] std::string renamed(std::string_view quoted) const {
        const std::uint32_t id = lines_.ids.find(unquoted(quoted));
        return id == no_id || identity_.kept(id) == id ? "" : quoted_json(lines_.ids.text(identity_.kept(id)));
    }

    [[nodiscard]] std::string renamed_list(std::string_view list) const {
        std::vector<std::string> elements;
        bool changed = false;
        for (const std::string_view element : split_elements(list)) {
            std::string value = shape_of(element) == JsonShape::text ? renamed(element) : std::string();
            changed = changed || !value.empty();
            if (value.empty()) value = element;
            // Two that have become one are named once.
            if (!changed || std::ranges::find(elements, value) == elements.end()) elements.push_back(std::move(value));
        }
        return changed ? list_of(elements) : "";
    }

    const MergeLines& lines_;
    const Identity& identity_;
};

bool may_name_applications(RecordType type) {
    switch (type) {
        case RecordType::team:
        case RecordType::target:
        case RecordType::calendar:
        case RecordType::plan:
        case RecordType::usage:
        case RecordType::risk:
        case RecordType::change:
        case RecordType::end:
        case RecordType::unknown:
            return false;
        default:
            return true;
    }
}

/// Where the ids stand in the line's numbers, the text need not be looked at to see that nothing changes.
bool stays(const Identity& identity, const MergeLine& line) {
    switch (line.type) {
        case RecordType::application:
            return identity.kept(line.first) == line.first;
        case RecordType::flow:
            return identity.kept(line.first) == line.first && identity.kept(line.second) == line.second;
        case RecordType::server:
            return identity.kept(line.second) == line.second;
        default:
            return false;
    }
}

}  // namespace

std::string_view with_kept_ids(const MergeLines& lines, const Identity& identity, const MergeLine& line,
                               std::string& buffer) {
    const std::string_view text = lines.text(line);
    if (!identity.renames() || !may_name_applications(line.type) || stays(identity, line)) return text;
    const auto changes = Renamer(lines, identity).changes(line.type, text);
    if (changes.empty()) return text;
    buffer = with_values(text, changes);
    return buffer;
}

std::string record_label(const MergeLines& lines, const Identity& identity, const MergeLine& line) {
    std::string label(keyword(line.type));
    const auto name = [&](std::uint32_t id) { return id == no_id ? std::string() : " '" + lines.ids.text(id) + "'"; };
    if (line.type == RecordType::flow)
        return label + name(identity.kept(line.first)) + " ->" + name(identity.kept(line.second));
    return label + name(line.type == RecordType::application ? identity.kept(line.first) : line.first);
}

RecordGroups::RecordGroups(const MergeLines& lines, const Identity& identity, const Report& report)
    : lines_(lines), identity_(identity), spans_(lines.lines.size()) {
    members_.reserve(lines.lines.size());
    std::vector<Key> keys;
    keys.reserve(lines.lines.size());
    std::vector<std::uint32_t> nameless;
    for (std::uint32_t place = 0; place < lines.lines.size(); ++place) {
        const MergeLine& line = lines.lines[place];
        if (decision_unit(line.type)) {
            add({place});
        } else if (line.type == RecordType::application) {
            keys.push_back({line.type, 0, identity.kept(line.first), 0, place});
        } else if (line.type == RecordType::flow) {
            keys.push_back({line.type, line.detail, identity.kept(line.first), identity.kept(line.second), place});
        } else if (line.first != no_id) {
            keys.push_back({line.type, 0, line.first, 0, place});
        } else if (lines.sections < 2) {
            add({place});
        } else {
            nameless.push_back(place);
        }
    }
    group_by_key(std::move(keys), report);
    group_by_content(nameless);
}

void RecordGroups::add(std::vector<std::uint32_t> group) {
    std::ranges::sort(group);
    spans_[group.front()] = {static_cast<std::uint32_t>(members_.size()), static_cast<std::uint32_t>(group.size())};
    members_.insert(members_.end(), group.begin(), group.end());
}

void RecordGroups::group_by_key(std::vector<Key> keys, const Report& report) {
    std::ranges::sort(keys);
    const auto same = [](const Key& a, const Key& b) {
        return std::tie(a.type, a.detail, a.first, a.second) == std::tie(b.type, b.detail, b.first, b.second);
    };
    // Groups are reported in the order of lines, which the order of numbers is not.
    std::vector<std::span<const Key>> several;
    for (std::size_t start = 0, end = 0; start < keys.size(); start = end) {
        while (end < keys.size() && same(keys[end], keys[start])) ++end;
        if (end - start == 1)
            add({keys[start].line});
        else
            several.push_back(std::span<const Key>(keys).subspan(start, end - start));
    }
    std::ranges::sort(several, {}, [](std::span<const Key> group) { return group.front().line; });
    for (const std::span<const Key> group : several) {
        if (group.front().type == RecordType::flow) {
            group_flows(group, report);
            continue;
        }
        report_repeated(group, report);
        std::vector<std::uint32_t> lines;
        for (const Key& key : group) lines.push_back(key.line);
        add(std::move(lines));
    }
}

/// One input that names an id twice is told, unless it says the same.
void RecordGroups::report_repeated(std::span<const Key> keys, const Report& report) const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> first_of;  // by section and id
    for (const Key& key : keys) {
        const MergeLine& line = lines_.lines[key.line];
        const auto [known, fresh] = first_of.emplace(std::pair(line.section, line.first), key.line);
        if (fresh || lines_.text(line) == lines_.text(lines_.lines[known->second])) continue;
        report({Severity::warning,
                "duplicate-id",
                PLAN_TEXT("{0} stands in one input already ({1}); the two are merged"),
                {record_label(lines_, identity_, line), lines_.where(known->second).to_string()},
                lines_.where(key.line)});
    }
}

void RecordGroups::group_flows(std::span<const Key> keys, const Report& report) {
    std::vector<std::uint32_t> sections;
    std::vector<std::uint32_t> lines;
    for (const Key& key : keys) {
        lines.push_back(key.line);
        sections.push_back(lines_.lines[key.line].section);
    }
    std::ranges::sort(sections);
    if (std::ranges::adjacent_find(sections) == sections.end()) return add(std::move(lines));
    if (sections.front() == sections.back()) {
        for (const std::uint32_t line : lines) add({line});
        return;
    }
    // Alike but for where they were read, the first of each section with the first of the others, and so on.
    constexpr std::string_view ignored[] = {"from", "to", "origin"};
    std::map<std::pair<std::string, std::size_t>, std::vector<std::uint32_t>> alike;
    std::map<std::pair<std::string, std::uint32_t>, std::size_t> seen;
    for (const std::uint32_t line : lines) {
        const MergeLine& flow = lines_.lines[line];
        std::string content = canonical_without(lines_.text(flow), ignored);
        const std::size_t count = seen[{content, flow.section}]++;
        alike[{std::move(content), count}].push_back(line);
    }
    std::vector<std::vector<std::uint32_t>> groups, older, newer;
    for (auto& [content, group] : alike) {
        const auto is_older = [&](std::uint32_t line) { return lines_.files[lines_.lines[line].file]->older; };
        const auto count = static_cast<std::size_t>(std::ranges::count_if(group, is_older));
        (count == 0 ? newer : count == group.size() ? older : groups).push_back(std::move(group));
    }
    std::ranges::sort(older);
    std::ranges::sort(newer);
    std::size_t largest = 0;
    for (std::size_t start = 0, end = 0; start < sections.size(); start = end) {
        while (end < sections.size() && sections[end] == sections[start]) ++end;
        largest = std::max(largest, end - start);
    }
    const std::size_t paired = std::min(older.size(), newer.size());
    for (std::size_t place = 0; place < paired; ++place)
        older[place].insert(older[place].end(), newer[place].begin(), newer[place].end());
    groups.insert(groups.end(), older.begin(), older.end());
    groups.insert(groups.end(), newer.begin() + static_cast<std::ptrdiff_t>(paired), newer.end());
    if (groups.size() > largest)
        report({Severity::warning,
                "ambiguous-flow",
                PLAN_TEXT("{0}: one input has several of this kind, and no other says which of them it means; they are "
                          "kept side by side"),
                {record_label(lines_, identity_, lines_.lines[lines.front()])},
                lines_.where(lines.front())});
    for (auto& group : groups) add(std::move(group));
}

void RecordGroups::group_by_content(const std::vector<std::uint32_t>& all) {
    std::map<std::pair<std::string, std::size_t>, std::vector<std::uint32_t>> alike;
    std::map<std::pair<std::string, std::uint32_t>, std::size_t> seen;
    std::string buffer;
    for (const std::uint32_t place : all) {
        const MergeLine& line = lines_.lines[place];
        constexpr std::string_view origin[] = {"origin"};
        const std::span<const std::string_view> ignored =
            line.type == RecordType::unknown ? std::span<const std::string_view>() : origin;
        std::string content = canonical_without(with_kept_ids(lines_, identity_, line, buffer), ignored);
        const std::size_t count = seen[{content, line.section}]++;
        alike[{std::move(content), count}].push_back(place);
    }
    for (auto& [content, group] : alike) add(std::move(group));
}

}  // namespace plan
