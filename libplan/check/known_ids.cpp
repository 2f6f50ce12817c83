#include "libplan/check/known_ids.hpp"

#include "libplan/base/text.hpp"

namespace plan {

namespace {
constexpr std::size_t comparison_limit = 2'000'000;
constexpr std::size_t longest_compared = 200;  // bytes; comparing spellings is quadratic in them
}  // namespace

KnownIds::KnownIds(std::vector<std::string_view> ids) : ids_(std::move(ids)) {
    position_.reserve(ids_.size());
    for (std::size_t index = 0; index < ids_.size(); ++index) position_.emplace(ids_[index], index);
}

std::optional<std::size_t> KnownIds::find(std::string_view id) const {
    const auto found = position_.find(id);
    return found == position_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> KnownIds::suggest(std::string_view id) {
    const auto [known, added] = suggested_.try_emplace(std::string(id));
    if (added) known->second = search(id);
    return known->second;
}

std::optional<std::string_view> KnownIds::search(std::string_view id) {
    if (folded_.empty())
        for (const std::string_view candidate : ids_) folded_.emplace(fold(candidate), candidate);
    const auto same = folded_.find(fold(id));
    if (same != folded_.end() && !same->first.empty()) return same->second;
    if (id.size() > longest_compared || comparisons_ + ids_.size() > comparison_limit) return std::nullopt;
    comparisons_ += ids_.size();
    return nearest(id, ids_);
}

}  // namespace plan
