#include "libplan/schedule/serial_kernel.hpp"

namespace plan::schedule {

using Kernel = std::int32_t(const KernelProject&, const std::int32_t*, std::int32_t, std::int32_t, std::int32_t,
                            std::int32_t, std::uint32_t*, std::int32_t*);
Kernel serial_kernel_plain;
#ifdef PLAN_HAS_AVX2
Kernel serial_kernel_avx2;
#endif

SerialKernel serial_kernel() {
#ifdef PLAN_HAS_AVX2
    static const SerialKernel fastest =
        __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0
            ? serial_kernel_avx2
            : serial_kernel_plain;
    return fastest;
#else
    return serial_kernel_plain;
#endif
}

}  // namespace plan::schedule
