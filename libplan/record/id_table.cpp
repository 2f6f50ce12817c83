#include "libplan/record/id_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

namespace plan {

namespace {

std::uint64_t hash_of(std::string_view id) {
    return std::hash<std::string_view>()(id);
}

std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

std::string_view IdTable::id(std::size_t place) const {
    const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
    return std::string_view(text_).substr(begin, ends_[place] - begin);
}

std::size_t IdTable::slot_of(std::string_view wanted, std::uint32_t tag, std::size_t start) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = start & mask;
    while (slots_[slot].place != 0 && (slots_[slot].tag != tag || id(slots_[slot].place - 1) != wanted))
        slot = (slot + 1) & mask;
    return slot;
}

void IdTable::grow(std::size_t slots) {
    slots_.assign(slots, Slot());
    for (std::size_t place = 0; place < ends_.size(); ++place) {
        const std::uint64_t hash = hash_of(id(place));
        Slot& slot = slots_[slot_of(id(place), tag_of(hash), hash)];
        if (slot.place == 0) slot = {tag_of(hash), static_cast<std::uint32_t>(place + 1)};
    }
}

void IdTable::reserve(std::size_t count) {
    ends_.reserve(count);
    const std::size_t slots = std::bit_ceil(std::max<std::size_t>(2 * count, 16));
    if (slots > slots_.size()) grow(slots);
}

void IdTable::add(std::string_view added) {
    if (2 * (ends_.size() + 1) > slots_.size()) grow(std::max<std::size_t>(2 * slots_.size(), 16));
    text_ += added;
    ends_.push_back(text_.size());
    const std::uint64_t hash = hash_of(added);
    Slot& slot = slots_[slot_of(added, tag_of(hash), hash)];
    if (slot.place == 0) slot = {tag_of(hash), static_cast<std::uint32_t>(ends_.size())};
}

std::optional<std::size_t> IdTable::find(std::string_view wanted) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint64_t hash = hash_of(wanted);
    const Slot& slot = slots_[slot_of(wanted, tag_of(hash), hash)];
    return slot.place == 0 ? std::nullopt : std::optional<std::size_t>(slot.place - 1);
}

void IdTable::find_all(std::span<const std::string_view> ids, std::span<std::uint32_t> places) const {
    constexpr std::size_t batch = 64;
    std::array<std::uint64_t, batch> hashes;
    std::array<std::uint32_t, batch> likely;  // places, plus 1, of what the first slot of each holds
    if (slots_.empty()) {
        std::ranges::fill(places, unknown);
        return;
    }
    for (; !ids.empty();
         ids = ids.subspan(std::min(batch, ids.size())), places = places.subspan(std::min(batch, places.size()))) {
        const std::size_t count = std::min(batch, ids.size());
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t index = 0; index < count; ++index) {
            hashes[index] = hash_of(ids[index]);
            __builtin_prefetch(&slots_[hashes[index] & mask]);
        }
        for (std::size_t index = 0; index < count; ++index) {
            likely[index] = slots_[hashes[index] & mask].place;
            if (likely[index] != 0) __builtin_prefetch(&ends_[likely[index] - 1]);
        }
        for (std::size_t index = 0; index < count; ++index)
            if (likely[index] > 1) __builtin_prefetch(text_.data() + ends_[likely[index] - 2]);
        for (std::size_t index = 0; index < count; ++index) {
            const Slot& slot = slots_[slot_of(ids[index], tag_of(hashes[index]), hashes[index])];
            places[index] = slot.place == 0 ? unknown : slot.place - 1;
        }
    }
}

}  // namespace plan
