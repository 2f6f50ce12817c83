#pragma once

#include "libplan/source/mercator_model.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace plan {

/// Makes the landscape of a Mercator model: services, modules and databases are parts, what is known of them goes to
/// the applications behind, and flows resolve to applications. For one use.
class MercatorLandscape {
public:
    explicit MercatorLandscape(const MercatorModel& model);

    void give(TableConsumer& consumer, const Report& report);

private:
    using Row = MercatorModel::Row;

    [[nodiscard]] const std::vector<const Row*>& rows(MercatorTable table) const {
        return rows_[static_cast<std::size_t>(table)];
    }
    /// The row of that id, or null.
    [[nodiscard]] const Row* find(MercatorTable table, std::string_view id) const;

    void collect(MercatorTable table);
    void add_applications();
    void add_parts();
    void add_links();
    void add_information(const std::string& element, const Row& information, const std::string& relation);
    void add_flows();
    void add_flow(const Row& flow);
    void give_servers(TableConsumer& consumer, const Report& report);

    const MercatorModel& model_;
    Landscape landscape_;
    std::vector<const Row*> rows_[mercator_tables];
    std::unordered_map<std::string, const Row*> index_[mercator_tables];              ///< only looked up
    std::vector<std::pair<std::string_view, std::string_view>> flow_information_;     ///< flow, information; sorted
    std::vector<std::pair<std::string_view, std::string_view>> server_applications_;  ///< server, application
};

}  // namespace plan
