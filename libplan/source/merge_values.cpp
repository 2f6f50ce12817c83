#include "libplan/source/merge_values.hpp"

#include "libplan/base/name_match.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/source/merge_caution.hpp"
#include "libplan/source/merge_fields.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace plan {

namespace {

struct Value {
    std::string_view text;
    const MergePart* part;
};
using Values = std::vector<Value>;

/// Of two spellings of one name: with accents, in mixed case, else by text.
bool better_spelled(std::string_view a, std::string_view b) {
    const auto quality = [](std::string_view text) {
        const auto accents =
            std::ranges::count_if(text, [](char letter) { return static_cast<signed char>(letter) < 0; });
        const auto small = std::ranges::count_if(text, [](char letter) { return letter >= 'a' && letter <= 'z'; });
        return std::tuple(-accents, -small, text);
    };
    return quality(a) < quality(b);
}

class Merger {
public:
    Merger(RecordType type, const std::vector<std::string>& aliases, const FieldReport& report)
        : type_(type), aliases_(aliases), report_(report) {}

    /// The text of the object that these are, "" for an object without members.
    std::string objects(const std::string& path, const Values& values) {
        std::map<std::string, Values> members;
        for (const Value& value : values)
            for (const MemberText& member : split_members(value.text))
                members[member.key].push_back({member.value, value.part});
        if (path.empty() && type_ == RecordType::application && !aliases_.empty()) members["aliases"];
        std::vector<std::pair<FieldPlace, const std::string*>> order;
        for (const auto& [key, ignored] : members) order.emplace_back(field_place(type_, path, key), &key);
        std::ranges::sort(order, [](const auto& a, const auto& b) {
            return std::tie(a.first, *a.second) < std::tie(b.first, *b.second);
        });
        std::string text = "{";
        for (const auto& [place, key] : order) {
            const std::string field = path.empty() ? *key : path + "." + *key;
            Values& found = members[*key];
            if (absence_means(type_, field) && found.size() < values.size()) add_absent(found, values);
            report_filled(field, found, values);
            const std::string merged = member(field, std::move(found));
            if (merged.empty()) continue;
            if (text.size() > 1) text += ',';
            text.append(quoted_json(*key)).append(":").append(merged);
        }
        return text += '}';
    }

private:
    static void add_absent(Values& found, const Values& all) {
        for (const Value& value : all)
            if (std::ranges::find(found, value.part, &Value::part) == found.end())
                found.push_back({"null", value.part});
    }

    /// A newer input knows what the older one did not.
    void report_filled(const std::string& field, const Values& found, const Values& all) {
        if (field == "origin" || field == "aliases" || absence_means(type_, field)) return;
        const auto older = [](const Value& value) { return value.part->older; };
        const auto old = std::ranges::find_if(all, older);
        if (old == all.end() ||
            std::ranges::any_of(found, [&](const Value& value) { return older(value) && !says_nothing(value.text); }))
            return;
        const auto filled =
            std::ranges::find_if(found, [&](const Value& value) { return !older(value) && !says_nothing(value.text); });
        if (filled == found.end()) return;
        report_(
            {FieldEvent::changed, field, {{std::string(filled->text), filled->part->line}, {"null", old->part->line}}});
    }

    /// "" when the field is left out.
    std::string member(const std::string& field, Values values) {
        const bool of_application = type_ == RecordType::application;
        if (field == "origin") return origins(values);
        if (field == "aliases" && of_application) return aliases(values);
        if (!absence_means(type_, field)) {
            const std::string nothing = values.empty() ? std::string() : std::string(smallest(values));
            std::erase_if(values, [](const Value& value) { return says_nothing(value.text); });
            if (values.empty()) return nothing;
        }
        const bool all_objects =
            std::ranges::all_of(values, [](const Value& value) { return shape_of(value.text) == JsonShape::object; });
        if (const std::string_view same = one_value(values); !same.empty())
            return same == "null" ? "" : std::string(same);
        if (all_objects) return objects(field, values);
        values = without_replaced(field, std::move(values));
        if (values.size() == 1) return std::string(values.front().text);
        const bool all_lists =
            std::ranges::all_of(values, [](const Value& value) { return shape_of(value.text) == JsonShape::list; });
        if (all_lists && joins_lists(type_)) return lists(field, values);
        const std::string kept = scalar(field, values);
        return kept == "null" ? "" : kept;
    }

    static std::string_view smallest(const Values& values) {
        return std::ranges::min_element(values, json_less, &Value::text)->text;
    }

    /// The shortest spelling when all are one value, else "".
    static std::string_view one_value(const Values& values) {
        std::string_view shortest = values.front().text;
        bool alike = true;
        for (const Value& value : values) {
            alike = alike && value.text == values.front().text;
            if (std::pair(value.text.size(), value.text) < std::pair(shortest.size(), shortest)) shortest = value.text;
        }
        if (alike) return shortest;
        const std::string first = canonical_json(values.front().text);
        const bool equal =
            std::ranges::all_of(values, [&](const Value& value) { return canonical_json(value.text) == first; });
        return equal ? shortest : std::string_view();
    }

    /// The newer values alone, when there are any.
    Values without_replaced(const std::string& field, Values values) {
        Values newer, older;
        for (const Value& value : values) (value.part->older ? older : newer).push_back(value);
        if (newer.empty() || older.empty()) return values;
        const std::string_view first = smallest(newer);
        for (const Value& old : older)
            if (canonical_json(old.text) != canonical_json(first))
                report_({FieldEvent::changed,
                         field,
                         {{std::string(first), newer.front().part->line}, {std::string(old.text), old.part->line}}});
        return newer;
    }

