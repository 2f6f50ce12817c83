#include "tools/common/coupling.hpp"

#include "libplan/policy/coupling_reader.hpp"

namespace plan::tools {

Option coupling_option() {
    return {.name = "coupling",
            .argument = "FILE",
            .help = PLAN_TEXT("rules that weigh flows, plan-coupling(5) (default: the shipped ones)"),
            .completion = Completion::file};
}

CouplingModel read_coupling(Invocation& invocation) {
    const std::string path =
        invocation.has("coupling") ? invocation.value("coupling") : invocation.data_file("coupling/coupling.xml");
    const std::string text = invocation.read_all(path);
    return read_coupling_model(text, path);
}

}  // namespace plan::tools
