#pragma once

#include "libplan/source/workbook.hpp"
#include "libplan/source/xml_stream.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// Reads the sheets of an OpenDocument spreadsheet (ISO/IEC 26300, OASIS ODF 1.0 to 1.3): content.xml of an .ods, or a
/// whole .fods. One pass; memory does not grow with the rows, and what is repeated is never written out.
///
/// A cell gives its value, not what is shown of it, except for text, and for numbers shown with leading zeros.
/// Comments, drawings, notes and tracked changes are left out. Covered cells give the text of the cell that covers
/// them.
class OdsReader final : public WorkbookReader, private XmlHandler {
public:
    /// `part` is the entry of the archive that is read, or "". The source outlives the reader, and goes back to where
    /// it begins when the reader restarts.
    OdsReader(ByteSource& source, std::string path, std::string part);
    ~OdsReader() override;

    /// Throws Error(invalid_input, "not-a-workbook") for another kind of document; what XmlStream throws.
    [[nodiscard]] bool next_sheet() override;
    [[nodiscard]] const std::string& sheet_name() const override { return place_.sheet; }
    [[nodiscard]] bool sheet_is_hidden() const override { return false; }
    [[nodiscard]] bool next_row(SheetRow& row) override;
    void restart() override;

private:
    enum class At : std::uint8_t { document, book, sheet, row, cell, paragraph };

    /// What the tag of a cell says.
    struct Cell {
        std::size_t repeats = 1, columns = 1, rows = 1;
        std::string_view type, value, date, time, boolean, string;
        bool covered = false, error = false;
    };

    int token(std::string_view space, std::string_view local) override;
    void start(const XmlElement& element) override;
    void end(const XmlName& name) override;
    void text(std::string_view piece) override;

    void start_in_document(const XmlElement& element);
    void start_sheet(const XmlElement& element);
    void start_row(const XmlElement& element);
    void start_cell(const XmlElement& element, bool covered);
    void start_in_paragraph(const XmlElement& element);
    void add_value(const Cell& cell);
    void end_cell();
    void end_row();
    void add_blanks(std::size_t count, char blank);
    void check_length();
    [[noreturn]] void refuse_document() const;

    ByteSource& source_;
    std::string path_, part_;
    std::optional<XmlStream> stream_;

    At at_ = At::document;
    std::size_t depth_ = 0;    ///< of elements before the book
    std::size_t skipped_ = 0;  ///< elements open within one that is left out
    std::size_t groups_ = 0;   ///< elements open between the sheet and the row
    std::size_t inline_ = 0;   ///< elements open within the paragraph
    bool sheet_begun_ = false, sheet_ended_ = true, row_ready_ = false, found_book_ = false;
    bool discarding_ = false;  ///< the rest of the sheet is of no interest

    SheetPlace place_;
    std::size_t next_number_ = 1;  ///< of the row after this one
    std::size_t column_ = 0;
    Cell cell_;                   ///< its texts are gone when its content is read
    bool takes_text_ = false;     ///< its value is its text
    bool is_number_ = false;      ///< its text may show leading zeros
    std::size_t text_begin_ = 0;  ///< of the cell's text in the row's
    std::size_t paragraphs_ = 0;  ///< of the cell so far
    std::string shown_;           ///< what the cell of a number shows
    bool after_blank_ = false;    ///< a blank is dropped, as in all XML text
    Expansion expansion_;
    MergedCells merged_;
    RowBuilder builder_{expansion_, merged_};
};

}  // namespace plan
