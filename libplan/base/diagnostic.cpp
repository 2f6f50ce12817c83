#include "libplan/base/diagnostic.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace plan {

std::string Location::to_string() const {
    std::string text = file;
    const auto append = [&](const std::string& part) {
        if (!text.empty()) text += ':';
        text += part;
    };
    if (!cell.empty()) {
        append(cell);
        return text;
    }
    if (line == 0) return text;
    append(std::to_string(line));
    if (column > 0) append(std::to_string(column));
    return text;
}

std::string fill_text(std::string_view text, const std::vector<std::string>& arguments) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    try {
        for (const std::string& argument : arguments) store.push_back(fmt::string_view(argument));
        return fmt::vformat(fmt::string_view(text.data(), text.size()), store);
    } catch (const fmt::format_error&) {
        return std::string(text);
    }
}

}  // namespace plan
