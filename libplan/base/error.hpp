#pragma once

#include "libplan/base/diagnostic.hpp"

#include <exception>
#include <string>

namespace plan {

/// The family of a failure; each maps to one exit code of the tools (see plan-records(5)).
enum class Failure {
    negative,       ///< a well-formed negative answer (exit 1)
    usage,          ///< the command line is wrong (exit 2)
    invalid_input,  ///< the data cannot be read as what it claims to be (exit 3)
    input_output,   ///< a file, pipe or network failed (exit 4)
    internal,       ///< a broken promise of this code (exit 5)
};

/// The only exception that libplan throws on purpose. It owns its diagnostic.
class Error : public std::exception {
public:
    Error(Failure failure, Diagnostic diagnostic);

    [[nodiscard]] Failure failure() const noexcept { return failure_; }
    [[nodiscard]] const Diagnostic& diagnostic() const noexcept { return diagnostic_; }

    /// The untranslated message with its location, for logs and tests.
    [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

private:
    Failure failure_;
    Diagnostic diagnostic_;
    std::string what_;
};

}  // namespace plan
