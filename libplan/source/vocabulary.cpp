#include "libplan/source/vocabulary.hpp"

#include "libplan/base/text.hpp"

namespace plan {

std::vector<std::string_view> spellings_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        const std::size_t bar = text.find('|');
        pieces.push_back(text.substr(0, bar));
        text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
    }
    return pieces;
}

Vocabulary::Vocabulary(std::span<const ValueWord> words) : words_(words) {
    const auto add = [this](std::string_view spelling, std::string_view value) {
        std::string key = fold(spelling);
        values_.emplace(key.empty() ? std::string(spelling) : std::move(key), value);
        spellings_.push_back(spelling);
    };
    for (const ValueWord& word : words) {
        if (!word.value.empty()) add(word.value, word.value);
        for (const std::string_view spelling : spellings_of(word.spellings)) add(spelling, word.value);
    }
}

std::optional<std::string_view> Vocabulary::find(std::string_view text) const {
    std::string key = fold(text);
    if (key.empty()) key = trim(text);  // signs alone: a tick, a dash
    const auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string_view> Vocabulary::nearest(std::string_view text) const {
    constexpr std::size_t longest_word = 64;
    if (text.size() > longest_word) return std::nullopt;
    const std::string folded = fold(text);
    std::vector<std::string> keys;
    std::vector<std::string_view> views;
    for (const std::string_view spelling : spellings_) keys.push_back(fold(spelling));
    views.assign(keys.begin(), keys.end());
    const std::optional<std::string_view> near = plan::nearest(folded, views);
    if (!near) return std::nullopt;
    for (std::size_t index = 0; index < views.size(); ++index)
        if (views[index] == *near) return spellings_[index];
    return std::nullopt;
}

std::string Vocabulary::list() const {
    std::string text;
    for (const ValueWord& word : words_) {
        if (!text.empty()) text += ", ";
        const std::string_view usual = word.spellings.substr(0, word.spellings.find('|'));
        text += usual.empty() ? word.value : usual;
        if (!usual.empty() && fold(usual) != fold(word.value)) text.append(" (").append(word.value).append(")");
    }
    return text;
}

}  // namespace plan
