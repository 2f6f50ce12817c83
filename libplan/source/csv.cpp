#include "libplan/source/csv.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 18;

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/// Line ends in `text`: LF, CRLF or a lone CR.
std::size_t count_lines(const char* first, const char* last) {
    std::size_t lines = static_cast<std::size_t>(std::count(first, last, '\n'));
    for (const char* at = first; at != last; ++at)
        if (*at == '\r' && (at + 1 == last || at[1] != '\n')) ++lines;
    return lines;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, std::string path, CsvOptions options)
    : text_(source, path, options.encoding), path_(std::move(path)), buffer_(piece_bytes) {
    base_name_ = path_.substr(path_.find_last_of('/') + 1);
    read_header(options);
}

void CsvReader::use_separator(char separator) {
    separator_ = separator;
    ends_cell_.fill(false);
    for (const char byte : {separator, '\n', '\r'}) ends_cell_[static_cast<unsigned char>(byte)] = true;
}

/// Reads on behind what is held, after moving the row begun to the front. False when nothing more comes.
bool CsvReader::refill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() - end_ < piece_bytes / 2) buffer_.resize(buffer_.size() * 2);
    const std::size_t count = text_.read(buffer_.data() + end_, buffer_.size() - end_);
    end_ += count;
    at_end_ = count == 0;
    return count > 0;
}

/// From the opening quote at `position` to behind the closing one and the blanks after it.
CsvReader::Scan CsvReader::scan_quoted(std::size_t& position) {
    quote_ = position;
    const char* const first = buffer_.data() + position + 1;
    const char* const last = buffer_.data() + end_;
    const char* at = first;
    bool doubled = false;
    in_quote_ = true;
    while (true) {
        at = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(last - at)));
        if (!at || (at + 1 == last && !at_end_)) return at_end_ ? Scan::open_quote : Scan::more;
        if (at + 1 == last || at[1] != '"') break;
        doubled = true;
        at += 2;
    }
    in_quote_ = false;
    row_lines_ += count_lines(first, at);
    if (doubled) doubled_.push_back(cells_.size());
    cells_.emplace_back(first, static_cast<std::size_t>(at - first));
    position = static_cast<std::size_t>(at - buffer_.data()) + 1;
    const auto ends_cell = [&] { return ends_cell_[static_cast<unsigned char>(buffer_[position])]; };
    while (position < end_ && is_blank(buffer_[position]) && !ends_cell()) ++position;
    if (position < end_ && !ends_cell()) {
        stray_ = cells_.size() - 1;
        while (position < end_ && !ends_cell()) ++position;
    }
    return Scan::row;
}

/// Cuts the row at `begin_` into cells. `more`: it is not all there yet.
CsvReader::Scan CsvReader::scan_row() {
    cells_.clear();
    doubled_.clear();
    stray_.reset();
    in_quote_ = false;
    row_lines_ = 0;
    bool blank = true;
    std::size_t position = begin_;
    while (true) {
        std::size_t start = position;
        while (start < end_ && is_blank(buffer_[start]) && buffer_[start] != separator_) ++start;
        if (start < end_ && buffer_[start] == '"') {
            blank = false;
            position = start;
            const Scan scan = scan_quoted(position);
            if (scan != Scan::row) return scan;
        } else {
            const std::size_t first = position;
            position = start;
            while (position < end_ && !ends_cell_[static_cast<unsigned char>(buffer_[position])]) ++position;
            blank = blank && position == start;
            cells_.emplace_back(buffer_.data() + first, position - first);
        }
        if (position == end_) {
            if (!at_end_) return Scan::more;
            after_row_ = end_;
            return blank ? Scan::end : Scan::row;
        }
        if (buffer_[position] != separator_) break;
        ++position;
    }
    if (buffer_[position] == '\r') {
        if (position + 1 == end_ && !at_end_) return Scan::more;  // a LF may follow
        if (position + 1 < end_ && buffer_[position + 1] == '\n') ++position;
    }
    ++row_lines_;
    after_row_ = position + 1;
    return blank ? Scan::blank : Scan::row;
}

