#pragma once

#include "libplan/source/file_format.hpp"

#include <string>
#include <string_view>

namespace plan {

/// An intake form of Cloud Migration Factory: CSV with the columns app_name and server_name.
[[nodiscard]] bool recognises_migration_factory(std::string_view path, std::string_view head);

/// Reads it, whole: each row is a server, and names the application it belongs to. Gives a table "applications" and a
/// table "servers", both with the file's headers. An application stands once, where it is first named, with the columns
/// that are its own (app_…, wave_…, aws_…, r_type), and with the distinct values of its servers' tags and systems,
/// joined by '|'. Where its rows differ on a column of its own the first counts, and each other value is reported
/// (warning). Throws what CsvReader throws, Error(invalid_input): "file-too-large" beyond 256 MiB of cells,
/// "missing-column".
void read_migration_factory(ByteSource& source, const std::string& path, const ReadOptions& options,
                            TableConsumer& consumer, const Report& report);

}  // namespace plan
