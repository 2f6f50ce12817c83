#pragma once

#include "tools/common/tool.hpp"

#include <string>
#include <string_view>

namespace plan::tools {

/// The completion script of a tool for "bash", "zsh" or "fish", from its description and the shared options: to be
/// installed where the shell looks for it, or sourced. Descriptions are in English. Deterministic.
/// Throws Error(usage) for another shell.
[[nodiscard]] std::string completion_script(const Description& description, std::string_view shell);

}  // namespace plan::tools
