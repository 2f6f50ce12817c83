#include "libplan/check/addresses.hpp"

#include "libplan/base/text.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace plan {

namespace {

using Bytes = std::array<unsigned char, 16>;

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}
bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// RFC 1123, 2.1: labels of letters, digits and hyphens; underscores, which are common in registers, are let through.
bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    if (text.back() == '.') text.remove_suffix(1);
    bool numeric = true;
    while (true) {
        const std::string_view label = text.substr(0, text.find('.'));
        const auto allowed = [](char letter) {
            return is_letter(letter) || is_digit(letter) || letter == '-' || letter == '_';
        };
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::ranges::all_of(label, allowed)) return false;
        numeric = std::ranges::all_of(label, is_digit);
        if (label.size() == text.size()) return !numeric;
        text.remove_prefix(label.size() + 1);
    }
}

/// First byte of IPv4: this network, loopback, multicast and reserved; 169.254: link-local (RFC 6890).
bool usable_4(const unsigned char* bytes) {
    if (bytes[0] == 0 || bytes[0] == 127 || bytes[0] >= 224) return false;
    return !(bytes[0] == 169 && bytes[1] == 254);
}

bool usable_6(const Bytes& bytes) {
    const bool zeros = std::all_of(bytes.begin(), bytes.end() - 1, [](unsigned char byte) { return byte == 0; });
    if (zeros && bytes[15] <= 1) return false;                                    // unspecified, loopback
    return bytes[0] != 0xFF && !(bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80);  // multicast, link-local
}

std::string text_of(int family, const void* bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(family, bytes, text.data(), text.size()) ? std::string(text.data()) : std::string();
}

}  // namespace

Address read_address(std::string_view text) {
    text = trim(text);
    const std::string whole(text);
    if (whole.size() != std::strlen(whole.c_str())) return {};
    Bytes bytes{};
    if (inet_pton(AF_INET, whole.c_str(), bytes.data()) == 1)
        return {usable_4(bytes.data()) ? AddressKind::host : AddressKind::unusable, text_of(AF_INET, bytes.data())};
    if (inet_pton(AF_INET6, whole.c_str(), bytes.data()) == 1) {
        constexpr Bytes mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
        if (std::equal(mapped.begin(), mapped.begin() + 12, bytes.begin()))
            return {usable_4(bytes.data() + 12) ? AddressKind::host : AddressKind::unusable,
                    text_of(AF_INET, bytes.data() + 12)};
        return {usable_6(bytes) ? AddressKind::host : AddressKind::unusable, text_of(AF_INET6, bytes.data())};
    }
    if (!is_name(text)) return {};
    Address address{AddressKind::name, whole};
    std::ranges::transform(address.canonical, address.canonical.begin(),
                           [](char letter) { return letter >= 'A' && letter <= 'Z' ? char(letter + 32) : letter; });
    if (address.canonical.back() == '.') address.canonical.pop_back();
    if (address.canonical == "localhost") address.kind = AddressKind::unusable;
    return address;
}

}  // namespace plan
