#pragma once

#include "tools/common/tool.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plan::tools {

/// The completion script of a tool for "bash", "zsh" or "fish", from its description and the shared options: to be
/// installed where the shell looks for it, or sourced. Descriptions are in English. Deterministic.
/// `shipped` lists the names in a folder of the shipped data. Throws Error(usage) for another shell.
[[nodiscard]] std::string completion_script(const Description& description, std::string_view shell,
                                            const std::function<std::vector<std::string>(std::string_view)>& shipped);

}  // namespace plan::tools
