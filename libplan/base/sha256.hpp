#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace plan {

/// The SHA-256 digest of `bytes`. Source: FIPS 180-4, section 6.2.
[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same in lower-case hexadecimal digits, 64 of them, as sha256sum writes it.
[[nodiscard]] std::string sha256_text(std::string_view bytes);

}  // namespace plan
