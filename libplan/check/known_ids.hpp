#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plan {

/// The ids of records, in their order. They live as long as the records.
template <class Record>
[[nodiscard]] std::vector<std::string_view> ids_of(const std::vector<Record>& records) {
    std::vector<std::string_view> ids;
    ids.reserve(records.size());
    for (const Record& record : records) ids.push_back(record.id);
    return ids;
}

/// The ids that exist, and which of them somebody probably meant by one that does not.
///
/// A first search ignores case, accents and punctuation, in O(1). The second compares spellings, in O(number of ids):
/// its total work is bounded, so that a hundred thousand unknown ids among a hundred thousand known ones still take
/// seconds; the last of them then go without a suggestion.
class KnownIds {
public:
    /// `ids` must outlive this. The first of equal ids counts.
    explicit KnownIds(std::vector<std::string_view> ids);

    [[nodiscard]] bool holds(std::string_view id) const { return position_.count(id) > 0; }
    /// Position in the list given at construction.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
    [[nodiscard]] bool empty() const { return ids_.empty(); }

    /// The known id nearest to the unknown `id`, when one is near enough.
    [[nodiscard]] std::optional<std::string_view> suggest(std::string_view id);

private:
    [[nodiscard]] std::optional<std::string_view> search(std::string_view id);

    std::vector<std::string_view> ids_;
    std::unordered_map<std::string_view, std::size_t> position_;
    std::unordered_map<std::string, std::string_view> folded_;  ///< built at the first suggestion
    std::unordered_map<std::string, std::optional<std::string_view>> suggested_;
    std::size_t comparisons_ = 0;
};

}  // namespace plan
