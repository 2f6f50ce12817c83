#pragma once

#include "libplan/source/file_format.hpp"

namespace plan {

/// A questionnaire of plan-classify as it came back: CSV with a row for each application and question, read as a
/// partial inventory with a row for each application that answers anything. Rows without an answer are passed over.
/// What stands beside an answer about harm goes into harm.justification, harm.date (the latest) and harm.validator;
/// beside another answer, into a comment.

/// The first line has the columns of a questionnaire, in French or English.
[[nodiscard]] bool recognises_answers(std::string_view path, std::string_view head);

/// Reports (error, with the line) and leaves out: a row without application, a field that no application has, two
/// answers to one question. Throws Error(invalid_input, "missing-column") when the columns are not those of a
/// questionnaire, and what CsvReader throws. Holds every answer.
void read_answers(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                  const Report& report);

}  // namespace plan
