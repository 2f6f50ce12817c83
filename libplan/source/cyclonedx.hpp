#pragma once

#include "libplan/source/file_format.hpp"

#include <string>
#include <string_view>

/// CycloneDX bills of materials, JSON and XML, for the services and applications that they describe.
namespace plan {

[[nodiscard]] bool recognises_cyclonedx(std::string_view path, std::string_view head);

/// Services, what the document is about, and components of type application that dependencies name become
/// applications; dependencies, and data whose source or destination is one of them, become flows. Throws
/// Error(invalid_input).
void read_cyclonedx(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report);

}  // namespace plan
