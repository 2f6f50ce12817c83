#include "libplan/base/some_names.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

std::string some_names(const std::vector<std::string>& names, std::size_t most) {
    std::vector<std::string> some(names.begin(),
                                  names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
    if (names.size() > most) some.emplace_back("…");
    return join(some, ", ");
}

}  // namespace plan
