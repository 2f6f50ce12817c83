#include "libplan/view/project_text.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/workbook_parts.hpp"

#include <fmt/format.h>

namespace plan {

std::string xml_text(std::string_view text) {
    return escape_markup(written_text(text));
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string valid = written_text(text);
    std::size_t characters = 0, cut = 0;
    for (std::size_t at = 0; at < valid.size(); ++at) {
        if ((static_cast<unsigned char>(valid[at]) & 0xC0) == 0x80) continue;
        if (characters == most - 1) cut = at;
        if (++characters > most) {
            valid.resize(cut);
            return valid + "…";
        }
    }
    return valid;
}

std::string compact_date(Date date) {
    return fmt::format("{:04}{:02}{:02}", date.year(), date.month(), date.day());
}

}  // namespace plan
