#pragma once

#include "libplan/base/date.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace shipped {

/// A file of templates/, as it is installed.
inline std::string text(const std::string& relative) {
    const std::string path = std::string(PLAN_TEMPLATES) + "/" + relative;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline plan::Date day(const char* iso) {
    return plan::Date::from_iso(iso).value();
}

}  // namespace shipped
