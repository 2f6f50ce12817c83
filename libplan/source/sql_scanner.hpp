#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plan {

enum class SqlKind : std::uint8_t {
    end,   ///< of the text
    word,  ///< a keyword, a name or a number without quotes
    name,  ///< between `backticks` or "double quotes": a name, to MySQL also a text
    text,  ///< between 'single quotes'
    sign,  ///< one other character
};

/// Cuts the text of an SQL dump into tokens as it comes, comments left out; memory is one piece of the file and the
/// token at hand. Takes both dialects: a backslash escapes within quotes until the text says that it does not, as dumps
/// of PostgreSQL and SQLite do in their first lines.
class SqlScanner {
public:
    /// A token is kept up to this many bytes; the rest of a longer one is passed over.
    static constexpr std::size_t longest_token = std::size_t{1} << 20;

    /// `path` is how messages name the source, which outlives this.
    SqlScanner(ByteSource& source, std::string path);

    /// Reads the next token. Its text is left out unless `keep`. Throws Error(invalid_input, "unterminated-quote") with
    /// the place of the quote, Error(input_output) from the source.
    SqlKind next(bool keep = true);

    [[nodiscard]] SqlKind kind() const { return kind_; }
    /// Of the token, quotes and escapes resolved.
    [[nodiscard]] const std::string& text() const { return text_; }
    /// The token is longer than what is kept of it.
    [[nodiscard]] bool is_cut() const { return cut_; }
    [[nodiscard]] bool is_sign(char sign) const { return kind_ == SqlKind::sign && sign_ == sign; }
    /// The token is this keyword, given in capitals.
    [[nodiscard]] bool is_word(std::string_view capitals) const;

    /// From here on a backslash within quotes is a character like others.
    void use_standard_quotes() { backslash_escapes_ = false; }

    /// The next line as it stands, without its end; false at the end of the text. At most `longest_token` bytes of it.
    bool next_line(std::string& line);

    /// Where the reader stands: behind the last token. Amortised O(1).
    [[nodiscard]] Location where();
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    int peek() { return at_ != end_ || refill() ? static_cast<unsigned char>(*at_) : -1; }
    int get() { return at_ != end_ || refill() ? static_cast<unsigned char>(*at_++) : -1; }
    bool refill();
    void count_lines(const char* until);
    bool skip_blanks_and_comments();
    void skip_comment();
    void skip_line();
    void pass(std::string_view pattern, std::string* seen);
    void read_quoted(char quote, bool escapes, bool keep);
    int resolve_escape(int escaped) const;
    void read_word(bool keep);
    void read_dollar_quoted();
    void append(const char* from, const char* until);
    void append(int byte);
    void learn_dialect(std::string_view comment);

    ByteSource& source_;
    std::string path_;
    std::string buffer_;
    const char* at_ = nullptr;
    const char* end_ = nullptr;
    const char* counted_ = nullptr;  ///< lines are counted up to here
    std::size_t line_ = 1;
    std::size_t column_ = 1;
    bool backslash_escapes_ = true;
    SqlKind kind_ = SqlKind::end;
    char sign_ = 0;
    bool cut_ = false;
    std::string text_;
};

}  // namespace plan
