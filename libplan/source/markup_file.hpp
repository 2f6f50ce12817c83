#pragma once

#include "libplan/base/error.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// A small XML file that people write, read strictly: what is wrong is told with its line and column.
namespace plan {

struct MarkupAttribute {
    std::string name, value;
    std::size_t place = 0;  ///< offset of its name in the file
};

struct MarkupElement {
    std::string name;
    std::vector<MarkupAttribute> attributes;
    std::vector<MarkupElement> children;
    std::size_t place = 0;  ///< offset of its name in the file

    /// Null when the element has no such attribute.
    [[nodiscard]] const MarkupAttribute* attribute(std::string_view name) const;
};

class MarkupFile {
public:
    static constexpr std::size_t largest = std::size_t{4} << 20;  ///< bytes
    static constexpr std::size_t deepest = 8;                     ///< elements within elements

    /// Parses. `text` and `name` outlive this. Nothing is loaded, and a DOCTYPE is refused. Throws
    /// Error(invalid_input): "file-too-large", "broken-utf8", "broken-xml", "wrong-document" when the root is not
    /// `root_name`.
    MarkupFile(std::string_view text, std::string_view name, std::string_view root_name);

    [[nodiscard]] const MarkupElement& root() const { return root_; }
    /// Where a byte of the file stands.
    [[nodiscard]] Location where(std::size_t place) const;

    [[noreturn]] void fail(std::size_t place, const char* code, const char* text,
                           std::vector<std::string> arguments) const;
    /// A word that is none of `known`: with the nearest of them, or the list. `what` says what the word is.
    [[noreturn]] void fail_unknown(std::size_t place, const char* code, std::string_view what, std::string_view word,
                                   const std::vector<std::string_view>& known) const;

    void only_attributes(const MarkupElement& element, std::initializer_list<std::string_view> known) const;
    void only_children(const MarkupElement& element, std::initializer_list<std::string_view> known) const;
    /// The attribute; throws when it is missing, or blank.
    [[nodiscard]] const MarkupAttribute& required(const MarkupElement& element, std::string_view name) const;
    /// `true` or `false`; false when the attribute is missing.
    [[nodiscard]] bool flag(const MarkupElement& element, std::string_view name) const;

private:
    std::string_view text_, name_;
    MarkupElement root_;
};

}  // namespace plan
