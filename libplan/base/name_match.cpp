#include "libplan/base/name_match.hpp"

#include "libplan/base/name_words.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace plan {

namespace {

constexpr std::size_t most_words = 32;

bool is_letter(char character) {
    return character >= 'a' && character <= 'z';
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

std::vector<std::string_view> pieces_of(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

/// "S.I.R.H." and not "v1.2": single letters with dots between them.
bool is_dotted_acronym(std::string_view word) {
    std::size_t letters = 0;
    for (const std::string_view piece : pieces_of(word, '.')) {
        const std::string folded = fold(piece);
        if (folded.empty()) continue;
        if (folded.size() > 1 || !is_letter(folded.front())) return false;
        ++letters;
    }
    return letters > 1;
}

/// Without the article that an apostrophe joins to the word: "l'agent", "d’accueil".
std::string_view without_elision(std::string_view word) {
    const std::size_t start = word.find_first_not_of("(\"[");
    if (start == std::string_view::npos) return word;
    constexpr std::string_view letters = "lLdD";
    if (letters.find(word[start]) == std::string_view::npos) return word;
    for (const std::string_view apostrophe : {"'", "\xE2\x80\x99"})
        if (word.substr(start + 1).starts_with(apostrophe)) return word.substr(start + 1 + apostrophe.size());
    return word;
}

std::string key_of(std::string_view name, bool drop_elisions) {
    std::string readable;
    for (const std::string_view word : pieces_of(name, ' ')) {
        const bool acronym = word.find('.') != std::string_view::npos && is_dotted_acronym(word);
        for (const char character : drop_elisions ? without_elision(word) : word) {
            if (character == '+')
                readable += " plus ";
            else if (!acronym || character != '.')
                readable += character;
        }
        readable += ' ';
    }
    return fold(readable);
}

/// Words that join others. Single letters are none: "Plan A" is not "Plan B".
bool is_joining(std::string_view word) {
    constexpr std::array<std::string_view, 20> joining = {"and", "au",   "aux", "dans", "de", "des", "du",
                                                          "en",  "et",   "for", "la",   "le", "les", "of",
                                                          "par", "pour", "sur", "the",  "un", "une"};
    return std::ranges::find(joining, word) != joining.end();
}

bool is_code(std::string_view word) {
    if (std::ranges::any_of(word, is_digit)) return true;
    return word.size() <= 3 && std::ranges::all_of(word, is_letter);
}

/// Singular, and numbers without leading zeros.
std::string plain_word(std::string_view word) {
    if (std::ranges::all_of(word, is_digit)) {
        const std::size_t first = std::min(word.find_first_not_of('0'), word.size() - 1);
        return std::string(word.substr(first));
    }
    const bool plural =
        word.size() >= 4 && (word.ends_with('s') || word.ends_with('x')) && !word.ends_with("ss") && !is_code(word);
    return std::string(plural ? word.substr(0, word.size() - 1) : word);
}

/// "sirh systeme information ressource humaine" -> "sirh": a name that explains its acronym says nothing more by it.
void drop_spelled_out_acronyms(std::vector<std::string>& words) {
    for (std::size_t acronym = 0; acronym < words.size(); ++acronym) {
        const std::string letters = words[acronym];
        if (letters.size() < 3 || !std::ranges::all_of(letters, is_letter)) continue;
        for (std::size_t start = 0; start + letters.size() <= words.size(); ++start) {
            if (acronym >= start && acronym < start + letters.size()) continue;
            bool spells = true;
            for (std::size_t place = 0; spells && place < letters.size(); ++place)
                spells = words[start + place].front() == letters[place];
            if (!spells) continue;
            const auto begin = words.begin() + static_cast<std::ptrdiff_t>(start);
            words.erase(begin, begin + static_cast<std::ptrdiff_t>(letters.size()));
            if (start < acronym) acronym -= letters.size();
            break;
        }
    }
}

std::string joined_key(std::string_view key) {
    std::string joined;
    for (std::size_t place = 0; place < key.size(); ++place)
        if (key[place] != ' ' || (is_digit(key[place - 1]) && is_digit(key[place + 1]))) joined += key[place];
    return joined;
}

/// How the words of one name stand for those of the other.
struct Alignment {
    double likeness = 0;  ///< weight of what is common
    bool left_over_in_a = false, left_over_in_b = false;
    bool in_order = true;
};

Alignment align(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> partner(a.size(), none);
    std::vector<bool> taken(b.size(), false);
    Alignment result;
    // The same word first, so that a slip does not take it from its like.
    for (const bool exact : {true, false})
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (partner[i] != none) continue;
            std::size_t best = none;
            double best_likeness = 0;
            for (std::size_t j = 0; j < b.size(); ++j) {
                if (taken[j]) continue;
                const double likeness = exact ? (a[i] == b[j] ? 1 : 0) : word_likeness(a[i], b[j]);
                if (likeness <= best_likeness) continue;
                best = j;
                best_likeness = likeness;
            }
            if (best == none) continue;
            partner[i] = best;
            taken[best] = true;
            result.likeness += best_likeness * std::min(word_weight(a[i]), word_weight(b[best]));
        }
    std::size_t last = 0;
    for (const std::size_t place : partner) {
        if (place == none) {
            result.left_over_in_a = true;
            continue;
        }
        result.in_order = result.in_order && place >= last;
        last = place;
    }
    result.left_over_in_b = std::ranges::find(taken, false) != taken.end();
    return result;
}

}  // namespace

std::string name_key(std::string_view name) {
    return key_of(name, false);
}

NameWords name_words(std::string_view name) {
    NameWords result;
    result.key = name_key(name);
    result.joined = joined_key(result.key);
    std::vector<std::string> words, joining;
    const std::string text = key_of(name, true);
    for (const std::string_view word : pieces_of(text, ' '))
        if (!word.empty()) (is_joining(word) ? joining : words).push_back(plain_word(word));
    if (words.empty()) words = std::move(joining);
    result.comparable = !words.empty() && words.size() <= most_words;
    if (!result.comparable) return result;
    drop_spelled_out_acronyms(words);
    for (std::string& word : words) {
        result.weight += word_weight(word);
        (is_code(word) ? result.codes : result.words).push_back(std::move(word));
    }
    std::ranges::sort(result.codes);
    return result;
}

double word_weight(std::string_view word) {
    constexpr std::array<std::string_view, 20> general = {
        "app",     "appli",      "application", "base",    "outil",     "gestion", "logiciel",
        "module",  "plateforme", "portail",     "produit", "progiciel", "projet",  "site",
        "service", "si",         "systeme",     "web",     "tool",      "system"};
    return std::ranges::find(general, word) != general.end() ? 0.3 : 1;
}

double word_likeness(std::string_view a, std::string_view b) {
    if (a == b) return 1;
    const auto [shorter, longer] = std::minmax({a.size(), b.size()});
    if (shorter < shortest_slip || longer > longest_slip || a.front() != b.front()) return 0;
    const std::size_t allowed = shorter >= 9 ? 2 : 1;
    if (longer - shorter > allowed || is_code(a) || is_code(b)) return 0;
    const std::size_t distance = edit_distance(a, b);
    return distance <= allowed ? 1 - static_cast<double>(distance) / static_cast<double>(longer) : 0;
}

double words_similarity(const NameWords& a, const NameWords& b) {
    // In one order, as the words are aligned one after the other.
    if (b.key < a.key) return words_similarity(b, a);
    if (a.key.empty() || b.key.empty()) return 0;
    if (a.key == b.key) return 1;
    if (a.joined == b.joined) return 0.98;
    if (!a.comparable || !b.comparable) return 0;
    const Alignment words = align(a.words, b.words);
    double common = words.likeness;
    std::vector<std::string> codes;
    std::ranges::set_intersection(a.codes, b.codes, std::back_inserter(codes));
    for (const std::string& code : codes) common += word_weight(code);
    double score = common / (a.weight + b.weight - common);
    if (!words.in_order) score *= 0.95;
    if (words.left_over_in_a && words.left_over_in_b) score *= 0.6;
    if (a.codes != b.codes) score *= 0.5;
    return std::min(score, 0.99);
}

double name_similarity(std::string_view a, std::string_view b) {
    return words_similarity(name_words(a), name_words(b));
}

}  // namespace plan
