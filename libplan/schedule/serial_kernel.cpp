// Compiled once for each instruction set, with PLAN_KERNEL as the name: nothing of the standard library that is inline
// may be used here, or the linker could keep a version of it that other processors cannot run.
#include "libplan/schedule/serial_kernel.hpp"

#if defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace plan::schedule {

namespace {

/// Bit i: on day i all lanes of `demand` fit.
inline std::uint64_t fits(const std::uint32_t* free, std::uint32_t demand, std::uint32_t guard) {
    std::uint64_t mask = 0;
#if defined(__AVX2__)
    const __m256i wanted = _mm256_set1_epi32(static_cast<int>(demand));
    const __m256i top = _mm256_set1_epi32(static_cast<int>(guard));
    for (int i = 0; i < 8; ++i) {
        const __m256i left =
            _mm256_sub_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(free + 8 * i)), wanted);
        const __m256i same = _mm256_cmpeq_epi32(_mm256_and_si256(left, top), top);
        const auto part = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(same)));
        mask |= static_cast<std::uint64_t>(part) << (8 * i);
    }
#elif defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(demand));
    const __m128i top = _mm_set1_epi32(static_cast<int>(guard));
    for (int i = 0; i < 16; ++i) {
        const __m128i left = _mm_sub_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(free + 4 * i)), wanted);
        const __m128i same = _mm_cmpeq_epi32(_mm_and_si128(left, top), top);
        const auto part = static_cast<std::uint32_t>(_mm_movemask_ps(_mm_castsi128_ps(same)));
        mask |= static_cast<std::uint64_t>(part) << (4 * i);
    }
#else
    for (int i = 0; i < 64; ++i) mask |= static_cast<std::uint64_t>(((free[i] - demand) & guard) == guard) << i;
#endif
    return mask;
}

inline void take(std::uint32_t* free, std::uint32_t demand, std::int32_t days) {
    for (std::int32_t day = 0; day < days; ++day) free[day] -= demand;
}

/// Bit i of the result: bits i to i + length - 1 are set. 1 <= length <= 64.
inline std::uint64_t runs(std::uint64_t mask, std::int32_t length) {
    std::int32_t reached = 1;
    while (2 * reached <= length) {
        mask &= mask >> reached;
        reached *= 2;
    }
    if (reached < length) mask &= mask >> (length - reached);
    return mask;
}

struct Wanted {
    const std::uint32_t* free;
    const std::uint32_t* demand;  ///< of word 0
    std::ptrdiff_t stride;
    std::int32_t jobs, words;
    std::uint32_t guard;

    std::uint64_t mask(std::int32_t day) const {
        std::uint64_t mask = ~std::uint64_t{0};
        for (std::int32_t w = 0; w < words; ++w)
            if (const std::uint32_t amount = demand[std::ptrdiff_t{w} * jobs])
                mask &= fits(free + w * stride + day, amount, guard);
        return mask;
    }
};

/// The first start from `day` on, at most `last`; last + 1 or more when there is none.
inline std::int32_t first_fit(const Wanted& wanted, std::int32_t duration, std::int32_t day, std::int32_t last) {
    if (duration <= 32) {
        while (day <= last) {
            const std::uint64_t found = runs(wanted.mask(day), duration);
            if (found != 0) return day + __builtin_ctzll(found);
            day += 65 - duration;
        }
        return day;
    }
    std::int32_t run = 0;  // days that fit just before `day`
    for (std::int32_t next = day; next - run <= last; next += 64) {
        const std::uint64_t mask = wanted.mask(next);
        if (mask == ~std::uint64_t{0}) {
            run += 64;
            if (run >= duration) return next + 64 - run;
            continue;
        }
        const std::int32_t ones = __builtin_ctzll(~mask);
        if (run + ones >= duration) return next - run;
        if (duration <= 64)
            if (const std::uint64_t found = runs(mask, duration)) return next + __builtin_ctzll(found);
        run = __builtin_clzll(~mask);
    }
    return last + 1;
}

}  // namespace

/// See SerialKernel.
std::int32_t PLAN_KERNEL(const KernelProject&, const std::int32_t*, std::int32_t, std::int32_t, std::int32_t,
                         std::int32_t, std::uint32_t*, std::int32_t*);

std::int32_t PLAN_KERNEL(const KernelProject& project, const std::int32_t* list, std::int32_t count, std::int32_t fixed,
                         std::int32_t floor, std::int32_t limit, std::uint32_t* free, std::int32_t* start) {
    std::int32_t finish = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        const std::int32_t job = list[i];
        const std::int32_t duration = project.duration[job];
        const std::uint32_t* const demand = project.demand + job;
        std::int32_t day = start[job];
        if (i >= fixed) {
            day = project.release[job] > floor ? project.release[job] : floor;
            const KernelLink* const end = project.links + project.link_begin[job + 1];
            for (const KernelLink* link = project.links + project.link_begin[job]; link != end; ++link) {
                const std::int32_t from = start[link->job] + link->lag;
                day = from > day ? from : day;
            }
            std::int32_t last = limit - project.tail[job];
            last = last < project.latest[job] ? last : project.latest[job];
            if (duration > 0)
                day = first_fit({free, demand, project.stride, project.jobs, project.words, project.guard}, duration,
                                day, last);
            if (day > last) return -1 - i;
            start[job] = day;
        }
        for (std::int32_t w = 0; w < project.words; ++w)
            if (const std::uint32_t amount = demand[std::ptrdiff_t{w} * project.jobs])
                take(free + w * project.stride + day, amount, duration);
        finish = day + duration > finish ? day + duration : finish;
    }
    return finish;
}

}  // namespace plan::schedule
