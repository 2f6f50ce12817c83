#include "libplan/base/error.hpp"

#include <utility>

namespace plan {

Error::Error(Failure failure, Diagnostic diagnostic) : failure_(failure), diagnostic_(std::move(diagnostic)) {
    what_ = diagnostic_.where.to_string();
    if (!what_.empty()) what_ += ": ";
    what_ += fill_text(diagnostic_.text, diagnostic_.arguments);
    if (!diagnostic_.code.empty()) what_ += " [" + diagnostic_.code + "]";
}

}  // namespace plan
