#pragma once

#include "libplan/base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// A YAML value as it is written: scalars stay texts ("Yes" is no truth value), whatever their style.
struct YamlNode {
    enum class Kind { scalar, sequence, mapping };
    struct Member;
    Kind kind = Kind::scalar;
    std::string text;                  ///< of a scalar
    std::vector<YamlNode> items;       ///< of a sequence
    std::vector<Member> members;       ///< of a mapping, each key once
    std::size_t line = 0, column = 0;  ///< where it begins, from 1

    /// The member of a mapping, or null.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlNode::Member {
    std::string key;
    YamlNode value;
};

/// What a YAML text may be.
struct YamlLimits {
    std::size_t bytes = std::size_t{8} << 20;
    std::size_t depth = 32;
    std::size_t nodes = 500'000;
};

/// The documents of a YAML text, JSON among it. Throws Error(invalid_input) with line and column: more than a limit
/// allows ("file-too-large", "yaml-too-deep", "yaml-too-large"), bytes that are not UTF-8, what is not YAML
/// ("broken-yaml"), an anchor or an alias ("yaml-alias": what is written once could be read a billion times), a key
/// that is no scalar or stands twice. Linear.
[[nodiscard]] std::vector<YamlNode> read_yaml(std::string_view text, const std::string& name,
                                              const YamlLimits& limits = {});

}  // namespace plan
