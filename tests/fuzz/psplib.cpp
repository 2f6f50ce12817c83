// A project of PSPLIB: whatever the bytes, there is either a refusal, or a problem whose parts fit together.

#include "tests/support/psplib.hpp"

#include "libplan/base/error.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    try {
        const schedule::Problem problem = read_psplib({reinterpret_cast<const char*>(data), size}, "project.sm");
        const auto count = static_cast<int>(problem.activities.size());
        if (problem.modes.size() != problem.activities.size() || problem.horizon < 1) std::abort();
        for (const schedule::Arc& arc : problem.arcs)
            if (arc.from < 0 || arc.from >= count || arc.to < 0 || arc.to >= count) std::abort();
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    return 0;
}
