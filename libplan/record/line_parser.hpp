#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/decode.hpp"
#include "libplan/record/portfolio.hpp"

#include <functional>
#include <string_view>

/// One line of text to a checked JSON object. Internal to this room: it shows simdjson.
namespace plan {

/// A longer line is refused, so that a hostile stream cannot make the parser ask for any amount of memory.
inline constexpr std::size_t max_line_bytes = 64u << 20;

struct ParsedLine {
    RecordType type = RecordType::unknown;
    JsonObject object;  ///< valid until the next line is parsed
};

/// Keeps simdjson's memory from line to line.
class LineParser {
public:
    /// `line` is trimmed and not empty, and Portfolio::read_padding bytes behind it can be read. `last`: the text ends
    /// with it. Throws Error(invalid_input) at `where` when it is not one JSON object with a text "type".
    [[nodiscard]] ParsedLine parse(std::string_view line, const Location& where, bool last);

private:
    simdjson::dom::parser parser_;
};

[[noreturn]] void fail_line_too_long(Location where);

/// Runs a decoder and gives its failure the place of the line, as Error(invalid_input).
template <class Decoder>
void decode_at(const Location& where, Decoder decoder);

[[noreturn]] void fail_decode(const Location& where, DecodeFailure& failure);

template <class Decoder>
void decode_at(const Location& where, Decoder decoder) {
    try {
        decoder();
    } catch (DecodeFailure& failure) {
        fail_decode(where, failure);
    }
}

}  // namespace plan
