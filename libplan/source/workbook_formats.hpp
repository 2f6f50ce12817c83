#pragma once

#include "libplan/source/file_format.hpp"

#include <string>
#include <string_view>

/// The workbooks that the table of formats lists.
namespace plan {

[[nodiscard]] bool recognises_ods(std::string_view path, std::string_view head);
[[nodiscard]] bool recognises_fods(std::string_view path, std::string_view head);
/// Also files that only look like one, old or protected, which are refused with what to do.
[[nodiscard]] bool recognises_xlsx(std::string_view path, std::string_view head);

// Each gives the sheets of a workbook as read_workbook does. Memory, whatever the content: three times the archive,
// which has at most 256 MiB (so for a .fods from a pipe), and 64 MiB; for the texts that the cells of an .xlsx share,
// another 512 MiB at most. Throw Error(invalid_input): "not-a-workbook", "encrypted-file", what ZipArchive, XmlStream
// and read_workbook throw.

void read_ods(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
              const Report& report);
void read_fods(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report);
void read_xlsx(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report);

}  // namespace plan
