#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What an XPath 1.0 expression reads of the facts. Positions are bytes from the beginning of the expression.
struct XPathReading {
    /// Steps joined by slashes, from the root of the facts, predicates resolved: `harm[public_order='true']` reads
    /// "harm" and "harm/public_order"; an attribute is "contract_end/@days".
    struct Name {
        std::string path;
        std::size_t position;
        bool bare;  ///< only asked whether it is there: `a and not(b)`; false when that is not sure
        /// The number or name that it is compared with and nothing else: "1000" in `users > 1000 and open`, "large" in
        /// `large <= users`; empty when that is not sure.
        std::string compared_with;
    };
    /// `path = 'literal'` or `!=`, either way round; inside a predicate `.` is the path before it.
    struct Comparison {
        std::string path, literal;
        std::size_t position;  ///< of the literal
    };
    /// A construct after which no name can be checked: an axis, `*`, `//`, `..`, a path from the root, a variable.
    struct Refused {
        std::string construct;
        std::size_t position;
    };
    std::vector<Name> names;
    std::vector<Comparison> comparisons;
    std::optional<Refused> refused;  ///< the first
};

/// Reads a well-formed expression by the lexical rules of XPath 1.0, section 3.7, so that literals, functions,
/// operators and axes are never taken for names. Linear. Anything else gives some reading and no failure.
[[nodiscard]] XPathReading read_xpath(std::string_view expression);

}  // namespace plan
