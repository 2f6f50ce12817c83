#pragma once

#include "libplan/base/text.hpp"
#include "libplan/source/header_binding.hpp"
#include "libplan/source/special_cells.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plan {

/// What the cells of one column have been read as, so that words that come again and again are looked up once.
class CellMemory {
public:
    [[nodiscard]] const FieldValue* find(std::string_view cell) const {
        const auto found = values_.find(cell);
        return found == values_.end() ? nullptr : &found->second;
    }
    void keep(std::string_view cell, const FieldValue& value) {
        constexpr std::size_t most = 1024, longest = 256;
        if (values_.size() < most && cell.size() <= longest) values_.emplace(cell, value);
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, FieldValue, Hash, std::equal_to<>> values_;
};

/// plan::trim, quick for the usual cell that begins and ends with a visible ASCII character.
[[nodiscard]] inline std::string_view trim_cell(std::string_view cell) {
    const auto visible = [](char byte) { return byte > ' ' && byte < 0x7F; };
    if (cell.empty() || (visible(cell.front()) && visible(cell.back()))) return cell;
    return trim(cell);
}

/// Reads the rows of a table as records of one type. Memory does not grow with the number of rows.
template <class Record>
class RowReader {
public:
    enum class Outcome : std::uint8_t { record, blank, refused };

    /// Binds the header; throws as bind_header does. `table` and `report` outlive the reader.
    RowReader(const TextTable& table, RecordType type, std::span<const Field<Record>> fields, FlowEnds ends,
              const Report& report)
        : table_(table), fields_(fields), ends_(ends), report_(report) {
        std::vector<std::string_view> required;
        for (const Field<Record>& field : fields)
            if (field.required) required.push_back(field.name);
        binding_ = bind_header(table, type, required, report);
        columns_.reserve(binding_.columns.size());
        for (const BoundColumn& bound : binding_.columns) columns_.push_back(make_column(bound));
    }

    [[nodiscard]] const HeaderBinding& binding() const { return binding_; }

    /// Fills in `record`, which must be as constructed. Every problem of the row is reported.
    Outcome read(const TableRow& row, Record& record) {
        if (row.fault) {
            report_(*row.fault);
            return Outcome::refused;
        }
        if (is_total(row.cells)) {
            report_total(row);
            return Outcome::blank;
        }
        pending_.clear();
        bool blank = true, sound = true;
        for (Column& column : columns_) {
            const std::string_view cell = trim_cell(row.cell(column.bound->index));
            if (cell.empty()) continue;
            blank = false;
            sound = read_cell(row, column, cell, record) && sound;
        }
        warn_of_unnamed(row);
        if (blank) return Outcome::blank;
        if (!sound || !settle_row(row, record)) return Outcome::refused;
        return Outcome::record;
    }

    /// Columns that no field of the record holds, with their headers; of the row that was read last.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& extra() const { return pending_.extra; }

    /// Reports a problem of the column that feeds `field`, or of the whole row when none does.
    void report_problem(const TableRow& row, std::string_view field, const CellProblem& problem) {
        const Column* column = column_of(field);
        const std::string_view cell = column ? trim(row.cell(column->bound->index)) : std::string_view();
        report_cell(row, column ? column->bound->header : std::string(field), column, cell, problem);
    }

private:
    struct Column {
        const BoundColumn* bound;
        const Field<Record>* field;  ///< null: a special reading, or kept as it came
        CellFormat format;
        bool remembers;
        CellMemory memory;
    };

    Column make_column(const BoundColumn& bound) const {
        Column column{&bound, nullptr, {}, false, {}};
        if (!bound.name) return column;
        column.field = find_field<Record>(fields_, bound.name->field);
        if (!column.field) return column;
        const Vocabulary* words = bound.name->words ? &bound.name->words() : nullptr;
        column.format = {column.field->kind, words, bound.name->quantity, bound.factor};
        column.remembers = words && column.field->kind != FieldKind::boolean;
        return column;
    }

    bool read_cell(const TableRow& row, Column& column, std::string_view cell, Record& record) {
        CellProblem problem;
        if (!column.field) {
            if (!column.bound->name || column.bound->name->field == special::kept) {
                pending_.extra.emplace_back(column.bound->kept_as, cell);
                return true;
            }
            if (read_special(record, *column.bound, cell, pending_, problem)) return true;
            report_cell(row, column.bound->header, &column, cell, problem);
            return false;
        }
        if (column.remembers)
            if (const FieldValue* known = column.memory.find(cell)) return set(row, column, cell, record, *known);
        FieldValue value;
        if (!parse_cell(column.format, cell, value, problem)) {
            report_cell(row, column.bound->header, &column, cell, problem);
            return false;
        }
        if (column.remembers) {
            column.memory.keep(cell, value);
            warn_of_words(row, column, value);
        }
        return set(row, column, cell, record, std::move(value));
    }

