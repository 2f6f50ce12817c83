#include "libplan/view/dot_shelves.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

using namespace plan;

namespace {

DotFrame frame_of(std::uint32_t first, std::uint32_t count) {
    DotFrame frame;
    frame.label = "f";
    frame.applications.resize(count);
    std::iota(frame.applications.begin(), frame.applications.end(), first);
    return frame;
}

/// Rows as `dot` ranks them: one below the lowest of what stands above.
std::map<std::uint32_t, int> rows_of(const DotShelves& shelves, std::uint32_t applications) {
    std::map<std::uint32_t, int> row;
    for (std::uint32_t application = 0; application < applications; ++application) row[application] = 0;
    for (std::uint32_t round = 0; round < applications; ++round)
        for (const DotShelves::Place& place : shelves.places)
            row[place.lower] = std::max(row[place.lower], row[place.upper] + 1);
    return row;
}

}  // namespace

TEST_CASE("a frame wider than the shelf goes on several rows") {
    DotFrame root;
    root.frames.push_back(frame_of(0, 7));
    const DotShelves shelves = dot_shelves(root, 3, false);
    CHECK(shelves.top == std::vector<std::uint32_t>{0, 1, 2});
    const auto row = rows_of(shelves, 7);
    CHECK(row.at(3) == 1);
    CHECK(row.at(5) == 1);
    CHECK(row.at(6) == 2);
}

TEST_CASE("frames in order stand below each other, others share a row") {
    DotFrame root;
    root.frames = {frame_of(0, 2), frame_of(2, 2), frame_of(4, 1)};
    const auto ordered = rows_of(dot_shelves(root, 6, false), 5);
    CHECK(ordered.at(0) == 0);
    CHECK(ordered.at(2) == 1);
    CHECK(ordered.at(4) == 2);
    const auto shared = rows_of(dot_shelves(root, 6, true), 5);
    for (std::uint32_t application = 0; application < 5; ++application) CHECK(shared.at(application) == 0);
}

TEST_CASE("an empty drawing has no shelf") {
    CHECK(dot_shelves({}, 4, true).top.empty());
    CHECK(dot_columns(0) == 4);
    CHECK(dot_columns(125) == 10);
}

TEST_CASE("frames that are read in order never share a row, whatever their sizes") {
    std::mt19937 random(5);
    for (int round = 0; round < 100; ++round) {
        DotFrame root;
        std::uint32_t next = 0;
        const std::uint32_t frames = 1 + random() % 6;
        for (std::uint32_t number = 0; number < frames; ++number) {
            DotFrame frame = frame_of(next, random() % 9);
            next += static_cast<std::uint32_t>(frame.applications.size());
            const std::uint32_t groups = random() % 4 + (frame.applications.empty() ? 1 : 0);
            for (std::uint32_t group = 0; group < groups; ++group) {
                frame.frames.push_back(frame_of(next, 2 + random() % 5));
                next += static_cast<std::uint32_t>(frame.frames.back().applications.size());
            }
            root.frames.push_back(frame);
        }
        const auto row = rows_of(dot_shelves(root, 2 + random() % 8, false), next);
        int last = -1;
        for (const DotFrame& frame : root.frames) {
            std::vector<std::uint32_t> members = frame.applications;
            for (const DotFrame& inner : frame.frames)
                members.insert(members.end(), inner.applications.begin(), inner.applications.end());
            int first_row = 1 << 20, last_row = 0;
            for (const std::uint32_t member : members) {
                first_row = std::min(first_row, row.at(member));
                last_row = std::max(last_row, row.at(member));
            }
            REQUIRE(first_row > last);
            last = last_row;
        }
    }
}
