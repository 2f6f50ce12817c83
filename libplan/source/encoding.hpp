#pragma once

#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// How the bytes of a table of text are written.
enum class Encoding : std::uint8_t { utf8, windows_1252, iso_8859_15, utf16_le, utf16_be };

[[nodiscard]] std::string_view keyword(Encoding encoding);  ///< "utf-8", "windows-1252", "iso-8859-15", "utf-16le"…
[[nodiscard]] std::optional<Encoding> find_encoding(std::string_view keyword);

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
    /// would garble every accent in it. Text of one byte a letter is ISO-8859-15 when it has a euro sign or an œ where
    /// that encoding has them, and none of the letters that only Windows-1252 has.
    [[nodiscard]] Encoding verdict() const {
        if (invalid_ == 0 || valid_ > invalid_) return Encoding::utf8;
        return latin9_ > 0 && only_1252_ == 0 ? Encoding::iso_8859_15 : Encoding::windows_1252;
    }

private:
    void add(unsigned char byte);

    std::size_t valid_ = 0;
    std::size_t invalid_ = 0;
    std::size_t latin9_ = 0;       ///< signs of ISO-8859-15
    std::size_t only_1252_ = 0;    ///< bytes that stand for a letter in Windows-1252 alone
    int missing_ = 0;              ///< continuation bytes still to come
    unsigned char lowest_ = 0x80;  ///< bounds of the next continuation byte
    unsigned char highest_ = 0xBF;
};

/// A source's text as UTF-8: byte order mark dropped, other encodings converted. Memory is one piece of the input.
///
/// A byte order mark of UTF-16 decides, whatever is given. With no encoding given, a source that can be rewound is read
/// twice, the first time only to count; of a pipe the first quarter of a mebibyte that is not all ASCII decides.
class TextSource {
public:
    /// `name` is how messages call the source. Throws Error(invalid_input, "not-text") when the first bytes are those
    /// of a zip file (a workbook) or of other binary data; Error(input_output) from the source.
    TextSource(ByteSource& source, std::string name, std::optional<Encoding> encoding);

    /// 1 to `capacity` bytes of text; 0 at the end. A sequence may be cut between two calls. `capacity` >= 4.
    std::size_t read(char* out, std::size_t capacity);

    /// What the text is read as; nothing as long as all of it is ASCII.
    [[nodiscard]] std::optional<Encoding> encoding() const { return encoding_; }
    /// The text is known to hold no broken sequence.
    [[nodiscard]] bool is_valid() const { return valid_ || (encoding_ && *encoding_ != Encoding::utf8); }

private:
    void count_all();
    void skip_mark(bool given);
    void fill();
    std::size_t append(std::size_t count);
    [[nodiscard]] bool is_utf16() const { return encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be; }
    [[nodiscard]] unsigned unit_at(std::size_t position) const;
    void complete_pair();
    std::size_t read_utf16(char* out, std::size_t capacity);
    std::size_t read_latin(char* out, std::size_t capacity);

    ByteSource& source_;
    std::string name_;
    std::optional<Encoding> encoding_;
    bool valid_ = false;
    std::string piece_;         ///< bytes read and not yet handed out
    std::size_t position_ = 0;  ///< in `piece_`
};

}  // namespace plan
