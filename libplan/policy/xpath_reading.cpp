#include "libplan/policy/xpath_reading.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

enum class Kind { name, function, axis, operation, literal, number, symbol };

struct Token {
    Kind kind;
    std::string_view text;  ///< of a literal: without quotes
    std::size_t position;
};

bool is_space(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}
bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}
bool starts_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
           static_cast<unsigned char>(letter) >= 0x80;
}
bool continues_name(char letter) {
    return starts_name(letter) || is_digit(letter) || letter == '-' || letter == '.';
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> tokens() {
        for (skip_space(); position_ < text_.size(); skip_space()) next();
        return std::move(tokens_);
    }

private:
    void skip_space() {
        while (position_ < text_.size() && is_space(text_[position_])) ++position_;
    }
    [[nodiscard]] char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

    void push(Kind kind, std::size_t length) {
        tokens_.push_back({kind, text_.substr(position_, length), position_});
        position_ += length;
    }

    /// Section 3.7: after an operand, `*` and a name are operators.
    [[nodiscard]] bool after_operand() const {
        if (tokens_.empty()) return false;
        const Token& last = tokens_.back();
        if (last.kind == Kind::operation || last.kind == Kind::axis) return false;
        return last.kind != Kind::symbol || last.text == ")" || last.text == "]" || last.text == "." ||
               last.text == ".." || last.text == "*";
    }

    void next() {
        const char letter = text_[position_];
        if (letter == '\'' || letter == '"') {
            const std::size_t close = std::min(text_.find(letter, position_ + 1), text_.size());
            tokens_.push_back({Kind::literal, text_.substr(position_ + 1, close - position_ - 1), position_});
            position_ = std::min(close + 1, text_.size());
        } else if (is_digit(letter) || (letter == '.' && is_digit(at(position_ + 1)))) {
            std::size_t end = position_;
            while (is_digit(at(end)) || at(end) == '.') ++end;
            push(Kind::number, end - position_);
        } else if (starts_name(letter)) {
            name();
        } else if (letter == '*') {
            push(after_operand() ? Kind::operation : Kind::symbol, 1);
        } else {
            symbol();
        }
    }

    void name() {
        std::size_t end = position_;
        while (continues_name(at(end))) ++end;
        // A prefix belongs to the name; "::" ends it.
        if (at(end) == ':' && at(end + 1) != ':' && starts_name(at(end + 1)))
            for (++end; continues_name(at(end));) ++end;
        const std::size_t length = end - position_;
        if (after_operand()) return push(Kind::operation, length);
        while (is_space(at(end))) ++end;
        if (at(end) == '(')
            push(Kind::function, length);
        else
            push(at(end) == ':' && at(end + 1) == ':' ? Kind::axis : Kind::name, length);
    }

    void symbol() {
        constexpr std::array<std::string_view, 6> pairs = {"!=", "<=", ">=", "//", "..", "::"};
        const std::string_view two = text_.substr(position_, 2);
        const std::size_t length = std::ranges::find(pairs, two) == pairs.end() ? 1 : 2;
        const std::string_view text = text_.substr(position_, length);
        const bool operation = text == "//" || text == "!=" || text == "<=" || text == ">=" ||
                               (length == 1 && std::string_view("/|+-=<>").find(text) != std::string_view::npos);
        push(operation ? Kind::operation : Kind::symbol, length);
    }

    std::string_view text_;
    std::size_t position_ = 0;
    std::vector<Token> tokens_;
};

