#include "libplan/policy/policy_reader.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;

/// What XML and XPath cannot say, checked before either looks at the text.
std::string_view checked(std::string_view text, std::string_view name) {
    Diagnostic diagnostic;
    diagnostic.where.file = name;
    if (text.size() > largest_file) {
        diagnostic.code = "file-too-large";
        diagnostic.text = PLAN_TEXT("a policy has at most {} bytes");
        diagnostic.arguments = {std::to_string(largest_file)};
        throw Error(Failure::invalid_input, std::move(diagnostic));
    }
    auto broken = invalid_utf8(text);
    if (const std::size_t zero = text.find('\0'); zero < broken.value_or(text.size())) broken = zero;
    if (!broken) return text;
    const std::string_view before = text.substr(0, *broken);
    diagnostic.where.line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    diagnostic.where.column = before.size() - (before.rfind('\n') + 1) + 1;
    diagnostic.code = "broken-utf8";
    diagnostic.text = PLAN_TEXT("this is not text in UTF-8; save the file in this encoding");
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

/// Runs of white space (ASCII only: no-break spaces matter in French) become one space.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char letter : text) {
        const bool space = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
        if (!space)
            line += letter;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

std::vector<std::string_view> views(const std::set<std::string>& words) {
    return {words.begin(), words.end()};
}

bool is_fact_name(std::string_view name) {
    const auto letter = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
    };
    return !name.empty() && letter(name[0]) && std::ranges::all_of(name, [&](char character) {
        return letter(character) || (character >= '0' && character <= '9');
    });
}

std::vector<std::string> holes_of(std::string_view text) {
    std::vector<std::string> holes;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = std::min(text.find('}', open), text.size());
        holes.emplace_back(text.substr(open + 1, close - open - 1));
    }
    return holes;
}

}  // namespace

PolicyReader::PolicyReader(std::string_view text, std::string_view name)
    : file_(checked(text, name), name, "policy"), conditions_(file_), content_(std::make_unique<Policy::Content>()) {}

Policy PolicyReader::read() {
    const pugi::xml_node root = file_.root();
    file_.only_attributes(root, {"id", "version"});
    file_.only_children(root, {"title", "description", "source", "class", "label", "words", "parameter", "fact",
                               "question", "profile", "rule"});
    content_->id = file_.required(root, "id");
    content_->title = text_of(root, "title");
    content_->version = date_of(root, "version").value_or(Date());
    (void)file_.required(root, "version");
    for (const pugi::xml_node node : root.children("source")) read_source(node);
    for (const pugi::xml_node node : root.children("class")) read_class(node);
    for (const pugi::xml_node node : root.children("label")) read_label(node);
    for (const pugi::xml_node node : root.children("parameter")) read_parameter(node);
    read_travelling_names(root);
    for (const pugi::xml_node node : root.children("fact")) read_fact(node);
    for (const pugi::xml_node node : root.children("question")) read_question(node);
    if (!conditions_.names.add("question", {questions_.begin(), questions_.end()}))
        file_.fail(root, "repeated-fact", PLAN_TEXT("the name {} is taken: no fact may have it"), {"question"});
    for (const pugi::xml_node node : root.children("profile")) read_profile(node);
    for (const pugi::xml_node node : root.children("rule")) read_rule(node);
    for (const pugi::xml_node node : root.children("words")) read_words(node);
    for (const char* element : {"class", "rule"}) (void)file_.child(root, element);
    for (const pugi::xml_node node : root.children("question")) require_piece(node);
    return Policy(std::move(content_));
}

void PolicyReader::read_source(pugi::xml_node node) {
    file_.only_attributes(node, {"id", "from"});
    file_.only_children(node, {"title"});
    const std::string id = file_.required(node, "id");
    require_new(node, "id", sources_, id);
    content_->sources.push_back({id, text_of(node, "title"), date_of(node, "from")});
}

void PolicyReader::read_class(pugi::xml_node node) {
    file_.only_attributes(node, {"id", "source"});
    file_.only_children(node, {"title"});
    const std::string id = file_.required(node, "id");
    require_new(node, "id", classes_, id);
    content_->classes.push_back({id, source_of(node), text_of(node, "title")});
}

void PolicyReader::read_label(pugi::xml_node node) {
    file_.only_attributes(node, {"id"});
    file_.only_children(node, {"title"});
    const std::string id = file_.required(node, "id");
    require_new(node, "id", labels_, id);
    content_->labels.push_back({id, text_of(node, "title")});
}

