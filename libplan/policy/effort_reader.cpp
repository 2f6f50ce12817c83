#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/effort_model.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/keywords.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <initializer_list>

namespace plan {

namespace {

/// Line and column of a byte of the text, both from 1.
Location place(std::string_view text, std::string_view name, std::ptrdiff_t offset) {
    Location where;
    where.file = name;
    if (offset < 0 || static_cast<std::size_t>(offset) > text.size()) return where;
    const std::string_view before = text.substr(0, static_cast<std::size_t>(offset));
    where.line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t newline = before.rfind('\n');
    where.column = before.size() - (newline == std::string_view::npos ? 0 : newline + 1) + 1;
    return where;
}

constexpr Phase effort_phases[] = {Phase::study, Phase::build,   Phase::migrate,
                                   Phase::test,  Phase::cutover, Phase::decommission};

class Reader {
public:
    Reader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    EffortModel read() {
        pugi::xml_document document;
        // No external entity is ever loaded by pugixml; a DOCTYPE is skipped.
        const auto result = document.load_buffer(text_.data(), text_.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!result)
            fail(result.offset, "broken-xml", PLAN_TEXT("this is not well-formed XML: {}"), {result.description()});
        const pugi::xml_node root = document.document_element();
        if (std::string_view(root.name()) != "effort-model")
            fail(root, "not-an-effort-model", PLAN_TEXT("expected an <effort-model>, found <{}>"), {root.name()});
        only_attributes(root, {"id"});
        only_children(root,
                      {"title", "description", "source", "range", "day-rate", "strategy", "factor", "complexity"});
        model_.id = required(root, "id");
        model_.source = trimmed(child(root, "source"));
        read_range(child(root, "range"));
        read_day_rate(child(root, "day-rate"));
        for (const pugi::xml_node node : root.children("strategy")) read_strategy(node);
        for (const pugi::xml_node node : root.children("factor")) read_factor(node);
        read_complexity(child(root, "complexity"));
        if (model_.strategies.empty())
            fail(root, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {root.name(), "strategy"});
        return std::move(model_);
    }

private:
    [[noreturn]] void fail(std::ptrdiff_t offset, std::string code, std::string text,
                           std::vector<std::string> arguments) const {
        throw Error(Failure::invalid_input, {Severity::error, std::move(code), std::move(text), std::move(arguments),
                                             place(text_, name_, offset)});
    }
    [[noreturn]] void fail(pugi::xml_node node, std::string code, std::string text,
                           std::vector<std::string> arguments) const {
        fail(node.offset_debug(), std::move(code), std::move(text), std::move(arguments));
    }

    void only_attributes(pugi::xml_node node, std::initializer_list<std::string_view> known) const {
        for (const pugi::xml_attribute attribute : node.attributes())
            if (std::ranges::find(known, std::string_view(attribute.name())) == known.end())
                fail(node, "unknown-attribute", PLAN_TEXT("<{}> has no attribute {}; it may have: {}"),
                     {node.name(), attribute.name(), joined(known)});
    }
    void only_children(pugi::xml_node node, std::initializer_list<std::string_view> known) const {
        for (const pugi::xml_node inner : node.children())
            if (inner.type() == pugi::node_element &&
                std::ranges::find(known, std::string_view(inner.name())) == known.end())
                fail(inner, "unknown-element", PLAN_TEXT("<{}> may not stand in <{}>; allowed there: {}"),
                     {inner.name(), node.name(), joined(known)});
    }
    static std::string joined(std::initializer_list<std::string_view> words) {
        return join(std::vector<std::string>(words.begin(), words.end()), ", ");
    }
    pugi::xml_node child(pugi::xml_node node, const char* name) const {
        const pugi::xml_node inner = node.child(name);
        if (!inner) fail(node, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {node.name(), name});
        return inner;
    }
    std::string required(pugi::xml_node node, const char* name) const {
        const std::string value(trim(node.attribute(name).value()));
        if (value.empty())
            fail(node, "missing-attribute", PLAN_TEXT("<{}> needs the attribute {}"), {node.name(), name});
        return value;
    }
    std::string trimmed(pugi::xml_node node) const {
        const std::string value(trim(node.child_value()));
        if (value.empty()) fail(node, "empty-element", PLAN_TEXT("<{}> is empty"), {node.name()});
        return value;
    }
    /// A number within [least, most], point as decimal separator.
    double number(pugi::xml_node node, const char* name, double least, double most) const {
        const std::string text = required(node, name);
        const auto value = parse_number(text);
        if (!value || *value < least || *value > most)
            fail(node, "bad-number", PLAN_TEXT("{}=\"{}\" in <{}>: expected a number from {} to {}"),
                 {name, text, node.name(), number_text(least), number_text(most)});
        return *value;
    }
    Phase phase(pugi::xml_node node, std::string_view word) const {
        const Phase phase = from_keyword<Phase>(word);
        if (std::ranges::find(effort_phases, phase) == std::end(effort_phases))
            fail(node, "unknown-phase",
                 PLAN_TEXT(
                     "\"{}\" is not a phase with effort; known: study, build, migrate, test, cutover, decommission"),
                 {std::string(word)});
        return phase;
    }

    void read_range(pugi::xml_node node) {
        only_attributes(node, {"optimistic", "pessimistic"});
        model_.optimistic = number(node, "optimistic", 0.01, 1);
        model_.pessimistic = number(node, "pessimistic", 1, 100);
    }

