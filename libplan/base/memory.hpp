#pragma once

#include <cstddef>

namespace plan {

/// Asks the system for large pages under a block that is about to be filled: hundreds of megabytes otherwise spend
/// more time in page faults than in parsing. Only a hint; blocks under 8 MiB are left alone.
void prefer_large_pages(const void* begin, std::size_t bytes) noexcept;

}  // namespace plan
