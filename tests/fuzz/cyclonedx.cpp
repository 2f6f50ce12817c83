// Reads CycloneDX documents, JSON and XML.

#include "tests/fuzz/register_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return read_register("cyclonedx", "bom", data, size);
}
