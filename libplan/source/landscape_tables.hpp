#pragma once

#include "libplan/source/landscape.hpp"
#include "libplan/source/landscape_resolution.hpp"
#include "libplan/source/memory_table.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace plan {

/// Makes the tables of a landscape. For one use.
class LandscapeTables {
public:
    /// Both outlive the tables.
    LandscapeTables(Landscape& landscape, LandscapeResolution& resolution);

    /// The applications, with the values of their parts. Throws Error(invalid_input, "model-too-large").
    void give_applications(TableConsumer& consumer);
    /// The dependencies, then the transfers, resolved. Throws Error(invalid_input, "model-too-large").
    void give_flows(TableConsumer& consumer);
    /// Columns that were too many. To be called last.
    void report_losses(const Report& report) const;

    [[noreturn]] static void refuse_size(const std::string& file);

private:
    /// The headers of a table, `Landscape::most_columns` at the most.
    struct Columns {
        std::unordered_set<std::string> known;  ///< only looked up
        std::set<std::string> refused;
        bool admit(const std::string& header);
    };

    [[nodiscard]] std::vector<Properties> values_by_application();
    void add(MemoryTable& table, MemoryTable::Row row);
    [[nodiscard]] MemoryTable::Row flow_row(const LandscapeResolution::Resolved& resolved, Columns& columns);

    Landscape& landscape_;  ///< what goes into the tables is taken out of it
    LandscapeResolution& resolution_;
    std::string base_name_;
    std::size_t bytes_;
    std::size_t refused_columns_ = 0;
    std::vector<std::string> first_refused_;
};

}  // namespace plan
