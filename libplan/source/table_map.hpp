#pragma once

#include "libplan/source/columns.hpp"
#include "libplan/source/text_table.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// Column maps: which column of a foreign table feeds which field, and how its values translate. They are data, XML
/// below templates/maps; plan-map(5) is their manual.
namespace plan {

/// Looks texts up by views.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using TextIndex = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;  ///< only looked up

/// Whether the column feeds a list, to which several columns may add.
[[nodiscard]] bool feeds_list(const ColumnName& name);

/// What becomes of one foreign column.
struct MapColumn {
    std::string from;                 ///< the foreign header; "tag:*" is every header that begins so
    std::string key;                  ///< `from` by plan::fold; "" for a pattern
    std::optional<ColumnMatch> to;    ///< nothing: the column is not read
    std::string separators;           ///< at which a cell is cut into pieces; "": it is one piece
    std::string prefix;               ///< put before each piece; {} stands for what `*` stands for
    bool exact = false;               ///< the field is a list, and each piece one word of it
    bool required = false;            ///< a table without the column is refused
    TextIndex written;                ///< translations of pieces by what stands there
    TextIndex folded;                 ///< the same by plan::fold, for pieces that `written` does not have
    std::optional<std::string> rest;  ///< translation of every other piece that is not empty

    [[nodiscard]] bool changes_cells() const {
        return !written.empty() || rest || !separators.empty() || !prefix.empty();
    }
    /// The column is one of several, `from` ends with a star.
    [[nodiscard]] bool is_pattern() const { return from.size() > 1 && from.ends_with('*'); }
    /// `prefix` for the column of that header.
    [[nodiscard]] std::string prefix_for(std::string_view header) const;
    /// What a trimmed cell says, each piece behind `before`. Pieces that no translation names are kept; a piece that
    /// becomes empty is dropped.
    [[nodiscard]] std::string translate(std::string_view cell, std::string_view before) const;
};

/// A field that has one value in every row; a column of the table that feeds it comes first.
struct MapConstant {
    std::string header;  ///< the field, as the map calls it
    ColumnMatch to;
    std::string value;
};

/// What becomes of the tables of one name.
struct MapTable {
    std::optional<std::string> name;  ///< "*": of every other name; nothing: of every name
    std::optional<RecordType> kind;   ///< what it holds; nothing: it is not read
    std::vector<MapColumn> columns;
    std::vector<MapConstant> constants;

    /// The columns of the map that a header stands for: those that spell it so, else those that fold alike, else
    /// those of the first pattern that fits.
    [[nodiscard]] std::vector<const MapColumn*> columns_of(std::string_view header) const;
};

class TableMap {
public:
    TableMap(std::string id, std::vector<MapTable> tables) : id_(std::move(id)), tables_(std::move(tables)) {}

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const std::vector<MapTable>& tables() const { return tables_; }

    /// What a table of that name holds: as the map says of this name, else of "*", else as table_type(name) says, else
    /// as the map says of any table.
    [[nodiscard]] std::optional<RecordType> kind_of(std::string_view name) const;
    /// How a table of that kind is read, whatever its name, or null: the first of the map.
    [[nodiscard]] const MapTable* find(RecordType kind) const;
    /// How a table of that name and kind is read, or null: of its name, of "*", or of any name.
    [[nodiscard]] const MapTable* find(std::string_view name, RecordType kind) const;

private:
    [[nodiscard]] const MapTable* named(std::string_view name) const;

    std::string id_;
    std::vector<MapTable> tables_;
};

inline constexpr std::size_t most_map_tables = 256;
inline constexpr std::size_t most_map_columns = 2000;  ///< of a table, in the map

/// Reads a map. Throws Error(invalid_input) with line and column for whatever is not understood: elements, attributes,
/// kinds, fields (with the nearest known one), units, repeated columns or values, too many tables or
/// columns; and what MarkupFile throws.
[[nodiscard]] TableMap read_table_map(std::string_view text, std::string_view name);

/// A table seen through a map. Columns that the map does not name pass as they are. O(1) a cell; cells that come again
/// and again are translated once.
class MappedTable final : public TextTable {
public:
    /// `table`, `map` and the map's tables outlive this. Reports the columns of the map that the table lacks (note), or
    /// that it has none of them (warning). Throws Error(invalid_input): "missing-column" for a required one,
    /// "too-many-columns" when one column each becomes several and that makes more than `most_columns`.
    MappedTable(TextTable& table, const MapTable& map, std::string_view id, const Report& report);

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] std::size_t header_line() const override { return table_.header_line(); }
    [[nodiscard]] bool next(TableRow& row) override;
    [[nodiscard]] Location where(const TableRow& row, std::optional<std::size_t> column) const override;
    [[nodiscard]] std::string origin(const TableRow& row) const override { return table_.origin(row); }
    [[nodiscard]] const ColumnMatch* meaning(std::size_t column) const override;

    static constexpr std::size_t most_columns = 32768;

private:
    struct Column {
        std::size_t source = 0;                 ///< column of the table; meaningless for a constant
        const MapColumn* map = nullptr;         ///< null: passes as it is, or a constant
        const MapConstant* constant = nullptr;  ///< null: a column of the table
        std::vector<std::size_t> rivals = {};   ///< of a constant: columns that feed the same field, and come first
        std::string prefix = {};                ///< before each piece
        TextIndex known = {};                   ///< translations of cells seen
        std::string translated = {};            ///< of the row at hand, when it is not in `known`
    };

    [[noreturn]] void refuse_columns() const;
    void report_absent(const MapTable& map, std::string_view id, const Report& report) const;
    void add_constants(const MapTable& map);
    [[nodiscard]] static std::string_view translate(Column& column, std::string_view cell);

    TextTable& table_;
    std::vector<std::string> header_;
    std::vector<Column> columns_;
    TableRow row_;  ///< of the table
};

}  // namespace plan
