#include "libplan/policy/judge_slots.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/fact_document.hpp"
#include "libplan/policy/known_names.hpp"
#include "libplan/policy/received_names.hpp"

#include <algorithm>

namespace plan {

Code Slot::literal(const std::string& text) const {
    const auto found = std::ranges::lower_bound(literals, text);
    if (found == literals.end() || *found != text) return other;
    return Code{1} << (found - literals.begin());
}

/// Numbers begin at 1, with bit 63 for "there": equal texts have equal numbers.
Code Slot::number_of(const std::string& text) {
    return present | numbers_.emplace(text, numbers_.size() + 1).first->second;
}

Code Slot::code_of_number(double number) const {
    const auto at = std::ranges::lower_bound(cuts, number);
    const bool equal = at != cuts.end() && *at == number;
    return present | static_cast<Code>(2 * (at - cuts.begin()) + (equal ? 1 : 0));
}

Code Slot::code(const std::vector<std::string>& values) {
    if (values.empty()) return 0;
    if (whole) {
        std::string text;
        for (const std::string& value : values) text.append(value) += '\xff';  // no byte of UTF-8
        return number_of(text);
    }
    Code code = present;
    for (const std::string& value : values) code |= literal(value);
    return code;
}

Code Slot::code_of(const Application& record) {
    if (!whole && literals.empty() && cuts.empty() && field->is_set != nullptr)
        return field->is_set(record) ? present | other : Code{0};
    return code(field->get(record));
}

Code Slot::code(const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return 0;
    if (!cuts.empty() && !whole) {
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            return code_of_number(static_cast<double>(*integer));
        if (const auto* number = std::get_if<double>(&value)) return code_of_number(*number);
    }
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return code(*list);
    if (!whole && literals.empty()) return present | other;
    if (const auto* text = std::get_if<std::string>(&value); text && !whole) return present | literal(*text);
    if (const auto* truth = std::get_if<bool>(&value); truth && !whole)
        return present | literal(*truth ? "true" : "false");
    return code(texts_of(value));
}

Code Slot::mask(const std::set<std::string>& some) const {
    if (whole || !cuts.empty()) return ~Code{0};
    Code mask = present;
    for (const std::string& text : some) mask |= literal(text) & ~other;
    if (!some.empty()) mask |= other;
    return mask;
}

void Slots::merge(Policy::Content::Readings& all, const Policy::Content::Readings& more) {
    for (const auto& [path, reading] : more) {
        Policy::Content::Reading& known = all[path];
        known.whole = known.whole || reading.whole;
        known.literals.insert(reading.literals.begin(), reading.literals.end());
        known.cuts.insert(reading.cuts.begin(), reading.cuts.end());
    }
}

Slots::Slots(const Policy::Content& content, Date date) {
    std::vector<Policy::Content::Readings> facts;
    for (const std::vector<Policy::Content::Readings>& cases : content.case_readings) {
        Policy::Content::Readings& all_cases = facts.emplace_back();
        for (const Policy::Content::Readings& readings : cases) merge(all_cases, readings);
        add(content, date, all_cases);
    }
    Policy::Content::Readings outcome;
    for (const auto* const conditions : {&content.question_readings, &content.rule_readings})
        for (const Policy::Content::Readings& readings : *conditions) merge(outcome, readings);
    add(content, date, outcome);
    for (Slot& slot : all) {
        std::ranges::sort(slot.cuts);
        std::ranges::sort(slot.literals);
        slot.literals.erase(std::unique(slot.literals.begin(), slot.literals.end()), slot.literals.end());
        const bool number = slot.source == Slot::Source::sources ||
                            (slot.field != nullptr &&
                             (slot.field->kind == FieldKind::integer || slot.field->kind == FieldKind::number));
        // A number's literals, or the cuts of what is no number, are compared in other ways.
        if (slot.literals.size() > Slot::most_literals || (number ? !slot.literals.empty() : !slot.cuts.empty()))
            slot.whole = true;
    }
    for (const Policy::Content::Readings& readings : facts) of_facts.push_back(reads(readings));
    for (const std::vector<Policy::Content::Readings>& cases : content.case_readings) {
        auto& of_fact = of_cases.emplace_back();
        for (const Policy::Content::Readings& readings : cases) of_fact.push_back(reads(readings));
    }
    for (const Policy::Content::Readings& readings : content.question_readings) of_questions.push_back(reads(readings));
    for (const Policy::Content::Readings& readings : content.rule_readings) of_rules.push_back(reads(readings));
    of_outcome = reads(outcome);
}

void Slots::add(const Policy::Content& content, Date date, const Policy::Content::Readings& readings) {
    using Source = Slot::Source;
    for (const auto& [path, reading] : readings) {
        const auto [place, added] = places_.emplace(path, all.size());
        if (added) {
            Slot& slot = all.emplace_back();
            std::string name = path;
            std::ranges::replace(name, '/', '.');
            const auto fact = std::ranges::find(content.facts, path, &PolicyFact::name);
            slot.field = find_field(application_fields(), name);
            slot.fact = static_cast<std::size_t>(fact - content.facts.begin());
            if (slot.field != nullptr) slot.source = Source::field;
            if (fact != content.facts.end()) slot.source = Source::fact;
            if (path == received_names::data) slot.source = Source::data;
            if (path == received_names::unstated) slot.source = Source::unstated;
            if (path == received_names::undeclared) slot.source = Source::undeclared;
            if (path == received_names::sources) slot.source = Source::sources;
        }
        Slot& slot = all[place->second];
        slot.whole = slot.whole || reading.whole;
        slot.literals.insert(slot.literals.end(), reading.literals.begin(), reading.literals.end());
        for (const std::string& cut : reading.cuts) {
            auto number = parse_number(cut);
            // What is compared with a parameter that has no value yet is never so.
            for (const PolicyParameter& parameter : content.parameters)
                if (parameter.name == cut && parameter.on(date)) number = parse_number(parameter.on(date)->text);
            if (number) slot.cuts.push_back(*number);
        }
    }
}

std::vector<SlotRead> Slots::reads(const Policy::Content::Readings& readings) const {
    std::vector<SlotRead> reads;
    for (const auto& [path, reading] : readings) {
        const std::size_t place = places_.find(path)->second;
        const Slot& slot = all[place];
        if (slot.source == Slot::Source::constant) continue;
        const Code mask = slot.mask(reading.literals);
        const bool tells_others = (mask & Slot::other) != 0;
        reads.push_back({place, mask, tells_others ? ~mask : Code{0}});
    }
    return reads;
}

}  // namespace plan