    void read_day_rate(pugi::xml_node node) {
        only_attributes(node, {"euros", "source"});
        model_.day_rate = number(node, "euros", 0, 1e6);
        model_.day_rate_source = required(node, "source");
    }

    void read_strategy(pugi::xml_node node) {
        only_attributes(node, {"name"});
        only_children(node, {"phase"});
        const std::string name = required(node, "name");
        StrategyBase base;
        base.strategy = from_keyword<Strategy>(name);
        if (base.strategy == Strategy::unspecified)
            fail(node, "unknown-strategy", PLAN_TEXT("\"{}\" is not a strategy"), {name});
        if (model_.base_of(base.strategy))
            fail(node, "repeated-strategy", PLAN_TEXT("the strategy {} stands twice"), {name});
        for (const pugi::xml_node inner : node.children("phase")) {
            only_attributes(inner, {"name", "days"});
            const Phase which = phase(inner, required(inner, "name"));
            if (std::ranges::find(base.days, which, &std::pair<Phase, double>::first) != base.days.end())
                fail(inner, "repeated-phase", PLAN_TEXT("the phase {} stands twice"), {std::string(keyword(which))});
            base.days.emplace_back(which, number(inner, "days", 0.1, 1e5));
        }
        std::ranges::sort(base.days);
        model_.strategies.push_back(std::move(base));
    }

    void read_factor(pugi::xml_node node) {
        only_attributes(node, {"id", "measure", "phases"});
        only_children(node, {"text", "step", "unknown"});
        EffortFactor factor;
        factor.id = required(node, "id");
        if (std::ranges::find(model_.factors, factor.id, &EffortFactor::id) != model_.factors.end())
            fail(node, "repeated-factor", PLAN_TEXT("the factor {} stands twice"), {factor.id});
        factor.measure = required(node, "measure");
        require_measure(node, factor.measure);
        for (const std::string& word : split_list(node.attribute("phases").value(), " ,"))
            factor.phases.push_back(phase(node, word));
        std::ranges::sort(factor.phases);
        for (const pugi::xml_node inner : node.children("step")) factor.steps.push_back(read_step(inner));
        if (factor.steps.empty()) fail(node, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {node.name(), "step"});
        if (const pugi::xml_node inner = node.child("unknown")) {
            only_attributes(inner, {"multiply", "pessimistic"});
            factor.unknown = {number(inner, "multiply", 0.01, 100), number(inner, "pessimistic", 1, 100)};
        }
        for (const pugi::xml_node inner : node.children("text")) {
            only_attributes(inner, {"xml:lang"});
            const std::string language = required(inner, "xml:lang");
            if (language != "fr" && language != "en")
                fail(inner, "unknown-language", PLAN_TEXT("xml:lang=\"{}\": expected fr or en"), {language});
            (language == "fr" ? factor.text.french : factor.text.english) = trimmed(inner);
        }
        if (factor.text.french.empty() || factor.text.english.empty())
            fail(node, "missing-text", PLAN_TEXT("<{}> needs a <text> in French and one in English"), {node.name()});
        model_.factors.push_back(std::move(factor));
    }

    void require_measure(pugi::xml_node node, const std::string& measure) const {
        const std::vector<std::string_view> known = measure_names();
        if (std::ranges::find(known, measure) != known.end()) return;
        const auto near = nearest(measure, known);
        fail(node, "unknown-measure",
             near ? PLAN_TEXT("nothing is measured under \"{}\"; did you mean \"{}\"?")
                  : PLAN_TEXT("nothing is measured under \"{}\"; use a field of the application, or one of: "
                              "flows, strong_flows, components, unsupported_components, class"),
             {measure, std::string(near.value_or(""))});
    }

    FactorStep read_step(pugi::xml_node node) const {
        only_attributes(node, {"at-least", "is", "multiply"});
        FactorStep step;
        if (node.attribute("at-least")) step.at_least = number(node, "at-least", 0, 1e15);
        if (node.attribute("is")) step.is = required(node, "is");
        if (step.at_least.has_value() == step.is.has_value())
            fail(node, "bad-step", PLAN_TEXT("a <step> has either at-least or is"), {});
        step.multiply = number(node, "multiply", 0.01, 100);
        return step;
    }

    void read_complexity(pugi::xml_node node) {
        only_children(node, {"level"});
        for (const pugi::xml_node inner : node.children("level")) {
            only_attributes(inner, {"name", "at-least"});
            const std::string name = required(inner, "name");
            ComplexityLevel level{from_keyword<Complexity>(name), number(inner, "at-least", 0, 1e6)};
            if (level.level == Complexity::unspecified)
                fail(inner, "unknown-complexity",
                     PLAN_TEXT("\"{}\" is not a complexity; known: small, medium, large, extra_large"), {name});
            if (!model_.complexity.empty() && level.at_least <= model_.complexity.back().at_least)
                fail(inner, "bad-order", PLAN_TEXT("the levels of <complexity> stand in ascending order"), {});
            model_.complexity.push_back(level);
        }
        if (model_.complexity.empty() || model_.complexity.front().at_least > 0)
            fail(node, "bad-order", PLAN_TEXT("the first level of <complexity> has at-least=\"0\""), {});
    }

    std::string_view text_, name_;
    EffortModel model_;
};

}  // namespace

EffortModel read_effort_model(std::string_view text, std::string_view name) {
    return Reader(text, name).read();
}

}  // namespace plan
