#include "tests/support/random_portfolio.hpp"

namespace plan::tests {

std::uint64_t RandomNumbers::next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

std::size_t RandomNumbers::below(std::size_t count) {
    return count == 0 ? 0 : static_cast<std::size_t>(next() % count);
}

int RandomNumbers::between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1));
}

bool RandomNumbers::chance(double probability) {
    return static_cast<double>(next() >> 11) * 0x1p-53 < probability;
}

}  // namespace plan::tests
