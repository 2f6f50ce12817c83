#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"

namespace plan {

/// Types of other tools pass through; a type that is nearly one of ours is a slip that loses every such record.
void check_types(const Portfolio& portfolio, InventoryFindings& findings) {
    std::vector<std::string_view> known;
    for (std::size_t type = 0; type < static_cast<std::size_t>(RecordType::unknown); ++type)
        known.push_back(keyword(static_cast<RecordType>(type)));
    for (const UnknownType& type : portfolio.unknown_types()) {
        std::vector<std::string> arguments = {type.name, std::to_string(type.records)};
        const auto near = type.name.size() < 100 ? nearest(fold(type.name), known) : std::nullopt;
        if (near) arguments.emplace_back(*near);
        findings.add(near ? InventoryFinding::unknown_type_near : InventoryFinding::unknown_type, type.first,
                     std::move(arguments));
    }
}

}  // namespace plan
