#include "libplan/source/ods_reader.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/sheet_values.hpp"
#include "libplan/source/xml_characters.hpp"

#include <algorithm>
#include <span>

namespace plan {

namespace {

enum Token {
    none,
    body,
    spreadsheet,
    table,
    row_group,
    row,
    cell,
    covered_cell,
    paragraph,
    spaces,
    tab,
    line_break,
    within_text,  ///< spans, links, fields: their text is the paragraph's
    // Attributes.
    name,
    columns_repeated,
    rows_repeated,
    columns_spanned,
    rows_spanned,
    value_type,
    value,
    date_value,
    time_value,
    boolean_value,
    string_value,
    own_type,
    count,
};

struct Known {
    std::string_view local;
    Token token;
};

constexpr Known in_office[] = {
    {"body", body},
    {"spreadsheet", spreadsheet},
    {"value-type", value_type},
    {"value", value},
    {"date-value", date_value},
    {"time-value", time_value},
    {"boolean-value", boolean_value},
    {"string-value", string_value},
};
constexpr Known in_table[] = {
    {"table", table},
    {"table-header-rows", row_group},
    {"table-rows", row_group},
    {"table-row-group", row_group},
    {"table-row", row},
    {"table-cell", cell},
    {"covered-table-cell", covered_cell},
    {"name", name},
    {"number-columns-repeated", columns_repeated},
    {"number-rows-repeated", rows_repeated},
    {"number-columns-spanned", columns_spanned},
    {"number-rows-spanned", rows_spanned},
};
constexpr Known in_text[] = {
    {"p", paragraph}, {"h", paragraph}, {"s", spaces},       {"tab", tab},       {"line-break", line_break},
    {"c", count},     {"note", none},   {"ruby-text", none}, {"bookmark", none},
};

int find(std::span<const Known> names, std::string_view local, Token otherwise) {
    const auto found = std::ranges::find(names, local, &Known::local);
    return found == names.end() ? otherwise : found->token;
}

/// A count in an attribute: at least 1, and no more than anyone repeats.
std::size_t count_of(std::string_view text) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(parse_integer(text).value_or(1), 1, most));
}

/// Bytes before the first white space.
std::size_t word_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && !xml::in(xml::blanks, text[length])) ++length;
    return length;
}

bool is_padded(std::string_view shown) {
    return shown.size() > 1 && shown.front() == '0' &&
           std::ranges::all_of(shown, [](char byte) { return byte >= '0' && byte <= '9'; });
}

}  // namespace

OdsReader::OdsReader(ByteSource& source, std::string path, std::string part)
    : source_(source), path_(std::move(path)), part_(std::move(part)) {
    place_.file = path_;
    stream_.emplace(source_, static_cast<XmlHandler&>(*this), path_, part_);
}

OdsReader::~OdsReader() = default;

void OdsReader::restart() {
    static_cast<void>(source_.rewind());
    stream_.emplace(source_, static_cast<XmlHandler&>(*this), path_, part_);
    at_ = At::document;
    depth_ = skipped_ = groups_ = inline_ = 0;
    sheet_begun_ = row_ready_ = found_book_ = false;
    sheet_ended_ = true;
}

bool OdsReader::next_sheet() {
    discarding_ = true;
    while (!sheet_ended_) static_cast<void>(stream_->run());
    discarding_ = sheet_begun_ = false;
    while (!sheet_begun_)
        if (!stream_->run()) {
            if (!found_book_) refuse_document();
            return false;
        }
    return true;
}

bool OdsReader::next_row(SheetRow& row) {
    row_ready_ = false;
    while (!row_ready_) {
        if (sheet_ended_) return false;
        static_cast<void>(stream_->run());
    }
    builder_.finish(row, place_);
    return true;
}

void OdsReader::refuse_document() const {
    throw Error(Failure::invalid_input, {Severity::error,
                                         "not-a-workbook",
                                         PLAN_TEXT("the file is not a spreadsheet: save it from Calc as .ods"),
                                         {},
                                         {path_, 0, 0, {}}});
}

