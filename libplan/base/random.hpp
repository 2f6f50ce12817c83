#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plan {

/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, and the same numbers on every machine, which the
/// distributions of the standard library are not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 <= result < bound; 1 <= bound < 2^32. The bias is below bound / 2^32.
    template <std::integral Number>
    [[nodiscard]] Number below(Number bound) {
        return static_cast<Number>((next() >> 32) * static_cast<std::uint64_t>(bound) >> 32);
    }
    /// 0 <= result < 1.
    [[nodiscard]] double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    template <class Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t left = values.size(); left > 1; --left) std::swap(values[left - 1], values[below(left)]);
    }

private:
    std::uint64_t state_;
};

}  // namespace plan