    std::string origins(const Values& values) {
        std::set<std::string> all;
        const bool newer = std::ranges::any_of(values, [](const Value& value) { return !value.part->older; });
        for (const Value& value : values) {
            if (shape_of(value.text) != JsonShape::text || (newer && value.part->older)) continue;
            std::string rest = unquoted(value.text);
            for (std::size_t end = 0; end != std::string::npos;) {
                end = rest.find("; ");
                if (const std::string piece = rest.substr(0, end); !piece.empty()) all.insert(piece);
                if (end != std::string::npos) rest.erase(0, end + 2);
            }
        }
        const std::string joined = join({all.begin(), all.end()}, "; ");
        return joined.empty() ? "" : quoted_json(joined);
    }

    std::string aliases(const Values& values) {
        if (aliases_.empty() && !values.empty())
            if (const std::string_view same = one_value(values); !same.empty()) return std::string(same);
        std::set<std::string> all;
        for (const std::string& alias : aliases_) all.insert(quoted_json(alias));
        for (const Value& value : values)
            if (shape_of(value.text) == JsonShape::list)
                for (const std::string_view element : split_elements(value.text)) all.insert(canonical_json(element));
        all.erase(id_);
        return all.empty() ? "" : list_of({all.begin(), all.end()});
    }

    std::string lists(const std::string& field, const Values& values) {
        if (field == "components" && type_ == RecordType::application) return components(values);
        std::map<std::string, std::string> elements;  // canonical, and its shortest spelling
        for (const Value& value : values)
            for (const std::string_view element : split_elements(value.text)) {
                const auto [known, fresh] = elements.emplace(canonical_json(element), element);
                if (!fresh && json_less(element, known->second)) known->second = element;
            }
        if (field == "legal_secrets" && elements.size() > 1 && elements.erase("\"none\"") > 0) {
            const auto names_one = [](const Value& value) { return canonical_json(value.text) != "[\"none\"]"; };
            report_values(FieldEvent::conflict, field, *std::ranges::find_if(values, names_one), values);
        }
        std::vector<std::string> texts;
        for (const auto& [canonical, text] : elements) texts.push_back(text);
        return list_of(texts);
    }

    /// A product named twice is one part, of which one input may know the end of support.
    std::string components(const Values& values) {
        std::map<std::pair<std::string, std::string>, Values> named;
        std::set<std::string> others;
        for (const Value& value : values)
            for (const std::string_view element : split_elements(value.text)) {
                if (shape_of(element) != JsonShape::object) {
                    others.insert(canonical_json(element));
                    continue;
                }
                const auto text_of = [&](std::string_view key) {
                    const std::string_view found = member_value(element, key);
                    return says_nothing(found) ? std::string() : canonical_json(found);
                };
                named[{text_of("name"), text_of("kind")}].push_back({element, value.part});
            }
        std::vector<std::string> texts;
        for (const auto& [key, parts] : named)
            texts.push_back(parts.size() == 1 ? std::string(parts.front().text) : objects("components", parts));
        texts.insert(texts.end(), others.begin(), others.end());
        return list_of(texts);
    }

    std::string scalar(const std::string& field, const Values& values) {
        const int rank =
            std::ranges::max_element(values, {}, [](const Value& value) { return value.part->rank; })->part->rank;
        Values best;
        std::ranges::copy_if(values, std::back_inserter(best),
                             [&](const Value& value) { return value.part->rank == rank; });
        if (field == "name" && type_ == RecordType::application) return name(best);
        std::ranges::stable_sort(
            best, [&](const Value& a, const Value& b) { return kept_before(type_, field, a.text, b.text); });
        const bool agreed = !one_value(best).empty();
        if (agreed)
            report_values(FieldEvent::overruled, field, best.front(), values);
        else
            report_values(FieldEvent::conflict, field, best.front(), best);
        return std::string(best.front().text);
    }

    /// Spellings of one name are no conflict; nor is it one that applications known by other ids, which aliases or a
    /// person made one, had other names.
    std::string name(Values values) {
        const auto better = [](const Value& a, const Value& b) { return better_spelled(a.text, b.text); };
        const auto key = [](const Value& value) { return name_key(unquoted(value.text)); };
        const auto one_key = [&](const Values& some) {
            return std::ranges::all_of(some, [&](const Value& value) { return key(value) == key(some.front()); });
        };
        std::ranges::stable_sort(values, better);
        if (one_key(values)) return std::string(values.front().text);
        Values own;
        std::ranges::copy_if(values, std::back_inserter(own), [](const Value& value) { return !value.part->renamed; });
        const bool agreed = !own.empty() && one_key(own);
        const Value& kept = own.empty() ? values.front() : own.front();
        report_values(agreed ? FieldEvent::overruled : FieldEvent::conflict, "name", kept, values);
        return std::string(kept.text);
    }

    void report_values(FieldEvent event, const std::string& field, const Value& kept, const Values& values) {
        FieldFinding finding{event, field, {{std::string(kept.text), kept.part->line}}};
        std::set<std::string> known{canonical_json(kept.text)};
        for (const Value& value : values)
            if (known.insert(canonical_json(value.text)).second)
                finding.values.push_back({std::string(value.text), value.part->line});
        if (finding.values.size() > 1) report_(finding);
    }

    RecordType type_;
    const std::vector<std::string>& aliases_;
    const FieldReport& report_;

public:
    std::string id_;  ///< of an application, quoted: never an alias of itself
};

}  // namespace

std::string merge_parts(RecordType type, std::span<const MergePart> parts, const std::vector<std::string>& aliases,
                        const FieldReport& report) {
    Values values;
    for (const MergePart& part : parts) values.push_back({part.text, &part});
    Merger merger(type, aliases, report);
    if (type == RecordType::application) merger.id_ = canonical_json(member_value(parts.front().text, "id"));
    return merger.objects("", values);
}

}  // namespace plan
