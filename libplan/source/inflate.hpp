#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace plan {

/// Unpacks a DEFLATE stream (RFC 1951) piece by piece, and sums it up as zip archives do (CRC-32). Wraps ISA-L's
/// igzip, because sheets unpack to hundreds of megabytes on which zlib takes as long as all that reads them. Memory:
/// 150 KiB.
class Inflate {
public:
    /// Gives up to `capacity` more packed bytes; 0 at their end.
    using Packed = std::function<std::size_t(char* out, std::size_t capacity)>;

    explicit Inflate(Packed packed);
    Inflate(const Inflate&) = delete;
    Inflate& operator=(const Inflate&) = delete;
    ~Inflate();

    /// Unpacks up to `capacity` bytes; 0 at the stream's end, and once it is broken. Throws what `packed` throws.
    std::size_t read(char* out, std::size_t capacity);

    /// The packed bytes are no DEFLATE stream, or end before it does.
    [[nodiscard]] bool is_broken() const { return broken_; }
    /// Of all that was unpacked.
    [[nodiscard]] std::uint32_t checksum() const { return checksum_; }
    [[nodiscard]] std::uint64_t unpacked() const { return unpacked_; }

private:
    struct State;

    Packed packed_;
    std::unique_ptr<State> state_;
    std::uint32_t checksum_ = 0;
    std::uint64_t unpacked_ = 0;
    bool broken_ = false;
};

}  // namespace plan
