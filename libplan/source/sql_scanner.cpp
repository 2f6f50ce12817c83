#include "libplan/source/sql_scanner.hpp"

#include "libplan/base/error.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 18;
/// Of a comment, what is looked at to learn the dialect.
constexpr std::size_t looked_at = 512;

bool is_blank(int byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || byte == '\v';
}

bool is_word_byte(int byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '$' || byte >= 0x80;
}

}  // namespace

SqlScanner::SqlScanner(ByteSource& source, std::string path) : source_(source), path_(std::move(path)) {
    buffer_.resize(piece_bytes);
    at_ = end_ = counted_ = buffer_.data();
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (peek() == 0xEF && std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(byte_order_mark))
        at_ += byte_order_mark.size();
}

bool SqlScanner::refill() {
    count_lines(end_);
    const std::size_t count = source_.read(buffer_.data(), buffer_.size());
    at_ = counted_ = buffer_.data();
    end_ = at_ + count;
    return count > 0;
}

void SqlScanner::count_lines(const char* until) {
    while (counted_ != until) {
        const auto* newline =
            static_cast<const char*>(std::memchr(counted_, '\n', static_cast<std::size_t>(until - counted_)));
        if (newline == nullptr) {
            column_ += static_cast<std::size_t>(until - counted_);
            counted_ = until;
            return;
        }
        ++line_;
        column_ = 1;
        counted_ = newline + 1;
    }
}

Location SqlScanner::where() {
    count_lines(at_);
    return {path_, line_, column_, {}};
}

bool SqlScanner::is_word(std::string_view capitals) const {
    if (kind_ != SqlKind::word || text_.size() != capitals.size()) return false;
    return std::equal(text_.begin(), text_.end(), capitals.begin(), [](char byte, char capital) {
        return (byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : byte) == capital;
    });
}

void SqlScanner::append(const char* from, const char* until) {
    const auto count = static_cast<std::size_t>(until - from);
    if (count > longest_token - text_.size()) cut_ = true;
    if (!cut_) text_.append(from, count);
}

void SqlScanner::append(int byte) {
    const char one = static_cast<char>(byte);
    append(&one, &one + 1);
}

void SqlScanner::skip_line() {
    for (int byte = get(); byte >= 0 && byte != '\n'; byte = get()) {
    }
}

/// Reads on behind `pattern`, whose only border is its first character ("*/", "$tag$").
void SqlScanner::pass(std::string_view pattern, std::string* seen) {
    std::size_t matched = 0;
    for (int byte = get(); byte >= 0; byte = get()) {
        if (seen && seen->size() < looked_at) *seen += static_cast<char>(byte);
        if (byte == static_cast<unsigned char>(pattern[matched]))
            ++matched;
        else
            matched = byte == static_cast<unsigned char>(pattern.front()) ? 1 : 0;
        if (matched == pattern.size()) return;
    }
}

void SqlScanner::learn_dialect(std::string_view comment) {
    const auto says = [&](std::string_view words) { return comment.find(words) != std::string_view::npos; };
    if (says("PostgreSQL database") || says("NO_BACKSLASH_ESCAPES")) use_standard_quotes();
}

/// At a '/', '-' or '#' that may open a comment. False when it is a sign like others.
bool SqlScanner::skip_blanks_and_comments() {
    for (;;) {
        int byte = peek();
        while (is_blank(byte)) {
            ++at_;
            byte = peek();
        }
        if (byte == '#' && backslash_escapes_) {
            skip_line();
            continue;
        }
        if (byte != '-' && byte != '/') return false;
        ++at_;
        const int second = peek();
        if (byte == '-' && second == '-') {
            std::string comment;
            for (int next = get(); next >= 0 && next != '\n'; next = get())
                if (comment.size() < looked_at) comment += static_cast<char>(next);
            learn_dialect(comment);
        } else if (byte == '/' && second == '*') {
            ++at_;
            std::string comment;
            pass("*/", &comment);
            learn_dialect(comment);
        } else {
            sign_ = static_cast<char>(byte);
            return true;
        }
    }
}

int SqlScanner::resolve_escape(int escaped) const {
    switch (escaped) {
        case '0':
            return 0;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'Z':
            return 26;
        default:
            return escaped;
    }
}

