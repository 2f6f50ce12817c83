#include "libplan/source/inflate.hpp"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace plan {

struct Inflate::State {
    inflate_state stream;
    std::array<char, std::size_t{1} << 16> packed;
    bool ended = false;  ///< no packed bytes are left
};

Inflate::Inflate(Packed packed) : packed_(std::move(packed)), state_(std::make_unique<State>()) {
    isal_inflate_init(&state_->stream);
}

Inflate::~Inflate() = default;

std::size_t Inflate::read(char* out, std::size_t capacity) {
    inflate_state& stream = state_->stream;
    const auto wanted =
        static_cast<std::uint32_t>(std::min<std::size_t>(capacity, std::numeric_limits<std::int32_t>::max()));
    stream.next_out = reinterpret_cast<std::uint8_t*>(out);
    stream.avail_out = wanted;
    while (!broken_ && stream.avail_out == wanted && wanted > 0) {
        if (stream.avail_in == 0 && !state_->ended) {
            stream.next_in = reinterpret_cast<std::uint8_t*>(state_->packed.data());
            stream.avail_in = static_cast<std::uint32_t>(packed_(state_->packed.data(), state_->packed.size()));
            state_->ended = stream.avail_in == 0;
        }
        const bool at_end = state_->ended;
        broken_ = isal_inflate(&stream) < ISAL_DECOMP_OK;
        const bool finished = stream.block_state == ISAL_BLOCK_FINISH;
        if (finished || stream.avail_out < wanted) break;
        // Without a byte more to come, nothing more comes out.
        broken_ = broken_ || at_end;
    }
    const std::size_t count = wanted - stream.avail_out;
    checksum_ = crc32_gzip_refl(checksum_, reinterpret_cast<const std::uint8_t*>(out), count);
    unpacked_ += count;
    return count;
}

}  // namespace plan
