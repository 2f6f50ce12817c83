// Past projects from any bytes: refused with a message, or a calibration whose coefficients are finite and whose model
// reads, or is refused too.

#include "libplan/base/error.hpp"
#include "libplan/policy/calibration.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

constexpr std::string_view model_text = R"(<effort-model id="m"><source>s</source>
<range optimistic="0.7" pessimistic="1.6"/><day-rate euros="650" source="s"/>
<strategy name="rehost"><phase name="study" days="4"/><phase name="migrate" days="8"/></strategy>
<strategy name="replatform"><phase name="study" days="6"/><phase name="migrate" days="18"/></strategy>
<factor id="flows" measure="flows" phases="study migrate"><text xml:lang="fr">f</text><text xml:lang="en">f</text>
<step at-least="5" multiply="1.1"/><step at-least="20" multiply="1.5"/><unknown multiply="1.1" pessimistic="1.2"/></factor>
<factor id="class" measure="class" phases="study"><text xml:lang="fr">c</text><text xml:lang="en">c</text>
<step is="sensitive" multiply="1.4"/></factor>
<complexity><level name="small" at-least="0"/></complexity></effort-model>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    static const EffortModel model = read_effort_model(model_text, "model.xml");
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Report report = [](const Diagnostic& finding) {
        static_cast<void>(fill_text(finding.text, finding.arguments));
    };
    try {
        const std::vector<PastProject> projects = read_past_projects(text, "past.csv", report);
        if (projects.size() > 40) return 0;  // each is left out once: that takes time, and finds nothing more
        const Calibration calibration = calibrate(model, projects);
        if (!std::isfinite(calibration.leave_one_out.mean) && !std::isinf(calibration.leave_one_out.mean)) std::abort();
        const std::string fitted = calibrated_model(model_text, model, calibration, "past.csv");
        static_cast<void>(read_effort_model(fitted, "fitted.xml"));
        for (const Diagnostic& finding : calibration_findings(model, calibration)) report(finding);
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
