#pragma once

#include "libplan/source/file_format.hpp"
#include "libplan/source/json_document.hpp"
#include "libplan/source/mercator_model.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Mercator, the register of information systems of sourcentis (formerly dbarzin), as a dump of its database or as the
/// documents that its interface gives. Tables and columns are those of its migrations and models, versions of 2020 to
/// 2026.
namespace plan {

/// An SQL dump, or a JSON document of the register.
[[nodiscard]] bool recognises_mercator(std::string_view path, std::string_view head);

/// The files of one export among which `path` is, in the order in which they are read: applications.json, fluxes.json,
/// application-services.json and so on, as many as stand in the folder of `path`. Only `path` for any other name.
[[nodiscard]] std::vector<std::string> mercator_set(const std::string& path);

/// Reads the file, and the other files of its set. Throws Error(invalid_input): "no-mercator" when nothing of a
/// register is in it, and what SqlDump and JsonDocument throw.
void read_mercator(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                   const Report& report);

/// Adds the rows of a document: a list of objects, one object, `{"data": …}` of either, or an object of lists by table
/// name. `name` is that of its table ("fluxes"), when it is told from elsewhere; else the columns tell. What objects
/// name of other tables (`services: [3, 4]`, `databases: [{…}]`) becomes links and included rows. Throws
/// Error(invalid_input, "no-mercator") when no table can be told.
void add_mercator_document(MercatorModel& model, const JsonDocument& document, std::string_view name,
                           const Report& report);

/// Adds the rows of a dump. Throws as SqlDump does.
void add_mercator_dump(MercatorModel& model, ByteSource& source, const std::string& path, const Report& report);

}  // namespace plan
