#include "libplan/base/memory.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace plan {

void prefer_large_pages([[maybe_unused]] const void* begin, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t large_page = 2u << 20;
    if (bytes < 4 * large_page) return;
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (address + large_page - 1) & ~(large_page - 1);
    const std::uintptr_t last = (address + bytes) & ~(large_page - 1);
    if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

}  // namespace plan
