#include "libplan/policy/coupling_reader.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/xml_checks.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/keywords.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace plan {

namespace {

class CouplingReader {
public:
    CouplingReader(std::string_view text, std::string_view name) : file_(text, name, "coupling-model") {}

    CouplingModel read() {
        const pugi::xml_node root = file_.root();
        file_.only_attributes(root, {"id"});
        file_.only_children(root, {"title", "source", "kind", "strength", "latency", "volume", "frequency"});
        model_.id = file_.required(root, "id");
        model_.source = file_.content(file_.child(root, "source"));
        for (const pugi::xml_node node : root.children("kind")) read_kind(node);
        for (const pugi::xml_node node : root.children("strength")) read_strength(node);
        for (const pugi::xml_node node : root.children("latency"))
            read_bound(node, "at-most", &LatencyRule::at_most, model_.latencies);
        for (const pugi::xml_node node : root.children("volume"))
            read_bound(node, "at-least", &VolumeRule::at_least, model_.volumes);
        for (const pugi::xml_node node : root.children("frequency")) read_frequency(node);
        return std::move(model_);
    }

private:
    /// What all rules have: an id of their own, a number, how texts call them, and why, in both languages.
    void read_rule(pugi::xml_node node, CouplingRule& rule) {
        file_.only_children(node, {"text", "reason"});
        rule.id = file_.required(node, "id");
        if (!ids_.insert(rule.id).second)
            file_.fail(node, "repeated-rule", PLAN_TEXT("the rule {} stands twice"), {rule.id});
        rule.multiply = file_.number(node, "multiply", least, most);
        BilingualText text = file_.bilingual(node, "text");
        rule.french = std::move(text.french);
        rule.english = std::move(text.english);
        (void)file_.bilingual(node, "reason");  // for those who read the file
    }

    bool yes(pugi::xml_node node, const char* attribute) const {
        if (!node.attribute(attribute)) return false;
        const std::string value = file_.required(node, attribute);
        if (value != "yes" && value != "no")
            file_.fail(node, "bad-answer", PLAN_TEXT("{0}=\"{1}\": expected yes or no"), {attribute, value});
        return value == "yes";
    }

    void read_kind(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "name", "strong", "ties", "joins", "multiply"});
        KindRule rule;
        read_rule(node, rule);
        const std::string name = file_.required(node, "name");
        rule.kind = from_keyword<FlowKind>(name);
        if (rule.kind == FlowKind::unspecified)
            file_.fail(node, "unknown-kind", PLAN_TEXT("\"{}\" is not a kind of flow"), {name});
        if (std::ranges::find(model_.kinds, rule.kind, &KindRule::kind) != model_.kinds.end())
            file_.fail(node, "repeated-kind", PLAN_TEXT("the kind {} stands twice"), {name});
        rule.strong = yes(node, "strong");
        rule.ties = yes(node, "ties");
        if (node.attribute("joins")) rule.joins = yes(node, "joins");
        model_.kinds.push_back(std::move(rule));
    }

    void read_strength(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "name", "multiply"});
        StrengthRule rule;
        read_rule(node, rule);
        const std::string name = file_.required(node, "name");
        rule.strength = from_keyword<Coupling>(name);
        if (rule.strength == Coupling::unspecified)
            file_.fail(node, "unknown-strength", PLAN_TEXT("\"{}\" is not a strength of coupling: strong or weak"),
                       {name});
        if (std::ranges::find(model_.strengths, rule.strength, &StrengthRule::strength) != model_.strengths.end())
            file_.fail(node, "repeated-strength", PLAN_TEXT("the strength {} stands twice"), {name});
        model_.strengths.push_back(std::move(rule));
    }

    /// Those that hold up to or from a number stand in its order.
    template <class Rule>
    void read_bound(pugi::xml_node node, const char* attribute, double Rule::*bound, std::vector<Rule>& rules) {
        file_.only_attributes(node, {"id", attribute, "multiply"});
        Rule rule;
        read_rule(node, rule);
        rule.*bound = file_.number(node, attribute, 0, 1e9);
        if (!rules.empty() && rule.*bound <= rules.back().*bound)
            file_.fail(node, "bad-order", PLAN_TEXT("the rules <{}> stand in ascending order of their bounds"),
                       {node.name()});
        rules.push_back(std::move(rule));
    }

    void read_frequency(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "words", "multiply"});
        FrequencyRule rule;
        read_rule(node, rule);
        for (const std::string& piece : split_list(file_.required(node, "words"), "|")) {
            std::string word = fold(piece);
            if (word.empty()) continue;
            if (!words_.insert(word).second)
                file_.fail(node, "repeated-word", PLAN_TEXT("the frequency \"{}\" stands twice"), {piece});
            rule.words_of.push_back(std::move(word));
        }
        if (rule.words_of.empty())
            file_.fail(node, "no-words", PLAN_TEXT("words=\"{}\" holds no word"), {file_.required(node, "words")});
        model_.frequencies.push_back(std::move(rule));
    }

    /// Five factors in a row stay far from what numbers lose.
    static constexpr double least = 0.05, most = 20;

    XmlFile file_;
    CouplingModel model_;
    std::set<std::string> ids_, words_;
};

}  // namespace

CouplingModel read_coupling_model(std::string_view text, std::string_view name) {
    return CouplingReader(text, name).read();
}

}  // namespace plan
