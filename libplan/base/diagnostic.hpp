#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Where in the input a diagnostic points. Every part may be absent.
struct Location {
    std::string file;        ///< as the user named it; "-" for standard input; empty when unknown
    std::size_t line = 0;    ///< from 1; 0 when unknown
    std::size_t column = 0;  ///< from 1, in bytes; 0 when unknown
    std::string cell;        ///< of a workbook, "Sheet!D7"; replaces line and column

    /// "file:line:column", "file:Sheet!D7", "file" or "", without a trailing colon.
    [[nodiscard]] std::string to_string() const;
};

enum class Severity { note, warning, error };

/// A message about the data: a stable code, an English text with {} or {0} holes (fmt), and what fills them.
/// The text doubles as the key under which a translation is looked up, so it is always a literal marked
/// with PLAN_TEXT.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  ///< stable, lower-case words joined by hyphens: "unknown-column"
    std::string text;
    std::vector<std::string> arguments;
    Location where;
};

/// Receives diagnostics as they arise; never throws back into the reader.
using Report = std::function<void(const Diagnostic&)>;

/// Fills the holes of `text` with `arguments`. A text whose holes do not match is returned as it is.
[[nodiscard]] std::string fill_text(std::string_view text, const std::vector<std::string>& arguments);

}  // namespace plan

/// Marks a literal for translation (xgettext looks for it) without translating it here.
#define PLAN_TEXT(literal) literal
