#include "libplan/source/json_set.hpp"

#include "libplan/source/file_format.hpp"

#include <utility>

namespace plan {

void read_json_set(ByteSource& source, const std::string& path, const std::vector<std::string>& set,
                   const Report& report, const std::function<void(const JsonDocument&)>& take) {
    for (const std::string& file : set) {
        std::string text;
        if (file == path) {
            text = read_whole(source, path, JsonDocument::most_bytes);
        } else {
            FileSource sibling(file);
            text = read_whole(sibling, file, JsonDocument::most_bytes);
        }
        if (file != set.front())
            report({Severity::note, "read-with", PLAN_TEXT("read together with {}"), {set.front()}, {file, 0, 0, {}}});
        const JsonDocument document(std::move(text), file);
        document.report_repeated_keys(report);
        take(document);
    }
}

}  // namespace plan
