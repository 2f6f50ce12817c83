#include "libplan/policy/measures.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/columns.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

constexpr std::string_view counts[] = {
    "flows", "strong_flows", "components", "unsupported_components", "ending_components", "undated_components"};

/// Of what no column of an inventory gives.
constexpr std::pair<std::string_view, std::string_view> french_names[] = {
    {"flows", "flux"},
    {"strong_flows", "flux à couplage fort"},
    {"components", "composants"},
    {"unsupported_components", "composants hors support"},
    {"ending_components", "composants hors support avant la bascule"},
    {"undated_components", "composants sans date de fin de support"},
    {"class", "classe"}};

/// A single value as text; lists have no order of magnitude and are left out.
std::optional<std::string> as_text(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* date = std::get_if<Date>(&value)) return date->to_iso();
    return std::nullopt;
}

void count_supports(Measures& measures, const Application& application, Date planning_date,
                    const SupportTable* supports) {
    if (application.components.empty()) return;
    const std::optional<Date> cutover = cutover_of(application);
    std::size_t dated = 0, unsupported = 0, ending = 0;
    for (const Component& component : application.components) {
        const std::optional<Date> end = support_of(component, supports).end;
        dated += end.has_value();
        if (end && *end < planning_date)
            ++unsupported;
        else if (end && cutover && *end < *cutover)
            ++ending;
    }
    measures["components"] = std::to_string(application.components.size());
    measures["undated_components"] = std::to_string(application.components.size() - dated);
    if (dated == 0) return;
    measures["unsupported_components"] = std::to_string(unsupported);
    if (cutover) measures["ending_components"] = std::to_string(ending);
}

Measures measure_record(const Application& application, Date planning_date, const SupportTable* supports) {
    Measures measures;
    for (const Field<Application>& field : application_fields())
        if (auto text = as_text(field.get(application))) measures.emplace(field.name, std::move(*text));
    count_supports(measures, application, planning_date, supports);
    const auto& classification = application.classification;
    if (classification && classification->verdict == Verdict::decided && !classification->sensitivity_class.empty())
        measures["class"] = classification->sensitivity_class;
    return measures;
}

}  // namespace

ComponentSupport support_of(const Component& component, const SupportTable* table) {
    ComponentSupport support;
    if (table != nullptr) support.entry = table->find(component.name);
    support.declared = component.end_of_support.has_value();
    if (support.declared)
        support.end = component.end_of_support;
    else if (support.entry != nullptr)
        support.end = support.entry->end;
    return support;
}

std::optional<Date> cutover_of(const Application& application) {
    if (application.planned && application.planned->cutover) return application.planned->cutover;
    return application.deadline;
}

std::span<const std::string_view> measured_counts() {
    return counts;
}

std::string measure_in_words(std::string_view measure, Language language) {
    if (language == Language::english) return std::string(measure);
    for (const auto& [name, french] : french_names)
        if (name == measure) return std::string(french);
    const auto columns = column_names(RecordType::application);
    const auto column = std::ranges::find(columns, measure, &ColumnName::field);
    if (column == columns.end()) return std::string(measure);
    return std::string(column->french) + (column->quantity == Quantity::gigabytes ? " (Go)" : "");
}

std::vector<std::string_view> measure_names() {
    std::vector<std::string_view> names(std::begin(counts), std::end(counts));
    names.push_back("class");
    for (const Field<Application>& field : application_fields()) names.push_back(field.name);
    return names;
}

std::vector<Measures> measure_applications(const Portfolio& portfolio, Date planning_date, const SupportTable* supports,
                                           const CouplingModel& coupling) {
    const std::size_t count = portfolio.applications.size();
    std::vector<std::size_t> flows(count), strong(count);
    for (const ResolvedFlow& ends : resolve_flows(portfolio, [](const Diagnostic&) {})) {
        const bool counts = is_strong(coupling, portfolio.flows[ends.flow]);
        for (const std::size_t end : {ends.from, ends.to}) {
            flows[end] += 1;
            strong[end] += counts;
            if (ends.from == ends.to) break;
        }
    }
    std::vector<Measures> all;
    all.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        all.push_back(measure_record(portfolio.applications[index], planning_date, supports));
        // Without a single flow in the stream, nothing says that there is none.
        if (portfolio.flows.empty()) continue;
        all.back()["flows"] = std::to_string(flows[index]);
        all.back()["strong_flows"] = std::to_string(strong[index]);
    }
    return all;
}

}  // namespace plan
