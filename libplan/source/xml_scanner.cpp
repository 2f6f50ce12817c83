#include "libplan/base/text.hpp"
#include "libplan/source/xml_characters.hpp"
#include "libplan/source/xml_engine.hpp"
#include "libplan/source/xml_window.hpp"

#include <algorithm>
#include <optional>

// A tokenizer for XML 1.0 (fifth edition) in UTF-8 without a document type. Sheets are all markup: the content.xml of
// 50,000 rows is 180 MB with 14 million tags, attributes and texts, on each of which a general parser spends several
// times what this one does. It looks at each byte once, and nothing is copied but what a reference or a line end
// changes.

namespace plan {

namespace {

using namespace xml;

class Scanner final : public XmlEngine {
public:
    Scanner(ByteSource& source, XmlHandler& handler, std::string file, std::string part, const XmlLimits& limits)
        : XmlEngine(handler, std::move(file), std::move(part), limits), window_(source) {}

    bool run() override {
        if (!begun_) begin();
        while (!stopped_) {
            if (pausing_) {
                pausing_ = false;
                return true;
            }
            if (!step()) return false;
        }
        return false;
    }

protected:
    [[nodiscard]] Position position() const override {
        const auto [line, column] = window_.position();
        return {line, column};
    }

private:
    /// Goes on behind the window's end; the markup that begins at `here` must not be without end.
    void grow() {
        if (window_.size() > limits_.longest_markup) refuse_size();
        fill_or_end();
    }
    void fill_or_end() {
        if (!fill()) refuse_end();
    }
    bool fill() {
        const bool more = window_.fill();
        if (!window_.is_valid()) refuse_malformed();
        return more;
    }
    /// Makes `count` bytes stand in the window, unless the document ends before.
    void look_ahead(std::size_t count) {
        while (window_.size() < count && fill()) continue;
    }
    [[nodiscard]] bool here_is(std::string_view text) {
        look_ahead(text.size());
        return window_.rest().starts_with(text);
    }

    void begin() {
        begun_ = true;
        if (here_is("\xEF\xBB\xBF")) window_.take(3);
        if (here_is("<?xml") && (look_ahead(6), window_.size() >= 6 && is_blank(window_.here()[5]))) read_declaration();
    }

    /// One piece of text or of markup; false at the end of the document.
    bool step() {
        window_.mark();
        if (in_section_) {
            read_section();
            return true;
        }
        if (*window_.here() != '<' && (window_.size() > 0 || fill())) {
            if (depth() > 0)
                read_text();
            else
                read_outside();
            return true;
        }
        if (window_.size() == 0) {
            if (!has_root_ || depth() > 0) refuse_end();
            return false;
        }
        look_ahead(2);
        switch (window_.here()[1]) {
            case '/':
                read_end_tag();
                break;
            case '!':
                read_declared();
                break;
            case '?':
                read_instruction();
                break;
            default:
                while (!read_start_tag()) grow();
        }
        return true;
    }

    /// Between the markup before and after the root only blanks may stand.
    void read_outside() {
        const char* const at = skip_blanks(window_.here());
        if (at == window_.here() && *at != '<') refuse_malformed();
        window_.take_until(at);
    }

    bool say(const char* first, const char* last) {
        if (first != last) text(between(first, last));
        return !pausing_ && !stopped_;
    }

    /// Up to the next markup, or to the window's end.
    void read_text() {
        const char* const first = window_.here();
        const char* at = first;
        while (!in(ends_text, *at)) ++at;
        window_.take_until(at);
        if (!say(first, at)) return;
        if (*at == '&') {
            std::string character;
            const char* after = nullptr;
            while (!(after = read_reference(window_.here(), character))) grow();
            window_.take_until(after);
            text(character);
        } else if (*at == '\r') {
            read_line_end();
        } else if (*at == ']') {
            if (here_is("]]>")) refuse_malformed();
            window_.take(1);
            text("]");
        }
    }

    /// CR and CRLF are LF (2.11).
    void read_line_end() {
        const bool two = here_is("\r\n");
        window_.take(two ? 2 : 1);
        text("\n");
    }

