#include "libplan/source/cyclonedx.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/cyclonedx_bom.hpp"
#include "libplan/source/landscape_tables.hpp"

namespace plan {

void CycloneDxBom::leave(std::string_view section, std::size_t count) {
    constexpr std::size_t most_names = 64;
    std::string name = excerpt(section);
    if (!unread.contains(name) && unread.size() >= most_names) name = "…";
    unread[name] += count;
}

void CycloneDxBom::count(std::size_t more, const std::string& file) {
    bytes_ += more;
    if (bytes_ > Landscape::most_bytes) LandscapeTables::refuse_size(file);
}

bool recognises_cyclonedx(std::string_view, std::string_view head) {
    const auto says = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
    return says("cyclonedx.org/schema/bom") || (says("\"bomFormat\"") && says("\"CycloneDX\""));
}

void read_cyclonedx(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report) {
    static_cast<void>(options);
    std::string text = read_whole(source, path, CycloneDxBom::most_bytes);
    if (!trim(std::string_view(text).substr(0, head_bytes)).starts_with('{'))
        return give_cyclonedx(read_cyclonedx_xml(text, path), path, consumer, report);
    CycloneDxBom bom;
    {
        const JsonDocument document(std::move(text), path);
        document.report_repeated_keys(report);
        bom = read_cyclonedx_json(document);
    }
    give_cyclonedx(bom, path, consumer, report);
}

}  // namespace plan
