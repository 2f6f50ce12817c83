#include "libplan/source/html_text.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>

namespace plan {

namespace {

struct Entity {
    std::string_view name;
    char32_t character;
};

/// Those that editors of HTML write: the signs of markup, French letters and punctuation. Sorted by name.
constexpr Entity entities[] = {
    {"AElig", U'Æ'}, {"Agrave", U'À'}, {"Ccedil", U'Ç'}, {"Eacute", U'É'}, {"Ecirc", U'Ê'},  {"Egrave", U'È'},
    {"OElig", U'Œ'}, {"agrave", U'à'}, {"acirc", U'â'},  {"aelig", U'æ'},  {"amp", U'&'},    {"apos", U'\''},
    {"auml", U'ä'},  {"bull", U'•'},   {"ccedil", U'ç'}, {"copy", U'©'},   {"deg", U'°'},    {"eacute", U'é'},
    {"ecirc", U'ê'}, {"egrave", U'è'}, {"euml", U'ë'},   {"euro", U'€'},   {"gt", U'>'},     {"hellip", U'…'},
    {"icirc", U'î'}, {"iuml", U'ï'},   {"laquo", U'«'},  {"ldquo", U'“'},  {"lsquo", U'‘'},  {"lt", U'<'},
    {"mdash", U'—'}, {"middot", U'·'}, {"nbsp", U' '},   {"ndash", U'–'},  {"ocirc", U'ô'},  {"oelig", U'œ'},
    {"ouml", U'ö'},  {"quot", U'"'},   {"raquo", U'»'},  {"rdquo", U'”'},  {"reg", U'®'},    {"rsquo", U'’'},
    {"sect", U'§'},  {"times", U'×'},  {"trade", U'™'},  {"ucirc", U'û'},  {"ugrave", U'ù'}, {"uuml", U'ü'},
};

/// Elements that begin and end a line of their own.
constexpr std::string_view blocks[] = {"address", "article", "aside",  "blockquote", "br",    "dd", "div", "dl",
                                       "dt",      "figure",  "footer", "form",       "h1",    "h2", "h3",  "h4",
                                       "h5",      "h6",      "header", "hr",         "li",    "ol", "p",   "pre",
                                       "section", "table",   "tbody",  "tfoot",      "thead", "tr", "ul"};

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

std::string lower(std::string_view name) {
    std::string text(name);
    for (char& byte : text)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
    return text;
}

void append_character(std::string& out, char32_t character) {
    const auto append = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xC0 | (character >> 6));
        append(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        append(0xE0 | (character >> 12));
        append(0x80 | ((character >> 6) & 0x3F));
        append(0x80 | (character & 0x3F));
    } else {
        append(0xF0 | (character >> 18));
        append(0x80 | ((character >> 12) & 0x3F));
        append(0x80 | ((character >> 6) & 0x3F));
        append(0x80 | (character & 0x3F));
    }
}

/// The character of "#233" or "#xE9"; U+FFFD when there is none of that number, a blank for a control character.
std::optional<char32_t> numbered(std::string_view digits) {
    digits.remove_prefix(1);
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 10);
    if (digits.empty() || end != digits.data() + digits.size()) return std::nullopt;
    if (error != std::errc() || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) || number == 0)
        return U'\uFFFD';
    if (number < 0x20 || (number >= 0x7F && number < 0xA0) || number == 0xA0) return U' ';
    return static_cast<char32_t>(number);
}

class Reader {
public:
    explicit Reader(std::string_view html) : html_(html) { text_.reserve(html.size()); }

    std::string read() {
        while (at_ < html_.size()) {
            const char byte = html_[at_];
            if (byte == '<' && skip_markup()) continue;
            if (byte == '&' && take_entity()) continue;
            ++at_;
            if (is_blank(byte) && (tagged_ || byte != '\n'))
                pending_blank_ = true;
            else if (byte == '\n')
                break_line();
            else
                append(byte);
        }
        return std::string(trim(text_));
    }

