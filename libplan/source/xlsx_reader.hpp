#pragma once

#include "libplan/source/read_ahead.hpp"
#include "libplan/source/workbook.hpp"
#include "libplan/source/xlsx_parts.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Reads the sheets of an Office Open XML workbook. Memory does not grow with the rows; the texts that cells share are
/// held, within the bounds of SharedStrings.
///
/// Formulas give the value that was computed when the file was saved. Numbers are dates, times and percentages by their
/// formats. Cells of merged ranges give the text of the first cell.
class XlsxReader final : public WorkbookReader, private XmlHandler {
public:
    /// The archive outlives the reader. Throws what read_xlsx_book and the readers of parts throw.
    XlsxReader(const ZipArchive& archive, std::string path);
    ~XlsxReader() override;

    [[nodiscard]] bool next_sheet() override;
    [[nodiscard]] const std::string& sheet_name() const override { return place_.sheet; }
    [[nodiscard]] bool sheet_is_hidden() const override { return book_.sheets[sheet_ - 1].hidden; }
    /// Throws Error(invalid_input, "invalid-workbook") when a cell refers to a text that is not there.
    [[nodiscard]] bool next_row(SheetRow& row) override;
    void restart() override { sheet_ = 0; }

private:
    enum class At : std::uint8_t { sheet, rows, row, cell, value, inline_text };

    /// A merged range, counted from 1 by row and from 0 by column.
    struct Range {
        std::size_t row, column, last_row, last_column;
    };
    class RangeHandler;

    int token(std::string_view space, std::string_view local) override;
    void start(const XmlElement& element) override;
    void end(const XmlName& name) override;
    void text(std::string_view piece) override;

    void start_row(const XmlElement& element);
    void start_cell(const XmlElement& element);
    void end_cell();
    void add_value(std::string_view type, std::string_view value);
    void add_number(std::string_view value);
    void add_string(std::string_view index);
    void open_ranges(std::size_t column, std::string_view text);
    void read_ranges();
    void open_sheet();

    const ZipArchive& archive_;
    std::string path_;
    XlsxBook book_;
    SharedStrings strings_;
    std::vector<NumberFormat> formats_;
    std::size_t sheet_ = 0;  ///< the one that is read, from 1

    std::unique_ptr<ByteSource> source_;
    std::optional<SourceAhead> unpacked_;
    std::optional<XmlStream> stream_;
    bool row_ready_ = false, ended_ = true;
    At at_ = At::sheet;
    std::size_t skipped_ = 0;  ///< elements open within one that is left out

    SheetPlace place_;
    std::vector<Range> ranges_;    ///< by row and column
    std::size_t number_ = 0;       ///< of the row
    std::size_t next_column_ = 0;  ///< after the last cell
    std::size_t column_ = 0;
    std::size_t style_ = 0;
    std::string type_;
    std::string value_;     ///< raw, of the cell
    bool in_text_ = false;  ///< in a run of an inline text
    Expansion expansion_;
    MergedCells merged_;
    RowBuilder builder_{expansion_, merged_};
};

}  // namespace plan
