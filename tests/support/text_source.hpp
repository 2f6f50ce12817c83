#pragma once

#include "libplan/record/reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

namespace plan::support {

/// A source that gives `text` a piece at a time.
[[nodiscard]] inline RecordReader::Source source_of(const std::string& text) {
    return [text, position = std::size_t{0}](char* buffer, std::size_t size) mutable {
        const std::size_t count = std::min(size, text.size() - position);
        std::memcpy(buffer, text.data() + position, count);
        position += count;
        return count;
    };
}

}  // namespace plan::support
