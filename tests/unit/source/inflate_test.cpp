#include "libplan/source/inflate.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <string>
#include <string_view>

using namespace plan;

namespace {

using namespace std::string_view_literals;

/// "hello hello hello\n" thrice over, with fixed codes, as zlib packs it.
constexpr std::string_view hello = "\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x5c\x19\x44\x88\x00\x00"sv;

struct Unpacked {
    std::string bytes;
    bool broken = false;
    std::uint32_t checksum = 0;
};

/// Unpacks with pieces of these sizes on both sides.
Unpacked unpack(std::string_view packed, std::size_t piece_in, std::size_t piece_out) {
    Inflate inflate([&](char* out, std::size_t capacity) {
        const std::size_t count = packed.copy(out, std::min(capacity, piece_in));
        packed.remove_prefix(count);
        return count;
    });
    Unpacked result;
    std::string piece(piece_out, ' ');
    while (const std::size_t count = inflate.read(piece.data(), piece.size())) result.bytes.append(piece, 0, count);
    CHECK(inflate.unpacked() == result.bytes.size());
    result.broken = inflate.is_broken();
    result.checksum = inflate.checksum();
    return result;
}

/// A stream of stored blocks (RFC 1951, 3.2.4): each a byte that says whether it is the last, its length, that length
/// inverted, its bytes.
std::string stored(std::string_view bytes, std::size_t block) {
    std::string packed;
    do {
        const std::string_view part = bytes.substr(0, block);
        bytes.remove_prefix(part.size());
        packed += static_cast<char>(bytes.empty() ? 1 : 0);
        for (const unsigned number : {static_cast<unsigned>(part.size()), ~static_cast<unsigned>(part.size())}) {
            packed += static_cast<char>(number & 0xFF);
            packed += static_cast<char>(number >> 8 & 0xFF);
        }
        packed += part;
    } while (!bytes.empty());
    return packed;
}

}  // namespace

TEST_CASE("a packed stream is the same whatever the pieces", "[zip]") {
    std::string text;
    for (int number = 0; number < 20'000; ++number) text += std::to_string(number * 7919 % 10007) + ';';
    for (const std::size_t piece_in : {std::size_t{1}, std::size_t{100}, std::size_t{1} << 16})
        for (const std::size_t piece_out : {std::size_t{1}, std::size_t{333}, std::size_t{1} << 18}) {
            const Unpacked result = unpack(stored(text, 1000), piece_in, piece_out);
            CHECK(result.bytes == text);
            CHECK_FALSE(result.broken);
        }
    CHECK(unpack(stored("123456789", 4), 2, 2).checksum == 0xCBF43926);  // the check value of CRC-32
    CHECK(unpack(stored("", 1), 1, 1).bytes.empty());
    CHECK_FALSE(unpack(stored("", 1), 1, 1).broken);
}

TEST_CASE("texts that repeat are unpacked", "[zip]") {
    for (const std::size_t piece_out : {std::size_t{1}, std::size_t{5}, std::size_t{4096}}) {
        const Unpacked result = unpack(hello, 3, piece_out);
        CHECK(result.bytes == "hello hello hello\nhello hello hello\nhello hello hello\n");
        CHECK_FALSE(result.broken);
    }
}

TEST_CASE("a packed stream that is cut off or is none is broken", "[zip]") {
    const std::string packed = stored("some bytes that are long enough", 10);
    for (std::size_t size = 0; size < packed.size(); ++size)
        CHECK(unpack(std::string_view(packed).substr(0, size), 5, 7).broken);
    CHECK(unpack("\x07"sv, 1, 100).broken);  // a kind of block that does not exist
    CHECK(unpack("\x01\x05\x00\x00\x00hello"sv, 100, 100).broken);
    CHECK(unpack("\x03\x02\x00"sv, 100, 100).broken);  // looks back before the beginning
}
