// Merging: the text is cut at lines of dashes. The first part holds pairs of applications that are one, the second
// pairs that are not, the others are streams; the last of several is, by the first byte, the older one. Whatever the
// bytes, there is either a refusal or a stream that reads back, is merged into itself, and does not depend on the order
// of the inputs.

#include "libplan/source/merge.hpp"
#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace plan;

std::vector<std::string_view> parts_of(std::string_view text) {
    constexpr std::string_view cut = "---\n";
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(cut);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + cut.size());
    }
}

std::string merge(const std::vector<std::string_view>& streams, const MergeOptions& options, bool update) {
    StreamMerge merge(options);
    for (std::size_t place = 0; place < streams.size(); ++place) {
        MemorySource source(streams[place]);
        if (update && place + 1 == streams.size())
            merge.read_older(source, "older");
        else
            merge.read(source, "stream");
    }
    std::string text;
    merge.write(
        [&](std::string_view piece) { text += piece; },
        [](const Diagnostic& diagnostic) { static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments)); });
    return text;
}

[[noreturn]] void fail(const char* what, const std::string& text) {
    std::fprintf(stderr, "%s\n%s", what, text.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    auto parts = parts_of(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
    if (parts.size() < 3) return 0;
    const bool update = data[0] % 2 == 1 && parts.size() > 3;
    std::string text;
    MergeOptions options;
    try {
        options.same = read_pairs(parts[0], "same");
        options.different = read_pairs(parts[1], "different");
        options.drop_missing = data[0] % 4 > 1;
        parts.erase(parts.begin(), parts.begin() + 2);
        text = merge(parts, options, update);
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
        return 0;
    }
    try {
        Portfolio portfolio;
        portfolio.read(text, "merged");
    } catch (const Error& error) {
        fail(error.what(), text);
    }
    std::reverse(parts.begin(), parts.end() - (update ? 1 : 0));
    if (merge(parts, options, update) != text) fail("the order of the inputs matters", text);
    const std::string twice = merge({text}, {}, false);
    if (merge({twice}, {}, false) != twice) fail("merging what was merged changes it", twice);
    return 0;
}