    bool set(const TableRow& row, const Column& column, std::string_view cell, Record& record, FieldValue value) {
        if (std::holds_alternative<std::monostate>(value)) return true;
        if (column.bound->repeats) {
            const FieldValue before = column.field->get(record);
            if (before == value) return true;
            if (const auto* first = std::get_if<std::vector<std::string>>(&before))
                value = join_lists(*first, std::get<std::vector<std::string>>(value));
            else if (!std::holds_alternative<std::monostate>(before))
                return settle_repeated(row, column, cell);
        }
        if (column.field->set(record, std::move(value))) return true;
        report_cell(row, column.bound->header, &column, cell,
                    {"invalid-value", PLAN_TEXT("column '{}': '{}' cannot be read"), {}});
        return false;
    }

    static std::vector<std::string> join_lists(std::vector<std::string> list, const std::vector<std::string>& more) {
        for (const std::string& word : more)
            if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
        return list;
    }

    /// Two columns give two values of one field. Of texts the first is taken; anything else must agree.
    bool settle_repeated(const TableRow& row, const Column& column, std::string_view cell) {
        if (column.field->kind == FieldKind::text) {
            pending_.extra.emplace_back(column.bound->kept_as, cell);
            return true;
        }
        report_cell(row, column.bound->header, &column, cell,
                    {"conflicting-columns",
                     PLAN_TEXT("column '{}': '{}' differs from what column '{}' says"),
                     {excerpt(column_of(column.field->name)->bound->header)}});
        return false;
    }

    bool settle_row(const TableRow& row, Record& record) {
        std::optional<std::string_view> missing;
        for (const Field<Record>& field : fields_)
            if (field.required && !missing && column_of(field.name) &&
                std::holds_alternative<std::monostate>(field.get(record)))
                missing = field.name;
        if (!missing) missing = settle(record, pending_, ends_);
        if (!missing) return true;
        report_problem(row, *missing, {"missing-value", PLAN_TEXT("column '{}' must not be empty in this row"), {}});
        return false;
    }

    [[nodiscard]] const Column* column_of(std::string_view field) const {
        for (const Column& column : columns_)
            if (column.bound->name && column.bound->name->field == field) return &column;
        return nullptr;
    }

    void report_cell(const TableRow& row, const std::string& header, const Column* column, std::string_view cell,
                     const CellProblem& problem) {
        std::vector<std::string> arguments{excerpt(header), excerpt(cell)};
        arguments.insert(arguments.end(), problem.details.begin(), problem.details.end());
        const auto index = column ? std::optional(column->bound->index) : std::nullopt;
        report_({Severity::error, problem.code, problem.text, std::move(arguments), table_.where(row, index)});
    }

    void warn_of_words(const TableRow& row, const Column& column, const FieldValue& value) {
        constexpr std::size_t most = 100;
        for (const std::string& word : unknown_words(column.format, value)) {
            if (warned_.size() >= most || !warned_.insert(column.bound->header + '\n' + word).second) continue;
            Diagnostic diagnostic{Severity::warning,
                                  "unknown-value",
                                  "",
                                  {excerpt(column.bound->header), excerpt(word)},
                                  table_.where(row, column.bound->index)};
            if (const auto near = column.format.words->nearest(word)) {
                diagnostic.text = PLAN_TEXT("column '{}': '{}' is not a usual value; did you mean '{}'? It is kept");
                diagnostic.arguments.emplace_back(*near);
            } else {
                diagnostic.text = PLAN_TEXT("column '{}': '{}' is not a usual value; it is kept");
            }
            report_(diagnostic);
        }
    }

    void report_total(const TableRow& row) {
        report_({Severity::warning,
                 "totals-row",
                 PLAN_TEXT("the row adds up the others: it is left out"),
                 {},
                 table_.where(row, std::nullopt)});
    }

    void warn_of_unnamed(const TableRow& row) {
        std::erase_if(binding_.unnamed, [&](std::size_t index) {
            if (trim(row.cell(index)).empty()) return false;
            report_({Severity::warning,
                     "unnamed-column",
                     PLAN_TEXT("column {} has no header: its values are not read"),
                     {std::to_string(index + 1)},
                     table_.where(row, index)});
            return true;
        });
    }

    const TextTable& table_;
    std::span<const Field<Record>> fields_;
    FlowEnds ends_;
    const Report& report_;
    HeaderBinding binding_;
    std::vector<Column> columns_;
    PendingCells pending_;
    std::set<std::string> warned_;
};

}  // namespace plan
