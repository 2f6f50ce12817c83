#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/source/file_format.hpp"
#include "libplan/source/table_map.hpp"

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

using ImportOptions = ReadOptions;

/// What came of one table.
struct ImportSummary {
    RecordType type = RecordType::unknown;
    Location place;                            ///< the file, and the sheet or the part of it
    std::size_t rows = 0;                      ///< that are not empty
    std::size_t records = 0;                   ///< written; several rows may make one calendar
    std::size_t refused = 0;                   ///< rows with an error
    std::vector<std::string> unknown_columns;  ///< headers that no field knows
    std::vector<std::string> kept_columns;     ///< known headers that no rule reads
};

/// Makes records of every table that a reader gives it, and hands their lines to `sink`.
class Importer final : public TableConsumer {
public:
    /// Tables are read through `map` unless it is null. Everything given outlives the importer.
    Importer(const ImportOptions& options, const Sink& sink, const Report& report, const TableMap* map = nullptr)
        : options_(options), sink_(sink), report_(report), map_(map) {}

    [[nodiscard]] std::optional<RecordType> kind_of(std::string_view name) const override;
    [[nodiscard]] bool knows_header(std::string_view name, RecordType type, std::string_view header) const override;
    /// Throws as import_table and MappedTable do.
    void take(TextTable& table, RecordType type, std::string_view name) override;

    /// Of the tables taken, in order.
    [[nodiscard]] const std::vector<ImportSummary>& summaries() const { return summaries_; }

private:
    [[nodiscard]] const MapTable* map_of(std::string_view name, RecordType type) const;

    const ImportOptions& options_;
    const Sink& sink_;
    const Report& report_;
    const TableMap* map_;
    std::vector<ImportSummary> summaries_;
};

/// Reads a table as records of `type`, one of table_types(), and hands their lines to `sink` as they come. A row with
/// an error is reported and left out. Memory does not grow with the rows, calendars aside. Throws
/// Error(invalid_input) when the table cannot be read at all: a column is missing, a quote is not closed.
ImportSummary import_table(TextTable& table, RecordType type, FlowEnds ends, const Sink& sink, const Report& report);

/// The same for CSV; `path` is how messages name it. Throws also what CsvReader throws.
ImportSummary import_csv(ByteSource& source, const std::string& path, RecordType type, const ImportOptions& options,
                         const Sink& sink, const Report& report);

/// The targets of a catalogue as CSV. Rows with an error are reported and left out. Throws as import_csv does.
[[nodiscard]] std::vector<Target> read_targets_csv(std::string_view text, const std::string& name,
                                                   const Report& report);

/// The files of a folder that hold an inventory, in the order in which they are read: tables by kind as in
/// table_types(), then by name; files of other formats last. `kind_of` says what a table of some name holds. Other
/// files are reported (note) and left out, hidden ones silently. Throws Error(input_output) when the folder cannot be
/// read, Error(invalid_input, "no-inventory") when it has none.
[[nodiscard]] std::vector<std::string> list_inventory(
    const std::string& folder, const std::function<std::optional<RecordType>(std::string_view)>& kind_of,
    const Report& report);

/// The files without those that are read together with an earlier one (FileFormat::set_of). `format` is that of all of
/// them, or null: each shows its own. Looks into regular files only; throws Error(input_output).
[[nodiscard]] std::vector<std::string> without_set_members(const std::vector<std::string>& files,
                                                           const FileFormat* format);

}  // namespace plan
