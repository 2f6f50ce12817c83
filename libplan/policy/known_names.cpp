#include "libplan/policy/known_names.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

std::string as_path(std::string_view dotted) {
    std::string path(dotted);
    std::ranges::replace(path, '.', '/');
    return path;
}

std::string_view without_attribute(std::string_view path) {
    const std::size_t sign = path.find('@');
    return sign == std::string_view::npos ? path : path.substr(0, sign == 0 ? 0 : sign - 1);
}

namespace {

constexpr std::string_view date_attributes[] = {"/@days", "/@months"};

bool is_date(FieldKind kind) {
    return kind == FieldKind::date || kind == FieldKind::date_list;
}

}  // namespace

KnownNames::KnownNames() {
    for (const Field<Application>& field : application_fields()) {
        std::vector<std::string> values(field.keywords.begin(), field.keywords.end());
        if (field.kind == FieldKind::boolean) values = {"true", "false"};
        const std::string path = as_path(field.name);
        names_.emplace(path, std::move(values));
        if (is_date(field.kind)) add_date(path);
    }
    names_.emplace("as_of", std::vector<std::string>());
}

void KnownNames::add_date(const std::string& path) {
    for (const std::string_view attribute : date_attributes)
        names_.emplace(path + std::string(attribute), std::vector<std::string>());
}

bool KnownNames::add(const std::string& name, std::vector<std::string> values) {
    // "harm" would stand beside the group of "harm/date".
    const auto after = names_.lower_bound(name + "/");
    if (after != names_.end() && after->first.starts_with(name + "/")) return false;
    return names_.emplace(name, std::move(values)).second;
}

const std::vector<std::string>& KnownNames::values(std::string_view path) const {
    static const std::vector<std::string> any;
    const auto found = names_.find(path);
    return found == names_.end() ? any : found->second;
}

std::vector<std::string_view> KnownNames::paths() const {
    std::vector<std::string_view> paths;
    for (const auto& [path, values] : names_) paths.push_back(path);
    return paths;
}

void ConditionReader::require_name(std::ptrdiff_t place, const std::string& path) {
    if (names.contains(path)) {
        used_.emplace(without_attribute(path));
        return;
    }
    const std::vector<std::string_view> known = names.paths();
    if (const auto near = nearest(path, known))
        file_.fail_at(place, "unknown-name",
                      PLAN_TEXT("no field of an application and no fact of this policy is called \"{}\"; did you mean "
                                "\"{}\"?"),
                      {path, std::string(*near)});
    file_.fail_at(place, "unknown-name",
                  PLAN_TEXT("no field of an application and no fact of this policy is called \"{}\"; the fields are "
                            "listed in plan-records(5)"),
                  {path});
}

void ConditionReader::check_names(const XmlText& condition) {
    XPathReading reading = read_xpath(condition.text());
    if (reading.refused)
        file_.fail_at(condition.place(reading.refused->position), "unchecked-step",
                      PLAN_TEXT("a condition may not use \"{}\", after which names cannot be checked; name the fields"),
                      {reading.refused->construct});
    for (const XPathReading::Name& name : reading.names) require_name(condition.place(name.position), name.path);
    for (const XPathReading::Comparison& comparison : reading.comparisons) {
        const std::vector<std::string>& values = names.values(comparison.path);
        if (values.empty() || std::ranges::find(values, comparison.literal) != values.end()) continue;
        file_.fail_at(condition.place(comparison.position), "unknown-value",
                      PLAN_TEXT("\"{1}\" is never \"{0}\"; it may be: {2}"),
                      {comparison.literal, comparison.path, join(values, ", ")});
    }
    reading_ = std::move(reading);
}

pugi::xpath_query ConditionReader::compile(pugi::xml_node when) {
    file_.only_attributes(when, {});
    file_.only_children(when, {});
    const XmlText condition(file_, when);
    if (trim(condition.text()).empty()) file_.fail(when, "empty-element", PLAN_TEXT("<{}> is empty"), {when.name()});
    pugi::xpath_query query;
    try {
        query = pugi::xpath_query(condition.text().c_str());
    } catch (const pugi::xpath_exception& error) {
        file_.fail_at(condition.place(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, error.result().offset))),
                      "bad-condition", PLAN_TEXT("this is not an XPath 1.0 condition: {}"), {error.what()});
    }
    const pugi::xpath_value_type type = query.return_type();
    if (type != pugi::xpath_type_boolean && type != pugi::xpath_type_node_set)
        file_.fail(when, "bad-condition", PLAN_TEXT("this expression is not a condition: it is a number or a text"),
                   {});
    check_names(condition);
    return query;
}

}  // namespace plan