int OdsReader::token(std::string_view space, std::string_view local) {
    constexpr std::string_view odf = "urn:oasis:names:tc:opendocument:xmlns:";
    if (space.ends_with("calcext:1.0")) return local == "value-type" ? own_type : none;
    if (!space.starts_with(odf)) return none;
    space.remove_prefix(odf.size());
    if (space == "office:1.0") return find(in_office, local, none);
    if (space == "table:1.0") return find(in_table, local, none);
    if (space == "text:1.0") return find(in_text, local, within_text);
    return none;
}

void OdsReader::start(const XmlElement& element) {
    if (skipped_ > 0) {
        ++skipped_;
        return;
    }
    const int token = element.name.token;
    switch (at_) {
        case At::document:
            start_in_document(element);
            return;
        case At::book:
            if (token == table) return start_sheet(element);
            break;
        case At::sheet:
            if (token == row && !discarding_) return start_row(element);
            if (token == row_group) {
                ++groups_;
                return;
            }
            break;
        case At::row:
            if (token == cell || token == covered_cell) return start_cell(element, token == covered_cell);
            break;
        case At::cell:
            if (token == paragraph && (takes_text_ || is_number_)) {
                if (paragraphs_++ > 0 && takes_text_) builder_.texts() += '\n';
                after_blank_ = true;
                at_ = At::paragraph;
                return;
            }
            break;
        case At::paragraph:
            if (token >= spaces && token <= within_text) return start_in_paragraph(element);
            break;
    }
    skipped_ = 1;
}

/// office:document or office:document-content, office:body, office:spreadsheet: the way to the sheets.
void OdsReader::start_in_document(const XmlElement& element) {
    const int token = element.name.token;
    const bool on_the_way = depth_ == 0 ? element.name.local.starts_with("document") : depth_ == 1 && token == body;
    if (depth_ == 2 && token == spreadsheet) {
        at_ = At::book;
        found_book_ = true;
    } else if (on_the_way) {
        ++depth_;
    } else {
        if (depth_ != 1) refuse_document();
        skipped_ = 1;
    }
}

void OdsReader::start_sheet(const XmlElement& element) {
    place_.sheet = element.attribute(name);
    at_ = At::sheet;
    groups_ = 0;
    next_number_ = 1;
    merged_.clear();
    builder_.begin_sheet();
    sheet_begun_ = true;
    sheet_ended_ = false;
    stream_->pause();
}

void OdsReader::start_row(const XmlElement& element) {
    const std::size_t repeats = count_of(element.attribute(rows_repeated));
    builder_.begin(next_number_, repeats, place_);
    next_number_ += repeats;
    column_ = 0;
    at_ = At::row;
}

void OdsReader::start_cell(const XmlElement& element, bool covered) {
    at_ = At::cell;
    builder_.count_cell(place_);
    cell_ = {};
    cell_.covered = covered;
    for (const XmlAttribute& attribute : element.attributes) switch (attribute.name->token) {
            case columns_repeated:
                cell_.repeats = count_of(attribute.value);
                break;
            case columns_spanned:
                cell_.columns = count_of(attribute.value);
                break;
            case rows_spanned:
                cell_.rows = count_of(attribute.value);
                break;
            case value_type:
                cell_.type = attribute.value;
                break;
            case value:
                cell_.value = attribute.value;
                break;
            case date_value:
                cell_.date = attribute.value;
                break;
            case time_value:
                cell_.time = attribute.value;
                break;
            case boolean_value:
                cell_.boolean = attribute.value;
                break;
            case string_value:
                cell_.string = attribute.value;
                break;
            case own_type:
                cell_.error = attribute.value == "error";
                break;
            default:
                break;
        }
    text_begin_ = builder_.texts().size();
    paragraphs_ = 0;
    takes_text_ = is_number_ = false;
    if (covered) return;
    add_value(cell_);
    check_length();
}

