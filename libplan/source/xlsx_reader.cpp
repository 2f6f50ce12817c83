#include "libplan/source/xlsx_reader.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/sheet_values.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace plan {

namespace {

enum Token {
    none,
    worksheet,
    sheet_data,
    row,
    cell,
    value,
    inline_string,
    run,
    text_element,
    reference,  // attributes from here on
    style,
    type,
};

/// A cell's place, "AB12": the column from 0 and the row from 1, each only when it is said.
struct CellReference {
    std::optional<std::size_t> column, row;
};

/// A whole number of at most nine digits; nothing for anything else. Every cell has two.
std::optional<std::size_t> parse_count(std::string_view text) {
    constexpr std::size_t most_digits = 9;
    if (text.empty() || text.size() > most_digits) return std::nullopt;
    std::size_t count = 0;
    for (const char byte : text) {
        if (byte < '0' || byte > '9') return std::nullopt;
        count = count * 10 + static_cast<std::size_t>(byte - '0');
    }
    return count;
}

CellReference parse_reference(std::string_view text) {
    constexpr std::size_t most_letters = 4;
    CellReference place;
    std::size_t at = 0, column = 0;
    while (at < text.size() && at < most_letters && text[at] >= 'A' && text[at] <= 'Z')
        column = column * 26 + static_cast<std::size_t>(text[at++] - 'A' + 1);
    if (column > 0) place.column = column - 1;
    const auto row = parse_count(text.substr(at));
    if (row && *row > 0) place.row = row;
    return place;
}

/// Whether the bytes of a part hold a word; cheaper than reading its XML.
bool holds(ByteSource& source, std::string_view word) {
    constexpr std::size_t piece = std::size_t{1} << 17;
    std::string bytes(piece + word.size(), '\0');
    std::size_t kept = 0;  // the end of the piece before, in which the word may begin
    while (const std::size_t count = source.read(bytes.data() + kept, piece)) {
        const std::string_view held(bytes.data(), kept + count);
        if (held.find(word) != std::string_view::npos) return true;
        kept = std::min(word.size() - 1, held.size());
        std::copy(held.end() - static_cast<std::ptrdiff_t>(kept), held.end(), bytes.begin());
    }
    return false;
}

}  // namespace

/// Collects the merged ranges, which stand behind the cells that they merge.
class XlsxReader::RangeHandler final : public XmlHandler {
public:
    explicit RangeHandler(const SheetPlace& place) : place_(place) {}

    int token(std::string_view space, std::string_view local) override {
        return local == "mergeCell" && is_spreadsheet_space(space) ? 1 : 0;
    }
    void start(const XmlElement& element) override {
        if (element.name.token != 1) return;
        constexpr std::size_t most = 262'144;
        if (ranges.size() >= most)
            throw Error(Failure::invalid_input, {Severity::error,
                                                 "too-many-merges",
                                                 PLAN_TEXT("the sheet has more than {} merged ranges"),
                                                 {std::to_string(most)},
                                                 place_.cell(std::nullopt, 1)});
        const std::string_view text = element.attribute("ref");
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) return;
        const CellReference first = parse_reference(text.substr(0, colon)),
                            last = parse_reference(text.substr(colon + 1));
        if (first.column && first.row && last.column && last.row && *first.column <= *last.column &&
            *first.row <= *last.row)
            ranges.push_back({*first.row, *first.column, *last.row, *last.column});
    }
    void end(const XmlName&) override {}
    void text(std::string_view) override {}

    std::vector<Range> ranges;

private:
    const SheetPlace& place_;
};

XlsxReader::XlsxReader(const ZipArchive& archive, std::string path)
    : archive_(archive), path_(std::move(path)), book_(read_xlsx_book(archive_, path_)) {
    strings_.read(archive_, book_.strings_part, path_);
    formats_ = read_xlsx_styles(archive_, book_.styles_part, path_);
    place_.file = path_;
}

XlsxReader::~XlsxReader() = default;

bool XlsxReader::next_sheet() {
    stream_.reset();
    unpacked_.reset();
    source_.reset();
    while (sheet_ < book_.sheets.size()) {
        const XlsxSheet& sheet = book_.sheets[sheet_++];
        if (sheet.part.empty()) continue;
        place_.sheet = sheet.name;
        ended_ = false;
        return true;
    }
    return false;
}

void XlsxReader::open_sheet() {
    read_ranges();
    source_ = archive_.open(book_.sheets[sheet_ - 1].part);
    unpacked_.emplace(*source_);
    stream_.emplace(*unpacked_, static_cast<XmlHandler&>(*this), path_, book_.sheets[sheet_ - 1].part);
    at_ = At::sheet;
    skipped_ = number_ = 0;
    merged_.clear();
    builder_.begin_sheet();
}

void XlsxReader::read_ranges() {
    ranges_.clear();
    const std::string& part = book_.sheets[sheet_ - 1].part;
    const auto source = archive_.open(part);
    if (!holds(*source, "mergeCell") || !source->rewind()) return;
    RangeHandler handler(place_);
    XmlStream(*source, handler, path_, part).run();
    ranges_ = std::move(handler.ranges);
    std::ranges::sort(ranges_, {}, [](const Range& range) { return std::tuple(range.row, range.column); });
}

bool XlsxReader::next_row(SheetRow& to) {
    if (ended_) return false;
    if (!stream_) open_sheet();
    row_ready_ = false;
    while (!row_ready_) {
        if (stream_->run()) continue;
        ended_ = true;
        return false;
    }
    builder_.finish(to, place_);
    return true;
}

