#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/json_document.hpp"
#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What is read of a CycloneDX bill of materials, the same from JSON and from XML (specification ECMA-424 and the
/// schemas of versions 1.2 to 1.7). Texts are trimmed.
namespace plan {

struct CycloneDxData {
    std::string flow;  ///< "inbound", "outbound", "bi-directional", "unknown", seen from the service
    std::string classification, name;
    std::vector<std::string> sources, destinations;  ///< addresses, references, links to references
};

/// A service or a component.
struct CycloneDxItem {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::string type;  ///< "service", or the component's: "application", "library"…
    std::string ref;   ///< bom-ref; may be empty
    std::string group, name, version, description;
    std::string provider;  ///< of a service; a component's supplier, or publisher
    std::string authenticated, trust_boundary, trust_zone;
    std::vector<std::string> endpoints;
    std::vector<CycloneDxData> data;
    Properties properties;
    std::size_t parent = none;  ///< index of the item that it is nested in
    bool described = false;     ///< what the bill is about: metadata.component
    Location where;

    [[nodiscard]] bool is_service() const { return type == "service"; }
    /// The reference, or what stands for it: "group/name@version".
    [[nodiscard]] std::string id() const;
};

struct CycloneDxDependency {
    std::string ref;
    std::vector<std::string> depends_on;
    std::vector<std::string> provides;  ///< what `ref` offers or implements
    Location where;
};

struct CycloneDxBom {
    /// Services and components nested deeper in one another are counted, not read.
    static constexpr std::size_t most_nested = 32;
    static constexpr std::size_t most_bytes = JsonDocument::most_bytes;  ///< of the file

    std::string version;        ///< "1.6"
    std::string serial_number;  ///< "urn:uuid:…"
    std::vector<CycloneDxItem> items;
    std::vector<CycloneDxDependency> dependencies;
    std::map<std::string, std::size_t> unread;  ///< entries of other sections, by section

    /// What an item counts as: itself, and what becomes of it.
    static constexpr std::size_t bytes_of_item = 2048;

    /// Entries of a section that is not read.
    void leave(std::string_view section, std::size_t count);
    /// Throws Error(invalid_input, "model-too-large") when what is held, these bytes more, passes
    /// Landscape::most_bytes. To be called before something is added: short markup must not make large objects.
    void count(std::size_t more, const std::string& file);

private:
    std::size_t bytes_ = 0;
};

/// Throws Error(invalid_input, "no-cyclonedx") when the document is something else.
[[nodiscard]] CycloneDxBom read_cyclonedx_json(const JsonDocument& document);

/// Throws the same, and what XmlStream throws.
[[nodiscard]] CycloneDxBom read_cyclonedx_xml(std::string_view text, const std::string& file);

/// Gives tables "applications" and "flows" as Landscape::give does, and reports what was not used. `file` names the
/// bill in messages and origins.
void give_cyclonedx(const CycloneDxBom& bom, const std::string& file, TableConsumer& consumer, const Report& report);

}  // namespace plan
