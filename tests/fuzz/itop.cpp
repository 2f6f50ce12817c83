// Reads answers of iTop's web service.

#include "tests/fuzz/register_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return read_register("itop", "register", data, size);
}
