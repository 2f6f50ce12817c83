#pragma once

#include "libplan/source/encoding.hpp"
#include "libplan/source/text_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

struct CsvOptions {
    std::optional<char> separator;     ///< found out from the header unless given
    std::optional<Encoding> encoding;  ///< found out unless given
    /// Whether a header is one that the caller knows: of several possible separators the one that gives most known
    /// headers wins, then the one that gives most columns. May be empty.
    std::function<bool(std::string_view)> is_known_header;
};

/// Reads CSV as RFC 4180 has it, and as spreadsheets write it: separator `;` `,` `|` or tab, a first line `sep=;`,
/// cells in double quotes with separators, line ends and doubled quotes in them, CR, LF or CRLF, rows shorter than the
/// header. Empty rows are skipped, and so are the rows above the header: among the first 16 it is the first one, unless
/// that has at most one header that the caller knows and a later one at least two.
///
/// One pass, at least 200 MB a second, in memory bounded by `longest_row` whatever the file. Views point into the
/// reader's buffer; only a cell with doubled quotes is moved, within it.
class CsvReader final : public TextTable {
public:
    static constexpr std::size_t longest_row = std::size_t{1} << 20;  ///< bytes, line ends in quotes included
    static constexpr std::size_t most_columns = 16384;

    /// Reads the header. `path` is how messages call the source; its last part names the records' origin.
    /// Throws Error(invalid_input): "empty-file", "too-many-columns", and what `next` throws.
    CsvReader(ByteSource& source, std::string path, CsvOptions options);

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] std::size_t header_line() const override { return header_line_; }
    /// A row has a fault when text follows a closing quote, when it has more cells than the header, or when its bytes
    /// are not UTF-8. Throws Error(invalid_input): "unterminated-quote" at the line where the quote opens,
    /// "row-too-long".
    [[nodiscard]] bool next(TableRow& row) override;
    [[nodiscard]] Location where(const TableRow& row, std::optional<std::size_t> column) const override;
    [[nodiscard]] std::string origin(const TableRow& row) const override;

    /// Rows above the header that are not blank: a title, a date. They are not read.
    [[nodiscard]] std::size_t rows_above() const { return rows_above_; }
    [[nodiscard]] char separator() const { return separator_; }
    [[nodiscard]] std::optional<Encoding> encoding() const { return text_.encoding(); }

private:
    enum class Scan : std::uint8_t { row, blank, more, end, open_quote };

    void read_header(const CsvOptions& options);
    struct HeaderPlace {
        std::size_t begin = 0;  ///< in the buffer
        std::size_t lines = 0;  ///< above it
        std::size_t rows = 0;   ///< above it that are not blank
        std::size_t known = 0;  ///< its columns that the caller knows
        std::size_t cells = 0;
    };
    void find_header(std::optional<char> separator, const std::function<bool(std::string_view)>& is_known);
    HeaderPlace best_header(char separator, const std::function<bool(std::string_view)>& is_known);
    Scan scan_whole_row();
    void skip_separator_line(std::optional<char>& separator);
    void use_separator(char separator);
    Scan scan_row();
    Scan scan_quoted(std::size_t& position);
    Scan read_row();
    bool refill();
    void join_doubled_quotes();
    void check(TableRow& row) const;
    void fault_of_stray_quote(TableRow& row) const;
    [[noreturn]] void refuse_unterminated() const;

    TextSource text_;
    std::string path_;
    std::string base_name_;
    char separator_ = ';';
    std::array<bool, 256> ends_cell_{};  ///< separator and line ends

    std::vector<char> buffer_;
    std::size_t begin_ = 0;  ///< of the row to read
    std::size_t end_ = 0;    ///< of what is read
    bool at_end_ = false;    ///< the source has no more
    std::size_t line_ = 1;   ///< of `begin_`

    // Of the row that was scanned last.
    std::vector<std::string_view> cells_;
    std::vector<std::size_t> doubled_;  ///< cells that hold doubled quotes
    std::size_t after_row_ = 0;
    std::size_t row_lines_ = 0;
    std::size_t quote_ = 0;             ///< where the last quoted cell opens
    bool in_quote_ = false;             ///< the scan stopped within that cell
    std::optional<std::size_t> stray_;  ///< cell with text after its closing quote

    std::vector<std::string> header_;
    std::size_t header_line_ = 1;
    std::size_t rows_above_ = 0;
};

}  // namespace plan
