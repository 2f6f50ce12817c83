#pragma once

#include "libplan/record/difference.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The lines of the two streams that are compared. Internal to this room.
namespace plan {

/// Lines one after another in one text.
class KeptLines {
public:
    void add(std::string_view text, RecordType type);
    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    [[nodiscard]] std::string_view text(std::size_t place) const {
        return std::string_view(text_).substr(lines_[place].offset, lines_[place].length);
    }
    [[nodiscard]] RecordType type(std::size_t place) const { return lines_[place].type; }

private:
    struct Line {
        std::uint64_t offset;
        std::uint32_t length;
        RecordType type;
    };
    std::string text_;
    std::vector<Line> lines_;
};

/// The lines of the older stream by what they say: most of two streams is alike to the byte, and needs no further look.
class LinesByText {
public:
    /// `lines` outlives this and does not change. Linear.
    explicit LinesByText(const KeptLines& lines);

    /// Takes out a line with this text and gives its place; nothing when none is left. O(length of the text).
    std::optional<std::size_t> take(std::string_view text);
    /// Nobody took it.
    [[nodiscard]] bool is_left(std::size_t place) const { return !taken_[place]; }

private:
    [[nodiscard]] std::size_t bucket(std::string_view text) const;

    const KeptLines& lines_;
    /// Chains of lines, their places counted from 1; 0 ends a chain.
    std::vector<std::uint32_t> heads_, next_;
    std::vector<bool> taken_;
};

/// A record and what it is found again by.
struct KeyedRecord {
    RecordType type = RecordType::unknown;
    std::string type_name;  ///< only of a type that is not known
    std::vector<std::pair<std::string, std::string>> key;
    std::optional<std::int64_t> wave;
    std::string_view text;
};

/// O(length of the record).
[[nodiscard]] KeyedRecord keyed_record(RecordType type, std::string_view text);

/// The type as it is written.
[[nodiscard]] std::string written_type(std::string_view record);

}  // namespace plan
