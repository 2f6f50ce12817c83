#include "libplan/source/encoding.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 18;

constexpr std::string_view encoding_names[] = {"utf-8", "windows-1252", "iso-8859-15", "utf-16le", "utf-16be"};

/// A byte of Windows-1252 or ISO-8859-15 takes at most this many in UTF-8.
constexpr std::size_t longest_latin = 3;

/// Where the two differ, beside the bytes from 80 to 9F.
constexpr std::pair<unsigned char, std::string_view> latin9_letters[] = {
    {0xA4, "€"}, {0xA6, "Š"}, {0xA8, "š"}, {0xB4, "Ž"}, {0xB8, "ž"}, {0xBC, "Œ"}, {0xBD, "œ"}, {0xBE, "Ÿ"},
};

std::string from_iso_8859_15(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const auto* other = std::ranges::find(latin9_letters, byte, &std::pair<unsigned char, std::string_view>::first);
        if (byte < 0x80) {
            result += letter;
        } else if (other != std::end(latin9_letters)) {
            result += other->second;
        } else {
            result += static_cast<char>(0xC0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return result;
}

std::size_t put_utf8(char* out, unsigned code) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        out[0] = static_cast<char>(code);
        return 1;
    }
    if (code < 0x800) {
        out[0] = static_cast<char>(0xC0 | (code >> 6));
        out[1] = tail(0);
        return 2;
    }
    if (code < 0x10000) {
        out[0] = static_cast<char>(0xE0 | (code >> 12));
        out[1] = tail(6);
        out[2] = tail(0);
        return 3;
    }
    out[0] = static_cast<char>(0xF0 | (code >> 18));
    out[1] = tail(12);
    out[2] = tail(6);
    out[3] = tail(0);
    return 4;
}

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

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
    return encoding_names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> find_encoding(std::string_view keyword) {
    for (std::size_t index = 0; index < std::size(encoding_names); ++index)
        if (encoding_names[index] == keyword) return static_cast<Encoding>(index);
    return std::nullopt;
}

void Utf8Census::add(std::string_view piece) {
    for (std::size_t position = 0; position < piece.size(); ++position) {
        if (missing_ == 0) position = skip_ascii(piece, position);
        if (position == piece.size()) break;
        const auto byte = static_cast<unsigned char>(piece[position]);
        if (byte >= 0x80 && byte <= 0x9F) ++only_1252_;
        // A currency sign is as good as never written, and a half does not follow a letter.
        if (byte == 0xA4 || (byte == 0xBD && position > 0 && is_letter(piece[position - 1]))) ++latin9_;
        add(byte);
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
    const bool little = begins_with(piece_, "\xFF\xFE");
    if ((little || begins_with(piece_, "\xFE\xFF")) && !begins_with(piece_, std::string_view("\xFF\xFE\0\0", 4))) {
        position_ = 2;
        encoding_ = little ? Encoding::utf16_le : Encoding::utf16_be;
    }
    if (is_utf16()) return complete_pair();
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
    if (is_utf16()) complete_pair();
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

unsigned TextSource::unit_at(std::size_t position) const {
    const auto first = static_cast<unsigned char>(piece_[position]);
    if (position + 1 >= piece_.size()) return 0xFFFD;  // half a letter ends the file
    const auto second = static_cast<unsigned char>(piece_[position + 1]);
    return encoding_ == Encoding::utf16_le ? first | second << 8U : second | first << 8U;
}

/// Reads on where the piece ends within a letter. Letters of two units begin with one from D800 to DBFF.
void TextSource::complete_pair() {
    if ((piece_.size() - position_) % 2 == 1) append(1);
    if (piece_.size() - position_ >= 2 && unit_at(piece_.size() - 2) >> 10U == 0x36) append(2);
}

std::size_t TextSource::read_utf16(char* out, std::size_t capacity) {
    std::size_t written = 0;
    while (position_ < piece_.size() && written + 4 <= capacity) {
        unsigned code = unit_at(position_);
        position_ = std::min(position_ + 2, piece_.size());
        if (code >> 11U == 0x1B) {
            const unsigned next = position_ + 1 < piece_.size() ? unit_at(position_) : 0;
            const bool paired = code < 0xDC00 && next >> 10U == 0x37;
            if (paired) position_ += 2;
            code = paired ? 0x10000 + ((code & 0x3FFU) << 10U) + (next & 0x3FFU) : 0xFFFD;
        }
        written += put_utf8(out + written, code);
    }
    return written;
}

std::size_t TextSource::read_latin(char* out, std::size_t capacity) {
    const std::string_view taken = std::string_view(piece_).substr(position_, capacity / longest_latin);
    const std::string text = encoding_ == Encoding::iso_8859_15 ? from_iso_8859_15(taken) : from_windows_1252(taken);
    std::memcpy(out, text.data(), text.size());
    position_ += taken.size();
    return text.size();
}

std::size_t TextSource::read(char* out, std::size_t capacity) {
    if (position_ == piece_.size()) fill();
    if (is_utf16()) return read_utf16(out, capacity);
    if (encoding_ && *encoding_ != Encoding::utf8) return read_latin(out, capacity);
    const std::string_view rest = std::string_view(piece_).substr(position_);
    const std::size_t count = std::min(capacity, rest.size());
    std::memcpy(out, rest.data(), count);
    position_ += count;
    return count;
}

}  // namespace plan
