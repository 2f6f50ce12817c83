#include "libplan/policy/measures.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

namespace plan {

namespace {

constexpr std::string_view counts[] = {"flows", "strong_flows", "components", "unsupported_components"};

/// A single value as text; lists have no order of magnitude and are left out.
std::optional<std::string> as_text(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* date = std::get_if<Date>(&value)) return date->to_iso();
    return std::nullopt;
}

Measures measure_record(const Application& application, Date planning_date) {
    Measures measures;
    for (const Field<Application>& field : application_fields())
        if (auto text = as_text(field.get(application))) measures.emplace(field.name, std::move(*text));
    if (!application.components.empty()) measures["components"] = std::to_string(application.components.size());
    std::size_t dated = 0, unsupported = 0;
    for (const Component& component : application.components) {
        dated += component.end_of_support.has_value();
        unsupported += component.end_of_support && *component.end_of_support < planning_date;
    }
    if (dated > 0) measures["unsupported_components"] = std::to_string(unsupported);
    const auto& classification = application.classification;
    if (classification && classification->verdict == Verdict::decided && !classification->sensitivity_class.empty())
        measures["class"] = classification->sensitivity_class;
    return measures;
}

}  // namespace

std::span<const std::string_view> measured_counts() {
    return counts;
}

std::vector<std::string_view> measure_names() {
    std::vector<std::string_view> names(std::begin(counts), std::end(counts));
    names.push_back("class");
    for (const Field<Application>& field : application_fields()) names.push_back(field.name);
    return names;
}

std::vector<Measures> measure_applications(const Portfolio& portfolio, Date planning_date) {
    const std::size_t count = portfolio.applications.size();
    std::vector<std::size_t> flows(count), strong(count);
    for (const ResolvedFlow& ends : resolve_flows(portfolio, [](const Diagnostic&) {})) {
        const bool is_strong = portfolio.flows[ends.flow].coupling == Coupling::strong;
        for (const std::size_t end : {ends.from, ends.to}) {
            flows[end] += 1;
            strong[end] += is_strong;
            if (ends.from == ends.to) break;
        }
    }
    std::vector<Measures> all;
    all.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        all.push_back(measure_record(portfolio.applications[index], planning_date));
        // Without a single flow in the stream, nothing says that there is none.
        if (portfolio.flows.empty()) continue;
        all.back()["flows"] = std::to_string(flows[index]);
        all.back()["strong_flows"] = std::to_string(strong[index]);
    }
    return all;
}

}  // namespace plan
