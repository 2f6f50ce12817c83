#include "libplan/view/cell_text.hpp"

namespace plan {

std::string without_control_characters(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t position = 0; position < text.size(); ++position) {
        const char letter = text[position];
        if (letter == '\r') {
            if (position + 1 == text.size() || text[position + 1] != '\n') clean += '\n';
        } else if (letter == '\n' || letter == '\t' || static_cast<unsigned char>(letter) >= 0x20) {
            if (letter == '\x7f')
                clean += "\ufffd";
            else
                clean += letter;
        } else {
            clean += "\ufffd";
        }
    }
    return clean;
}

}  // namespace plan
