#pragma once

#include "libplan/base/language.hpp"

#include <string>

namespace plan {

/// A text in both languages; holes are {name}.
struct BilingualText {
    std::string french, english;
    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::french ? french : english;
    }
};

}  // namespace plan