/// Behind the quote that opens.
void SqlScanner::read_quoted(char quote, bool escapes, bool keep) {
    count_lines(at_);
    const Location opening{path_, line_, column_ - 1, {}};
    for (;;) {
        const char* const from = at_;
        while (at_ != end_ && *at_ != quote && (*at_ != '\\' || !escapes)) ++at_;
        if (keep) append(from, at_);
        const int byte = get();
        int kept = byte;
        if (byte == static_cast<unsigned char>(quote)) {
            if (peek() != byte) return;
            ++at_;
        } else if (byte == '\\' && escapes) {
            const int escaped = get();
            kept = escaped < 0 ? -1 : resolve_escape(escaped);
        }
        if (byte < 0 || kept < 0)
            throw Error(Failure::invalid_input, {Severity::error,
                                                 "unterminated-quote",
                                                 PLAN_TEXT("a quote is opened here and never closed: the dump is cut "
                                                           "off, or is not one"),
                                                 {},
                                                 opening});
        if (keep) append(kept);
    }
}

void SqlScanner::read_dollar_quoted() {
    std::string tag = "$";
    while (is_word_byte(peek()) && peek() != '$' && tag.size() < looked_at) tag += static_cast<char>(get());
    if (peek() != '$') {  // a parameter, "$1"
        kind_ = SqlKind::word;
        return;
    }
    tag += static_cast<char>(get());
    kind_ = SqlKind::text;
    pass(tag, nullptr);
}

void SqlScanner::read_word(bool keep) {
    kind_ = SqlKind::word;
    const bool number = text_.empty() ? (peek() >= '0' && peek() <= '9') : true;  // a sign stands before it
    for (;;) {
        const char* const from = at_;
        while (at_ != end_ && (is_word_byte(static_cast<unsigned char>(*at_)) || (number && *at_ == '.'))) ++at_;
        if (keep || text_.size() < 2) append(from, at_);
        if (at_ != end_ || !refill()) break;
    }
    // 1e-5: the sign belongs to the number.
    if (number && (peek() == '-' || peek() == '+') && !text_.empty() && (text_.back() == 'e' || text_.back() == 'E') &&
        !text_.starts_with("0x")) {
        append(get());
        while (peek() >= '0' && peek() <= '9') append(get());
    }
    if (number || peek() != '\'' || text_.size() != 1) return;
    // E'…', N'…' are texts; X'…' and B'…' are numbers in quotes.
    const char prefix = static_cast<char>(text_.front() | 0x20);
    if (prefix != 'e' && prefix != 'n' && prefix != 'x' && prefix != 'b') return;
    ++at_;
    text_.clear();
    read_quoted('\'', prefix == 'e' || backslash_escapes_, keep);
    kind_ = prefix == 'e' || prefix == 'n' ? SqlKind::text : SqlKind::word;
}

SqlKind SqlScanner::next(bool keep) {
    text_.clear();
    cut_ = false;
    const bool taken = skip_blanks_and_comments();
    const int byte = taken ? static_cast<unsigned char>(sign_) : peek();
    if (byte < 0) return kind_ = SqlKind::end;
    if (!taken && byte == '$') {
        ++at_;
        read_dollar_quoted();
        return kind_;
    }
    if (!taken && is_word_byte(byte)) {
        read_word(keep);
        return kind_;
    }
    if (!taken) ++at_;
    if (byte == '\'' || byte == '"' || byte == '`') {
        kind_ = byte == '\'' ? SqlKind::text : SqlKind::name;
        read_quoted(static_cast<char>(byte), backslash_escapes_ && byte != '`', keep);
        return kind_;
    }
    if ((byte == '-' || byte == '+' || byte == '.') && peek() >= '0' && peek() <= '9') {
        append(byte);
        read_word(keep);
        return kind_;
    }
    sign_ = static_cast<char>(byte);
    return kind_ = SqlKind::sign;
}

bool SqlScanner::next_line(std::string& line) {
    line.clear();
    if (peek() < 0) return false;
    for (;;) {
        const auto left = static_cast<std::size_t>(end_ - at_);
        const auto* newline = static_cast<const char*>(std::memchr(at_, '\n', left));
        const std::size_t length = newline ? static_cast<std::size_t>(newline - at_) : left;
        line.append(at_, std::min(length, longest_token - line.size()));
        at_ += length;
        if (newline) ++at_;
        if (newline || peek() < 0) break;
    }
    if (line.ends_with('\r')) line.pop_back();
    return true;
}

}  // namespace plan
