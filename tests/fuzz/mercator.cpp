// Reads dumps of Mercator's database, and documents of its interface.

#include "tests/fuzz/register_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return read_register("mercator", "register", data, size);
}
