#pragma once

#include "libplan/fetch/register_source.hpp"
#include "tools/common/tool.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace plan::tools {

/// The options of plan-fetch.
[[nodiscard]] std::vector<Option> fetch_options();

/// A whole number given as an option, from `least` to `most`. Throws Error(usage, "bad-number").
[[nodiscard]] std::size_t whole_number(const Invocation& invocation, std::string_view option, std::size_t least,
                                       std::size_t most);
/// A number of seconds given as an option, up to a day. Throws Error(usage, "bad-number").
[[nodiscard]] fetch::Milliseconds seconds(const Invocation& invocation, std::string_view option);

/// What is asked of a register. Throws Error(usage): "unknown-table" for one that it has not, "bad-name".
[[nodiscard]] fetch::FetchOptions register_options(const Invocation& invocation, const fetch::RegisterKind& kind,
                                                   const fetch::Address& address);

/// Who asks, from files, environment or terminal. Throws Error(usage, "no-credentials") when nothing tells, and what
/// read_secret throws.
[[nodiscard]] fetch::Credentials read_credentials(Invocation& invocation, const fetch::RegisterKind& kind);

/// The same for what may be open to all: nothing when nothing is given, and nobody is asked.
[[nodiscard]] fetch::Credentials read_optional_credentials(Invocation& invocation);

}  // namespace plan::tools
