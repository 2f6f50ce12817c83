// Rules that weigh flows, from any bytes: refused with a message, or rules by which every flow weighs something.

#include "libplan/base/error.hpp"
#include "libplan/policy/coupling_reader.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const CouplingModel model = read_coupling_model(text, "coupling.xml");
        for (const FlowKind kind : {FlowKind::unspecified, FlowKind::database, FlowKind::api, FlowKind::manual})
            for (const double amount : {0.0, 1.0, 50.0, 1e300}) {
                Flow flow;
                flow.kind = kind;
                flow.latency_ms = amount;
                flow.volume_gb_per_day = amount;
                flow.frequency = amount > 1 ? "Continu" : "daily";
                const double weight = coupling_weight(model, flow);
                if (!(weight > 0) || !std::isfinite(weight)) std::abort();
                if (explain_coupling(model, {&flow, &flow}, Language::french).text.empty()) std::abort();
            }
        static_cast<void>(coupling_settings(model));
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
