#pragma once

#include "libplan/schedule/exact_model.hpp"
#include "libplan/schedule/learning_engine.hpp"
#include "libplan/schedule/time_table.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Resources over spans of days in the exact search: what must be done within a span cannot be more than the capacity
/// of its days. Spans from an earliest start to a latest end are looked at, with what is certain by days and, on top,
/// the uncertain work of tasks that begin after the span does (Vilím 2011, "Timetable edge finding filtering
/// algorithm"). Explanations count, by task, the days that it lies within the span wherever it is put, and give away
/// what is more than needed (Schutt, Feydy and Stuckey 2013, "Explaining time-table-edge-finding propagation"). Where
/// that seldom finds anything it is tried at every second, fourth, ... occasion only.
class EnergyCheck final : public Propagator {
public:
    /// `time_table` must be a propagator of the same engine that comes before this one, and outlive it.
    EnergyCheck(const ExactModel& model, const TimeTable& time_table, LearningEngine& engine);

    bool rose(Half half) override;
    void fell(Half) override {}
    bool propagate() override;
    void explain(const BoundLiteral&, std::int32_t, int, Literals&) override {}  // it concludes nothing but conflicts

private:
    struct User {
        int task = 0;
        std::int64_t amount = 0;
    };
    /// A task that is not fixed, in the units of one resource.
    struct Free {
        Day early_start = 0, late_end = 0;
        Day certain_from = 0;     ///< from here on, up to its latest end, what it does is not in the time table
        std::int64_t energy = 0;  ///< units times days that are not in the time table
        std::int64_t amount = 0;
        const StartShape* shape = nullptr;
    };

    bool is_due();
    bool check(int resource);
    void refuse(int resource, Day begin, Day end);

    const ExactModel* model_;
    const TimeTable* time_table_;
    LearningEngine* engine_;
    int number_;
    std::vector<std::vector<User>> users_;  ///< by resource
    std::vector<bool> changed_;             ///< by resource
    std::vector<Free> free_;
    std::vector<Day> ends_;
    std::vector<std::int64_t> room_;  ///< by day: capacity left by the time table before it
    int period_ = 1;                  ///< one in so many occasions for a look is taken
    int asked_ = 0, looked_ = 0, found_ = 0;
    struct Share {
        int task = 0, price = 0;
        Day days = 0;
        std::int64_t amount = 0;
    };
    std::vector<Share> shares_;
};

}  // namespace plan::schedule