int XlsxReader::token(std::string_view space, std::string_view local) {
    struct Known {
        std::string_view local;
        Token token;
    };
    static constexpr Known elements[] = {
        {"worksheet", worksheet},
        {"sheetData", sheet_data},
        {"row", row},
        {"c", cell},
        {"v", value},
        {"is", inline_string},
        {"r", run},
        {"t", text_element},
    };
    static constexpr Known attributes[] = {{"r", reference}, {"s", style}, {"t", type}};
    const auto find = [&](std::span<const Known> names) -> int {
        const auto found = std::ranges::find(names, local, &Known::local);
        return found == names.end() ? none : found->token;
    };
    if (space.empty()) return find(attributes);
    return is_spreadsheet_space(space) ? find(elements) : none;
}

void XlsxReader::start(const XmlElement& element) {
    if (skipped_ > 0) {
        ++skipped_;
        return;
    }
    const int token = element.name.token;
    switch (at_) {
        case At::sheet:
            if (token == sheet_data) at_ = At::rows;
            if (token == sheet_data || token == worksheet) return;
            break;
        case At::rows:
            if (token == row) return start_row(element);
            break;
        case At::row:
            if (token == cell) return start_cell(element);
            break;
        case At::cell:
            if (token == value) at_ = At::value;
            if (token == inline_string) at_ = At::inline_text;
            if (token == value || token == inline_string) return;
            break;
        case At::inline_text:
            if (token == text_element) in_text_ = true;
            if (token == text_element || token == run) return;
            break;
        case At::value:
            break;
    }
    skipped_ = 1;
}

void XlsxReader::start_row(const XmlElement& element) {
    const auto said = parse_count(element.attribute(reference));
    number_ = said && *said > 0 ? *said : number_ + 1;
    builder_.begin(number_, 1, place_);
    next_column_ = 0;
    at_ = At::row;
}

void XlsxReader::start_cell(const XmlElement& element) {
    at_ = At::cell;
    builder_.count_cell(place_);
    type_.clear();
    value_.clear();
    in_text_ = false;
    style_ = 0;
    column_ = next_column_;
    for (const XmlAttribute& attribute : element.attributes) {
        if (attribute.name->token == reference)
            column_ = parse_reference(attribute.value).column.value_or(next_column_);
        if (attribute.name->token == style) style_ = parse_count(attribute.value).value_or(0);
        if (attribute.name->token == type) type_ = attribute.value;
    }
    next_column_ = column_ + 1;
}

void XlsxReader::text(std::string_view piece) {
    if (skipped_ > 0 || (at_ != At::value && !in_text_)) return;
    value_ += piece;
    if (value_.size() <= longest_sheet_row) return;
    builder_.texts() += value_;
    builder_.check_length(place_);
}

void XlsxReader::end(const XmlName& name) {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    switch (at_) {
        case At::sheet:
            break;
        case At::rows:
            stream_->stop();  // what follows is of no interest
            break;
        case At::row:
            at_ = At::rows;
            if (builder_.empty()) break;
            row_ready_ = true;
            stream_->pause();
            break;
        case At::cell:
            end_cell();
            at_ = At::row;
            break;
        case At::value:
            at_ = At::cell;
            break;
        case At::inline_text:
            in_text_ = false;
            if (name.token == inline_string) at_ = At::cell;
            break;
    }
}

void XlsxReader::end_cell() {
    if (value_.empty()) return;
    const std::size_t begin = builder_.texts().size();
    if (type_ == "s") {
        add_string(value_);
        return;
    }
    add_value(type_, value_);
    builder_.check_length(place_);
    builder_.add(column_, 1, begin, type_ == "e" ? CellState::error : CellState::own);
    if (type_ != "e") open_ranges(column_, std::string_view(builder_.texts()).substr(begin));
}

void XlsxReader::add_value(std::string_view kind, std::string_view written) {
    std::string& out = builder_.texts();
    if (kind == "str" || kind == "inlineStr")
        append_escaped_text(out, written);
    else if (kind == "b")
        out += trim(written) == "1" || trim(written) == "true" ? "true" : "false";
    else if (kind == "d")
        append_iso_date(out, written);
    else if (kind == "e")
        out += written;
    else
        add_number(written);
}

void XlsxReader::add_number(std::string_view written) {
    std::string& out = builder_.texts();
    const NumberFormat format = style_ < formats_.size() ? formats_[style_] : NumberFormat();
    switch (format.meaning) {
        case NumberMeaning::plain:
            append_number(out, written);
            break;
        case NumberMeaning::percent:
            append_percent(out, written);
            break;
        case NumberMeaning::date:
            append_serial_date(out, written, book_.since_1904);
            break;
        case NumberMeaning::time:
            append_serial_time(out, written);
            break;
        case NumberMeaning::padded:
            append_padded(out, written, format.digits);
            break;
    }
}

void XlsxReader::add_string(std::string_view index) {
    const auto number = parse_count(trim(index));
    const auto text = number ? strings_.find(*number) : std::nullopt;
    if (!text)
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "invalid-workbook",
                     PLAN_TEXT("the cell refers to a text that is not in the file, which is damaged: save it again"),
                     {},
                     place_.cell(column_, number_)});
    builder_.add_shared(column_, *text);
    open_ranges(column_, *text);
}

void XlsxReader::open_ranges(std::size_t column, std::string_view text) {
    if (ranges_.empty()) return;
    const auto of = [](const Range& range) { return std::tuple(range.row, range.column); };
    const auto range = std::ranges::lower_bound(ranges_, std::tuple(number_, column), {}, of);
    if (range != ranges_.end() && of(*range) == std::tuple(number_, column))
        merged_.open(number_, column, range->last_row, range->last_column, text, place_);
}

}  // namespace plan
