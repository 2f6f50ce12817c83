#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/dot.hpp"

#include <string>

namespace plan {

/// The dependency graph as a flowchart in Mermaid's language (mermaid.js.org), for Markdown pages: subgraphs for
/// frames, a class style for each fill. Every character of a text that could mean something to Mermaid or to HTML is
/// written as its entity code, so that a name can neither end its label nor add markup. Mermaid draws at most 500 lines
/// and 50,000 characters unless it is told otherwise; a larger drawing is reported as a warning, code "mermaid-limit".
/// Flows to unknown applications are reported and left out. Throws as dependency_dot() does. O(n log n).
[[nodiscard]] std::string dependency_mermaid(const Portfolio& portfolio, const DotOptions& options,
                                             const Report& report);

}  // namespace plan
