#pragma once

#include "libplan/schedule/exact_model.hpp"
#include "libplan/schedule/learning_engine.hpp"

#include <vector>

namespace plan::schedule {

/// Arcs and pairs of tasks in the exact search. Variable i is the start of task i; the variable after them is the end
/// of all. A pair of tasks that can never lie side by side has a variable that tells which comes first.
class Precedence final : public Propagator {
public:
    struct Pair {
        int first = 0, second = 0;  ///< tasks
        int variable = 0;           ///< 1: `first` ends before `second` starts; 0: the other way round
    };

    /// `finish` is the variable of the end of all.
    Precedence(const ExactModel& model, const std::vector<Pair>& pairs, int finish, LearningEngine& engine);

    bool rose(Half half) override;
    void fell(Half) override {}
    bool propagate() override { return true; }
    void explain(const BoundLiteral& conclusion, std::int32_t detail, int place, Literals& because) override;

private:
    /// end(from) + lag <= start(to); `to` is a task or, with number `finish`, the end of all. Holds always or when
    /// `condition` does.
    struct Link {
        int from = 0, to = 0;
        Day lag = 0;
        BoundLiteral condition;
        bool conditional = false;
    };

    void add_link(const Link& link);
    bool push(int link);
    [[nodiscard]] Day end(int task, Day start) const { return model_->shape_of(task).end(start); }

    const ExactModel* model_;
    LearningEngine* engine_;
    int finish_, number_;
    std::vector<Link> links_;
    std::vector<std::vector<int>> touching_;  ///< links by half: what to look at when it has risen
};

}  // namespace plan::schedule
