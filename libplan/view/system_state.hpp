#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where a plan puts each application, on any day.
namespace plan {

enum class PlaceKind : std::uint8_t {
    not_yet,  ///< projects before their first day in service
    site,     ///< where applications run before they move
    unknown,  ///< the inventory does not say where
    target,   ///< where the plan puts some application
    retired,  ///< no longer anywhere
};

struct SystemPlace {
    PlaceKind kind = PlaceKind::site;
    std::string id;    ///< of a site or target; else empty
    std::string name;  ///< for people; control characters are still in it
};

/// Before and from `arrives` on. Without that day the two are one.
struct Whereabouts {
    std::uint32_t before = 0, after = 0;  ///< in SystemStates::places()
    std::optional<Date> arrives;          ///< first day at `after`

    [[nodiscard]] std::uint32_t on(Date day) const { return arrives && day >= *arrives ? after : before; }
};

/// What the catalogue calls a site or target, "Nubo", with its provider where two are called so; its id where it says
/// nothing. As it came.
[[nodiscard]] std::string place_name(const Portfolio& portfolio, std::string_view id);

/// An application that moves is at its site up to the last day of its cut-over, then at its target. One that is retired
/// stays until its decommissioning ends. A project comes into being at its target on its `go_live`, or else on the
/// plan's first day. Any other stays where it is. These are the days on which plan-schedule has links bridged.
class SystemStates {
public:
    /// Throws Error(invalid_input), code "no-plan", when the stream has no `plan`, task or cut-over date.
    /// O(n log n) in applications and tasks. `portfolio` is not kept.
    SystemStates(const Portfolio& portfolio, Language language);

    /// What is not yet there, sites from the one with most applications to the fewest, the unknown site, targets by id,
    /// what is retired. Each stands there only when some application is there on some day.
    [[nodiscard]] const std::vector<SystemPlace>& places() const { return places_; }
    /// By application of the portfolio.
    [[nodiscard]] const std::vector<Whereabouts>& whereabouts() const { return whereabouts_; }

private:
    std::vector<SystemPlace> places_;
    std::vector<Whereabouts> whereabouts_;
};

}  // namespace plan
