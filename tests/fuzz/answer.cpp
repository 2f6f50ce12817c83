// Reads answers that plan-fetch kept: whatever the bytes, there is none, or one that is written again as it was read.

#include "libplan/fetch/answer_store.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan::fetch;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto answer = read_stored_answer(text);
    if (!answer) return 0;
    if (answer->bytes > size) std::abort();
    const std::string again = stored_answer(answer->key, answer->response);
    const auto reread = read_stored_answer(again);
    if (!reread || reread->key != answer->key || reread->response.body != answer->response.body) std::abort();
    return 0;
}
