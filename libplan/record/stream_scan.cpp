#include "libplan/record/stream_scan.hpp"

#include "libplan/record/keywords.hpp"

namespace plan {

LineCounts count_lines(std::string_view text) {
    constexpr std::string_view opening = "{\"type\":\"";
    LineCounts counts{};
    while (!text.empty()) {
        RecordType type = RecordType::unknown;
        if (text.starts_with(opening)) {
            const std::string_view rest = text.substr(opening.size(), 16);
            if (const std::size_t quote = rest.find('"'); quote != std::string_view::npos)
                type = record_type(rest.substr(0, quote));
        }
        ++counts[static_cast<std::size_t>(type)];
        const std::size_t newline = text.find('\n');
        if (newline == std::string_view::npos) break;
        text.remove_prefix(newline + 1);
    }
    return counts;
}

}  // namespace plan
