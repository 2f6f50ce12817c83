#include "libplan/source/encoding.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <cstring>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 18;

/// A byte of Windows-1252 takes at most this many in UTF-8.
constexpr std::size_t longest_1252 = 3;

/// Position of the first byte at or after `position` that is not ASCII, eight at a time.
std::size_t skip_ascii(std::string_view text, std::size_t position) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    while (position + 8 <= text.size()) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + position, 8);
        if (word & high_bits) break;
        position += 8;
    }
    while (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) ++position;
    return position;
}

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

[[noreturn]] void refuse(const char* text, const std::string& name) {
    throw Error(Failure::invalid_input, {Severity::error, "not-text", text, {}, {name, 0, 0, {}}});
}

}  // namespace

std::string_view keyword(Encoding encoding) {
    return encoding == Encoding::utf8 ? "utf-8" : "windows-1252";
}

void Utf8Census::add(std::string_view piece) {
    for (std::size_t position = 0; position < piece.size(); ++position) {
        if (missing_ == 0) position = skip_ascii(piece, position);
        if (position < piece.size()) add(static_cast<unsigned char>(piece[position]));
    }
}

void Utf8Census::add(unsigned char byte) {
    if (missing_ > 0) {
        if (byte >= lowest_ && byte <= highest_) {
            lowest_ = 0x80;
            highest_ = 0xBF;
            if (--missing_ == 0) ++valid_;
            return;
        }
        ++invalid_;  // the sequence was cut short; this byte begins anew
        missing_ = 0;
    }
    lowest_ = 0x80;
    highest_ = 0xBF;
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) {
        missing_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        missing_ = 2;
        if (byte == 0xE0) lowest_ = 0xA0;   // overlong forms
        if (byte == 0xED) highest_ = 0x9F;  // surrogates
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        missing_ = 3;
        if (byte == 0xF0) lowest_ = 0x90;
        if (byte == 0xF4) highest_ = 0x8F;
    } else {
        ++invalid_;
    }
}

TextSource::TextSource(ByteSource& source, std::string name, std::optional<Encoding> encoding)
    : source_(source), name_(std::move(name)), encoding_(encoding) {
    if (!encoding_ && source_.rewind()) count_all();
    fill();
    skip_mark(encoding.has_value());
}

void TextSource::count_all() {
    std::string piece(piece_bytes, '\0');
    Utf8Census census;
    while (const std::size_t count = source_.read(piece.data(), piece.size()))
        census.add(std::string_view(piece).substr(0, count));
    census.finish();
    if (!source_.rewind()) return;
    encoding_ = census.verdict();
    valid_ = census.invalid() == 0;
}

void TextSource::skip_mark(bool given) {
    if (begins_with(piece_, "\xEF\xBB\xBF")) {
        position_ = 3;
        if (!given) encoding_ = Encoding::utf8;
    }
    if (begins_with(piece_, "\xFF\xFE") || begins_with(piece_, "\xFE\xFF"))
        refuse(PLAN_TEXT("the file is UTF-16 text: save it again as CSV in UTF-8"), name_);
    if (begins_with(piece_, "PK\x03\x04"))
        refuse(PLAN_TEXT("the file is a workbook or another zip file, not CSV: save the sheet as CSV"), name_);
    if (std::memchr(piece_.data(), 0, std::min<std::size_t>(piece_.size(), 4096)))
        refuse(PLAN_TEXT("the file holds binary data, not text: save it again as CSV in UTF-8"), name_);
}

/// Full pieces, however little a pipe gives at a time, so that the verdict does not depend on the writer's pace.
void TextSource::fill() {
    position_ = 0;
    piece_.clear();
    append(piece_bytes);
    if (encoding_) return;
    Utf8Census census;
    census.add(piece_);
    while (census.incomplete() && append(1) > 0) census.add(std::string_view(piece_).substr(piece_.size() - 1));
    census.finish();
    if (!census.plain()) encoding_ = census.verdict();
}

std::size_t TextSource::append(std::size_t count) {
    const std::size_t before = piece_.size();
    piece_.resize(before + count);
    std::size_t end = before;
    while (end < piece_.size()) {
        const std::size_t got = source_.read(piece_.data() + end, piece_.size() - end);
        if (got == 0) break;
        end += got;
    }
    piece_.resize(end);
    return end - before;
}

std::size_t TextSource::read(char* out, std::size_t capacity) {
    if (position_ == piece_.size()) fill();
    const std::string_view rest = std::string_view(piece_).substr(position_);
    if (encoding_ != Encoding::windows_1252) {
        const std::size_t count = std::min(capacity, rest.size());
        std::memcpy(out, rest.data(), count);
        position_ += count;
        return count;
    }
    const std::string_view taken = rest.substr(0, capacity / longest_1252);
    const std::string text = from_windows_1252(taken);
    std::memcpy(out, text.data(), text.size());
    position_ += taken.size();
    return text.size();
}

}  // namespace plan
