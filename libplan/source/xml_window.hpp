#pragma once

#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// The part of a document that is looked at: from what is to be read next up to what came of the source. A zero byte,
/// which no document holds, stands behind it, so that loops need no other bound. Bytes are checked as they come.
class XmlWindow {
public:
    explicit XmlWindow(ByteSource& source) : source_(source), buffer_(piece_bytes + 1) {}

    [[nodiscard]] const char* here() const { return buffer_.data() + begin_; }
    [[nodiscard]] std::size_t size() const { return end_ - begin_; }
    [[nodiscard]] std::string_view rest() const { return {here(), size()}; }

    void take(std::size_t count) { begin_ += count; }
    void take_until(const char* at) { begin_ = static_cast<std::size_t>(at - buffer_.data()); }

    /// Reads on behind what is held, which moves: pointers into it are of no more use. False at the source's end.
    bool fill();
    /// All that is held is UTF-8 and characters of XML; at the source's end, also whole.
    [[nodiscard]] bool is_valid() const { return valid_; }

    /// Remembers `here` for messages.
    void mark() { mark_ = begin_; }
    /// Line and column, from 1, of what was marked last.
    [[nodiscard]] std::pair<std::size_t, std::size_t> position() const;

private:
    static constexpr std::size_t piece_bytes = std::size_t{1} << 18;

    void drop_read();
    void check(std::size_t from);

    ByteSource& source_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0, mark_ = 0;
    std::string cut_;  ///< the beginning of a character whose end has not come yet
    bool valid_ = true, at_end_ = false;
    std::size_t lines_ = 0;   ///< before the buffer's begin
    std::size_t column_ = 0;  ///< bytes between the last line end before the buffer's begin and there
};

}  // namespace plan