/// Scans up to the next row that is not blank, or the end.
CsvReader::Scan CsvReader::read_row() {
    while (true) {
        const Scan scan = scan_row();
        if (scan == Scan::row || scan == Scan::end) return scan;
        if (scan == Scan::blank) {
            begin_ = after_row_;
            line_ += row_lines_;
            continue;
        }
        if (scan == Scan::open_quote) refuse_unterminated();
        if (end_ - begin_ > longest_row) {
            if (in_quote_) refuse_unterminated();
            throw Error(Failure::invalid_input, {Severity::error,
                                                 "row-too-long",
                                                 PLAN_TEXT("the row is longer than {} bytes: check the line ends"),
                                                 {std::to_string(longest_row)},
                                                 {path_, line_, 0, {}}});
        }
        refill();
    }
}

void CsvReader::refuse_unterminated() const {
    const std::size_t line = line_ + count_lines(buffer_.data() + begin_, buffer_.data() + quote_);
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "unterminated-quote",
                 PLAN_TEXT("the quote that opens here is not closed: close it, or double it if it is part of the text"),
                 {},
                 {path_, line, 0, {}}});
}

void CsvReader::join_doubled_quotes() {
    for (const std::size_t index : doubled_) {
        std::string_view& cell = cells_[index];
        char* const first = buffer_.data() + (cell.data() - buffer_.data());
        char* out = first;
        for (std::size_t position = 0; position < cell.size(); ++position) {
            *out++ = cell[position];
            if (cell[position] == '"') ++position;
        }
        cell = std::string_view(first, static_cast<std::size_t>(out - first));
    }
}

bool CsvReader::next(TableRow& row) {
    if (read_row() == Scan::end) return false;
    join_doubled_quotes();
    row.line = line_;
    row.fault.reset();
    while (!cells_.empty() && cells_.back().empty()) cells_.pop_back();
    row.cells.swap(cells_);
    check(row);
    begin_ = after_row_;
    line_ += row_lines_;
    return true;
}

/// A quote that is not closed swallows the rows up to the next quote: then their lines are named too.
void CsvReader::fault_of_stray_quote(TableRow& row) const {
    const std::string column = *stray_ < header_.size() ? "'" + header_[*stray_] + "'" : std::to_string(*stray_ + 1);
    Diagnostic fault{Severity::error, "stray-quote", "", {column}, where(row, std::nullopt)};
    if (row_lines_ > 1) {
        fault.text = PLAN_TEXT(
            "column {}: text follows a closing quote, so that lines {} to {} are lost; close the quote that opens in "
            "the "
            "first of them, or double the quotes that are part of the text");
        fault.arguments.push_back(std::to_string(row.line));
        fault.arguments.push_back(std::to_string(row.line + row_lines_ - 1));
    } else {
        fault.text = PLAN_TEXT("column {}: text follows a closing quote; double the quotes that are part of the text");
    }
    row.fault = std::move(fault);
}

void CsvReader::check(TableRow& row) const {
    const auto fault = [&](const char* code, const char* text, std::vector<std::string> arguments) {
        row.fault = Diagnostic{Severity::error, code, text, std::move(arguments), where(row, std::nullopt)};
    };
    if (stray_) fault_of_stray_quote(row);
    if (!row.fault && row.cells.size() > header_.size()) {
        const auto extra = row.cells.begin() + static_cast<std::ptrdiff_t>(header_.size());
        if (std::any_of(extra, row.cells.end(), [](std::string_view cell) { return !trim(cell).empty(); }))
            fault("too-many-cells",
                  PLAN_TEXT("the row has {} cells but the header {}: put cells that hold '{}' in double quotes"),
                  {std::to_string(row.cells.size()), std::to_string(header_.size()), std::string(1, separator_)});
    }
    if (row.fault) return;
    const char* const first = buffer_.data() + begin_;
    if (std::memchr(first, 0, after_row_ - begin_))
        fault("control-character", PLAN_TEXT("the row holds a zero byte: it is not text"), {});
    else if (!text_.is_valid() && invalid_utf8(std::string_view(first, after_row_ - begin_)))
        fault("invalid-utf8", PLAN_TEXT("the row is not UTF-8, unlike the rest: correct its accents"), {});
}

Location CsvReader::where(const TableRow& row, std::optional<std::size_t>) const {
    return {path_, row.line, 0, {}};
}

std::string CsvReader::origin(const TableRow& row) const {
    std::array<char, 24> digits;
    const std::to_chars_result written = std::to_chars(digits.data(), digits.data() + digits.size(), row.line);
    const auto length = static_cast<std::size_t>(written.ptr - digits.data());
    std::string origin;
    origin.reserve(base_name_.size() + digits.size());
    return origin.append(base_name_).append(1, ':').append(digits.data(), length);
}

}  // namespace plan
