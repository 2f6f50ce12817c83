#include "libplan/record/reasons.hpp"

namespace plan {

std::string fill_names(std::string_view text, const ReasonArguments& args) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        filled.append(text.substr(0, open));
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos) return filled.append(text);
        const std::string_view name = text.substr(1, close - 1);
        const std::string* value = nullptr;
        for (const auto& [key, content] : args)
            if (key == name) value = &content;
        filled.append(value ? std::string_view(*value) : text.substr(0, close + 1));
        text.remove_prefix(close + 1);
    }
    return filled;
}

namespace {

/// Arguments stay as the stream writes them; only the sentence says a day as its reader does.
ReasonArguments as_read(const ReasonArguments& args, Language language) {
    ReasonArguments shown = args;
    if (language == Language::french)
        for (auto& [name, value] : shown)
            if (Date::from_iso(value)) value = value.substr(8, 2) + "/" + value.substr(5, 2) + "/" + value.substr(0, 4);
    return shown;
}

}  // namespace

Reason make_reason(const ReasonText& text, Language language, ReasonArguments args, std::vector<std::string> path) {
    Reason reason;
    reason.rule = text.rule;
    reason.source = text.source;
    reason.text = fill_names(language == Language::french ? text.french : text.english, as_read(args, language));
    reason.args = std::move(args);
    reason.path = std::move(path);
    return reason;
}

}  // namespace plan
