#include "tools/common/allocator.hpp"

#ifndef PLAN_SANITIZED
#include <mimalloc.h>
#endif

namespace plan::tools {

void allocate_in_large_pages() {
#ifndef PLAN_SANITIZED
    mi_option_enable(mi_option_large_os_pages);
    // Those of threads that are begun later too, from their first memory on.
    mi_option_set(mi_option_eager_commit_delay, 0);
#endif
}

}  // namespace plan::tools
