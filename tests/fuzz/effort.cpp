// An effort model from any bytes: refused with a message, or one whose estimates are finite and in order.

#include "libplan/base/error.hpp"
#include "libplan/policy/effort_model.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const EffortModel model = read_effort_model(text, "model.xml");
        const Measures measures = {{"flows", "7"}, {"class", "sensitive"}, {"storage_gb", "1e300"}, {"rto_hours", "?"}};
        for (const StrategyBase& base : model.strategies)
            for (const Phase phase : {Phase::study, Phase::decommission}) {
                const auto forced = phase == Phase::study ? std::optional<double>(12.5) : std::nullopt;
                for (const PhaseEffort& effort :
                     estimate_effort(model, base.strategy, measures, forced, Language::french).phases) {
                    const Estimate& days = effort.estimate;
                    const bool ordered = days.optimistic <= days.likely && days.likely <= days.pessimistic;
                    if (!ordered || !(days.optimistic > 0) || !std::isfinite(days.pessimistic)) std::abort();
                }
            }
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
