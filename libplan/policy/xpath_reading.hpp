#pragma once

#include <cstddef>
#include <cstdint>
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
        /// What the expression looks at; `whole` where that is not sure.
        enum class Use : std::uint8_t {
            bare,     ///< only whether it is there: `a and not(b)`
            literal,  ///< compared with a literal, which is among the comparisons
            number,   ///< compared with `compared_with`: "1000" in `users > 1000`, "large" in `large <= users`
            opens,    ///< a predicate follows, whose names tell the rest
            whole
        } use;
        std::string compared_with;  ///< a number or a name; empty unless `number`
    };
    /// `path = 'literal'` or `!=`, either way round; inside a predicate `.` is the path before it.
    struct Comparison {
        std::string path, literal;
        std::size_t position;  ///< of the literal
        bool unequal;          ///< by `!=`
    };
    /// A construct after which no name can be checked: an axis, `*`, `//`, `..`, a path from the root, a variable.
    struct Refused {
        std::string construct;
        std::size_t position;
    };
    std::vector<Name> names;
    std::vector<Comparison> comparisons;
    std::optional<Refused> refused;  ///< the first
    /// It only compares, joins and negates: what each name's use says is all that it looks at.
    bool plain = true;
};

/// Reads a well-formed expression by the lexical rules of XPath 1.0, section 3.7, so that literals, functions,
/// operators and axes are never taken for names. Linear. Anything else gives some reading and no failure.
[[nodiscard]] XPathReading read_xpath(std::string_view expression);

}  // namespace plan
