#pragma once

#include "libplan/source/file_format.hpp"

#include <string>
#include <string_view>

namespace plan {

/// An application import file of Konveyor: CSV whose first columns are "Record Type" and "Application Name".
[[nodiscard]] bool recognises_konveyor(std::string_view path, std::string_view head);

/// Reads it, whole: rows of type 1 are applications, rows of type 2 dependencies, often shorter than the header. Gives
/// a table "applications", whose columns are the file's and one "tag:CATEGORY" for each category of tags ("tag:" for
/// tags without one), and, where there is one, a table "flows" with `from` and `to`: names of applications, which are
/// their keys in Konveyor too. A row that says nothing that can be read is reported as an error and left out; a
/// dependency on an application that the file does not have is kept, with a warning. Throws what CsvReader throws,
/// Error(invalid_input): "file-too-large" beyond 256 MiB of cells, "missing-column".
///
/// Of a YAML file it takes assessments: a row for each application with its answers as columns "readiness.…", which no
/// field knows. Throws what read_konveyor_questionnaires() throws, and "questionnaire" for one without answers.
void read_konveyor(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                   const Report& report);

/// A questionnaire or assessments of Konveyor in YAML.
[[nodiscard]] bool is_questionnaire(std::string_view path, std::string_view head);

}  // namespace plan
