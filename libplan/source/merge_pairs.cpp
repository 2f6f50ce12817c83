#include "libplan/source/merge_pairs.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

namespace {

[[noreturn]] void fail(const char* code, const char* text, Location where) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, {}, std::move(where)});
}

/// The text up to the separator, which goes with it; quotes around it are no part of it.
std::string take_id(std::string_view& line, char separator) {
    const std::size_t end = line.find(separator);
    std::string_view id = trim(line.substr(0, end));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    if (id.size() >= 2 && id.front() == '"' && id.back() == '"') id = trim(id.substr(1, id.size() - 2));
    return std::string(id);
}

}  // namespace

std::vector<ApplicationPair> read_pairs(std::string_view text, std::string_view name) {
    std::vector<ApplicationPair> pairs;
    Location here{std::string(name), 0, 0, {}};
    while (!text.empty()) {
        ++here.line;
        const std::size_t end = text.find('\n');
        std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.starts_with('#')) continue;
        if (invalid_utf8(line))
            fail("broken-utf8", PLAN_TEXT("this line is not valid UTF-8; save the file as UTF-8"), here);
        constexpr std::string_view separators = ";\t,";
        const auto separator =
            std::ranges::find_if(separators, [&](char sign) { return line.find(sign) != std::string_view::npos; });
        ApplicationPair pair{{}, {}, here};
        if (separator != separators.end()) {
            pair.first = take_id(line, *separator);
            pair.second = take_id(line, *separator);
        }
        if (pair.first.empty() || pair.second.empty() || pair.first == pair.second)
            fail("not-a-pair", PLAN_TEXT("this line must name two different applications: ID;ID"), here);
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

}  // namespace plan
