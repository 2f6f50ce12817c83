// OpenDocument workbooks. The first byte chooses what the others are, so that a fuzzer gets past the zip archive: the
// whole file, content.xml, the sheets within it, or the whole of a flat file.

#include "tests/fuzz/read_workbook.hpp"
#include "tests/support/workbooks.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan::support;
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'z':
            read_workbook_bytes("ods", bytes);
            break;
        case 'c':
            read_workbook_bytes("ods", ods_file(bytes));
            break;
        case 'm':
            read_workbook_bytes("ods", ods_file(ods_content(""), bytes));
            break;
        case 'f':
            read_workbook_bytes("fods", bytes);
            break;
        default:
            read_workbook_bytes("ods", ods_file(ods_content(bytes)));
    }
    return 0;
}
