#pragma once

#include "libplan/record/id_table.hpp"
#include "libplan/record/portfolio.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The text behind a Portfolio. Internal to this room.
namespace plan {

/// A line of the input; `text` points into one of the buffers.
struct StreamLine {
    const char* text;
    std::uint32_t length;
    std::uint32_t index;   ///< in the typed vector of its type
    std::uint32_t number;  ///< of the line in its source, from 1
    std::uint16_t source;  ///< in `names`
    RecordType type;
};

struct Portfolio::Stream {
    std::vector<std::unique_ptr<std::string>> buffers;
    std::vector<std::string> names;
    std::vector<StreamLine> lines;
    IdTable application_places;

    void forget_index() {
        application_places.clear();
        lines_by_type_.clear();
    }

    /// The line on which the record came, or null. Linear for the first record of a type that is asked for.
    const StreamLine* line_of(RecordType type, std::size_t index) {
        auto& known = lines_by_type_[type];
        if (known.empty())
            for (const StreamLine& line : lines)
                if (line.type == type) known.push_back(&line);
        return index < known.size() ? known[index] : nullptr;
    }

private:
    std::map<RecordType, std::vector<const StreamLine*>> lines_by_type_;
};

}  // namespace plan
