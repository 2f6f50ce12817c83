#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/text_table.hpp"

#include <optional>
#include <string_view>

namespace plan {

/// Takes the tables that a reader of a foreign format finds, one after another. What they hold, which of their columns
/// feed which field, and what becomes of the records is the consumer's business: a reader only reads.
class TableConsumer {
public:
    TableConsumer() = default;
    TableConsumer(const TableConsumer&) = delete;
    TableConsumer& operator=(const TableConsumer&) = delete;
    virtual ~TableConsumer() = default;

    /// What a table of that name holds (one of table_types()); nothing when nobody asks for it: the reader then need
    /// not read it. `name` is a sheet's, a file's without its ending, or what a format calls its kinds ("elements").
    [[nodiscard]] virtual std::optional<RecordType> kind_of(std::string_view name) const = 0;

    /// Whether a column of that header in such a table is one that the consumer has a use for: text whose separator is
    /// not known is cut where this gives most columns.
    [[nodiscard]] virtual bool knows_header(std::string_view name, RecordType type, std::string_view header) const {
        static_cast<void>(name);
        return find_column(type, header).has_value();
    }

    /// Reads the table to its end. Throws Error(invalid_input) when the table cannot be read at all; what is wrong with
    /// a row is reported, not thrown.
    virtual void take(TextTable& table, RecordType type, std::string_view name) = 0;
};

}  // namespace plan
