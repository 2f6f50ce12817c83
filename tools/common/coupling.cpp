#include "tools/common/coupling.hpp"

#include "libplan/policy/coupling_reader.hpp"

namespace plan::tools {

CouplingModel read_coupling(Invocation& invocation) {
    const std::string path =
        invocation.has("coupling") ? invocation.value("coupling") : invocation.data_file("coupling/coupling.xml");
    const std::string text = invocation.read_all(path);
    return read_coupling_model(text, path);
}

}  // namespace plan::tools
