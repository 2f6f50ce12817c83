#pragma once

#include "libplan/record/records.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Internal to this room.
namespace plan {

/// What flows weigh by the `coupling_…` settings of a plan, as plan-records(5) has them; a plan without them weighs by
/// strength and volume alone. What is not well-formed in a setting counts for nothing.
class FlowWeights {
public:
    explicit FlowWeights(const Plan& plan);

    /// O(log settings + length of the flow's frequency).
    [[nodiscard]] double of(const Flow& flow) const;

private:
    void read_setting(const std::string& name, const std::string& value);

    bool basic_ = true;
    std::set<std::string, std::less<>> strong_kinds_;
    std::map<std::string, double, std::less<>> kinds_, strengths_, frequencies_;
    std::map<double, double> latencies_, volumes_;  ///< bound and factor
};

}  // namespace plan
