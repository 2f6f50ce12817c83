#pragma once

#include "libplan/schedule/objective.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// A bound on the bridges term: how little two ends of flows can be apart. Two things force them apart, and both are
/// counted: an end that stays where it is, until the plan ends; and windows in which not all that are joined fit.
class BridgeBound {
public:
    /// `earliest` and `finish` as for ObjectiveModel::lower_bound.
    BridgeBound(const std::vector<BridgePair>& pairs, const MigrationProblem& migration,
                const schedule::Network& network, const schedule::EarliestDates& earliest, schedule::Day finish);

    /// No schedule has a smaller bridges term.
    [[nodiscard]] double value() const { return to_those_that_stay() + between_those_that_move(); }

    /// The part of pairs of which one end never moves: the other end had better move late, but windows before the end
    /// of the plan hold so much, and what follows a move takes its time.
    [[nodiscard]] double to_those_that_stay() const;
    /// The part of pairs of which both ends move: those next to an application cannot all be in its window. The degree
    /// method for linear arrangements (Díaz, Petit and Serna 2002), over windows.
    [[nodiscard]] double between_those_that_move() const;

    /// Weight of the pairs of the application that cuts over with this activity whose other end stays; 0 for others.
    [[nodiscard]] double weight_to_stayers(int activity) const;
    /// Counts so much less of it from now on, as it has been counted elsewhere.
    void leave_out(int activity, double weight);

private:
    struct Mover {
        int cutover = -1, block = -1;  ///< of the problem
        std::vector<int> windows;      ///< that it may lie in, given its earliest end and its deadline
        int team = -1;                 ///< resource that its cut-over certainly uses, or -1
        std::int64_t work = 0;         ///< units times days of it
        schedule::Day tail = 0;        ///< days from its move to the end of the plan, at least
        double to_stayers = 0;         ///< weight of pairs whose other end stays
    };
    struct Edge {
        int other = 0;  ///< mover
        double weight = 0;
    };
    /// What is to be spread over windows, at so much a day.
    struct Load {
        int team = -1;
        std::int64_t work = 0;
        double weight = 0;
    };
    /// A window and how far it is.
    struct Place {
        schedule::Day distance = 0;
        int window = 0;
    };

    void add_mover(int application, const schedule::EarliestDates& earliest, const std::vector<schedule::Day>& tails);
    void add_pair(const BridgePair& pair);
    void add_edge(int from, int to, double weight);
    [[nodiscard]] double spread(std::vector<Load>& loads, const std::vector<Place>& places, const Mover* taken) const;
    [[nodiscard]] const std::vector<Place>& near(int window) const;
    [[nodiscard]] double around(int mover, int window) const;
    [[nodiscard]] schedule::Day apart(int window, int other) const;
    [[nodiscard]] double staying(schedule::Day finish) const;
    [[nodiscard]] double least_apart() const;
    [[nodiscard]] schedule::Day least_apart(const Mover& a, const Mover& b) const;

    const MigrationProblem* migration_;
    schedule::Day finish_;
    std::vector<int> mover_of_;  ///< by application, or -1
    std::vector<Mover> movers_;
    std::vector<int> mover_with_;           ///< by activity, or -1
    std::vector<std::vector<Edge>> edges_;  ///< by mover
    schedule::Day shortest_ = 1;            ///< no cut-over takes fewer days, and a day is all that is needed here
    mutable std::vector<std::vector<Place>> near_;     ///< by window, filled when asked for
    std::vector<std::vector<std::int64_t>> capacity_;  ///< by window and team: units times days
};

}  // namespace plan
