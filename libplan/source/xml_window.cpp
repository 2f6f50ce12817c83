#include "libplan/source/xml_window.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace plan {

namespace {

/// Eight bytes that are all ASCII and no control characters.
bool is_plain(const char* at) {
    constexpr std::uint64_t high = 0x8080808080808080, blanks = 0x2020202020202020;
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return ((word | (word - blanks)) & high) == 0;
}

/// Line ends in `text`; quick where they are rare.
std::size_t count_lines(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++lines;
    return lines;
}

/// The length of the UTF-8 sequence of an XML character that begins at `at`; 0 for a broken one, -1 for one that is
/// cut off at `last`.
int sequence_length(const char* at, const char* last) {
    const auto byte = [&](int position) { return static_cast<unsigned char>(at[position]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const int length = first >= 0xC2 && first < 0xE0   ? 2
                       : first >= 0xE0 && first < 0xF0 ? 3
                       : first >= 0xF0 && first < 0xF5 ? 4
                                                       : 0;
    if (length == 0) return 0;
    for (int position = 1; position < length; ++position) {
        if (at + position == last) return -1;
        if ((byte(position) & 0xC0) != 0x80) return 0;
    }
    const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    const bool beyond = first == 0xF4 && byte(1) >= 0x90;
    const bool no_character = first == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
    return overlong || surrogate || beyond || no_character ? 0 : length;
}

}  // namespace

void XmlWindow::drop_read() {
    const char* const last = buffer_.data() + begin_;
    const std::string_view read(buffer_.data(), begin_);
    const auto lines = count_lines(read);
    lines_ += lines;
    column_ = lines == 0 ? column_ + read.size() : read.size() - read.rfind('\n') - 1;
    std::memmove(buffer_.data(), last, end_ - begin_);
    end_ -= begin_;
    mark_ -= std::min(mark_, begin_);
    begin_ = 0;
}

bool XmlWindow::fill() {
    if (at_end_) return false;
    drop_read();
    if (buffer_.size() - end_ < piece_bytes / 2) buffer_.resize(buffer_.size() * 2);
    const std::size_t from = end_;
    end_ += cut_.copy(buffer_.data() + end_, cut_.size());
    cut_.clear();
    const std::size_t count = source_.read(buffer_.data() + end_, buffer_.size() - end_ - 1);
    end_ += count;
    at_end_ = count == 0;
    check(from);
    buffer_[end_] = 0;
    return count > 0;
}

/// Sets a character that is cut off aside, so that no text ends within one.
void XmlWindow::check(std::size_t from) {
    const char* const last = buffer_.data() + end_;
    const char* at = buffer_.data() + from;
    while (at < last) {
        while (last - at >= 32 && (is_plain(at) & is_plain(at + 8) & is_plain(at + 16) & is_plain(at + 24))) at += 32;
        if (at == last) break;
        if (last - at >= 8 && is_plain(at)) {
            at += 8;
            continue;
        }
        const int length = sequence_length(at, last);
        if (length > 0) {
            at += length;
            continue;
        }
        valid_ = length < 0 && !at_end_;
        cut_.assign(at, last);
        end_ = static_cast<std::size_t>(at - buffer_.data());
        return;
    }
}

std::pair<std::size_t, std::size_t> XmlWindow::position() const {
    const std::string_view before(buffer_.data(), mark_);
    const auto lines = count_lines(before);
    const std::size_t column = lines == 0 ? column_ + mark_ : mark_ - before.rfind('\n') - 1;
    return {lines_ + lines + 1, column + 1};
}

}  // namespace plan