    /// Within <![CDATA[ and ]]>.
    void read_section() {
        if (window_.size() == 0) fill_or_end();
        const char* const first = window_.here();
        const char* at = first;
        while (!in(ends_section, *at)) ++at;
        window_.take_until(at);
        if (!say(first, at)) return;
        if (*at == '\r') {
            read_line_end();
        } else if (*at == ']' && here_is("]]>")) {
            window_.take(3);
            in_section_ = false;
        } else if (*at == ']') {
            window_.take(1);
            text("]");
        }
    }

    /// Adds the character of the reference that begins at `at`; where it ends, or null when the window does before.
    const char* read_reference(const char* at, std::string& out) {
        const char* const first = at + 1;
        const char* last = first;
        if (*last == '#') ++last;
        last = skip_name(last);
        if (*last == 0) return nullptr;
        const std::string_view name = between(first, last);
        if (*last != ';' || name.empty()) refuse_malformed();
        if (name.front() == '#') {
            const std::uint32_t code = numbered_character(name);
            if (code == 0) refuse_malformed();
            append_utf8(out, code);
            return last + 1;
        }
        if (!in(begins_name, name.front())) refuse_malformed();
        constexpr std::pair<std::string_view, char> known[] = {
            {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
        const auto* const found = std::ranges::find(known, name, &std::pair<std::string_view, char>::first);
        if (found == std::end(known)) refuse_entity();
        out += found->second;
        return last + 1;
    }

    /// False when the window ends within the tag.
    bool read_start_tag() {
        const char* at = window_.here() + 1;
        if (*at == 0) return false;
        if (!in(begins_name, *at) || (depth() == 0 && has_root_)) refuse_malformed();
        const char* const name = at;
        at = skip_name(at);
        const std::string_view qualified = between(name, at);
        if (const XmlTags::Tag* const tag = tags_.find(qualified, window_.rest().substr(1))) {
            window_.take(1 + tag->written.size());
            start_again(*tag);
            return true;
        }
        written_.clear();
        decoded_.clear();
        rewritten_.clear();
        bool empty = false;
        while (true) {
            const char* const behind = at;
            at = skip_blanks(at);
            if (*at == 0 || (*at == '/' && at[1] == 0)) return false;
            empty = *at == '/' && at[1] == '>';
            if (*at == '>' || empty) break;
            if (at == behind) refuse_malformed();
            at = read_attribute(at);
            if (!at) return false;
        }
        for (const auto& [attribute, begin, size] : rewritten_)
            written_[attribute].value = std::string_view(decoded_).substr(begin, size);
        const char* const after = at + (empty ? 2 : 1);
        window_.take_until(after);
        has_root_ = true;
        start(qualified, written_);
        // A declaration is not told from other attributes in what is kept.
        if (rewritten_.empty() && attributes().size() == written_.size())
            tags_.keep(between(name, after), open_element(), attributes());
        if (empty) end();
        return true;
    }

    void start_again(const XmlTags::Tag& tag) {
        const bool empty = tag.empty;
        start(tag);
        if (empty) end();
    }

    const char* read_attribute(const char* at) {
        if (!in(begins_name, *at)) refuse_malformed();
        const char* const name = at;
        const char* const after = skip_name(at);
        at = skip_blanks(after);
        if (*at == 0) return nullptr;
        if (*at != '=') refuse_malformed();
        at = skip_blanks(at + 1);
        if (*at == 0) return nullptr;
        const char quote = *at;
        if (quote != '"' && quote != '\'') refuse_malformed();
        const char* const value = ++at;
        while (!in(ends_value, *at)) ++at;
        written_.push_back({between(name, after), between(value, at)});
        return *at == quote ? at + 1 : rewrite_value(value, at, quote);
    }

    /// A value with references, other quotes or line ends, which are blanks there (3.3.3).
    const char* rewrite_value(const char* value, const char* at, char quote) {
        const std::size_t begin = decoded_.size();
        decoded_ += between(value, at);
        while (*at != quote) {
            if (*at == 0 || (*at == '\r' && at[1] == 0)) return nullptr;
            if (*at == '<') refuse_malformed();
            if (*at == '&') {
                at = read_reference(at, decoded_);
                if (!at) return nullptr;
            } else if (is_blank(*at)) {
                at += *at == '\r' && at[1] == '\n' ? 2 : 1;
                decoded_ += ' ';
            } else {
                decoded_ += *at++;
            }
            const char* const plain = at;
            while (!in(ends_value, *at)) ++at;
            decoded_ += between(plain, at);
        }
        rewritten_.push_back({written_.size() - 1, begin, decoded_.size() - begin});
        return at + 1;
    }

    void read_end_tag() {
        const char* after = nullptr;
        while (!(after = end_of_end_tag())) grow();
        window_.take_until(after);
        end();
    }

    const char* end_of_end_tag() {
        const char* const name = window_.here() + 2;
        const char* const after = skip_name(name);
        const char* const at = skip_blanks(after);
        if (*at == 0) return nullptr;
        if (*at != '>' || after == name || depth() == 0) refuse_malformed();
        if (between(name, after) != open_name()) {
            window_.take(2);
            window_.mark();
            refuse_mismatch();
        }
        return at + 1;
    }

    /// What begins with <!
    void read_declared() {
        if (here_is("<!--")) return read_comment();
        if (depth() > 0 && here_is("<![CDATA[")) {
            window_.take(9);
            in_section_ = true;
            return;
        }
        if (!has_root_ && here_is("<!DOCTYPE")) refuse_doctype();
        if (window_.size() < 9 && !fill()) refuse_end();
        refuse_malformed();
    }

    /// Everything up to `mark` and with it, which the window is made to hold.
    std::string_view read_until(std::size_t from, std::string_view mark) {
        std::size_t at = 0;
        while ((at = window_.rest().find(mark, from)) == std::string_view::npos) grow();
        return window_.rest().substr(0, at + mark.size());
    }

    void read_comment() {
        const std::size_t size = read_until(4, "--").size();
        while (window_.size() <= size) grow();
        if (window_.here()[size] != '>') refuse_malformed();
        window_.take(size + 1);
    }

    void read_instruction() {
        const std::string_view whole = read_until(2, "?>");
        const char* const name = whole.data() + 2;
        const char* const after = skip_name(name);
        const std::string_view target = between(name, after);
        const bool reserved = target.size() == 3 && fold(target) == "xml";
        if (target.empty() || reserved || !in(begins_name, *name) ||
            !(is_blank(*after) || between(after, after + 2) == "?>"))
            refuse_malformed();
        window_.take(whole.size());
    }

    /// <?xml version="1.0" encoding="UTF-8" standalone="yes"?>, the last two of which may be left out.
    void read_declaration() {
        const std::string_view whole = read_until(5, "?>");
        const char* at = whole.data() + 5;
        const auto pair = [&](std::string_view name) -> std::optional<std::string_view> {
            const char* const key = skip_blanks(at);
            if (key == at || !std::string_view(key).starts_with(name)) return std::nullopt;
            const char* open = skip_blanks(key + name.size());
            if (*open != '=') refuse_malformed();
            open = skip_blanks(open + 1);
            if (*open != '"' && *open != '\'') refuse_malformed();
            const char* close = open + 1;
            while (in(goes_on_name, *close)) ++close;
            if (*close != *open) refuse_malformed();
            at = close + 1;
            return between(open + 1, close);
        };
        const auto version = pair("version");
        const auto encoding = version ? pair("encoding") : std::nullopt;
        const auto standalone = version ? pair("standalone") : std::nullopt;
        if (!version || version->empty() || (encoding && encoding->empty())) refuse_malformed();
        if (standalone && *standalone != "yes" && *standalone != "no") refuse_malformed();
        if (skip_blanks(at) != whole.data() + whole.size() - 2) refuse_malformed();
        window_.take(whole.size());
    }

    /// A value of `written_` that stands in `decoded_`.
    struct Rewritten {
        std::size_t attribute, begin, size;
    };

    XmlWindow window_;
    std::vector<Written> written_;
    std::string decoded_;
    std::vector<Rewritten> rewritten_;
    bool begun_ = false, has_root_ = false, in_section_ = false;
};

}  // namespace

std::unique_ptr<XmlEngine> make_xml_scanner(ByteSource& source, XmlHandler& handler, std::string file, std::string part,
                                            const XmlLimits& limits) {
    return std::make_unique<Scanner>(source, handler, std::move(file), std::move(part), limits);
}

}  // namespace plan
