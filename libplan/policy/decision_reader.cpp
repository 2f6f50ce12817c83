#include "libplan/base/text.hpp"
#include "libplan/policy/decision_content.hpp"
#include "libplan/policy/decision_example_reader.hpp"
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

}  // namespace

class DecisionTableReader {
public:
    DecisionTableReader(std::string_view text, std::string_view name, const DecisionWords& words)
        : file_(text, name, "decision-table"), conditions_(file_), words_(words), cases_(file_, words) {
        for (const DecisionFact& fact : words.facts) {
            const std::string path = as_path(fact.name);
            (void)conditions_.names.add(path, fact.values);
            if (fact.kind == FieldKind::date) conditions_.names.add_date(path);
        }
    }

    void read(DecisionTable::Content& content) {
        const pugi::xml_node root = file_.root();
        file_.only_attributes(root, {"id", "version"});
        file_.only_children(root, {"title", "description", "setting", "profile", "row", "column", "rule", "words"});
        content.id = file_.required(root, "id");
        content.version = date_of(root, "version");
        for (const pugi::xml_node node : root.children("setting")) read_setting(node, content);
        for (const pugi::xml_node node : root.children("profile")) cases_.read_profile(node);
        for (const pugi::xml_node node : root.children("row")) add_case(node, content.rows);
        for (const pugi::xml_node node : root.children("column")) add_case(node, content.columns);
        std::set<std::string> ids;
        for (const pugi::xml_node node : root.children("rule")) {
            DecisionTable::Content::Compiled compiled{read_rule(node), {}, {}, {}};
            if (!ids.insert(compiled.rule.id).second)
                file_.fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {compiled.rule.id});
            for (const pugi::xml_node example : node.children("example"))
                compiled.rule.examples.push_back(cases_.read_example(example, content.version));
            compiled.when = conditions_.compile(file_.child(node, "when"));
            compiled.reads = names_read();
            content.rules.push_back(std::move(compiled));
        }
        for (const pugi::xml_node node : root.children("words")) read_words(node, content.words);
        content.used = conditions_.used();
    }

private:
    using Words = std::map<std::string, std::map<std::string, BilingualText, std::less<>>, std::less<>>;

    /// Of the condition that was compiled last.
    [[nodiscard]] std::vector<std::string> names_read() const {
        std::vector<std::string> names;
        for (const XPathReading::Name& name : conditions_.reading().names) {
            std::string dotted(without_attribute(name.path));
            std::ranges::replace(dotted, '/', '.');
            if (std::ranges::find(names, dotted) == names.end()) names.push_back(std::move(dotted));
        }
        return names;
    }

    void read_setting(pugi::xml_node node, DecisionTable::Content& content) {
        file_.only_attributes(node, {"name", "source", "verified_on", "confidence"});
        file_.only_children(node, {});
        DecisionSetting setting;
        setting.name = file_.required(node, "name");
        setting.source = file_.required(node, "source");
        setting.to_verify = to_verify(node);
        (void)date_of(node, "verified_on");
        const auto value = parse_number(file_.content(node));
        if (!value || *value < 0 || *value > 36500)
            file_.fail(node, "bad-number", PLAN_TEXT("{0}: expected a number from 0 to {1}"), {setting.name, "36500"});
        setting.value = *value;
        if (!conditions_.names.add(setting.name, {}))
            file_.fail(node, "repeated-id",
                       PLAN_TEXT("a field or a fact is already called \"{}\"; choose another name"), {setting.name});
        cases_.add_setting(setting.name);
        content.settings.push_back(std::move(setting));
    }

    void add_case(pugi::xml_node node, std::vector<TypicalCase>& cases) const {
        TypicalCase made = cases_.read_case(node);
        if (std::ranges::find(cases, made.id, &TypicalCase::id) != cases.end())
            file_.fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {made.id});
        cases.push_back(std::move(made));
    }

    [[nodiscard]] bool to_verify(pugi::xml_node node) const {
        if (!node.attribute("confidence")) return false;
        const std::string confidence = file_.required(node, "confidence");
        require(node, "confidence", "unknown-value", confidence, {"read", "to-verify"});
        return confidence == "to-verify";
    }

    DecisionRule read_rule(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "effect", "scope", "source", "verified_on", "confidence", "valid_from",
                                     "valid_until", "points", "per", "derogable", "since"});
        file_.only_children(node, {"when", "text", "example"});
        DecisionRule rule;
        rule.where = file_.place(node.offset_debug());
        rule.id = file_.required(node, "id");
        rule.source = file_.required(node, "source");
        rule.effect = file_.required(node, "effect");
        require(node, "effect", "unknown-effect", rule.effect, words_.effects);
        if (node.attribute("scope")) {
            rule.scope = file_.required(node, "scope");
            require(node, "scope", "unknown-scope", rule.scope, words_.scopes);
        }
        rule.to_verify = to_verify(node);
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
        if (node.attribute("since")) {
            rule.since = file_.required(node, "since");
            conditions_.require_name(attribute_place(file_, node, "since"), as_path(rule.since) + "/@days");
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
    DecisionExampleReader cases_;
};

DecisionTable read_decision_table(std::string_view text, std::string_view name, const DecisionWords& words) {
    auto content = std::make_unique<DecisionTable::Content>();
    DecisionTableReader(text, name, words).read(*content);
    for (DecisionTable::Content::Compiled& compiled : content->rules)
        for (std::string& hole : holes_of(compiled.rule.text.french + compiled.rule.text.english))
            if (std::ranges::find(compiled.holes, hole) == compiled.holes.end())
                compiled.holes.push_back(std::move(hole));
    return DecisionTable(std::move(content));
}

}  // namespace plan
