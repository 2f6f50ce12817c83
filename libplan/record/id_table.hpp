#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Internal to this room.
namespace plan {

/// Ids and the places they stand for. A State's stream asks two million times for one of 100,000 ids that lie far apart
/// in memory; here they are copied side by side behind an open-addressing table (linear probing: Knuth, The Art of
/// Computer Programming 3, 6.4), so that a look-up stays in the cache: several times as fast as std::unordered_map
/// of views into the records. Fewer than 2^32 ids.
class IdTable {
public:
    [[nodiscard]] bool empty() const { return ends_.empty(); }
    void clear() { *this = IdTable(); }

    /// Makes room for `count` ids in all.
    void reserve(std::size_t count);
    /// The id gets the next place, from 0; one that is known already keeps its first place.
    void add(std::string_view id);
    /// Amortised O(length of the id).
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;

    static constexpr std::uint32_t unknown = UINT32_MAX;
    /// Finds some dozens of ids in the time of a few, since the memory that they lie in is fetched at once. `places` is
    /// as long; it gets `unknown` where an id is not found.
    void find_all(std::span<const std::string_view> ids, std::span<std::uint32_t> places) const;

private:
    struct Slot {
        std::uint32_t tag = 0;    ///< upper half of the hash
        std::uint32_t place = 0;  ///< plus 1; 0 marks a free slot
    };

    [[nodiscard]] std::string_view id(std::size_t place) const;
    /// The slot that holds `id`, or the free one where it would stand.
    [[nodiscard]] std::size_t slot_of(std::string_view id, std::uint32_t tag, std::size_t start) const;
    void grow(std::size_t slots);

    std::vector<Slot> slots_;        ///< a power of two, at most half of it used
    std::vector<std::size_t> ends_;  ///< where each id ends in `text_`
    std::string text_;
};

}  // namespace plan
