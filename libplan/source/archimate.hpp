#pragma once

#include "libplan/source/file_format.hpp"

#include <string>
#include <string_view>

/// The three forms in which ArchiMate models travel. What is made of a model is the same: give_archimate.
namespace plan {

// "archimate": The Open Group's Model Exchange File Format, 3.x (C19C) and 2.1. Names, documentation and values that
// come in several languages are taken in that of the options, else in the first one. Read as a stream.

[[nodiscard]] bool recognises_archimate(std::string_view path, std::string_view head);
/// Throws Error(invalid_input): "not-archimate", what XmlStream and give_archimate throw.
void read_archimate(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report);

// "archi": the own file of the tool Archi, plain, or a zip archive that holds it as model.xml (with images beside).
// Read as a stream; an archive is held packed, at most 256 MiB.

[[nodiscard]] bool recognises_archi(std::string_view path, std::string_view head);
/// Throws Error(invalid_input): "not-archimate", what XmlStream, ZipArchive and give_archimate throw.
void read_archi(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                const Report& report);

// "archi-csv": the three tables that Archi exports, elements.csv, relations.csv and properties.csv, which may share a
// prefix. The elements are given; the others are opened beside them. Any of the three is recognised, and the two others
// are left to the elements.

[[nodiscard]] bool recognises_archi_csv(std::string_view path, std::string_view head);
/// Throws Error(invalid_input): "missing-column", "missing-elements", what CsvReader and give_archimate throw, and the
/// fault of a row.
void read_archi_csv(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report);

/// Whether a file is one of the tables that are read with the elements beside it: a folder need not list it.
[[nodiscard]] bool is_read_with_elements(const std::string& path);

struct ArchiTables {
    ByteSource& elements;
    ByteSource *relations, *properties;  ///< null: absent
};

/// The same from tables that are open already; `path` is what messages call the elements, and the others by their
/// names beside it.
void read_archi_tables(const ArchiTables& tables, const std::string& path, const ReadOptions& options,
                       TableConsumer& consumer, const Report& report);

}  // namespace plan
