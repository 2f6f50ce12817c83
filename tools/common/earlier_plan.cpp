#include "tools/common/earlier_plan.hpp"

#include "libplan/base/error.hpp"

namespace plan::tools {

Portfolio read_earlier_plan(Invocation& invocation) {
    const std::string path = invocation.value("baseline");
    Portfolio earlier;
    earlier.read(invocation.read_all(path), path);
    if (earlier.plans.empty() || earlier.tasks.empty())
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-plan",
                     PLAN_TEXT("holds no plan: --baseline takes what plan-schedule has written"),
                     {},
                     {path, {}, {}, {}}});
    return earlier;
}

}  // namespace plan::tools