/// Follows the location paths among the tokens.
class Walker {
public:
    explicit Walker(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    XPathReading read() {
        for (index_ = 0; index_ < tokens_.size(); ++index_) take(tokens_[index_]);
        finish();
        return std::move(reading_);
    }

private:
    struct Path {
        std::string steps;
        std::size_t first = 0;   ///< index of its first token
        bool open = false;       ///< there is one
        bool continues = false;  ///< a slash waits for its next step
    };

    void refuse(const Token& token) {
        if (!reading_.refused) reading_.refused = {std::string(token.text), token.position};
    }

    void take(const Token& token) {
        const bool symbol = token.kind == Kind::symbol;
        if (token.kind == Kind::axis || (symbol && (token.text == "*" || token.text == ".." || token.text == "$")) ||
            (token.kind == Kind::operation && token.text == "//"))
            refuse(token);
        if (token.kind == Kind::name) {
            step(attribute_ ? "@" + std::string(token.text) : std::string(token.text));
        } else if (symbol && token.text == "@") {
            attribute_ = true;
            if (!path_.open || !path_.continues) begin();
            return;
        } else if (symbol && token.text == ".") {
            step("");
        } else if (token.kind == Kind::operation && token.text == "/") {
            if (!path_.open) refuse(token);
            path_.continues = true;
        } else if (token.kind == Kind::function && path_.continues) {
            path_.continues = false;  // text(), node(): still the same value
        } else if (symbol && token.text == "[") {
            enter();
        } else if (symbol && token.text == "]") {
            leave();
        } else {
            finish();
            if (token.kind == Kind::literal) compare_with_last(token);
        }
        attribute_ = false;
        if (!is_plain(token)) reading_.plain = false;
    }

    /// Nothing that counts, computes, or depends on the order of values.
    [[nodiscard]] bool is_plain(const Token& token) const {
        if (token.kind == Kind::function) return token.text == "not" || token.text == "true" || token.text == "false";
        if (token.kind == Kind::operation)
            return token.text == "and" || token.text == "or" || token.text == "/" || compares(index_);
        if (token.kind == Kind::number)
            return (index_ > 0 && compares(index_ - 1)) || (index_ + 1 < tokens_.size() && compares(index_ + 1));
        return token.kind != Kind::axis;
    }

    void begin() {
        finish();
        path_ = {context_, index_, true, true};
    }

    void step(const std::string& text) {
        if (!path_.open || !path_.continues) begin();
        path_.continues = false;
        if (text.empty()) return;
        if (!path_.steps.empty()) path_.steps += '/';
        path_.steps += text;
    }

    void enter() {
        outer_.push_back({context_, path_});
        if (path_.open) {
            add_name();
            context_ = path_.steps;
        }
        path_ = {};
    }

    void leave() {
        finish();
        if (outer_.empty()) return;
        context_ = outer_.back().first;
        path_ = outer_.back().second;
        outer_.pop_back();
    }

    void add_name() {
        if (!path_.steps.empty())
            reading_.names.push_back({path_.steps, tokens_[path_.first].position, use(), compared_with()});
    }

    [[nodiscard]] XPathReading::Name::Use use() const {
        using Use = XPathReading::Name::Use;
        if (index_ < tokens_.size() && is(index_, "[")) return Use::opens;
        if (!compared_with().empty()) return Use::number;
        if (is_compared_with_literal()) return Use::literal;
        return is_bare() ? Use::bare : Use::whole;
    }

    [[nodiscard]] bool is(std::size_t index, std::string_view sign) const {
        return tokens_[index].kind == Kind::symbol && tokens_[index].text == sign;
    }
    [[nodiscard]] bool joins(std::size_t index) const {
        return tokens_[index].kind == Kind::operation && (tokens_[index].text == "and" || tokens_[index].text == "or");
    }
    [[nodiscard]] bool compares(std::size_t index) const {
        const std::string_view text = tokens_[index].text;
        return tokens_[index].kind == Kind::operation &&
               (equality(index) || text == "<" || text == "<=" || text == ">" || text == ">=");
    }
    /// An operand of `and` and `or`, a group or a whole condition may begin at `first`, and end before `end`.
    [[nodiscard]] bool begins(std::size_t first) const {
        return first == 0 || joins(first - 1) || is(first - 1, "(") || is(first - 1, "[");
    }
    [[nodiscard]] bool ends(std::size_t end) const {
        return end >= tokens_.size() || joins(end) || is(end, ")") || is(end, "]");
    }

    /// Between `and`, `or`, the parentheses of a group or of not(), and the ends: nothing looks at the value.
    [[nodiscard]] bool is_bare() const {
        const std::size_t first = path_.first;
        if (!begins(first) || !ends(index_)) return false;
        const bool joined = (first > 0 && joins(first - 1)) || (index_ < tokens_.size() && joins(index_));
        const bool opened = first > 0 && is(first - 1, "(");
        if (opened && first >= 2 && tokens_[first - 2].kind == Kind::function) return tokens_[first - 2].text == "not";
        const bool closes_all = index_ >= tokens_.size() || is(index_, "]");
        return joined || ((first == 0 || is(first - 1, "[")) && closes_all);
    }

    [[nodiscard]] bool is_compared_with_literal() const {
        const std::size_t first = path_.first, after = index_ + 2;
        const auto literal = [&](std::size_t index) { return tokens_[index].kind == Kind::literal; };
        if (begins(first) && after <= tokens_.size() && equality(index_) && literal(index_ + 1) && ends(after))
            return true;
        return ends(index_) && first >= 2 && equality(first - 1) && literal(first - 2) && begins(first - 2);
    }

    [[nodiscard]] std::string compared_with() const {
        const std::size_t first = path_.first, after = index_ + 2;
        const auto operand = [&](std::size_t index) {
            return tokens_[index].kind == Kind::number || tokens_[index].kind == Kind::name;
        };
        if (begins(first) && after <= tokens_.size() && compares(index_) && operand(index_ + 1) && ends(after))
            return std::string(tokens_[index_ + 1].text);
        if (ends(index_) && first >= 2 && compares(first - 1) && operand(first - 2) && begins(first - 2))
            return std::string(tokens_[first - 2].text);
        return {};
    }

    void finish() {
        if (!path_.open) return;
        add_name();
        last_ = path_.steps;
        last_end_ = index_;
        if (path_.first >= 2 && equality(path_.first - 1) && tokens_[path_.first - 2].kind == Kind::literal)
            add_comparison(tokens_[path_.first - 2], tokens_[path_.first - 1].text);
        path_ = {};
    }

    [[nodiscard]] bool equality(std::size_t index) const {
        return tokens_[index].kind == Kind::operation && (tokens_[index].text == "=" || tokens_[index].text == "!=");
    }

    void compare_with_last(const Token& literal) {
        if (index_ >= 1 && last_end_ == index_ - 1 && equality(index_ - 1))
            add_comparison(literal, tokens_[index_ - 1].text);
    }

    void add_comparison(const Token& literal, std::string_view sign) {
        if (!last_.empty())
            reading_.comparisons.push_back({last_, std::string(literal.text), literal.position, sign == "!="});
    }

    std::vector<Token> tokens_;
    std::size_t index_ = 0;
    Path path_;
    bool attribute_ = false;
    std::string context_;  ///< what names in the present predicate are relative to
    std::vector<std::pair<std::string, Path>> outer_;
    std::string last_;          ///< the path that ended last,
    std::size_t last_end_ = 0;  ///< and the index of the token after it
    XPathReading reading_;
};

}  // namespace

XPathReading read_xpath(std::string_view expression) {
    return Walker(Lexer(expression).tokens()).read();
}

}  // namespace plan
