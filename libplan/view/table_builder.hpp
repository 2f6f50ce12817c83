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
    ColumnMeaning meaning = ColumnMeaning::plain;
};

template <class Row>
void fill_table(Table& table, std::span<const Column<Row>> columns, const std::vector<Row>& rows, Language language) {
    for (const Column<Row>& column : columns) {
        table.columns.emplace_back(column.header.in(language));
        table.meanings.push_back(column.meaning);
    }
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
void fill_answers(Table& table, const Portfolio& portfolio, Language language);
void fill_load(Table& table, const Portfolio& portfolio, Language language);
void fill_compliance(Table& table, const Portfolio& portfolio, Language language);

/// An application with what its tasks add up to.
struct PlannedApplication {
    const Application* application = nullptr;
    std::optional<std::int64_t> wave;
    std::optional<Date> start, finish, cutover;
    double effort_days = 0;
    bool has_tasks = false, critical = false;
    std::vector<std::string> teams;  ///< in task order, each once
    const Task* decisive = nullptr;  ///< the cut-over, or the last task where there is none
};

/// What comes first for a project lead: waves by number, then what is worked on outside waves, then what stays; in each
/// by cut-over, or else start, and id. O(n log n).
[[nodiscard]] std::vector<PlannedApplication> planned_applications(const Portfolio& portfolio);

/// The name of an application's class; empty while it has none.
[[nodiscard]] Cell class_cell(const Application& application, Language language);

/// The application's name; empty for one that is not in the stream.
[[nodiscard]] std::string name_of_application(const Portfolio& portfolio, std::string_view id);

}  // namespace plan
