#pragma once

#include "libplan/graph/coupling.hpp"
#include "tools/common/tool.hpp"

namespace plan::tools {

/// --coupling FILE, for the description of a tool that calls read_coupling.
[[nodiscard]] Option coupling_option();

/// The rules that weigh flows: of the file that --coupling names, else of the shipped one. Throws Error(input_output)
/// when the file cannot be read, Error(invalid_input) when it holds no such rules.
[[nodiscard]] CouplingModel read_coupling(Invocation& invocation);

}  // namespace plan::tools
