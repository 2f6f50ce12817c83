#pragma once

#include "libplan/source/byte_source.hpp"
#include "libplan/source/pipeline.hpp"
#include "libplan/source/workbook.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace plan {

/// Reads a workbook's rows on a thread of its own, while the rows before are made into records: unpacking and reading
/// markup take about as long as the rest. The rows and their order are the same; so is where it fails. The first rows
/// of a sheet are read without a thread, so that small sheets need none. Memory: at most five batches of rows.
class ReadAhead final : public WorkbookReader {
public:
    explicit ReadAhead(WorkbookReader& reader) : reader_(reader) {}

    [[nodiscard]] bool next_sheet() override;
    [[nodiscard]] const std::string& sheet_name() const override { return reader_.sheet_name(); }
    [[nodiscard]] bool sheet_is_hidden() const override { return reader_.sheet_is_hidden(); }
    [[nodiscard]] bool next_row(SheetRow& row) override;
    void restart() override;

private:
    /// Rows with their cells and texts, one behind the other.
    class Batch {
    public:
        void add(const SheetRow& row);
        [[nodiscard]] bool full() const;
        /// Gives the next row; false when there is no more.
        [[nodiscard]] bool next(SheetRow& row);

    private:
        struct Row {
            std::size_t number, repeats, cells_end;
        };
        struct Cell {
            std::size_t text_end;
            CellState state;
        };
        std::vector<Row> rows_;
        std::vector<Cell> cells_;
        std::string texts_;
        std::size_t row_ = 0, cell_ = 0, text_ = 0;  ///< what was given already
    };

    WorkbookReader& reader_;
    std::size_t rows_ = 0;  ///< of the sheet, read without a thread
    Batch batch_;           ///< that rows are given from
    Pipeline<Batch> batches_;
};

/// Reads a source on a thread of its own, once it turns out to be large: unpacking takes its time. Memory: a mebibyte
/// and a half.
class SourceAhead final : public ByteSource {
public:
    /// The source outlives it, and is the thread's until it is gone.
    explicit SourceAhead(ByteSource& source) : source_(source) {}

    std::size_t read(char* out, std::size_t capacity) override;
    [[nodiscard]] bool rewind() override;

private:
    struct Piece {
        std::unique_ptr<char[]>
            bytes;  // not a string: filling it with zeros first takes as long as checking a zip's sum
        std::size_t size = 0;
    };

    ByteSource& source_;
    std::size_t read_ = 0;   ///< bytes without a thread
    Piece piece_;            ///< that bytes are given from
    std::size_t given_ = 0;  ///< of it
    Pipeline<Piece> pieces_;
};

}  // namespace plan
