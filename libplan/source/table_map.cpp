#include "libplan/source/table_map.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/special_cells.hpp"

#include <algorithm>
#include <set>

namespace plan {

namespace {

/// The value of a piece; null when no translation names it.
const std::string* translation_of(const MapColumn& column, std::string_view piece) {
    if (const auto found = column.written.find(piece); found != column.written.end()) return &found->second;
    if (piece.empty()) return nullptr;
    if (const std::string key = fold(piece); !key.empty())
        if (const auto found = column.folded.find(key); found != column.folded.end()) return &found->second;
    return column.rest ? &*column.rest : nullptr;
}

void append_word(std::string& cell, const MapColumn& column, std::string_view word, std::string_view before) {
    if (column.exact)
        cell += exact_piece;
    else if (!cell.empty())
        cell += '|';  // which every list reads as the end of a piece
    cell += before;
    cell += word;
}

void append_piece(std::string& cell, const MapColumn& column, std::string_view piece, std::string_view before) {
    const std::string* translation = translation_of(column, piece);
    if (translation && column.exact) {
        for (const std::string& word : split_cell(*translation)) append_word(cell, column, word, before);
        return;
    }
    const std::string_view value = translation ? std::string_view(*translation) : piece;
    if (!value.empty()) append_word(cell, column, value, before);
}

template <class Record>
bool is_list(std::span<const Field<Record>> fields, std::string_view name) {
    const Field<Record>* field = find_field<Record>(fields, name);
    return field && (field->kind == FieldKind::text_list || field->kind == FieldKind::keyword_list);
}

}  // namespace

bool feeds_list(const ColumnName& name) {
    switch (name.type) {
        case RecordType::application:
            return (name.field.starts_with(special::component) && name.field != special::support) ||
                   is_list(application_fields(), name.field);
        case RecordType::flow:
            return is_list(flow_fields(), name.field);
        case RecordType::server:
            return is_list(server_fields(), name.field);
        case RecordType::team:
            return is_list(team_fields(), name.field);
        case RecordType::target:
            return is_list(target_fields(), name.field);
        case RecordType::constraint:
            return is_list(constraint_fields(), name.field);
        default:
            return false;
    }
}

std::string MapColumn::prefix_for(std::string_view header) const {
    const std::size_t hole = is_pattern() ? prefix.find("{}") : std::string::npos;
    if (hole == std::string::npos) return prefix;
    return prefix.substr(0, hole) + std::string(trim(header.substr(from.size() - 1))) + prefix.substr(hole + 2);
}

std::string MapColumn::translate(std::string_view cell, std::string_view before) const {
    std::string result;
    if (separators.empty() || cell.empty()) {
        append_piece(result, *this, cell, before);
        return result;
    }
    for (const std::string& piece : split_list(cell, separators)) append_piece(result, *this, piece, before);
    return result;
}

std::vector<const MapColumn*> MapTable::columns_of(std::string_view header) const {
    std::vector<const MapColumn*> found;
    for (const MapColumn& column : columns)
        if (column.from == header) found.push_back(&column);
    if (!found.empty()) return found;
    const std::string key = fold(header);
    for (const MapColumn& column : columns)
        if (!key.empty() && column.key == key) found.push_back(&column);
    if (!found.empty()) return found;
    for (const MapColumn& column : columns) {
        const std::string_view from = column.from;
        const bool fits = column.is_pattern() && header.starts_with(from.substr(0, from.size() - 1));
        if (fits && (found.empty() || found.front()->from == column.from)) found.push_back(&column);
    }
    return found;
}

const MapTable* TableMap::named(std::string_view name) const {
    const std::string key = fold(name);
    for (const MapTable& table : tables_)
        if (table.name && *table.name != "*" && fold(*table.name) == key) return &table;
    for (const MapTable& table : tables_)
        if (table.name && *table.name == "*") return &table;
    return nullptr;
}

std::optional<RecordType> TableMap::kind_of(std::string_view name) const {
    if (const MapTable* table = named(name)) return table->kind;
    if (const auto told = table_type(name)) return told;
    for (const MapTable& table : tables_)
        if (!table.name) return table.kind;
    return std::nullopt;
}

const MapTable* TableMap::find(RecordType kind) const {
    const auto found = std::ranges::find(tables_, kind, &MapTable::kind);
    return found == tables_.end() ? nullptr : &*found;
}

const MapTable* TableMap::find(std::string_view name, RecordType kind) const {
    if (const MapTable* table = named(name); table && table->kind == kind) return table;
    for (const MapTable& table : tables_)
        if (table.kind == kind && (!table.name || *table.name == "*")) return &table;
    return nullptr;
}

MappedTable::MappedTable(TextTable& table, const MapTable& map, std::string_view id, const Report& report)
    : table_(table) {
    const std::vector<std::string>& names = table.header();
    for (std::size_t index = 0; index < names.size(); ++index) {
        const auto add = [&](const MapColumn* column) {
            if (columns_.size() == most_columns) refuse_columns();
            header_.push_back(names[index]);
            columns_.push_back({index, column});
            if (column) columns_.back().prefix = column->prefix_for(names[index]);
        };
        const std::vector<const MapColumn*> found = map.columns_of(names[index]);
        if (found.empty()) add(nullptr);
        for (const MapColumn* column : found)
            if (column->to) add(column);
    }
    report_absent(map, id, report);
    add_constants(map);
}

void MappedTable::refuse_columns() const {
    TableRow row;
    row.line = table_.header_line();
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "too-many-columns",
                 PLAN_TEXT("read through the map, the table has more than {} columns: the map repeats too many"),
                 {std::to_string(most_columns)},
                 table_.where(row, std::nullopt)});
}

