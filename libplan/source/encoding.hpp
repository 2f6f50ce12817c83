#pragma once

#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// How the bytes of a table of text are written. UTF-16 is recognised, and refused with advice.
enum class Encoding : std::uint8_t { utf8, windows_1252 };

[[nodiscard]] std::string_view keyword(Encoding encoding);  ///< "utf-8", "windows-1252"

/// Counts what speaks for UTF-8 and against it, piece by piece: a sequence may span two pieces.
class Utf8Census {
public:
    void add(std::string_view piece);
    /// The text ends here: a sequence that is still open is broken.
    void finish() {
        if (missing_ > 0) ++invalid_;
        missing_ = 0;
    }

    [[nodiscard]] std::size_t valid() const { return valid_; }                 ///< whole sequences of two bytes or more
    [[nodiscard]] std::size_t invalid() const { return invalid_; }             ///< bytes that no sequence explains
    [[nodiscard]] bool plain() const { return valid_ == 0 && invalid_ == 0; }  ///< ASCII so far
    [[nodiscard]] bool incomplete() const { return missing_ > 0; }             ///< within a sequence
    /// Text in which broken sequences are the exception is damaged UTF-8, not Windows-1252: reading it as the latter
    /// would garble every accent in it.
    [[nodiscard]] Encoding verdict() const {
        return invalid_ == 0 || valid_ > invalid_ ? Encoding::utf8 : Encoding::windows_1252;
    }

private:
    void add(unsigned char byte);

    std::size_t valid_ = 0;
    std::size_t invalid_ = 0;
    int missing_ = 0;              ///< continuation bytes still to come
    unsigned char lowest_ = 0x80;  ///< bounds of the next continuation byte
    unsigned char highest_ = 0xBF;
};

/// A source's text as UTF-8: byte order mark dropped, Windows-1252 converted. Memory is one piece of the input.
///
/// With no encoding given, a source that can be rewound is read twice, the first time only to count; of a pipe the
/// first quarter of a mebibyte that is not all ASCII decides.
class TextSource {
public:
    /// `name` is how messages call the source. Throws Error(invalid_input, "not-text") when the first bytes are those
    /// of UTF-16, of a zip file (a workbook) or of other binary data; Error(input_output) from the source.
    TextSource(ByteSource& source, std::string name, std::optional<Encoding> encoding);

    /// 1 to `capacity` bytes of text; 0 at the end. A sequence may be cut between two calls. `capacity` >= 4.
    std::size_t read(char* out, std::size_t capacity);

    /// What the text is read as; nothing as long as all of it is ASCII.
    [[nodiscard]] std::optional<Encoding> encoding() const { return encoding_; }
    /// The text is known to hold no broken sequence.
    [[nodiscard]] bool is_valid() const { return valid_ || encoding_ == Encoding::windows_1252; }

private:
    void count_all();
    void skip_mark(bool given);
    void fill();
    std::size_t append(std::size_t count);

    ByteSource& source_;
    std::string name_;
    std::optional<Encoding> encoding_;
    bool valid_ = false;
    std::string piece_;         ///< bytes read and not yet handed out
    std::size_t position_ = 0;  ///< in `piece_`
};

}  // namespace plan
