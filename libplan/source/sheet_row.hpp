#pragma once

#include "libplan/base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The rows of a sheet, whatever the workbook's format, and the cells that are put together to make them.
namespace plan {

/// What a sheet may have; spreadsheet programs have as much and no more. Content beyond is refused.
inline constexpr std::size_t most_sheet_rows = 1'048'576;
inline constexpr std::size_t most_sheet_columns = 16384;
/// Bytes of the texts of one row, as for CSV.
inline constexpr std::size_t longest_sheet_row = std::size_t{1} << 20;

enum class CellState : std::uint8_t {
    own,       ///< what is written in the cell
    repeated,  ///< what is written in the cell before, for both
    filled,    ///< what is written in the first cell of the merged range
    error,     ///< a formula that failed: its text is "#REF!", "#N/A"…
};

struct SheetCell {
    std::string_view text;  ///< UTF-8; empty for a cell without content
    CellState state = CellState::own;
};

/// A row, reused from row to row; texts are valid until the next one is read.
struct SheetRow {
    std::size_t number = 0;        ///< from 1
    std::size_t repeats = 1;       ///< that many equal rows stand from `number` on
    std::vector<SheetCell> cells;  ///< by column; empty ones at the end dropped
};

/// "D7", for a column and a row from 0 and 1; "7" without a column.
[[nodiscard]] std::string cell_name(std::optional<std::size_t> column, std::size_t row);
/// "Applications!D7", "'Mes applis'!D7".
[[nodiscard]] std::string cell_name(std::string_view sheet, std::optional<std::size_t> column, std::size_t row);

/// Where the cells of a sheet stand, for messages.
struct SheetPlace {
    std::string file, sheet;

    [[nodiscard]] Location cell(std::optional<std::size_t> column, std::size_t row) const {
        return {file, 0, 0, cell_name(sheet, column, row)};
    }
};

/// Counts what a sheet makes of its bytes beyond what it says: equal rows and cells that are written once, gaps, merged
/// ranges. A small file could ask for thousands of millions, and is refused.
class Expansion {
public:
    static constexpr std::size_t most_cells = 250'000'000;

    /// Throws Error(invalid_input, "sheet-too-large") when there are too many in the whole of the workbook.
    void add(std::size_t cells, const Location& where);

private:
    std::size_t cells_ = 0;
};

/// Ranges of merged cells: the text of the first cell is that of all. Memory: the ranges that are open at a row.
class MergedCells {
public:
    /// A range whose first cell was read, with its text. Throws Error(invalid_input, "too-many-merges") when more
    /// ranges cross one row than it has columns.
    void open(std::size_t row, std::size_t column, std::size_t last_row, std::size_t last_column, std::string_view text,
              const SheetPlace& place);
    /// Fills in the cells of `row` that belong to open ranges, as far as the `width` of the sheet, after dropping those
    /// that end before it. The texts live until the next call of this or of `open`.
    void fill(SheetRow& row, std::size_t width, Expansion& expansion, const SheetPlace& place);
    [[nodiscard]] bool empty() const { return open_.empty(); }
    void clear() {
        open_.clear();
        bytes_ = 0;
    }

private:
    struct Range {
        std::size_t row, column, last_row, last_column;
        std::string text;
    };
    std::vector<Range> open_;
    std::size_t bytes_ = 0;  ///< of their texts
};

/// Puts the cells of a row in their places.
class RowBuilder {
public:
    RowBuilder(Expansion& expansion, MergedCells& merged) : expansion_(expansion), merged_(merged) {}

    /// Throws Error(invalid_input, "beyond-sheet") when there are more rows, empty ones counted, than a sheet has.
    void begin(std::size_t number, std::size_t repeats, const SheetPlace& place);
    /// To be called for each cell, empty ones too. Throws as `begin` does.
    void count_cell(const SheetPlace& place) {
        if (++cells_ > 4 * most_sheet_columns) refuse_beyond(place);
    }
    /// The texts of the row's cells, one behind the other: a cell's is added to its end, then `add` says where it
    /// began.
    [[nodiscard]] std::string& texts() { return texts_; }
    void add(std::size_t column, std::size_t repeats, std::size_t text_begin, CellState state);
    /// A text that lives until the next row.
    void add_shared(std::size_t column, std::string_view text);

    [[nodiscard]] std::size_t number() const { return number_; }
    [[nodiscard]] bool empty() const { return pieces_.empty(); }
    /// Throws Error(invalid_input): "row-too-long", "sheet-too-large", "beyond-sheet" (a cell past the limits).
    void finish(SheetRow& row, const SheetPlace& place);
    /// For texts that grow piece by piece: throws "row-too-long" as soon as they do.
    void check_length(const SheetPlace& place) const;

    void begin_sheet() { width_ = rows_ = 0; }

private:
    struct Piece {
        std::size_t column, repeats;
        const char* shared;  ///< null: at `begin` in texts_
        std::size_t begin, size;
        CellState state;
    };

    void check_place(const SheetPlace& place) const;
    [[noreturn]] void refuse_beyond(const SheetPlace& place) const;

    Expansion& expansion_;
    MergedCells& merged_;
    std::size_t number_ = 0, repeats_ = 1;
    std::string texts_;
    std::vector<Piece> pieces_;
    std::size_t width_ = 0;  ///< columns of the sheet so far
    std::size_t rows_ = 0;   ///< of the sheet so far, as they are written
    std::size_t cells_ = 0;  ///< of the row so far, as they are written
};

}  // namespace plan
