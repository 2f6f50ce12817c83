#pragma once

#include "libplan/policy/judge_slots.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

namespace plan {

/// What is known of cases, each told by a row of `width` codes. Open addressing with rows side by side, because a case
/// is looked up several times for each application. Memory: 8 bytes a code, 24 and the value a case.
template <class Value>
class CodeTable {
public:
    explicit CodeTable(std::size_t width) : width_(width), places_(least_places, 0) {}

    /// The value of the case, or null. Valid until `clear`. O(width).
    [[nodiscard]] const Value* find(const std::vector<Code>& row) const {
        const std::uint64_t hash = hash_of(row);
        for (std::size_t place = hash & (places_.size() - 1); places_[place] != 0;
             place = (place + 1) & (places_.size() - 1)) {
            const std::size_t known = places_[place] - 1;
            if (hashes_[known] == hash && std::equal(row.begin(), row.end(), rows_.begin() + offset(known)))
                return &values_[known];
        }
        return nullptr;
    }

    /// Adds a case that `find` does not know.
    const Value& add(const std::vector<Code>& row, Value value) {
        if (2 * (values_.size() + 1) > places_.size()) grow();
        hashes_.push_back(hash_of(row));
        rows_.insert(rows_.end(), row.begin(), row.end());
        values_.push_back(std::move(value));
        place(values_.size() - 1);
        return values_.back();
    }

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    /// The codes of the case that was added after `known` others. Valid until another is added.
    [[nodiscard]] std::span<const Code> row(std::size_t known) const {
        return std::span(rows_).subspan(known * width_, width_);
    }
    void clear() { *this = CodeTable(width_); }

private:
    static constexpr std::size_t least_places = 64;  // a power of two, as all sizes

    [[nodiscard]] std::ptrdiff_t offset(std::size_t known) const { return static_cast<std::ptrdiff_t>(known * width_); }

    /// Multiplies and folds each code: they differ in few bits, at either end.
    [[nodiscard]] static std::uint64_t hash_of(const std::vector<Code>& row) {
        std::uint64_t hash = 0x9E3779B97F4A7C15;
        for (const Code code : row) {
            hash = (hash ^ code) * 0xD6E8FEB86659FD93;
            hash ^= hash >> 32;
        }
        return hash;
    }

    void place(std::size_t known) {
        std::size_t place = hashes_[known] & (places_.size() - 1);
        while (places_[place] != 0) place = (place + 1) & (places_.size() - 1);
        places_[place] = static_cast<std::uint32_t>(known + 1);
    }

    void grow() {
        places_.assign(2 * places_.size(), 0);
        for (std::size_t known = 0; known < values_.size(); ++known) place(known);
    }

    std::size_t width_;
    std::vector<std::uint32_t> places_;  ///< index of a case, plus one
    std::vector<std::uint64_t> hashes_;
    std::vector<Code> rows_;
    std::deque<Value> values_;  // stays where it is
};

}  // namespace plan
