#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The bridges of a plan: which are held on a day, what they come to, when most are held at once.
namespace plan {

/// A bridge whose two ends are applications of the stream.
struct HeldBridge {
    std::size_t bridge = 0;          ///< in portfolio.bridges
    std::uint32_t from = 0, to = 0;  ///< in portfolio.applications
    Date start, finish;              ///< both inclusive, finish never before start
};

/// In the order of the stream. One that names an unknown application is reported and left out.
[[nodiscard]] std::vector<HeldBridge> known_bridges(const Portfolio& portfolio, const Report& report);

/// The days on which most bridges are held at once.
struct BridgePeak {
    std::size_t bridges = 0;
    Date start, finish;  ///< the first such run of days, inclusive
};
/// Nothing when there is no bridge. O(n log n).
[[nodiscard]] std::optional<BridgePeak> bridge_peak(const std::vector<HeldBridge>& bridges);

/// "24 passerelles au plus fort, du 3 au 9 mai 2027".
[[nodiscard]] std::string peak_text(const BridgePeak& peak, Language language);

/// A table for people of the bridges held on `day`, or of all: ends, places, dates, days, weight and flows, by start
/// then end; before it the totals, after it the peak of the whole plan. Throws as SystemStates does. O(n log n).
[[nodiscard]] std::string bridges_text(const Portfolio& portfolio, std::optional<Date> day, Language language,
                                       const Report& report);

}  // namespace plan
