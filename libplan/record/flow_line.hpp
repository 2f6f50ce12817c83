#pragma once

#include "libplan/record/records.hpp"

#include <string_view>
#include <utility>
#include <vector>

/// Internal to this room.
namespace plan {

/// Reads lines of flows as this suite and most others write them, in a third of the time of a parser of all JSON: the
/// million lines of a State's stream are nearly all flows.
class FlowLineReader {
public:
    /// What such a line begins with.
    static constexpr std::string_view opening = "{\"type\":\"flow\"";

    /// Fills a new record. False, and the record is as it was, when the line is not surely that of a flow, or is
    /// written in another way: with escapes, bytes beyond ASCII, a member that is not known, a number with an exponent…
    /// Then a parser has to say what it is.
    [[nodiscard]] bool read(std::string_view line, Flow& record);

private:
    // Of the line in hand; kept for their memory.
    std::vector<std::string_view> data_;
    std::vector<std::pair<std::string_view, std::string_view>> extra_;
};

}  // namespace plan
