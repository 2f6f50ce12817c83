#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plan {

enum class AddressKind : std::uint8_t {
    host,      ///< of one machine, IPv4 or IPv6
    name,      ///< a host name (RFC 1123), whose last label is no number
    unusable,  ///< an address that no other machine reaches: loopback, link-local, multicast, unspecified
    invalid,
};

struct Address {
    AddressKind kind = AddressKind::invalid;
    std::string canonical;  ///< equal for two ways to write one address: "::FFFF:10.0.0.1" is "10.0.0.1"; "" if invalid
};

/// White space around it is ignored. IPv4 in four decimal numbers without leading zeros, IPv6 as in RFC 4291, without
/// prefix length, port or zone. O(length).
[[nodiscard]] Address read_address(std::string_view text);

}  // namespace plan