void PolicyReader::read_words(pugi::xml_node node) {
    file_.only_attributes(node, {"of"});
    file_.only_children(node, {"word"});
    for (const std::string& name : split_list(file_.required(node, "of"), " \t\r\n,")) {
        conditions_.require_name(attribute_place(file_, node, "of"), as_path(name));
        for (const pugi::xml_node word : node.children("word")) {
            file_.only_attributes(word, {"value", "fr", "en"});
            const std::string value = file_.required(word, "value");
            BilingualText text = {file_.required(word, "fr"), file_.required(word, "en")};
            if (!content_->words[name].emplace(value, std::move(text)).second)
                fail_attribute(word, "value", "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {value});
        }
    }
}

void PolicyReader::read_fact(pugi::xml_node node) {
    file_.only_attributes(node, {"name", "choose", "otherwise", "travels"});
    file_.only_children(node, {"title", "case"});
    PolicyFact fact;
    fact.name = name_of(node);
    fact.title = text_of(node, "title");
    if (node.attribute("choose")) {
        const std::string choose = file_.required(node, "choose");
        if (choose != "first" && choose != "every")
            fail_unknown(node, "choose", "unknown-value", choose, {"first", "every"});
        fact.every = choose == "every";
    }
    std::vector<std::string> values;
    std::vector<pugi::xpath_query> conditions;
    std::set<std::size_t> parameters;
    std::vector<Policy::Content::Readings> readings;
    for (const pugi::xml_node inner : node.children("case")) {
        file_.only_attributes(inner, {"value", "with"});
        file_.only_children(inner, {"when"});
        const pugi::xml_node when = when_of(inner);
        conditions.push_back(conditions_.compile(when));
        note_names(readings.emplace_back(), parameters);
        note_flows(flow_readings_[fact.name]);
        fact.cases.push_back({file_.required(inner, "value"), on_one_line(XmlText(file_, when).text()), {}});
        values.push_back(fact.cases.back().value);
    }
    if (fact.cases.empty()) (void)file_.child(node, "case");
    if (node.attribute("otherwise")) values.push_back(fact.otherwise = file_.required(node, "otherwise"));
    read_travel(node, fact);
    content_->case_readings.push_back(std::move(readings));
    rests_on_.emplace(fact.name, std::move(parameters));
    if (!conditions_.names.add(fact.name, std::move(values)))
        fail_attribute(node, "name", "repeated-id",
                       PLAN_TEXT("a field or a fact is already called \"{}\"; choose another name"), {fact.name});
    content_->facts.push_back(std::move(fact));
    content_->fact_conditions.push_back(std::move(conditions));
}

void PolicyReader::read_question(pugi::xml_node node) {
    file_.only_attributes(node, {"field", "piece"});
    file_.only_children(node, {"when", "text"});
    PolicyQuestion question;
    question.field = file_.required(node, "field");
    const auto fields = application_fields();
    if (find_field(fields, question.field) == nullptr) {
        std::vector<std::string_view> known;
        for (const Field<Application>& field : fields) known.push_back(field.name);
        fail_unknown(node, "field", "unknown-field", question.field, known);
    }
    require_new(node, "field", questions_, question.field);
    const pugi::xml_node when = when_of(node);
    content_->question_conditions.push_back(conditions_.compile(when));
    std::set<std::size_t> ignored;
    note_names(content_->question_readings.emplace_back(), ignored);
    note_flows(flow_readings_["question"]);
    question.condition = on_one_line(XmlText(file_, when).text());
    question.text = text_of(node, "text");
    if (node.attribute("piece")) question.piece = file_.required(node, "piece");
    content_->questions.push_back(std::move(question));
}

void PolicyReader::read_rule(pugi::xml_node node) {
    file_.only_attributes(node, {"id", "row", "source", "class", "labels", "verdict", "advice", "ground", "piece",
                                 "status", "confidence", "verified_on", "valid_from", "valid_until"});
    file_.only_children(node, {"when", "text", "example"});
    PolicyRule rule;
    rule.where = file_.place(node.offset_debug());
    rule.id = file_.required(node, "id");
    require_new(node, "id", rules_, rule.id);
    if (node.attribute("row")) rule.row = file_.required(node, "row");
    rule.source = source_of(node);
    read_validity(node, rule);
    read_effects(node, rule);
    const pugi::xml_node when = when_of(node);
    content_->rule_conditions.push_back(conditions_.compile(when));
    std::set<std::size_t> parameters;
    note_names(content_->rule_readings.emplace_back(), parameters);
    note_flows(content_->rule_flow_readings.emplace_back());
    rule.condition = on_one_line(XmlText(file_, when).text());
    rule.text = text_of(node, "text");
    read_holes(node, rule);
    for (const std::string& hole : content_->rule_holes.back())
        for (std::size_t index = 0; index < content_->parameters.size(); ++index)
            if (content_->parameters[index].name == hole) parameters.insert(index);
    content_->rule_parameters.emplace_back(parameters.begin(), parameters.end());
    for (const pugi::xml_node example : node.children("example")) read_example(example, rule);
    content_->rules.push_back(std::move(rule));
}

void PolicyReader::read_effects(pugi::xml_node node, PolicyRule& rule) {
    if (node.attribute("class")) {
        const std::string id = file_.required(node, "class");
        const auto found = std::ranges::find(content_->classes, id, &SensitivityClass::id);
        if (found == content_->classes.end()) fail_unknown(node, "class", "unknown-class", id, views(classes_));
        rule.class_rank = static_cast<std::size_t>(found - content_->classes.begin());
    }
    for (const std::string& label : split_list(node.attribute("labels").value(), " \t\r\n,")) {
        if (!labels_.contains(label)) fail_unknown(node, "labels", "unknown-label", label, views(labels_));
        rule.labels.push_back(label);
    }
    if (node.attribute("verdict")) {
        const std::string verdict = file_.required(node, "verdict");
        if (verdict != "to_qualify") fail_unknown(node, "verdict", "unknown-value", verdict, {"to_qualify"});
        rule.to_qualify = true;
    }
    rule.advice = flag_of(node, "advice");
    rule.ground = flag_of(node, "ground");
    if (node.attribute("piece") || node.attribute("status")) {
        rule.piece = file_.required(node, "piece");
        pieces_.insert(rule.piece);
        const std::string status = file_.required(node, "status");
        rule.status = from_keyword<PieceStatus>(status);
        if (rule.status == PieceStatus::unspecified)
            fail_unknown(node, "status", "unknown-value", status, {"present", "missing"});
    }
    if (!rule.class_rank && rule.labels.empty() && !rule.to_qualify && !rule.advice && !rule.ground &&
        rule.piece.empty())
        file_.fail(node, "rule-without-effect",
                   PLAN_TEXT("the rule {} changes nothing; give it class, labels, verdict=\"to_qualify\", "
                             "advice=\"true\", ground=\"true\", or piece and status"),
                   {rule.id});
}

void PolicyReader::require_piece(pugi::xml_node question) {
    if (!question.attribute("piece")) return;
    const std::string piece = file_.required(question, "piece");
    if (!pieces_.contains(piece)) fail_unknown(question, "piece", "unknown-piece", piece, views(pieces_));
}

std::string PolicyReader::name_of(pugi::xml_node node) {
    std::string name = file_.required(node, "name");
    if (!is_fact_name(name))
        fail_attribute(node, "name", "bad-name",
                       PLAN_TEXT("\"{}\" is no name for a fact: letters without accents, digits and _"), {name});
    return name;
}

bool PolicyReader::confidence_of(pugi::xml_node node) {
    if (!node.attribute("confidence")) return false;
    const std::string confidence = file_.required(node, "confidence");
    if (confidence != "read" && confidence != "to-verify")
        fail_unknown(node, "confidence", "unknown-value", confidence, {"read", "to-verify"});
    return confidence == "to-verify";
}

void PolicyReader::read_validity(pugi::xml_node node, PolicyRule& rule) {
    rule.to_verify = confidence_of(node);
    rule.verified_on = date_of(node, "verified_on");
    if (!rule.verified_on && !rule.to_verify)
        file_.fail(node, "unverified-rule",
                   PLAN_TEXT("the rule {} says neither when its source was read (verified_on=\"YYYY-MM-DD\") nor "
                             "that it was not (confidence=\"to-verify\")"),
                   {rule.id});
    rule.valid_from = date_of(node, "valid_from");
    rule.valid_until = date_of(node, "valid_until");
    if (rule.valid_from && rule.valid_until && *rule.valid_until < *rule.valid_from)
        fail_attribute(node, "valid_until", "bad-order", PLAN_TEXT("valid_until={} is before valid_from={}"),
                       {rule.valid_until->to_iso(), rule.valid_from->to_iso()});
}

void PolicyReader::read_holes(pugi::xml_node node, const PolicyRule& rule) {
    std::vector<std::string> holes;
    for (std::string& hole : holes_of(rule.text.french + rule.text.english)) {
        conditions_.require_name(node.child("text").offset_debug(), as_path(hole));
        if (std::ranges::find(holes, hole) == holes.end()) holes.push_back(std::move(hole));
    }
    content_->rule_holes.push_back(std::move(holes));
}

void PolicyReader::note_names(Policy::Content::Readings& readings, std::set<std::size_t>& parameters) {
    using Use = XPathReading::Name::Use;
    const XPathReading& condition = conditions_.reading();
    const auto parameter_of = [&](std::string_view path) {
        return static_cast<std::size_t>(std::ranges::find(content_->parameters, path, &PolicyParameter::name) -
                                        content_->parameters.begin());
    };
    for (const XPathReading::Name& name : condition.names) {
        const std::string_view path = without_attribute(name.path);
        Policy::Content::Reading& reading = readings[std::string(path)];
        const bool known_number = parse_number(name.compared_with).has_value() ||
                                  parameter_of(name.compared_with) < content_->parameters.size();
        if (!condition.plain || path != name.path || name.use == Use::whole ||
            (name.use == Use::number && !known_number))
            reading.whole = true;
        if (name.use == Use::number) reading.cuts.insert(name.compared_with);
        if (const std::size_t parameter = parameter_of(path); parameter < content_->parameters.size())
            parameters.insert(parameter);
        if (const auto fact = rests_on_.find(path); fact != rests_on_.end())
            parameters.insert(fact->second.begin(), fact->second.end());
    }
    for (const XPathReading::Comparison& comparison : condition.comparisons)
        readings[std::string(without_attribute(comparison.path))].literals.insert(comparison.literal);
}

BilingualText PolicyReader::text_of(pugi::xml_node node, const char* element) {
    BilingualText text;
    for (const pugi::xml_node inner : node.children(element)) {
        file_.only_attributes(inner, {"xml:lang"});
        file_.only_children(inner, {});
        const std::string language = file_.required(inner, "xml:lang");
        if (language != "fr" && language != "en")
            fail_unknown(inner, "xml:lang", "unknown-language", language, {"fr", "en"});
        std::string& into = language == "fr" ? text.french : text.english;
        if (!into.empty())
            file_.fail(inner, "repeated-text", PLAN_TEXT("a second <{0}> in the language {1}"), {element, language});
        into = on_one_line(XmlText(file_, inner).text());
        if (into.empty()) file_.fail(inner, "empty-element", PLAN_TEXT("<{}> is empty"), {element});
    }
    if (text.french.empty() || text.english.empty())
        file_.fail(node, "missing-language",
                   PLAN_TEXT("<{0}> needs a <{1} xml:lang=\"fr\"> and a <{1} xml:lang=\"en\">"),
                   {node.name(), element});
    return text;
}

std::optional<Date> PolicyReader::date_of(pugi::xml_node node, const char* attribute) {
    if (!node.attribute(attribute)) return std::nullopt;
    const std::string text = file_.required(node, attribute);
    const auto date = Date::from_iso(text);
    if (!date) fail_attribute(node, attribute, "bad-date", PLAN_TEXT("\"{}\" is not a date YYYY-MM-DD"), {text});
    return date;
}

bool PolicyReader::flag_of(pugi::xml_node node, const char* attribute) {
    if (!node.attribute(attribute)) return false;
    const std::string text = file_.required(node, attribute);
    if (text != "true" && text != "false") fail_unknown(node, attribute, "unknown-value", text, {"true", "false"});
    return text == "true";
}

std::string PolicyReader::source_of(pugi::xml_node node) {
    const std::vector<std::string> sources = split_list(file_.required(node, "source"), ",");
    for (const std::string& source : sources)
        if (!sources_.contains(source)) fail_unknown(node, "source", "unknown-source", source, views(sources_));
    return join(sources, ", ");
}

pugi::xml_node PolicyReader::when_of(pugi::xml_node node) {
    const pugi::xml_node when = file_.child(node, "when");
    if (const pugi::xml_node second = when.next_sibling("when"))
        file_.fail(second, "repeated-condition", PLAN_TEXT("a second <when>; join them with `and` or `or`"), {});
    return when;
}

void PolicyReader::require_new(pugi::xml_node node, const char* attribute, std::set<std::string>& known,
                               const std::string& id) {
    if (!known.insert(id).second)
        fail_attribute(node, attribute, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {id});
}

void PolicyReader::fail_unknown(pugi::xml_node node, const char* attribute, const char* code, const std::string& word,
                                const std::vector<std::string_view>& known) {
    if (const auto near = nearest(word, known))
        fail_attribute(node, attribute, code, PLAN_TEXT("{0}: \"{1}\" is not known here; did you mean \"{2}\"?"),
                       {attribute, word, std::string(*near)});
    fail_attribute(node, attribute, code, PLAN_TEXT("{0}: \"{1}\" is not known here; expected one of: {2}"),
                   {attribute, word, join({known.begin(), known.end()}, ", ")});
}

void PolicyReader::fail_attribute(pugi::xml_node node, const char* attribute, const char* code, const char* text,
                                  std::vector<std::string> arguments) {
    file_.fail_at(attribute_place(file_, node, attribute), code, text, std::move(arguments));
}

Policy read_policy(std::string_view text, std::string_view name) {
    return PolicyReader(text, name).read();
}

}  // namespace plan
