#pragma once

namespace plan::tools {

/// Has memory from now on come in large pages, 2 MiB each: with a State's register a third of the time would go into
/// page faults. Call once, before anything large is read. Does nothing in builds under a sanitizer, which has an
/// allocator of its own.
void allocate_in_large_pages();

}  // namespace plan::tools
