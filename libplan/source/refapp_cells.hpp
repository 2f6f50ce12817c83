#pragma once

#include "libplan/source/json_document.hpp"
#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Makes the cells of one application's row. For one use.
class RefAppCells {
public:
    /// Deeper values, more columns and more values of a column are counted, not read.
    static constexpr std::size_t most_levels = 6;
    static constexpr std::size_t most_columns = Landscape::most_columns;
    static constexpr std::size_t most_values = 256;

    /// What lies below a member, under its path. Three kinds of list are told by what their objects have: hostings that
    /// are not active are left out, actors go under their type ("actors.MOA"), and technologies are put together from
    /// product, version and end of life.
    void add(std::string_view key, const JsonValue& value);

    [[nodiscard]] Properties take() &&;
    [[nodiscard]] std::size_t unread() const { return unread_; }
    [[nodiscard]] std::size_t inactive_hostings() const { return inactive_hostings_; }

private:
    struct Column {
        std::string header;
        std::vector<std::string> values;
    };

    void add_value(const std::string& path, const JsonValue& value, std::size_t level);
    void add_text(const std::string& path, std::string_view text);
    void add_actor(const std::string& path, const JsonValue& actor);
    void add_technology(const std::string& path, const JsonValue& technology);

    std::vector<Column> columns_;
    std::size_t unread_ = 0;
    std::size_t inactive_hostings_ = 0;
};

}  // namespace plan
