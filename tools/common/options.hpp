#pragma once

#include "tools/common/tool.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plan::tools {

/// The options that every tool has, in the order in which help and manual list them.
[[nodiscard]] const std::vector<Option>& shared_options();

/// What was given on the command line.
struct Arguments {
    std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< a switch holds one ""
    std::vector<std::string> operands;
};

/// Throws Error(usage): unknown option (with the nearest known one), missing argument, a value outside `choices`.
[[nodiscard]] Arguments parse_arguments(int argc, char** argv, const Description& description);

/// "--policy FILE" and "-p, --policy FILE" forms, wrapped at 80 columns, in the reader's language.
[[nodiscard]] std::string help_text(const Description& description, bool colour);

/// The synopsis line and a pointer to --help, for a tool called without input on a terminal.
[[nodiscard]] std::string short_help(const Description& description);

}  // namespace plan::tools
