#include "libplan/view/csp_hash.hpp"

#include "libplan/base/sha256.hpp"

#include <cstdint>

namespace plan {

std::string csp_hash(std::string_view content) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digest = sha256(content);
    std::string text = "'sha256-";
    for (std::size_t byte = 0; byte < digest.size(); byte += 3) {
        std::uint32_t group = 0;
        for (std::size_t offset = 0; offset < 3; ++offset)
            group = group << 8 | (byte + offset < digest.size() ? digest[byte + offset] : 0u);
        for (std::size_t sextet = 0; sextet < 4; ++sextet)
            text += byte + sextet <= digest.size() ? alphabet[group >> (18 - 6 * sextet) & 0x3f] : '=';
    }
    return text + "'";
}

}  // namespace plan
