#include "libplan/base/text.hpp"
#include "libplan/policy/policy_reader.hpp"
#include "libplan/policy/received_names.hpp"

#include <algorithm>

/// The parts of a policy by which it is dated, spread and tried: parameters, what travels, profiles and examples.
namespace plan {

namespace {

constexpr std::size_t most_travelling = 64;  // a bit of Marks each

bool names_marks(std::string_view name) {
    return name == received_names::data || name == received_names::unstated || name == received_names::undeclared;
}

}  // namespace

void PolicyReader::read_parameter(pugi::xml_node node) {
    file_.only_attributes(node, {"name"});
    file_.only_children(node, {"title", "value"});
    PolicyParameter parameter;
    parameter.name = name_of(node);
    parameter.title = text_of(node, "title");
    (void)file_.child(node, "value");
    for (const pugi::xml_node value : node.children("value")) read_parameter_value(value, parameter);
    const bool dates = Date::from_iso(parameter.values.front().text).has_value();
    const bool added = conditions_.names.add(parameter.name, {});
    if (added && dates) conditions_.names.add_date(parameter.name);
    if (!added)
        fail_attribute(node, "name", "repeated-id",
                       PLAN_TEXT("a field or a fact is already called \"{}\"; choose another name"), {parameter.name});
    content_->parameters.push_back(std::move(parameter));
}

void PolicyReader::read_parameter_value(pugi::xml_node node, PolicyParameter& parameter) {
    file_.only_attributes(node, {"from", "source", "verified_on", "confidence"});
    file_.only_children(node, {});
    (void)file_.required(node, "from");
    PolicyParameter::Value value;
    value.from = *date_of(node, "from");
    value.source = source_of(node);
    value.to_verify = confidence_of(node);
    value.verified_on = date_of(node, "verified_on");
    if (!value.verified_on && !value.to_verify)
        file_.fail(node, "unverified-rule",
                   PLAN_TEXT("the rule {} says neither when its source was read (verified_on=\"YYYY-MM-DD\") nor "
                             "that it was not (confidence=\"to-verify\")"),
                   {parameter.name});
    value.text = file_.content(node);
    const auto is_date = [](const std::string& text) { return Date::from_iso(text).has_value(); };
    if (!is_date(value.text) && !parse_number(value.text))
        file_.fail(node, "bad-number", PLAN_TEXT("\"{}\" is neither a number nor a date YYYY-MM-DD"), {value.text});
    if (!parameter.values.empty()) {
        if (is_date(value.text) != is_date(parameter.values.front().text))
            file_.fail(node, "bad-number", PLAN_TEXT("the values of {} are numbers in one place and dates in another"),
                       {parameter.name});
        if (value.from <= parameter.values.back().from)
            fail_attribute(node, "from", "bad-order", PLAN_TEXT("from={} is not after the value before it"),
                           {value.from.to_iso()});
    }
    parameter.values.push_back(std::move(value));
}

/// What flows bring is named after the cases of a fact, and the facts before that one may use it: so it is looked for
/// first.
void PolicyReader::read_travelling_names(pugi::xml_node root) {
    std::optional<std::vector<std::string>> values;
    for (const pugi::xml_node node : root.children("fact")) {
        if (!flag_of(node, "travels")) continue;
        if (values)
            fail_attribute(node, "travels", "repeated-travel", PLAN_TEXT("a second fact travels; only one may"), {});
        values.emplace();
        for (const pugi::xml_node inner : node.children("case")) values->push_back(file_.required(inner, "value"));
    }
    if (!values) return;
    for (const std::string_view name : {received_names::data, received_names::unstated, received_names::undeclared})
        (void)conditions_.names.add(std::string(name), *values);
    (void)conditions_.names.add(std::string(received_names::sources), {});
}

void PolicyReader::read_travel(pugi::xml_node node, PolicyFact& fact) {
    fact.travels = flag_of(node, "travels");
    std::size_t index = 0;
    for (const pugi::xml_node inner : node.children("case")) {
        PolicyFact::Case& known = fact.cases[index++];
        if (!inner.attribute("with")) continue;
        known.with = split_list(file_.required(inner, "with"), " \t\r\n,");
        if (!fact.travels)
            fail_attribute(inner, "with", "not-travelling", PLAN_TEXT("with= is for a fact with travels=\"true\""), {});
    }
    if (!fact.travels) return;
    if (!fact.every || !fact.otherwise.empty())
        fail_attribute(node, "travels", "bad-travel",
                       PLAN_TEXT("a fact that travels has choose=\"every\" and no otherwise="), {});
    std::set<std::string> values;
    for (const PolicyFact::Case& known : fact.cases)
        if (!values.insert(known.value).second || values.size() > most_travelling)
            fail_attribute(node, "travels", "bad-travel",
                           PLAN_TEXT("a fact that travels has at most {} cases, each of another value"),
                           {std::to_string(most_travelling)});
    content_->travelling = content_->facts.size();
}

void PolicyReader::note_flows(Policy::Content::FlowReading& flows) {
    using Use = XPathReading::Name::Use;
    const XPathReading& condition = conditions_.reading();
    const auto of_values = [](std::string_view path) {
        return path == received_names::data || path == received_names::unstated;
    };
    for (const XPathReading::Name& name : condition.names) {
        const std::string_view path = without_attribute(name.path);
        if (path == received_names::sources || path == received_names::undeclared) flows.others = true;
        // A predicate's names follow; a literal is among the comparisons, and "not this one" tells every value.
        if (of_values(path) && (!condition.plain || (name.use != Use::opens && name.use != Use::literal)))
            flows.every = true;
        if (const auto fact = flow_readings_.find(path); fact != flow_readings_.end()) {
            flows.values.insert(fact->second.values.begin(), fact->second.values.end());
            flows.every = flows.every || fact->second.every;
            flows.others = flows.others || fact->second.others;
        }
    }
    for (const XPathReading::Comparison& comparison : condition.comparisons) {
        if (!of_values(comparison.path)) continue;
        flows.values.insert(comparison.literal);
        flows.every = flows.every || comparison.unequal;
    }
}

std::vector<PolicyReader::PlacedField> PolicyReader::given_of(pugi::xml_node node) {
    const XmlText text(file_, node);
    std::vector<PlacedField> all;
    std::vector<std::string_view> known;
    for (const Field<Application>& field : application_fields()) known.push_back(field.name);
    if (content_->travelling || conditions_.names.contains(received_names::data))
        for (const std::string_view name :
             {received_names::data, received_names::unstated, received_names::undeclared, received_names::sources})
            known.push_back(name);
    for (GivenField& given : split_given(text.text())) {
        const std::ptrdiff_t place = text.place(given.position);
        if (given.name.empty())
            file_.fail_at(place, "bad-example", PLAN_TEXT("\"{}\": write a field, a colon and its value"),
                          {given.value});
        if (std::ranges::find(known, given.name) == known.end()) {
            const auto near = nearest(given.name, known);
            file_.fail_at(place, "unknown-field",
                          near ? PLAN_TEXT("no field is called \"{0}\"; did you mean \"{1}\"?")
                               : PLAN_TEXT("no field is called \"{0}\"; the fields are listed in plan-records(5)"),
                          {given.name, std::string(near.value_or(""))});
        }
        all.push_back({std::move(given), place});
    }
    return all;
}

void PolicyReader::read_profile(pugi::xml_node node) {
    file_.only_attributes(node, {"id"});
    file_.only_children(node, {"title", "given"});
    const std::string id = file_.required(node, "id");
    (void)text_of(node, "title");
    if (!profiles_.emplace(id, given_of(file_.child(node, "given"))).second)
        fail_attribute(node, "id", "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {id});
}

void PolicyReader::set_given(PolicyExample& example, const GivenField& given, std::ptrdiff_t place) {
    const auto refuse = [&] {
        file_.fail_at(place, "bad-example", PLAN_TEXT("{0} cannot be \"{1}\""), {given.name, given.value});
    };
    if (names_marks(given.name)) {
        const PolicyFact& fact = content_->facts[*content_->travelling];
        Marks& marks = given.name == received_names::data       ? example.received.data
                       : given.name == received_names::unstated ? example.received.unstated
                                                                : example.received.undeclared;
        for (const std::string& value : split_list(given.value, ",")) {
            const auto known = std::ranges::find(fact.cases, value, &PolicyFact::Case::value);
            if (known == fact.cases.end()) refuse();
            marks |= Marks{1} << (known - fact.cases.begin());
        }
    } else if (given.name == received_names::sources) {
        const auto value = given_value(FieldKind::integer, given.value);
        if (!value) refuse();
        example.received.sources = std::get<std::int64_t>(*value);
    } else {
        const Field<Application>* field = find_field(application_fields(), given.name);
        auto value = given_value(field->kind, given.value);
        if (!value || !field->set(example.application, std::move(*value))) refuse();
    }
}

void PolicyReader::read_example(pugi::xml_node node, PolicyRule& rule) {
    file_.only_attributes(node, {"fires", "profile", "class", "labels", "verdict", "as_of"});
    file_.only_children(node, {});
    PolicyExample example;
    example.where = file_.place(node.offset_debug());
    example.application.id = "example";
    std::vector<PlacedField> fields;
    if (node.attribute("profile")) {
        const std::string id = file_.required(node, "profile");
        const auto profile = profiles_.find(id);
        if (profile == profiles_.end()) {
            std::vector<std::string_view> known;
            for (const auto& [name, given] : profiles_) known.push_back(name);
            fail_unknown(node, "profile", "unknown-profile", id, known);
        }
        fields = profile->second;
    }
    for (PlacedField& placed : given_of(node)) {
        std::erase_if(fields, [&](const PlacedField& other) { return other.given.name == placed.given.name; });
        fields.push_back(std::move(placed));
    }
    for (const auto& [given, place] : fields) {
        if (given.value.empty()) continue;
        set_given(example, given, place);
        example.given.emplace_back(given.name, given.value);
    }
    read_expected(node, example);
    rule.examples.push_back(std::move(example));
}

void PolicyReader::read_expected(pugi::xml_node node, PolicyExample& example) {
    const std::string fires = file_.required(node, "fires");
    if (fires != "yes" && fires != "no") fail_unknown(node, "fires", "unknown-value", fires, {"yes", "no"});
    example.fires = fires == "yes";
    example.as_of = date_of(node, "as_of");
    if (node.attribute("class")) {
        const std::string id = file_.required(node, "class");
        if (id != "none" && !classes_.contains(id)) {
            std::vector<std::string_view> known(classes_.begin(), classes_.end());
            known.emplace_back("none");
            fail_unknown(node, "class", "unknown-class", id, known);
        }
        example.sensitivity_class = id == "none" ? "" : id;
    }
    if (node.attribute("labels")) {
        example.labels.emplace();
        for (const std::string& label : split_list(file_.required(node, "labels"), " \t\r\n,")) {
            if (label == "none") continue;
            if (!labels_.contains(label))
                fail_unknown(node, "labels", "unknown-label", label, {labels_.begin(), labels_.end()});
            example.labels->push_back(label);
        }
    }
    if (node.attribute("verdict")) {
        const std::string verdict = file_.required(node, "verdict");
        if (verdict != "decided" && verdict != "to_qualify")
            fail_unknown(node, "verdict", "unknown-value", verdict, {"decided", "to_qualify"});
        example.verdict = verdict == "decided" ? Verdict::decided : Verdict::to_qualify;
    }
}

}  // namespace plan
