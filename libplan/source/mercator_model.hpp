#pragma once

#include "libplan/source/landscape.hpp"
#include "libplan/source/table_consumer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a Mercator register holds, however it was exported: its tables, row by row, from a dump of its database or from
/// the documents of its interface. Both name tables and columns alike, and give the same records.
namespace plan {

/// The tables that say something of applications and flows.
enum class MercatorTable : std::uint8_t {
    applications,
    flows,
    services,   ///< parts of applications
    modules,    ///< parts of services, or of applications
    databases,  ///< parts of applications
    information,
    entities,
    blocks,  ///< groups of applications
    servers,
};
inline constexpr std::size_t mercator_tables = 9;

/// The table of that name: "m_applications", "applications", "application-services", "fluxes", "application_flows"…
[[nodiscard]] std::optional<MercatorTable> mercator_table(std::string_view name);

/// The table that a column of links points to ("m_application_id", "application_id", "database_id"…).
[[nodiscard]] std::optional<MercatorTable> mercator_link(std::string_view column);

class MercatorModel {
public:
    /// `file` is how messages name the export; its last part begins every `origin`.
    explicit MercatorModel(std::string file) : file_(std::move(file)) {}

    // What is added counts towards Landscape::most_bytes; beyond it Error(invalid_input, "model-too-large") is thrown.

    /// A row: its columns that are not null. Rows that were deleted (`deleted_at`) are counted and left out, and so are
    /// rows without an id. `included`: the row came within another one, and is used only if no table gives it.
    void add_row(MercatorTable table, Properties columns, Location where, bool included = false);
    /// The rows of two tables are linked, by their ids.
    void add_link(MercatorTable a, std::string id_a, MercatorTable b, std::string id_b);

    /// Rows added, whatever became of them.
    [[nodiscard]] std::size_t rows() const { return row_count_; }

    /// Gives tables "applications", "flows" and "servers", as Landscape::give does, and reports what was not used.
    /// Ids are those that Mercator shows: "APP_12"; of a flow's origin, "FLOW_7". O(n log n).
    void give(TableConsumer& consumer, const Report& report) const;

private:
    struct Row {
        std::string id;
        Properties columns;
        Location where;

        [[nodiscard]] std::string_view cell(std::string_view column) const;
    };
    struct Table {
        std::vector<Row> rows, included;
    };
    struct Link {
        MercatorTable a, b;  ///< in the order of the enumeration
        std::string id_a, id_b;
    };

    friend class MercatorLandscape;
    void count(std::size_t bytes);

    std::string file_;
    std::array<Table, mercator_tables> tables_;
    std::vector<Link> links_;
    std::size_t row_count_ = 0;
    std::size_t deleted_ = 0;
    std::size_t without_id_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace plan
