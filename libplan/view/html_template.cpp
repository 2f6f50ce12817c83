#include "libplan/view/html_template.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

namespace {

[[noreturn]] void fail_unknown(std::string_view page, std::size_t position, std::string_view file,
                               std::string_view name) {
    Diagnostic diagnostic;
    diagnostic.code = "unknown-placeholder";
    diagnostic.text = PLAN_TEXT("the page template asks for {{{{{0}}}}}, which is not known");
    diagnostic.arguments = {std::string(name)};
    diagnostic.where.file = file;
    diagnostic.where.line =
        static_cast<std::size_t>(std::count(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(position), '\n')) +
        1;
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

}  // namespace

std::string fill_template(std::string_view page, std::string_view file, const TemplateValues& values) {
    std::string filled;
    for (std::size_t position = 0;;) {
        const std::size_t open = page.find("{{", position);
        filled.append(page.substr(position, open - position));
        if (open == std::string_view::npos) return filled;
        const bool raw = page.substr(open).starts_with("{{{");
        const std::size_t begin = open + (raw ? 3 : 2);
        const std::string_view closing = raw ? "}}}" : "}}";
        const std::size_t end = page.find(closing, begin);
        if (end == std::string_view::npos) {
            filled.append(page.substr(open));
            return filled;
        }
        const std::string_view name = trim(page.substr(begin, end - begin));
        const std::optional<std::string> value = values(name);
        if (!value) fail_unknown(page, open, file, name);
        filled += raw ? *value : escape_markup(*value);
        position = end + closing.size();
    }
}

std::string embed_json(std::string_view json) {
    std::string safe;
    safe.reserve(json.size() + json.size() / 16);
    for (const char byte : json) {
        switch (byte) {
            case '<':
                safe += "\\u003c";
                break;
            case '>':
                safe += "\\u003e";
                break;
            case '&':
                safe += "\\u0026";
                break;
            default:
                safe += byte;
        }
    }
    return safe;
}

}  // namespace plan
