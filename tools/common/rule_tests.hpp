#pragma once

#include "libplan/policy/policy_tests.hpp"
#include "tools/common/tool.hpp"

#include <string>

namespace plan::tools {

/// Reports what the examples of a file of rules say, writes its count, and answers no when an error was found,
/// or, with `strict`, a warning.
[[nodiscard]] ExitCode report_tests(Invocation& invocation, const std::string& id, const PolicyTestResult& result,
                                    bool strict = false);

}  // namespace plan::tools
