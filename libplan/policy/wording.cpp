#include "libplan/policy/wording.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

struct Word {
    std::string_view french, english;
};

template <std::size_t Count, class Enumeration>
std::string_view word(const std::array<Word, Count>& words, Enumeration value, Language language) {
    const Word& found = words[static_cast<std::size_t>(value)];
    return language == Language::french ? found.french : found.english;
}

// In the order of the enumerators.
constexpr std::array<Word, 8> phases = {{{"", ""},
                                         {"raccordement", "onboarding"},
                                         {"étude", "study"},
                                         {"construction", "build"},
                                         {"migration", "migration"},
                                         {"recette", "test"},
                                         {"bascule", "cut-over"},
                                         {"décommissionnement", "decommissioning"}}};
constexpr std::array<Word, 8> strategies = {{{"inconnue", "unknown"},
                                             {"bascule telle quelle", "rehost"},
                                             {"déplacement", "relocate"},
                                             {"changement de plateforme", "replatform"},
                                             {"refonte", "refactor"},
                                             {"remplacement", "repurchase"},
                                             {"retrait", "retire"},
                                             {"maintien", "retain"}}};
constexpr std::array<Word, 5> complexities = {{{"inconnue", "unknown"},
                                               {"faible", "small"},
                                               {"moyenne", "medium"},
                                               {"forte", "large"},
                                               {"très forte", "extra large"}}};

}  // namespace

std::string_view in_words(Phase phase, Language language) {
    return word(phases, phase, language);
}
std::string_view in_words(Strategy strategy, Language language) {
    return word(strategies, strategy, language);
}
std::string_view in_words(Complexity complexity, Language language) {
    return word(complexities, complexity, language);
}

std::string said(std::string_view value, Language language) {
    std::string text(value);
    if (language == Language::english) return text;
    if (const auto date = Date::from_iso(value)) {
        const std::string iso = date->to_iso();
        return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
    }
    if (parse_number(value)) std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace plan
