#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/records.hpp"

#include <string>
#include <utility>
#include <vector>

/// What a flow weighs, by rules that are data: read_coupling_model reads them from a file of plan-coupling(5).
namespace plan {

/// What a rule multiplies the weight of a flow by, and how texts call it.
struct CouplingRule {
    std::string id;
    double multiply = 1;  ///< positive
    std::string french, english;

    [[nodiscard]] const std::string& words(Language language) const {
        return language == Language::french ? french : english;
    }
};

struct KindRule : CouplingRule {
    FlowKind kind = FlowKind::unspecified;
    bool strong = false;  ///< a flow of this kind is strong unless it says weak
    bool ties = false;    ///< a strong flow of this kind uses the other's store: its ends are one group
    bool joins = true;    ///< groups may be joined because of such a flow
};

struct StrengthRule : CouplingRule {
    Coupling strength = Coupling::strong;
};

struct LatencyRule : CouplingRule {
    double at_most = 0;  ///< milliseconds that the flow can bear
};

struct VolumeRule : CouplingRule {
    double at_least = 0;  ///< gigabytes a day
};

struct FrequencyRule : CouplingRule {
    std::vector<std::string> words_of;  ///< the values of `frequency` that it fits, as fold() makes them
};

/// A flow weighs the product of one rule of each sort. What no rule fits, or what the flow does not say, counts 1.
struct CouplingModel {
    std::string id;      ///< empty: basic_coupling
    std::string source;  ///< who judged so
    std::vector<KindRule> kinds;
    std::vector<StrengthRule> strengths;
    std::vector<LatencyRule> latencies;  ///< ascending: the first that the flow's latency does not exceed
    std::vector<VolumeRule> volumes;     ///< ascending: the last that the flow's volume reaches
    std::vector<FrequencyRule> frequencies;
};

/// What holds without a file: databases and storage are strong unless they say weak, and tie; 3 for a strong flow,
/// times 1 to 4 by daily volume (below 1 GB, 10 GB, 100 GB, more).
[[nodiscard]] const CouplingModel& basic_coupling();

/// Whether both ends cannot live on two sites for long: what the flow says, else what is usual for its kind.
[[nodiscard]] bool is_strong(const CouplingModel& model, const Flow& flow);

/// Whether the flow is a strong use of the other end's database or storage.
[[nodiscard]] bool shares_store(const CouplingModel& model, const Flow& flow);

/// Whether groups may be joined because of this flow: any that is strong may, and others unless their kind says no.
[[nodiscard]] bool joins_groups(const CouplingModel& model, const Flow& flow);

/// What holding this flow across two sites weighs a day; positive. O(rules).
[[nodiscard]] double coupling_weight(const CouplingModel& model, const Flow& flow);

/// The rules that make the weight of this flow, without those that multiply by 1. O(rules).
[[nodiscard]] std::vector<const CouplingRule*> coupling_rules(const CouplingModel& model, const Flow& flow);

/// Why flows weigh what they weigh together: how many they are, and which rules apply to how many of them.
[[nodiscard]] Reason explain_coupling(const CouplingModel& model, const std::vector<const Flow*>& flows,
                                      Language language);

/// The rules as settings of a plan, from which its bridges can be weighed again; plan-records(5) has their form.
/// Nothing for basic_coupling, which plans without such settings stand for.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> coupling_settings(const CouplingModel& model);

}  // namespace plan
