#include "tools/common/messages.hpp"

#include "libplan/record/json_writer.hpp"
#include "tools/common/tool.hpp"

#include <libintl.h>
#include <unistd.h>

namespace plan::tools {

std::string translate(std::string_view text) {
    if (text.empty()) return {};  // gettext answers the catalogue's header to an empty key
    return gettext(std::string(text).c_str());
}

namespace {

/// A kind of message that keeps coming is cut here unless -v asks for all: a register with a hundred thousand
/// dangling flows must not bury the one error beside them.
constexpr std::size_t shown_per_code = 50;

std::string_view severity_word(Severity severity) {
    switch (severity) {
        case Severity::note:
            return PLAN_TEXT("note");
        case Severity::warning:
            return PLAN_TEXT("warning");
        case Severity::error:
            break;
    }
    return PLAN_TEXT("error");
}

std::string_view severity_colour(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "\033[36m";
        case Severity::warning:
            return "\033[1;33m";
        case Severity::error:
            break;
    }
    return "\033[1;31m";
}

/// stderr is not checked: there is nowhere left to say that it failed.
void write_error(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Control characters of hostile names must not drive the terminal: C0, DEL, and C1 (U+0080 to U+009F, two bytes).
std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t position = 0; position < text.size(); ++position) {
        const auto byte = static_cast<unsigned char>(text[position]);
        const auto next = static_cast<unsigned char>(position + 1 < text.size() ? text[position + 1] : 0);
        if (byte == '\n' || byte == '\t') {
            shown += ' ';
        } else if (byte < 0x20 || byte == 0x7F) {
            shown += '?';
        } else if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
            shown += '?';
            ++position;
        } else {
            shown += text[position];
        }
    }
    return shown;
}

}  // namespace

std::string Messages::as_text(const Diagnostic& diagnostic) const {
    std::string line = tool_ + ": ";
    if (const std::string where = diagnostic.where.to_string(); !where.empty()) line += printable(where) + ": ";
    const std::string word = translate(severity_word(diagnostic.severity));
    line += colour_ ? std::string(severity_colour(diagnostic.severity)) + word + "\033[0m" : word;
    line += ": " + printable(fill_text(translate(diagnostic.text), diagnostic.arguments));
    if (!diagnostic.code.empty()) line += " [" + diagnostic.code + "]";
    return line + "\n";
}

std::string Messages::as_json(const Diagnostic& diagnostic) {
    std::string line;
    JsonWriter json(line);
    json.open_object();
    json.member("severity", severity_word(diagnostic.severity));
    json.text_member("code", diagnostic.code);
    json.member("text", fill_text(translate(diagnostic.text), diagnostic.arguments));
    json.text_member("file", diagnostic.where.file);
    if (diagnostic.where.line > 0) json.member("line", static_cast<std::uint64_t>(diagnostic.where.line));
    if (diagnostic.where.column > 0) json.member("column", static_cast<std::uint64_t>(diagnostic.where.column));
    json.text_member("cell", diagnostic.where.cell);
    if (!diagnostic.arguments.empty()) json.member("arguments", diagnostic.arguments);
    json.close_object();
    return line + "\n";
}

void Messages::report(const Diagnostic& diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    if (diagnostic.severity == Severity::warning) ++warnings_;
    if (diagnostic.severity == Severity::note && !show_notes_) return;
    if (diagnostic.severity == Severity::warning && !show_warnings_) return;
    if (form_ == MessageForm::json) {
        write_error(as_json(diagnostic));
        return;
    }
    if (++said_[diagnostic.code] > shown_per_code && !show_all_ && !diagnostic.code.empty()) return;
    erase_progress();
    write_error(as_text(diagnostic));
}

void Messages::close() {
    erase_progress();
    if (form_ == MessageForm::json || show_all_) return;
    for (const auto& [code, count] : said_) {
        if (count <= shown_per_code || code.empty()) continue;
        write_error(tool_ + ": " +
                    fill_text(translate(PLAN_TEXT("{} more messages of the kind [{}] (-v shows them all)")),
                              {std::to_string(count - shown_per_code), code}) +
                    "\n");
    }
    said_.clear();
}

void Messages::progress(std::string_view text) {
    if (!progress_) return;
    write_error("\r\033[K" + tool_ + ": " + printable(text));
    progress_shown_ = true;
}

void Messages::say(std::string_view text) {
    erase_progress();
    write_error(text);
}

void Messages::erase_progress() {
    if (progress_shown_) write_error("\r\033[K");
    progress_shown_ = false;
}

}  // namespace plan::tools
