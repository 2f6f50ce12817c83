#include "libplan/view/inventory_cells.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/table_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array<std::string_view, 4> kinds = {"os", "database", "language", "product"};
constexpr std::string_view other_kinds = "product";

std::string said(const Vocabulary* words, std::string_view value, Language language) {
    return words ? word_for(*words, value, language) : std::string(value);
}

/// A text with usual values may hold several of them.
std::string said_text(const Vocabulary* words, const std::string& text, Language language) {
    if (!words) return text;
    if (words->find(text)) return word_for(*words, text, language);
    std::vector<std::string> pieces = split_list(text, ",");
    for (std::string& piece : pieces) {
        if (!words->find(piece)) return text;
        piece = word_for(*words, piece, language);
    }
    return join(pieces, ", ");
}

}  // namespace

std::string day_text(Date date, DayForm form) {
    if (form == DayForm::iso) return date.to_iso();
    return fmt::format("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
}

std::string word_for(const Vocabulary& words, std::string_view value, Language language) {
    for (const ValueWord& word : words.words()) {
        if (word.value.empty() || word.value != value) continue;
        std::string said(language == Language::french ? word.spellings.substr(0, word.spellings.find('|')) : value);
        if (language == Language::english) {
            if (&words == &words::boolean() || &words == &words::restricted_mention())
                return value == "true" || value == "restricted" ? "yes" : "no";
            std::ranges::replace(said, '_', ' ');
        }
        // What is not read back as the same value is no word for it.
        if (!said.empty() && words.find(said) == value) return said;
        break;
    }
    return std::string(value);
}

Cell value_cell(const FieldValue& value, const Vocabulary* words, Language language) {
    if (const auto* text = std::get_if<std::string>(&value)) return cell(said_text(words, *text, language));
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* truth = std::get_if<bool>(&value))
        return words ? cell(word_for(*words, *truth ? "true" : "false", language)) : Cell(*truth);
    if (const auto* date = std::get_if<Date>(&value)) return *date;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        std::vector<std::string> pieces = *list;
        for (std::string& piece : pieces) piece = said(words, piece, language);
        return list_cell(pieces);
    }
    return {};
}

std::span<const std::string_view> component_columns() {
    return kinds;
}

Cell components_cell(const std::vector<Component>& components, std::string_view kind, DayForm form) {
    std::string text;
    for (const Component& component : components) {
        const bool known = std::ranges::find(kinds, component.kind) != kinds.end();
        if ((known ? std::string_view(component.kind) : other_kinds) != kind) continue;
        if (!text.empty()) text += ", ";
        text += component.name;
        if (component.end_of_support) text += " (" + day_text(*component.end_of_support, form) + ")";
    }
    return cell(text);
}

Cell funding_cell(const std::vector<Funding>& funding, DayForm form) {
    std::string text;
    for (const Funding& share : funding) {
        if (!text.empty()) text += " | ";
        text += share.source + " : " + number_text(share.share_percent) + " %";
        const auto first = share.from ? share.from : share.until ? Date::from_civil(1900, 1, 1) : std::nullopt;
        if (first) text += " : " + day_text(*first, form);
        if (share.until) text += " : " + day_text(*share.until, form);
    }
    return cell(text);
}

std::vector<ExtraHeaders::Key> ExtraHeaders::keys_of(const ExtraColumns& extra) {
    std::vector<Key> keys;
    std::map<std::string_view, std::size_t> counts;
    for (const auto& [header, value] : extra) keys.emplace_back(header, counts[header]++);
    return keys;
}

/// From the last to the first, so that a new header comes just before the one that follows it.
void ExtraHeaders::add(const ExtraColumns& extra) {
    const std::vector<Key> keys = keys_of(extra);
    auto place = headers_.end();
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        const auto found = known_.find(*key);
        place = found != known_.end() ? found->second : headers_.insert(place, *key);
        if (found == known_.end()) known_.emplace(*key, place);
    }
}

void ExtraHeaders::number() {
    positions_.clear();
    std::size_t position = 0;
    for (const Key& key : headers_) positions_.emplace(key, position++);
}

std::vector<std::string> ExtraHeaders::shown() const {
    std::vector<std::string> headers;
    for (const auto& [header, before] : headers_) {
        const auto match = find_column(type_, header);
        const bool taken = (match && match->name->field != special::kept) || header == "origin" ||
                           header.starts_with(special::kept_prefix);
        headers.push_back(taken ? std::string(special::kept_prefix) + header : header);
    }
    return headers;
}

void ExtraHeaders::append_cells(const ExtraColumns& extra, std::vector<Cell>& cells) const {
    const std::size_t first = cells.size();
    cells.resize(first + headers_.size());
    const std::vector<Key> keys = keys_of(extra);
    for (std::size_t index = 0; index < keys.size(); ++index)
        if (const auto found = positions_.find(keys[index]); found != positions_.end())
            cells[first + found->second] = cell(extra[index].second);
}

void ExtraHeaders::leave_out(const std::string& header) {
    const auto found = known_.find({header, 0});
    if (found == known_.end()) return;
    headers_.erase(found->second);
    known_.erase(found);
    number();
}

}  // namespace plan