    /// Whether there is a tag at all; without one, line ends are the author's.
    void look_for_tags() {
        for (std::size_t at = html_.find('<'); at != std::string_view::npos && !tagged_; at = html_.find('<', at + 1))
            tagged_ =
                at + 1 < html_.size() && (is_letter(html_[at + 1]) || html_[at + 1] == '/' || html_[at + 1] == '!');
    }

private:
    void settle_blank() {
        if (pending_blank_ && !text_.empty() && text_.back() != '\n' && text_.back() != ' ') text_ += ' ';
        pending_blank_ = false;
    }

    void append(char byte) {
        settle_blank();
        text_ += byte;
    }

    void break_line() {
        pending_blank_ = false;
        if (!text_.empty() && text_.back() != '\n') text_ += '\n';
    }

    /// A tag or a comment; false when the sign is only a sign.
    bool skip_markup() {
        if (unclosed_) return false;
        const std::string_view rest = html_.substr(at_);
        if (rest.starts_with("<!--")) return skip_to(rest.find("-->", 4), 3);
        std::size_t name_begin = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
        if (rest.starts_with("<!")) return skip_to(rest.find('>'), 1);
        if (name_begin >= rest.size() || !is_letter(rest[name_begin])) return false;
        std::size_t name_end = name_begin;
        while (name_end < rest.size() &&
               (is_letter(rest[name_end]) || (rest[name_end] >= '0' && rest[name_end] <= '9')))
            ++name_end;
        const std::string name = lower(rest.substr(name_begin, std::min<std::size_t>(name_end - name_begin, 16)));
        if (!skip_to(end_of_tag(rest, name_end), 1)) return false;
        const bool opens = name_begin == 1;
        if (opens && (name == "script" || name == "style")) drop_content(name);
        show_tag(name, opens);
        return true;
    }

    /// Of the sign that closes a tag: not one within quotes, unless a quote is never closed.
    static std::size_t end_of_tag(std::string_view rest, std::size_t from) {
        char quote = 0;
        for (std::size_t at = from; at < rest.size(); ++at) {
            if (quote != 0) {
                if (rest[at] == quote) quote = 0;
            } else if (rest[at] == '"' || rest[at] == '\'') {
                quote = rest[at];
            } else if (rest[at] == '>') {
                return at;
            }
        }
        return rest.find('>', from);
    }

    bool skip_to(std::size_t end, std::size_t length) {
        // What is not closed once is not looked for again, or a text of signs would take quadratic time.
        if (end == std::string_view::npos) {
            unclosed_ = true;
            return false;
        }
        at_ += end + length;
        return true;
    }

    void drop_content(const std::string& name) {
        std::size_t end = html_.find("</", at_);
        while (end != std::string_view::npos && lower(html_.substr(end + 2, name.size())) != name)
            end = html_.find("</", end + 2);
        at_ = std::min(end, html_.size());
    }

    void show_tag(const std::string& name, bool opens) {
        if (std::find(std::begin(blocks), std::end(blocks), name) != std::end(blocks)) {
            break_line();
            if (opens && name == "li") text_ += "- ";
        } else if (name == "td" || name == "th") {
            pending_blank_ = true;
        }
    }

    bool take_entity() {
        constexpr std::size_t longest = 12;
        const std::string_view rest = html_.substr(at_ + 1, longest);
        const std::size_t end = rest.find(';');
        if (end == std::string_view::npos || end == 0) return false;
        const std::string_view name = rest.substr(0, end);
        std::optional<char32_t> character;
        if (name.front() == '#') {
            character = numbered(name);
        } else {
            const auto* const known = std::find_if(std::begin(entities), std::end(entities),
                                                   [&](const Entity& entity) { return entity.name == name; });
            if (known != std::end(entities)) character = known->character;
        }
        if (!character) return false;
        at_ += end + 2;
        if (*character == U' ') {
            pending_blank_ = true;
        } else {
            settle_blank();
            append_character(text_, *character);
        }
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string text_;
    bool tagged_ = false;
    bool pending_blank_ = false;
    bool unclosed_ = false;
};

}  // namespace

std::string html_text(std::string_view html) {
    Reader reader(html);
    reader.look_for_tags();
    return reader.read();
}

}  // namespace plan
