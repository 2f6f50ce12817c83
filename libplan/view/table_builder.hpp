#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/view/table.hpp"
#include "libplan/view/words.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// How the tables of this room are put together: a list of columns, each a header in both languages and how to fill a
/// cell from a record. Internal to this room.
namespace plan {

[[nodiscard]] inline Cell cell(std::string_view text) {
    return text.empty() ? Cell() : Cell(std::string(text));
}
[[nodiscard]] inline Cell cell(const std::string& text) {
    return cell(std::string_view(text));
}
[[nodiscard]] inline Cell cell(const char* text) {
    return cell(std::string_view(text));
}
[[nodiscard]] inline Cell cell(Date date) {
    return date;
}
[[nodiscard]] inline Cell cell(bool truth) {
    return truth;
}
[[nodiscard]] inline Cell cell(std::int64_t number) {
    return number;
}
[[nodiscard]] inline Cell cell(double number) {
    return number;
}
template <class Value>
[[nodiscard]] Cell cell(const std::optional<Value>& value) {
    return value ? cell(*value) : Cell();
}

/// Several values in one cell: "a, b".
[[nodiscard]] Cell list_cell(const std::vector<std::string>& values);

/// The texts of the reasons, one after the other, with their sources: "Texte [R9]. Texte [SREN-31]."
[[nodiscard]] Cell reasons_cell(const Reasons& reasons);

template <class Row>
struct Column {
    Words header;
    Cell (*fill)(const Row&, Language);
};

template <class Row>
void fill_table(Table& table, std::span<const Column<Row>> columns, const std::vector<Row>& rows, Language language) {
    for (const Column<Row>& column : columns) table.columns.emplace_back(column.header.in(language));
    table.rows.reserve(rows.size());
    for (const Row& row : rows) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        cells.reserve(columns.size());
        for (const Column<Row>& column : columns) cells.push_back(column.fill(row, language));
    }
}

void fill_plan(Table& table, const Portfolio& portfolio, Language language);
void fill_applications(Table& table, const Portfolio& portfolio, Language language);
void fill_questions(Table& table, const Portfolio& portfolio, Language language);
void fill_tasks(Table& table, const Portfolio& portfolio, Language language);
void fill_waves(Table& table, const Portfolio& portfolio, Language language);
void fill_groups(Table& table, const Portfolio& portfolio, Language language);
void fill_bridges(Table& table, const Portfolio& portfolio, Language language);
void fill_flows(Table& table, const Portfolio& portfolio, Language language);

}  // namespace plan
