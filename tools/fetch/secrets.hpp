#pragma once

#include "tools/common/tool.hpp"

#include <string>
#include <string_view>

namespace plan::tools {

/// Where a secret may come from; never the command line, which other users of the machine can see.
struct SecretPlace {
    std::string_view option;       ///< that names a file: "token-file"
    std::string_view variable;     ///< of the environment: "PLAN_FETCH_TOKEN"
    std::string_view prompt = {};  ///< a literal marked PLAN_TEXT; "": it is not asked for
};

/// The secret: the first line of the file that the option names, else the variable, else what is typed, unseen, at the
/// terminal; "" when there is none. A file that others can read gives a warning. Throws Error(input_output) for a file
/// that cannot be read, Error(invalid_input, "bad-secret") for an empty one or one with control characters; no message
/// repeats the secret.
[[nodiscard]] std::string read_secret(Invocation& invocation, const SecretPlace& place);

/// An environment variable, or "".
[[nodiscard]] std::string variable(const char* name);

}  // namespace plan::tools
