#pragma once

#include <cstddef>
#include <cstdint>

/// The inner loop of the search: serial schedule generation over packed resources. Free capacity is kept by day, all
/// resources side by side in the lanes of 32-bit words (of 8 bits where no capacity is above 127, else of 16, else of
/// 32), with the top bit of each lane set; a demand fits on a day when no top bit is lost in one subtraction. 64 days
/// are asked at once. It is compiled several times, for what different processors can do; all give the same result.
namespace plan::schedule {

/// A predecessor: start >= start(job) + lag.
struct KernelLink {
    std::int32_t job = 0, lag = 0;
};

/// Plain arrays, owned by the caller.
struct KernelProject {
    std::int32_t jobs = 0;
    std::int32_t words = 1;  ///< 32-bit words a day
    std::int32_t horizon = 0;
    std::ptrdiff_t stride = 0;  ///< words between the arrays of two words; at least horizon + 64
    std::uint32_t guard = 0;    ///< the top bit of every lane
    const std::int32_t* duration = nullptr;
    const std::uint32_t* demand = nullptr;     ///< [word * jobs + job]
    const std::int32_t* link_begin = nullptr;  ///< jobs + 1 entries
    const KernelLink* links = nullptr;
    const std::int32_t* release = nullptr;
    const std::int32_t* latest = nullptr;  ///< latest start that is allowed
    const std::int32_t* tail = nullptr;    ///< from a job's start to the end of all, at least
};

/// Starts of the jobs in the order of `list`, each as early as it fits after what `free` holds already; none before
/// `floor`. The first `fixed` of them keep the starts that they have. Returns the end of the last, or -1 - i when the
/// job at place i of the list has no start that is allowed or lets all end at or before `limit`. `free` has words *
/// stride entries and is changed.
using SerialKernel = std::int32_t (*)(const KernelProject& project, const std::int32_t* list, std::int32_t count,
                                      std::int32_t fixed, std::int32_t floor, std::int32_t limit, std::uint32_t* free,
                                      std::int32_t* start);

[[nodiscard]] SerialKernel serial_kernel();  ///< the fastest that this processor runs

}  // namespace plan::schedule
