#pragma once

#include "tools/common/tool.hpp"

namespace plan::tools {

/// The stream that --baseline names, which must hold a plan. Throws Error(invalid_input) otherwise, Error(input_output)
/// when it cannot be read.
[[nodiscard]] Portfolio read_earlier_plan(Invocation& invocation);

}  // namespace plan::tools
