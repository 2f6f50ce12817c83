#include "libplan/policy/placement.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace plan {

namespace {

constexpr double tolerance = 1e-9;  // sums of sizes
constexpr int most_moves = 64;      // that make way for one: bounds the recursion

class Placement {
public:
    Placement(const std::vector<Seeker>& seekers, const std::vector<TargetRoom>& rooms)
        : seekers_(seekers),
          rooms_(rooms),
          taken_(rooms.size()),
          holders_(rooms.size()),
          closed_(rooms.size(), false),
          places_(seekers.size()) {}

    std::vector<std::optional<std::size_t>> run() {
        for (const std::size_t seeker : order()) {
            if (seekers_[seeker].options.empty() || settle(seeker)) continue;
            visited_ = closed_;
            // Where nobody can make way now, nobody can later: those who hold places there only gain none.
            if (!make_way(seeker, most_moves)) closed_ = visited_;
        }
        return std::move(places_);
    }

private:
    struct Room {
        std::int64_t applications = 0;
        double vcpu = 0;
    };
    struct Loss {
        double points;  ///< of going to the cheapest target without limit; infinite when there is none
        std::size_t options;
    };

    [[nodiscard]] Loss loss(const Seeker& seeker) const {
        double least = std::numeric_limits<double>::infinity();
        for (const HostingJudge::Option& option : seeker.options)
            if (!rooms_[option.target].limited()) least = std::min(least, option.cost - seeker.options.front().cost);
        return {least, seeker.options.size()};
    }

    [[nodiscard]] std::vector<std::size_t> order() const {
        std::vector<Loss> losses;
        for (const Seeker& seeker : seekers_) losses.push_back(loss(seeker));
        std::vector<std::size_t> order(seekers_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
            if (losses[a].points != losses[b].points) return losses[a].points > losses[b].points;
            const bool bound = losses[a].points == std::numeric_limits<double>::infinity();
            if (bound && losses[a].options != losses[b].options) return losses[a].options < losses[b].options;
            if (seekers_[a].id != seekers_[b].id) return seekers_[a].id < seekers_[b].id;
            return a < b;
        });
        return order;
    }

    /// What the seeker would take there, without what of it stands there.
    [[nodiscard]] Room need(std::size_t seeker, std::size_t target) const {
        Room room = {seekers_[seeker].applications, seekers_[seeker].vcpu};
        for (const Seeker::Part& part : seekers_[seeker].here)
            if (part.target == target) {
                room.applications -= part.applications;
                room.vcpu -= part.vcpu;
            }
        return room;
    }

    /// With `leaver` gone, if there is one.
    [[nodiscard]] bool fits(std::size_t seeker, std::size_t target,
                            std::optional<std::size_t> leaver = std::nullopt) const {
        const Room needed = need(seeker, target);
        if (needed.applications == 0) return true;
        const TargetRoom& room = rooms_[target];
        const Room left = leaver ? need(*leaver, target) : Room{};
        const Room& taken = taken_[target];
        return (!room.applications ||
                taken.applications + needed.applications - left.applications <= *room.applications) &&
               (!room.vcpu || taken.vcpu + needed.vcpu - left.vcpu <= *room.vcpu + tolerance);
    }

    void enter(std::size_t seeker, std::size_t target) {
        places_[seeker] = target;
        const Room needed = need(seeker, target);
        if (!rooms_[target].limited() || needed.applications == 0) return;
        taken_[target].applications += needed.applications;
        taken_[target].vcpu += needed.vcpu;
        holders_[target].push_back(seeker);
    }

    void leave(std::size_t seeker, std::size_t target) {
        places_[seeker].reset();
        const Room needed = need(seeker, target);
        taken_[target].applications -= needed.applications;
        taken_[target].vcpu -= needed.vcpu;
        std::erase(holders_[target], seeker);
    }

    bool settle(std::size_t seeker, std::optional<std::size_t> other_than = std::nullopt) {
        for (const HostingJudge::Option& option : seekers_[seeker].options) {
            if (option.target == other_than || !fits(seeker, option.target)) continue;
            enter(seeker, option.target);
            return true;
        }
        return false;
    }

    /// Somebody who holds a place that would do moves on, if need be after others have.
    bool make_way(std::size_t seeker, int moves) {
        if (moves == 0) return false;
        for (const HostingJudge::Option& option : seekers_[seeker].options) {
            const std::size_t target = option.target;
            if (visited_[target]) continue;
            visited_[target] = true;
            // The last to be served loses least by moving.
            const std::vector<std::size_t> holders(holders_[target].rbegin(), holders_[target].rend());
            for (const std::size_t holder : holders) {
                if (!fits(seeker, target, holder)) continue;
                // The seeker sits down first, so that nobody else takes the place while its holder looks for one.
                leave(holder, target);
                enter(seeker, target);
                if (settle(holder, target) || make_way(holder, moves - 1)) return true;
                leave(seeker, target);
                enter(holder, target);
            }
        }
        return false;
    }

    const std::vector<Seeker>& seekers_;
    const std::vector<TargetRoom>& rooms_;
    std::vector<Room> taken_;
    std::vector<std::vector<std::size_t>> holders_;  ///< of limited targets
    std::vector<bool> closed_, visited_;
    std::vector<std::optional<std::size_t>> places_;
};

}  // namespace

std::vector<std::optional<std::size_t>> place(const std::vector<Seeker>& seekers,
                                              const std::vector<TargetRoom>& rooms) {
    return Placement(seekers, rooms).run();
}

}  // namespace plan
