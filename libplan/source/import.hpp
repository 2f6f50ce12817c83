#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/csv.hpp"
#include "libplan/source/special_cells.hpp"
#include "libplan/source/table.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tables of text to records of the stream.
namespace plan {

/// Takes lines of the stream, whole ones, in order.
using Sink = std::function<void(std::string_view)>;

struct ImportOptions {
    std::optional<char> separator;     ///< of CSV; found out unless given
    std::optional<Encoding> encoding;  ///< of CSV; found out unless given
    FlowEnds flow_ends = FlowEnds::by_kind;
};

/// What came of one table.
struct ImportSummary {
    RecordType type = RecordType::unknown;
    std::size_t rows = 0;                      ///< that are not empty
    std::size_t records = 0;                   ///< written; several rows may make one calendar
    std::size_t refused = 0;                   ///< rows with an error
    std::vector<std::string> unknown_columns;  ///< headers that no field knows
    std::vector<std::string> kept_columns;     ///< known headers that no rule reads
    std::optional<char> separator;             ///< of CSV
    std::optional<Encoding> encoding;          ///< of CSV; nothing when all is ASCII
};

/// Reads a table as records of `type`, one of table_types(), and hands their lines to `sink` as they come. A row with
/// an error is reported and left out. Memory does not grow with the rows, calendars aside. Throws
/// Error(invalid_input) when the table cannot be read at all: a column is missing, a quote is not closed.
ImportSummary import_table(Table& table, RecordType type, FlowEnds ends, const Sink& sink, const Report& report);

/// The same for CSV; `path` is how messages name it. Throws also what CsvReader throws.
ImportSummary import_csv(ByteSource& source, const std::string& path, RecordType type, const ImportOptions& options,
                         const Sink& sink, const Report& report);

/// The targets of a catalogue as CSV. Rows with an error are reported and left out. Throws as import_csv does.
[[nodiscard]] std::vector<Target> read_targets_csv(std::string_view text, const std::string& name,
                                                   const Report& report);

/// A file of a portfolio, and what its name says it holds.
struct InventoryFile {
    std::string path;
    RecordType type = RecordType::unknown;
};

/// The tables of a folder in the order in which they are read: by kind as in table_types(), then by name. Other files
/// are reported (note) and left out, hidden ones silently. Throws Error(input_output) when the folder cannot be read,
/// Error(invalid_input, "no-inventory") when it has no table.
[[nodiscard]] std::vector<InventoryFile> list_inventory(const std::string& folder, const Report& report);

}  // namespace plan
