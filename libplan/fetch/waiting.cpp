#include "libplan/base/text.hpp"
#include "libplan/fetch/client.hpp"

#include <curl/curl.h>

#include <algorithm>

namespace plan::fetch {

std::optional<Milliseconds> asked_wait(const Response& response) {
    const std::string_view asked = response.header("retry-after");
    if (asked.empty()) return std::nullopt;
    constexpr std::int64_t most_seconds = 1'000'000'000;
    if (const auto seconds = parse_integer(asked)) {
        if (*seconds < 0) return std::nullopt;
        return Milliseconds(1000 * std::min(*seconds, most_seconds));
    }
    // No clock of ours comes into it: the server's own date is what its deadline is meant against.
    const std::string until(asked), from(response.header("date"));
    const time_t end = curl_getdate(until.c_str(), nullptr), begin = curl_getdate(from.c_str(), nullptr);
    if (end < 0 || begin < 0) return std::nullopt;
    return Milliseconds(1000 * std::clamp<std::int64_t>(end - begin, 0, most_seconds));
}

}  // namespace plan::fetch
