#pragma once

#include "tools/common/tool.hpp"

namespace plan::tools {

/// The stream that --baseline names. Throws Error(input_output) when it cannot be read, Error(invalid_input) when it is
/// no stream, or does not close with an end record and --partial is not given: what it lacks would seem to be new.
[[nodiscard]] Portfolio read_baseline(Invocation& invocation);

/// The same, which must hold a plan; Error(invalid_input) otherwise.
[[nodiscard]] Portfolio read_earlier_plan(Invocation& invocation);

/// Throws Error(invalid_input) that names the file of --baseline.
[[noreturn]] void refuse_baseline(const Invocation& invocation, std::string code, std::string text);

}  // namespace plan::tools