/// Adds the value that the cell's attributes give; when they give none its text is its value.
void OdsReader::add_value(const Cell& cell) {
    std::string& out = builder_.texts();
    if (cell.error) {
        takes_text_ = true;
    } else if (!cell.date.empty()) {
        append_iso_date(out, cell.date);
    } else if (!cell.time.empty()) {
        append_iso_duration(out, cell.time);
    } else if (!cell.boolean.empty()) {
        out += cell.boolean;
    } else if (!cell.value.empty()) {
        is_number_ = cell.type == "float";
        shown_.clear();
        if (cell.type == "percentage")
            append_percent(out, cell.value);
        else
            append_number(out, cell.value);
    } else if (!cell.string.empty()) {
        out += cell.string;
    } else {
        takes_text_ = true;
    }
}

void OdsReader::start_in_paragraph(const XmlElement& element) {
    ++inline_;
    const int token = element.name.token;
    if (token == spaces) add_blanks(count_of(element.attribute(count)), ' ');
    if (token == tab) add_blanks(1, '\t');
    if (token == line_break) add_blanks(1, '\n');
}

void OdsReader::add_blanks(std::size_t blanks, char blank) {
    constexpr std::size_t most = 1000;
    if (takes_text_) builder_.texts().append(std::min(blanks, most), blank);
    after_blank_ = false;
    check_length();
}

/// White space is one blank, and none where a paragraph begins.
void OdsReader::text(std::string_view piece) {
    if (at_ != At::paragraph || skipped_ > 0) return;
    std::string& out = takes_text_ ? builder_.texts() : shown_;
    while (!piece.empty()) {
        const std::size_t word = word_length(piece);
        if (word > 0) {
            out += piece.substr(0, word);
            after_blank_ = false;
            piece.remove_prefix(word);
            continue;
        }
        if (!after_blank_) out += ' ';
        after_blank_ = true;
        piece.remove_prefix(1);
    }
    constexpr std::size_t longest_number = 64;
    if (!takes_text_ && shown_.size() > longest_number) shown_.resize(longest_number);
    check_length();
}

void OdsReader::check_length() {
    builder_.check_length(place_);
}

void OdsReader::end(const XmlName& name) {
    if (skipped_ > 0) {
        --skipped_;
        return;
    }
    switch (at_) {
        case At::document:
            --depth_;
            break;
        case At::book:
            at_ = At::document;
            break;
        case At::sheet:
            if (name.token == row_group) {
                --groups_;
                break;
            }
            at_ = At::book;
            sheet_ended_ = true;
            stream_->pause();
            break;
        case At::row:
            end_row();
            break;
        case At::cell:
            end_cell();
            break;
        case At::paragraph:
            if (inline_ > 0)
                --inline_;
            else
                at_ = At::cell;
            break;
    }
}

void OdsReader::end_cell() {
    at_ = At::row;
    if (is_number_ && is_padded(shown_)) {
        const std::string_view value = std::string_view(builder_.texts()).substr(text_begin_);
        if (value == std::string_view(shown_).substr(std::min(shown_.find_first_not_of('0'), shown_.size() - 1))) {
            builder_.texts().resize(text_begin_);
            builder_.texts() += shown_;
        }
    }
    const std::string_view text = std::string_view(builder_.texts()).substr(text_begin_);
    if (!text.empty() && !cell_.covered) {
        builder_.add(column_, cell_.repeats, text_begin_, cell_.error ? CellState::error : CellState::own);
        if ((cell_.columns > 1 || cell_.rows > 1) && cell_.repeats == 1 && !cell_.error)
            merged_.open(builder_.number(), column_, builder_.number() + cell_.rows - 1, column_ + cell_.columns - 1,
                         text, place_);
    }
    column_ += cell_.repeats;
}

void OdsReader::end_row() {
    at_ = At::sheet;
    if (builder_.empty()) return;
    row_ready_ = true;
    stream_->pause();
}

}  // namespace plan
