#pragma once

#include <string>
#include <string_view>

namespace plan::tools {

/// The SVG that Graphviz's `dot` makes of `drawing`. Throws Error(input_output) when `dot` is not installed (code
/// "no-graphviz"), cannot be run, or refuses (code "graphviz-failed", with what it says).
[[nodiscard]] std::string svg_by_graphviz(std::string_view drawing);

}  // namespace plan::tools
