#include "tools/common/allocator.hpp"

#ifndef PLAN_SANITIZED
#include <mimalloc.h>
#endif

namespace plan::tools {

void allocate_in_large_pages() {
#ifndef PLAN_SANITIZED
    mi_option_enable(mi_option_large_os_pages);
#endif
}

}  // namespace plan::tools
