#include "libplan/record/field_changes.hpp"

#include "libplan/base/date.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

std::vector<MemberText> sorted_members(std::string_view object) {
    if (object.empty()) return {};
    std::vector<MemberText> members = split_members(object);
    // Stable: a key that stands twice keeps its order.
    std::ranges::stable_sort(members, {}, &MemberText::key);
    return members;
}

/// A list of texts, its elements sorted; any other value as canonical_json() gives it.
std::string without_order(std::string_view value) {
    if (shape_of(value) != JsonShape::list) return canonical_json(value);
    std::vector<std::string> elements;
    for (const std::string_view element : split_elements(value)) {
        if (shape_of(element) != JsonShape::text) return canonical_json(value);
        elements.push_back(canonical_json(element));
    }
    std::ranges::sort(elements);
    return list_of(elements);
}

std::optional<Date> date_of(std::string_view value) {
    return shape_of(value) == JsonShape::text ? Date::from_iso(unquoted(value)) : std::nullopt;
}

class Comparison {
public:
    Comparison(RecordType type, const DifferenceOptions& options)
        : lists_are_ordered_(type == RecordType::constraint || type == RecordType::unknown), options_(options) {}

    void objects(const std::string& prefix, std::string_view before, std::string_view after) {
        const std::vector<MemberText> older = sorted_members(before), newer = sorted_members(after);
        std::size_t first = 0, second = 0;
        while (first < older.size() || second < newer.size()) {
            const bool in_older =
                first < older.size() && (second == newer.size() || older[first].key <= newer[second].key);
            const bool in_newer =
                second < newer.size() && (first == older.size() || newer[second].key <= older[first].key);
            const std::string& key = in_older ? older[first].key : newer[second].key;
            values(prefix + key, in_older ? older[first].value : std::string_view(),
                   in_newer ? newer[second].value : std::string_view());
            first += in_older ? 1 : 0;
            second += in_newer ? 1 : 0;
        }
    }

    [[nodiscard]] std::vector<FieldChange> take() { return std::move(changes_); }

    /// One text for all spellings of a value that count as one.
    [[nodiscard]] std::string compared_text(std::string_view value) const {
        return lists_are_ordered_ ? canonical_json(value) : without_order(value);
    }

private:
    void values(std::string field, std::string_view before, std::string_view after) {
        if (before == after || is_ignored(field)) return;
        if (says_nothing(before)) before = {};
        if (says_nothing(after)) after = {};
        const auto is_object = [](std::string_view value) {
            return value.empty() || shape_of(value) == JsonShape::object;
        };
        if (is_object(before) && is_object(after)) return objects(field + ".", before, after);
        if (!before.empty() && !after.empty() && says_the_same(before, after)) return;
        FieldChange change{std::move(field), before, after, std::nullopt};
        const auto older = date_of(before), newer = date_of(after);
        if (older && newer) change.later_days = *newer - *older;
        changes_.push_back(std::move(change));
    }

    [[nodiscard]] bool says_the_same(std::string_view before, std::string_view after) const {
        return compared_text(before) == compared_text(after);
    }

    [[nodiscard]] bool is_ignored(std::string_view field) const {
        if (field == "origin") return true;
        return std::ranges::any_of(options_.ignored, [&](std::string_view ignored) {
            return field == ignored || (field.size() > ignored.size() && field.ends_with(ignored) &&
                                        field[field.size() - ignored.size() - 1] == '.');
        });
    }

    bool lists_are_ordered_;
    const DifferenceOptions& options_;
    std::vector<FieldChange> changes_;
};

}  // namespace

std::vector<FieldChange> field_changes(RecordType type, std::string_view before, std::string_view after,
                                       const DifferenceOptions& options) {
    Comparison comparison(type, options);
    comparison.objects("", before, after);
    return comparison.take();
}

std::string said_by(RecordType type, std::string_view record, const DifferenceOptions& options) {
    Comparison comparison(type, options);
    comparison.objects("", {}, record);
    std::string text;
    for (const FieldChange& field : comparison.take())
        text.append(quoted_json(field.field)).append(":").append(comparison.compared_text(field.after)).append(",");
    return text;
}

}  // namespace plan
