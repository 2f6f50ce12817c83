#pragma once

#include "libplan/fetch/address.hpp"
#include "tools/common/tool.hpp"

#include <string_view>

namespace plan::tools {

/// The kinds of file that can be fetched: "catalogue", "policy".
[[nodiscard]] bool is_file_kind(std::string_view name);

/// Fetches a file, checks its digest and that it can be read as what it is to be, and writes it; with --output the
/// version before is kept beside it, as FILE.previous. Throws Error(invalid_input) for a file that is not of its kind,
/// and what fetch::download throws.
[[nodiscard]] ExitCode fetch_file(Invocation& invocation, std::string_view kind, const fetch::Address& address);

}  // namespace plan::tools
