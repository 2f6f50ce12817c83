#pragma once

#include "libplan/source/landscape.hpp"
#include "libplan/source/memory_table.hpp"
#include "libplan/source/table_consumer.hpp"

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace plan {

/// The table of the servers that a register's applications stand on. For one use.
class ServerRows {
public:
    /// `file` is how messages name the register; its last part begins every `origin`.
    explicit ServerRows(std::string file);

    /// A server with the ids of its applications: the first goes under "application", the others together under
    /// "other_applications". Columns beyond Landscape::most_columns are not read, and counted.
    void add(const std::string& id, Properties cells, Location where, std::vector<std::string> applications);
    /// A server of no application, which is counted only.
    void skip() { ++skipped_; }

    /// Gives the table "servers" unless it is empty or not asked for, and reports what was not read.
    void give(TableConsumer& consumer, const Report& report);

private:
    std::string file_, base_name_;
    MemoryTable table_;
    std::unordered_set<std::string> columns_;  ///< only looked up
    std::size_t columns_refused_ = 0;
    std::size_t skipped_ = 0;
};

}  // namespace plan
