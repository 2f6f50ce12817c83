#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/csv.hpp"

#include <algorithm>

/// Where a table of text begins: a hint of the separator, titles and blank lines, then the row that names the columns.
namespace plan {

namespace {

constexpr char separators[] = {';', '\t', ',', '|'};

/// Rows that are looked through for the header.
constexpr std::size_t most_rows_above = 16;

/// A header on one line.
std::string header_text(std::string_view cell) {
    std::string text(trim(cell));
    for (char& byte : text)
        if (byte == '\n' || byte == '\r' || byte == '\t') byte = ' ';
    return text;
}

}  // namespace

void CsvReader::read_header(const CsvOptions& options) {
    std::optional<char> separator = options.separator;
    refill();
    if (end_ < longest_row / 4) refill();  // so that the end of a short text is known when rows are looked through
    skip_separator_line(separator);
    find_header(separator, options.is_known_header);
    TableRow row;
    if (read_row() == Scan::end)
        throw Error(Failure::invalid_input, {Severity::error,
                                             "empty-file",
                                             PLAN_TEXT("the file is empty: its first line must name the columns"),
                                             {},
                                             {path_, 0, 0, {}}});
    row.line = header_line_ = line_;
    join_doubled_quotes();
    while (!cells_.empty() && trim(cells_.back()).empty()) cells_.pop_back();
    if (cells_.size() > most_columns)
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "too-many-columns",
                     PLAN_TEXT("the header has {} columns, more than {}: check the separator and the quotes"),
                     {std::to_string(cells_.size()), std::to_string(most_columns)},
                     where(row, std::nullopt)});
    for (const std::string_view cell : cells_) header_.push_back(header_text(cell));
    if (!text_.is_valid())
        for (std::string& name : header_)
            if (invalid_utf8(name))
                throw Error(Failure::invalid_input,
                            {Severity::error,
                             "invalid-utf8",
                             PLAN_TEXT("the header is not UTF-8: give the encoding with --encoding windows-1252"),
                             {},
                             where(row, std::nullopt)});
    begin_ = after_row_;
    line_ += row_lines_;
}

/// A spreadsheet program's own hint.
void CsvReader::skip_separator_line(std::optional<char>& separator) {
    const std::string_view start(buffer_.data(), std::min<std::size_t>(end_, 8));
    if (start.size() < 5 || fold(start.substr(0, 3)) != "sep" || start[3] != '=') return;
    std::size_t after = 5;
    if (after < start.size() && start[after] == '\r') ++after;
    if (after < start.size() && start[after] == '\n') ++after;
    if (after == 5 && start.size() > 5) return;
    if (!separator) separator = start[4];
    begin_ = after;
    ++line_;
}

/// Scans the row at `begin_`, reading on until it is all there.
CsvReader::Scan CsvReader::scan_whole_row() {
    Scan scan = scan_row();
    while (scan == Scan::more && end_ - begin_ <= longest_row) {
        refill();
        scan = scan_row();
    }
    return scan;
}

/// The header among the rows at the top, cut at `separator`: the first that is not blank. Where that knows at most one
/// column, as a title does, a row below it that knows more takes its place.
CsvReader::HeaderPlace CsvReader::best_header(char separator, const std::function<bool(std::string_view)>& is_known) {
    use_separator(separator);
    HeaderPlace best;
    bool first = true;
    const std::size_t start = begin_;
    Scan scan = scan_whole_row();
    const std::size_t moved = start - begin_;  // reading on moves what is held to the front
    std::size_t lines = 0, rows = 0;
    for (std::size_t tried = 0; tried < most_rows_above && (scan == Scan::row || scan == Scan::blank); ++tried) {
        if (scan == Scan::row) {
            HeaderPlace place{begin_, lines, rows++, 0, cells_.size()};
            if (is_known) place.known = static_cast<std::size_t>(std::ranges::count_if(cells_, is_known));
            if (first || (best.known <= 1 && place.known > std::max<std::size_t>(best.known, 1))) best = place;
            first = false;
            if (best.known > 1) break;
        }
        lines += row_lines_;
        begin_ = after_row_;
        scan = scan_row();  // what is held is enough to look ahead
    }
    begin_ = start - moved;
    return best;
}

/// Of several possible separators the one whose header knows most columns wins, then the one that gives most columns.
void CsvReader::find_header(std::optional<char> separator, const std::function<bool(std::string_view)>& is_known) {
    char best_separator = separators[0];
    HeaderPlace best;
    for (const char candidate : separators) {
        if (separator && candidate != separators[0]) break;
        const char sign = separator.value_or(candidate);
        const HeaderPlace place = best_header(sign, is_known);
        const bool better =
            place.known != best.known ? place.known > best.known : place.cells > std::max<std::size_t>(best.cells, 1);
        if (candidate != separators[0] && !better) continue;
        best_separator = sign;
        best = place;
    }
    use_separator(best_separator);
    if (best.cells == 0) return;
    begin_ = best.begin;
    line_ += best.lines;
    rows_above_ = best.rows;
}

}  // namespace plan
