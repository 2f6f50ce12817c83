#include "libplan/policy/decision_example_reader.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/example_fields.hpp"

#include <algorithm>

namespace plan {

bool DecisionExampleReader::knows(const std::string& name) const {
    return find_field(application_fields(), name) || settings_.contains(name) ||
           std::ranges::find(words_.facts, name, &DecisionFact::name) != words_.facts.end();
}

void DecisionExampleReader::refuse_name(const std::string& name, std::ptrdiff_t place) const {
    std::vector<std::string_view> known(settings_.begin(), settings_.end());
    for (const Field<Application>& field : application_fields()) known.push_back(field.name);
    for (const DecisionFact& fact : words_.facts) known.push_back(fact.name);
    const auto near = nearest(name, known);
    file_.fail_at(place, "unknown-field",
                  near ? PLAN_TEXT("no field is called \"{0}\"; did you mean \"{1}\"?")
                       : PLAN_TEXT("no field is called \"{0}\"; the fields are listed in plan-records(5)"),
                  {name, std::string(near.value_or(""))});
}

FieldValue DecisionExampleReader::value_of(const std::string& name, const std::string& text,
                                           std::ptrdiff_t place) const {
    const Field<Application>* field = find_field(application_fields(), name);
    const auto fact = std::ranges::find(words_.facts, name, &DecisionFact::name);
    const bool setting = settings_.contains(name);
    if (!knows(name)) refuse_name(name, place);
    const FieldKind kind = field ? field->kind : setting ? FieldKind::number : fact->kind;
    auto value = given_value(kind, text);
    if (value && field) {
        Application scratch;
        if (!field->set(scratch, *value)) value.reset();
    } else if (value && !setting && !fact->values.empty()) {
        for (const std::string& spelling : texts_of(*value))
            if (std::ranges::find(fact->values, spelling) == fact->values.end()) value.reset();
    }
    if (!value) file_.fail_at(place, "bad-example", PLAN_TEXT("{0} cannot be \"{1}\""), {name, text});
    return std::move(*value);
}

void DecisionExampleReader::set(Given& given, GivenFact fact) {
    std::erase_if(given, [&](const GivenFact& other) { return other.name == fact.name; });
    given.push_back(std::move(fact));
}

void DecisionExampleReader::read_given(pugi::xml_node node, Given& given) const {
    const XmlText text(file_, node);
    for (const GivenField& field : split_given(text.text())) {
        const std::ptrdiff_t place = text.place(field.position);
        if (field.name.empty())
            file_.fail_at(place, "bad-example", PLAN_TEXT("\"{}\": write a field, a colon and its value"),
                          {field.value});
        if (!knows(field.name)) refuse_name(field.name, place);
        // An empty value takes back that of a profile.
        if (field.value.empty())
            std::erase_if(given, [&](const GivenFact& other) { return other.name == field.name; });
        else
            set(given, {field.name, field.value, value_of(field.name, field.value, place)});
    }
}

void DecisionExampleReader::require_word(pugi::xml_node node, const char* attribute, const char* code,
                                         const std::string& word, const std::vector<std::string>& known) const {
    if (std::ranges::find(known, word) != known.end()) return;
    file_.fail_at(attribute_place(file_, node, attribute), code,
                  PLAN_TEXT("{0}: \"{1}\" is not known here; expected one of: {2}"),
                  {attribute, word, join(known, ", ")});
}

void DecisionExampleReader::read_profile(pugi::xml_node node) {
    file_.only_attributes(node, {"id", "profile"});
    file_.only_children(node, {"given"});
    const std::string id = file_.required(node, "id");
    Given given;
    add_profiles(node, given);
    read_given(file_.child(node, "given"), given);
    if (!profiles_.emplace(id, std::move(given)).second)
        file_.fail_at(attribute_place(file_, node, "id"), "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {id});
}

void DecisionExampleReader::add_profiles(pugi::xml_node node, Given& given) const {
    if (!node.attribute("profile")) return;
    std::vector<std::string> known;
    for (const auto& [name, facts] : profiles_) known.push_back(name);
    for (const std::string& id : split_list(file_.required(node, "profile"), " \t\r\n")) {
        require_word(node, "profile", "unknown-profile", id, known);
        for (const GivenFact& fact : profiles_.find(id)->second) set(given, fact);
    }
}

DecisionExample DecisionExampleReader::read_example(pugi::xml_node node, std::optional<Date> version) const {
    file_.only_attributes(node, {"fires", "profile", "decides", "as_of"});
    file_.only_children(node, {});
    DecisionExample example;
    example.where = file_.place(node.offset_debug());
    const std::string fires = file_.required(node, "fires");
    require_word(node, "fires", "unknown-value", fires, {"yes", "no"});
    example.fires = fires == "yes";
    if (node.attribute("decides"))
        for (const std::string& effect : split_list(file_.required(node, "decides"), " \t\r\n,")) {
            require_word(node, "decides", "unknown-effect", effect, {words_.effects.begin(), words_.effects.end()});
            example.decides.push_back(effect);
        }
    std::optional<Date> day = version;
    if (node.attribute("as_of")) {
        const std::string text = file_.required(node, "as_of");
        day = Date::from_iso(text);
        if (!day)
            file_.fail_at(attribute_place(file_, node, "as_of"), "bad-date",
                          PLAN_TEXT("\"{}\" is not a date YYYY-MM-DD"), {text});
    }
    if (!day)
        file_.fail(node, "no-version",
                   PLAN_TEXT("an example is judged on a day: give as_of=\"YYYY-MM-DD\" here, or version= to the "
                             "whole file"),
                   {});
    example.as_of = *day;
    Given given;
    add_profiles(node, given);
    read_given(node, given);
    std::ranges::sort(given, {}, &GivenFact::name);
    for (GivenFact& fact : given) {
        example.text += fact.name + ": " + fact.text + "\n";
        example.given.emplace_back(std::move(fact.name), std::move(fact.value));
    }
    return example;
}

TypicalCase DecisionExampleReader::read_case(pugi::xml_node node) const {
    file_.only_attributes(node, {"id", "profile"});
    file_.only_children(node, {"title", "given"});
    TypicalCase made;
    made.id = file_.required(node, "id");
    for (const pugi::xml_node title : node.children("title")) {
        file_.only_attributes(title, {"xml:lang"});
        const std::string language = file_.required(title, "xml:lang");
        require_word(title, "xml:lang", "unknown-language", language, {"fr", "en"});
        (language == "fr" ? made.title.french : made.title.english) = file_.content(title);
    }
    if (made.title.french.empty() || made.title.english.empty())
        file_.fail(node, "missing-language",
                   PLAN_TEXT("<{0}> needs a <{1} xml:lang=\"fr\"> and a <{1} xml:lang=\"en\">"),
                   {node.name(), "title"});
    Given given;
    add_profiles(node, given);
    if (node.child("given")) read_given(file_.child(node, "given"), given);
    for (GivenFact& fact : given) made.given.emplace_back(std::move(fact.name), std::move(fact.value));
    return made;
}

}  // namespace plan
