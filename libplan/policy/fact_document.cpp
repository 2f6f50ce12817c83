#include "libplan/policy/fact_document.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/fact_content.hpp"

#include <array>
#include <charconv>
#include <type_traits>

namespace plan {

namespace {

/// Without an exponent, which XPath 1.0 does not read: a million is 1000000.
std::string plain_number(double number) {
    std::array<char, 400> digits;  // 309 before the point, at most 341 in all for the shortest text of a double
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return written.ec == std::errc() ? std::string(digits.data(), written.ptr) : number_text(number);
}

/// From one day to another, rounded down: -12 for the same day a year before, -13 for the day before that one.
int whole_months(Date from, Date to) {
    int months = 12 * (to.year() - from.year()) + to.month() - from.month();
    if (from.plus_months(months) > to) --months;
    return months;
}

}  // namespace

FactDocument::FactDocument(Date planning_date) : content_(std::make_unique<Content>()) {
    content_->planning_date = planning_date;
    content_->root = content_->document.append_child("facts");
    add("as_of", planning_date);
}
FactDocument::~FactDocument() = default;
FactDocument::FactDocument(FactDocument&&) noexcept = default;
FactDocument& FactDocument::operator=(FactDocument&&) noexcept = default;

namespace {

/// The element that holds `name`, its groups made as needed, and the last part of the name.
pugi::xml_node group_of(pugi::xml_node node, std::string_view& name, bool create) {
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos && node; dot = name.find('.')) {
        const std::string group(name.substr(0, dot));
        pugi::xml_node inner = node.child(group.c_str());
        if (!inner && create) inner = node.append_child(group.c_str());
        node = inner;
        name.remove_prefix(dot + 1);
    }
    return node;
}

pugi::xml_node append(pugi::xml_node group, const std::string& name, const std::string& text) {
    pugi::xml_node element = group.append_child(name.c_str());
    element.append_child(pugi::node_pcdata).set_value(text.c_str());
    return element;
}

}  // namespace

void FactDocument::add(std::string_view name, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return;
    const pugi::xml_node group = group_of(content_->root, name, true);
    const std::string element(name);
    const auto add_date = [&](Date date) {
        pugi::xml_node node = append(group, element, date.to_iso());
        node.append_attribute("days") = date - content_->planning_date;
        node.append_attribute("months") = whole_months(content_->planning_date, date);
    };
    std::visit(
        [&](const auto& known) {
            using Value = std::decay_t<decltype(known)>;
            if constexpr (std::is_same_v<Value, std::string>) {
                append(group, element, known);
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                append(group, element, std::to_string(known));
            } else if constexpr (std::is_same_v<Value, double>) {
                append(group, element, plain_number(known));
            } else if constexpr (std::is_same_v<Value, bool>) {
                append(group, element, known ? "true" : "false");
            } else if constexpr (std::is_same_v<Value, Date>) {
                add_date(known);
            } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
                for (const std::string& text : known) append(group, element, text);
            } else if constexpr (std::is_same_v<Value, std::vector<std::int64_t>>) {
                for (const std::int64_t number : known) append(group, element, std::to_string(number));
            } else if constexpr (std::is_same_v<Value, std::vector<Date>>) {
                for (const Date date : known) add_date(date);
            }
        },
        value);
}

namespace {

std::string text_of(const std::string& text) {
    return text;
}
std::string text_of(std::int64_t number) {
    return std::to_string(number);
}
std::string text_of(double number) {
    return plain_number(number);
}
std::string text_of(bool truth) {
    return truth ? "true" : "false";
}
std::string text_of(Date date) {
    return date.to_iso();
}

struct Texts {
    std::vector<std::string> operator()(std::monostate) const { return {}; }
    template <class Value>
    std::vector<std::string> operator()(const Value& value) const {
        return {text_of(value)};
    }
    template <class Value>
    std::vector<std::string> operator()(const std::vector<Value>& values) const {
        std::vector<std::string> texts;
        for (const Value& value : values) texts.push_back(text_of(value));
        return texts;
    }
};

}  // namespace

std::vector<std::string> texts_of(const FieldValue& value) {
    return std::visit(Texts(), value);
}

void FactDocument::remove_group(std::string_view group) {
    while (content_->root.remove_child(std::string(group).c_str())) {
    }
}

std::vector<std::string> FactDocument::values(std::string_view name) const {
    const pugi::xml_node group = group_of(content_->root, name, false);
    const std::string key(name);  // children() keeps the pointer
    std::vector<std::string> values;
    for (const pugi::xml_node element : group.children(key.c_str())) values.emplace_back(element.child_value());
    return values;
}

void add_application_facts(FactDocument& facts, const Application& application) {
    facts.add_fields("", application_fields(), application);
    add_classification_facts(facts, application);
}

void add_classification_facts(FactDocument& facts, const Application& application) {
    if (const auto& classification = application.classification) {
        if (!classification->sensitivity_class.empty()) facts.add_text("class", classification->sensitivity_class);
        if (!classification->labels.empty()) facts.add("label", FieldValue(classification->labels));
        if (classification->verdict != Verdict::unspecified)
            facts.add_text("verdict", keyword(classification->verdict));
        for (const Question& question : classification->questions) facts.add_text("question", question.field);
    }
}

}  // namespace plan
