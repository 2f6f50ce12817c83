#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A name as the comparison of names sees it. Internal to this room.
namespace plan {

struct NameWords {
    std::string key;                 ///< name_key
    std::string joined;              ///< the key without blanks, save between two digits: "open data" is "opendata"
    std::vector<std::string> words;  ///< in the order of the name, singular, without articles and codes
    std::vector<std::string> codes;  ///< numbers and short codes, sorted
    double weight = 0;               ///< of the words and codes together
    bool comparable = false;         ///< false for an empty name and for one of too many words
};

[[nodiscard]] NameWords name_words(std::string_view name);

/// What a word counts for: less when it only says what kind of thing the name means.
[[nodiscard]] double word_weight(std::string_view word);

/// 1 for the same word, less for a slip of the pen, 0 otherwise. At most O(40^2).
[[nodiscard]] double word_likeness(std::string_view a, std::string_view b);

/// Lengths between which a slip of the pen is forgiven, in bytes.
inline constexpr std::size_t shortest_slip = 6, longest_slip = 40;

[[nodiscard]] double words_similarity(const NameWords& a, const NameWords& b);

}  // namespace plan
