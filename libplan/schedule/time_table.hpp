#pragma once

#include "libplan/schedule/exact_model.hpp"
#include "libplan/schedule/learning_engine.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Resources in the exact search: what tasks certainly use on each day, given the bounds of their starts, may not pass
/// the capacity, and a task cannot lie where that leaves too little for it. Explanations speak of one day each
/// (Schutt, Feydy, Stuckey and Wallace 2011, "Explaining the cumulative propagator").
class TimeTable final : public Propagator {
public:
    TimeTable(const ExactModel& model, LearningEngine& engine);

    bool rose(Half half) override;
    void fell(Half half) override { mark(variable_of(half)); }
    bool propagate() override;
    void explain(const BoundLiteral& conclusion, std::int32_t detail, int place, Literals& because) override;

    /// What the tasks certainly use; up to date after propagate().
    [[nodiscard]] const std::int64_t* used(int resource) const {
        return used_.data() + static_cast<std::size_t>(resource) * static_cast<std::size_t>(model_->horizon);
    }

private:
    struct Span {
        Day begin = 0, end = 0;  ///< empty when end <= begin
    };
    struct User {
        int task = 0;
        std::int64_t amount = 0;
    };

    void mark(int task);
    void change(int task, Span days, int sign);
    bool settle_parts();
    bool check(int task, Span days);
    bool push_early(int task, const ExactModel::Use& use);
    bool push_late(int task, const ExactModel::Use& use);
    [[nodiscard]] bool may_be_pushed(int task, const ExactModel::Use& use) const;
    void explain_day(int resource, Day day, int without, std::int64_t limit, int place, Literals& because);

    const ExactModel* model_;
    LearningEngine* engine_;
    int number_;
    std::vector<std::int64_t> used_;
    std::vector<Span> part_;     ///< by task: the days that are counted in used_ (its worked days among them)
    std::vector<Span> changed_;  ///< by resource: where more may be used than at the last fixed point
    std::vector<std::vector<User>> users_;  ///< by resource
    std::vector<int> marked_;
    std::vector<bool> is_marked_, moved_;
    struct Candidate {
        std::int64_t amount = 0;
        int task = 0, price = 0;
    };
    std::vector<Candidate> candidates_;
};

}  // namespace plan::schedule
