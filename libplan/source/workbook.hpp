#pragma once

#include "libplan/source/file_format.hpp"
#include "libplan/source/sheet_row.hpp"

#include <string>

/// A workbook is a whole portfolio: each sheet whose name tells what it holds is a table.
namespace plan {

/// The sheets of a workbook one after another, and the rows of each, in one pass.
class WorkbookReader {
public:
    WorkbookReader() = default;
    WorkbookReader(const WorkbookReader&) = delete;
    WorkbookReader& operator=(const WorkbookReader&) = delete;
    virtual ~WorkbookReader() = default;

    /// Goes to the next sheet, the first at first, leaving out what was not read of this one; false after the last.
    /// Throws Error(invalid_input) when the file is damaged.
    [[nodiscard]] virtual bool next_sheet() = 0;
    [[nodiscard]] virtual const std::string& sheet_name() const = 0;  ///< of this sheet
    [[nodiscard]] virtual bool sheet_is_hidden() const = 0;
    /// The next row of this sheet with a cell that is not empty; false at its end. Throws Error(invalid_input).
    [[nodiscard]] virtual bool next_row(SheetRow& row) = 0;
    /// Goes back before the first sheet.
    virtual void restart() = 0;
};

/// Gives the sheets whose names the consumer knows to it, hidden ones too, in their order; reports (note) the others
/// that have content. When no sheet has such a name, one sheet alone has content and `options.kind` says what it holds,
/// that one is read. A sheet that cannot be read as a table does not stop the others from being read.
/// Throws Error(invalid_input): "unknown-sheets" naming the sheets, "empty-file", and what stopped a sheet.
void read_workbook(WorkbookReader& workbook, const std::string& path, const ReadOptions& options,
                   TableConsumer& consumer, const Report& report);

}  // namespace plan