void MappedTable::report_absent(const MapTable& map, std::string_view id, const Report& report) const {
    std::vector<std::string> absent;
    std::set<const MapColumn*> present;
    for (const std::string& name : table_.header())
        for (const MapColumn* column : map.columns_of(name)) present.insert(column);
    TableRow row;
    row.line = table_.header_line();
    const Location where = table_.where(row, std::nullopt);
    for (const MapColumn& column : map.columns) {
        if (present.contains(&column)) continue;
        if (column.required)
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "missing-column",
                         PLAN_TEXT("no column '{}', which the map '{}' requires; the columns are: {}"),
                         {excerpt(column.from), std::string(id), join(table_.header(), ", ")},
                         where});
        if (column.is_pattern()) continue;
        const std::string name = "'" + excerpt(column.from) + "'";
        if (std::ranges::find(absent, name) == absent.end()) absent.push_back(name);
    }
    if (absent.empty()) return;
    if (present.empty())
        report({Severity::warning,
                "map-fits-nothing",
                PLAN_TEXT("the map '{}' knows none of the columns; it expects: {}"),
                {std::string(id), join(absent, ", ")},
                where});
    else
        report({Severity::note,
                "absent-columns",
                PLAN_TEXT("columns of the map '{}' that the table lacks: {}"),
                {std::string(id), join(absent, ", ")},
                where});
}

void MappedTable::add_constants(const MapTable& map) {
    const std::size_t own = columns_.size();
    for (const MapConstant& constant : map.constants) {
        Column column{0, nullptr, &constant};
        for (std::size_t index = 0; index < own && !feeds_list(*constant.to.name); ++index) {
            const MapColumn* mapped = columns_[index].map;
            const auto match = mapped ? mapped->to : find_column(constant.to.name->type, header_[index]);
            if (match && match->name->field == constant.to.name->field) column.rivals.push_back(index);
        }
        header_.push_back(constant.header);
        columns_.push_back(std::move(column));
    }
}

std::string_view MappedTable::translate(Column& column, std::string_view cell) {
    constexpr std::size_t most = 1024, longest = 256;
    if (const auto found = column.known.find(cell); found != column.known.end()) return found->second;
    std::string result = column.map->translate(cell, column.prefix);
    if (column.known.size() < most && cell.size() <= longest)
        return column.known.emplace(cell, std::move(result)).first->second;
    return column.translated = std::move(result);
}

bool MappedTable::next(TableRow& row) {
    do {
        if (!table_.next(row_)) return false;
    } while (!row_.fault && std::ranges::all_of(row_.cells, [](std::string_view cell) { return trim(cell).empty(); }));
    const bool total = is_total(row_.cells);  // it stays one without the constants
    row.line = row_.line;
    row.fault = row_.fault;
    row.cells.resize(columns_.size());
    for (std::size_t index = 0; index < columns_.size(); ++index) {
        Column& column = columns_[index];
        std::string_view& cell = row.cells[index];
        if (column.constant) {
            const bool given = total || std::ranges::any_of(column.rivals, [&](std::size_t rival) {
                                   return !trim(row.cells[rival]).empty();
                               });
            cell = given ? std::string_view() : std::string_view(column.constant->value);
            continue;
        }
        cell = row_.cell(column.source);
        if (column.map && column.map->changes_cells()) cell = translate(column, trim(cell));
    }
    return true;
}

Location MappedTable::where(const TableRow& row, std::optional<std::size_t> column) const {
    if (!column || *column >= columns_.size() || columns_[*column].constant) return table_.where(row, std::nullopt);
    return table_.where(row, columns_[*column].source);
}

const ColumnMatch* MappedTable::meaning(std::size_t column) const {
    if (column >= columns_.size()) return nullptr;
    if (columns_[column].constant) return &columns_[column].constant->to;
    return columns_[column].map ? &*columns_[column].map->to : nullptr;
}

}  // namespace plan
