#include "libplan/base/text.hpp"
#include "libplan/policy/decision_content.hpp"
#include "libplan/policy/known_names.hpp"

#include <algorithm>

namespace plan {

namespace {

/// The names between braces.
std::vector<std::string> holes_of(std::string_view text) {
    std::vector<std::string> holes;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) break;
        holes.emplace_back(text.substr(open + 1, close - open - 1));
    }
    return holes;
}

class TableReader {
public:
    TableReader(std::string_view text, std::string_view name, const DecisionWords& words)
        : file_(text, name, "decision-table"), conditions_(file_), words_(words) {
        for (const DecisionFact& fact : words.facts) {
            const std::string path = as_path(fact.name);
            (void)conditions_.names.add(path, fact.values);
            if (fact.is_date) conditions_.names.add_date(path);
        }
    }

    using Words = std::map<std::string, std::map<std::string, BilingualText, std::less<>>, std::less<>>;

    [[nodiscard]] const std::set<std::string, std::less<>>& used() const { return conditions_.used(); }

    void read(std::string& id, Words& words, std::vector<DecisionRule>& rules,
              std::vector<pugi::xpath_query>& conditions) {
        const pugi::xml_node root = file_.root();
        file_.only_attributes(root, {"id"});
        file_.only_children(root, {"title", "description", "rule", "words"});
        id = file_.required(root, "id");
        for (const pugi::xml_node node : root.children("rule")) {
            DecisionRule rule = read_rule(node);
            for (const DecisionRule& other : rules)
                if (other.id == rule.id) file_.fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {rule.id});
            conditions.push_back(conditions_.compile(file_.child(node, "when")));
            rules.push_back(std::move(rule));
        }
        for (const pugi::xml_node node : root.children("words")) read_words(node, words);
    }

private:
    DecisionRule read_rule(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "effect", "scope", "source", "verified_on", "confidence", "valid_from",
                                     "valid_until", "points", "per", "derogable"});
        file_.only_children(node, {"when", "text"});
        DecisionRule rule;
        rule.id = file_.required(node, "id");
        rule.source = file_.required(node, "source");
        rule.effect = file_.required(node, "effect");
        require(node, "effect", "unknown-effect", rule.effect, words_.effects);
        if (node.attribute("scope")) {
            rule.scope = file_.required(node, "scope");
            require(node, "scope", "unknown-scope", rule.scope, words_.scopes);
        }
        if (node.attribute("confidence")) {
            const std::string confidence = file_.required(node, "confidence");
            require(node, "confidence", "unknown-value", confidence, {"read", "to-verify"});
            rule.to_verify = confidence == "to-verify";
        }
        if (node.attribute("derogable")) {
            const std::string derogable = file_.required(node, "derogable");
            require(node, "derogable", "unknown-value", derogable, {"true", "false"});
            rule.derogable = derogable == "true";
        }
        (void)date_of(node, "verified_on");
        rule.valid_from = date_of(node, "valid_from");
        rule.valid_until = date_of(node, "valid_until");
        if (node.attribute("points")) rule.points = file_.number(node, "points", -1e6, 1e6);
        if (node.attribute("per")) {
            rule.per = file_.required(node, "per");
            conditions_.require_name(attribute_place(file_, node, "per"), as_path(rule.per));
        }
        read_texts(node, rule);
        return rule;
    }

    void read_texts(pugi::xml_node node, DecisionRule& rule) {
        for (const pugi::xml_node inner : node.children("text")) {
            file_.only_attributes(inner, {"xml:lang"});
            const std::string language = file_.required(inner, "xml:lang");
            require(inner, "xml:lang", "unknown-language", language, {"fr", "en"});
            (language == "fr" ? rule.text.french : rule.text.english) = file_.content(inner);
            for (const std::string& hole : holes_of(file_.content(inner)))
                conditions_.require_name(inner.offset_debug(), as_path(hole));
        }
        if (rule.text.french.empty() || rule.text.english.empty())
            file_.fail(node, "missing-language",
                       PLAN_TEXT("<{0}> needs a <{1} xml:lang=\"fr\"> and a <{1} xml:lang=\"en\">"),
                       {node.name(), "text"});
    }

    void read_words(pugi::xml_node node, Words& words) {
        file_.only_attributes(node, {"of"});
        file_.only_children(node, {"word"});
        const std::string fact = file_.required(node, "of");
        conditions_.require_name(attribute_place(file_, node, "of"), as_path(fact));
        for (const pugi::xml_node word : node.children("word")) {
            file_.only_attributes(word, {"value", "fr", "en"});
            words[fact][file_.required(word, "value")] = {file_.required(word, "fr"), file_.required(word, "en")};
        }
    }

    [[nodiscard]] std::optional<Date> date_of(pugi::xml_node node, const char* attribute) const {
        if (!node.attribute(attribute)) return std::nullopt;
        const std::string text = file_.required(node, attribute);
        const auto date = Date::from_iso(text);
        if (!date)
            file_.fail_at(attribute_place(file_, node, attribute), "bad-date",
                          PLAN_TEXT("\"{}\" is not a date YYYY-MM-DD"), {text});
        return date;
    }

    void require(pugi::xml_node node, const char* attribute, const char* code, const std::string& word,
                 const std::vector<std::string_view>& known) const {
        if (std::ranges::find(known, word) != known.end()) return;
        file_.fail_at(attribute_place(file_, node, attribute), code,
                      PLAN_TEXT("{0}: \"{1}\" is not known here; expected one of: {2}"),
                      {attribute, word, join({known.begin(), known.end()}, ", ")});
    }

    XmlFile file_;
    ConditionReader conditions_;
    const DecisionWords& words_;
};

}  // namespace

DecisionTable read_decision_table(std::string_view text, std::string_view name, const DecisionWords& words) {
    auto content = std::make_unique<DecisionTable::Content>();
    std::vector<DecisionRule> rules;
    std::vector<pugi::xpath_query> conditions;
    TableReader reader(text, name, words);
    reader.read(content->id, content->words, rules, conditions);
    content->used = reader.used();
    for (std::size_t index = 0; index < rules.size(); ++index) {
        DecisionTable::Content::Compiled compiled{std::move(rules[index]), std::move(conditions[index]), {}};
        for (std::string& hole : holes_of(compiled.rule.text.french + compiled.rule.text.english))
            if (std::ranges::find(compiled.holes, hole) == compiled.holes.end())
                compiled.holes.push_back(std::move(hole));
        content->rules.push_back(std::move(compiled));
    }
    return DecisionTable(std::move(content));
}

}  // namespace plan
