#include "libplan/source/header_binding.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/konveyor_questionnaire.hpp"

#include <algorithm>

namespace plan {

namespace {

Location header_place(const TextTable& table, std::optional<std::size_t> column) {
    TableRow header_row;
    header_row.line = table.header_line();
    return table.where(header_row, column);
}

/// `earlier` columns were not known either: with very many of them nobody looks for slips of the pen.
void report_unknown(const TextTable& table, RecordType type, const BoundColumn& column, std::size_t earlier,
                    const Report& report) {
    constexpr std::size_t most_compared = 200;
    Diagnostic diagnostic{
        Severity::warning, "unknown-column", "", {excerpt(column.header)}, header_place(table, column.index)};
    const auto near = earlier < most_compared ? nearest_column(type, column.header) : std::nullopt;
    if (type == RecordType::calendar) {  // several rows make one record, which has no place for them
        diagnostic.text = PLAN_TEXT("column '{}' is not known; its values are not read");
    } else if (near) {
        diagnostic.text = PLAN_TEXT("column '{}' is not known; did you mean '{}'? Its values are kept under \"extra\"");
        diagnostic.arguments.emplace_back(*near);
    } else {
        diagnostic.text = PLAN_TEXT("column '{}' is not known; its values are kept under \"extra\"");
    }
    report(diagnostic);
}

/// Whether a column may feed the same field as an earlier one: each adds to a list.
bool accumulates(const ColumnName& name) {
    return name.field.starts_with(special::component) || name.field.starts_with(special::tag) ||
           name.field == special::kept;
}

bool feeds(const HeaderBinding& binding, std::string_view field) {
    return std::any_of(binding.columns.begin(), binding.columns.end(),
                       [&](const BoundColumn& column) { return column.name && column.name->field == field; });
}

[[noreturn]] void refuse_missing(const TextTable& table, RecordType type, std::string_view field) {
    std::vector<std::string> headers;
    for (const std::string& header : table.header()) headers.push_back("'" + excerpt(header) + "'");
    std::string french(field), english(field);
    for (const ColumnName& name : column_names(type)) {
        if (name.field != field) continue;
        french = name.french;
        english = name.english;
        break;
    }
    throw Error(Failure::invalid_input, {Severity::error,
                                         "missing-column",
                                         PLAN_TEXT("no column '{}' ({}) in this table of {}; its columns are: {}"),
                                         {french, english, std::string(table_name(type)), join(headers, ", ")},
                                         header_place(table, std::nullopt)});
}

/// "Type", "Type (2)"…: columns of one name stay apart under "extra".
std::string name_under_extra(const HeaderBinding& binding, const std::string& header) {
    const auto before = std::ranges::count(binding.columns, header, &BoundColumn::header);
    return before == 0 ? header : header + " (" + std::to_string(before + 1) + ")";
}

}  // namespace

std::optional<ColumnMatch> column_meaning(const TextTable& table, RecordType type, std::size_t column) {
    if (const ColumnMatch* match = table.meaning(column)) return *match;
    return find_column(type, table.header()[column]);
}

HeaderBinding bind_header(const TextTable& table, RecordType type, std::span<const std::string_view> required,
                          const Report& report) {
    HeaderBinding binding;
    const std::vector<std::string>& header = table.header();
    for (std::size_t index = 0; index < header.size(); ++index) {
        if (header[index].empty()) {
            binding.unnamed.push_back(index);
            continue;
        }
        BoundColumn column{index, header[index], name_under_extra(binding, header[index])};
        if (type != RecordType::calendar && header[index].starts_with(special::kept_prefix) &&
            header[index].size() > special::kept_prefix.size()) {
            column.kept_as.erase(0, special::kept_prefix.size());
            binding.kept.push_back(column.kept_as);
        } else if (const auto match = column_meaning(table, type, index)) {
            column.name = match->name;
            column.factor = match->factor;
            column.repeats = !accumulates(*match->name) && feeds(binding, match->name->field);
            if (match->name->field == special::kept) binding.kept.push_back(header[index]);
        } else if (type != RecordType::application || !header[index].starts_with(readiness_prefix)) {
            report_unknown(table, type, column, binding.unknown.size(), report);
            binding.unknown.push_back(header[index]);
        }
        binding.columns.push_back(std::move(column));
    }
    for (const std::string_view field : required) {
        // Source and destination stand for the two ends of a flow.
        const std::string_view other = field == "from" ? special::flow_source : special::flow_destination;
        if (!feeds(binding, field) && !(type == RecordType::flow && feeds(binding, other)))
            refuse_missing(table, type, field);
    }
    return binding;
}

}  // namespace plan
