#include "libplan/schedule/nogoods.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace plan::schedule {

void Nogoods::add_variable(std::int32_t lower, std::int32_t upper) {
    constexpr std::int32_t most_lists = 128;
    for (const std::int32_t base : {lower, -upper}) {
        Range range{base, 0, 1, watches_.size()};
        while ((upper - lower) >> range.shift >= most_lists) ++range.shift;
        range.count = ((upper - lower) >> range.shift) + 1;
        ranges_.push_back(range);
        watches_.resize(watches_.size() + static_cast<std::size_t>(range.count));
    }
}

ClauseReference Nogoods::add(const Literals& literals, int glue) {
    const auto clause = static_cast<ClauseReference>(store_.size());
    store_.push_back({glue, static_cast<std::int32_t>(literals.size())});
    store_.push_back({1, 0});
    store_.insert(store_.end(), literals.begin(), literals.end());
    watch(literals[0], clause, literals[1]);
    watch(literals[1], clause, literals[0]);
    ++count_;
    return clause;
}

void Nogoods::reduce(const std::vector<std::int32_t>& root, int kept_glue) {
    struct Entry {
        int glue = 0, uses = 0;
        ClauseReference clause = 0;
    };
    std::vector<Entry> kept, rivals;
    for (std::size_t next = 0; next < store_.size();) {
        const auto clause = static_cast<ClauseReference>(next);
        const BoundLiteral* const first = literals(clause);
        const bool holds = std::any_of(first, first + size(clause), [&](const BoundLiteral& literal) {
            return root[static_cast<std::size_t>(literal.half)] >= literal.value;
        });
        next += static_cast<std::size_t>(header + size(clause));
        if (holds) continue;
        const Entry entry{store_[index(clause)].half, store_[index(clause) + 1].half, clause};
        (entry.glue <= kept_glue ? kept : rivals).push_back(entry);
    }
    std::sort(rivals.begin(), rivals.end(), [](const Entry& a, const Entry& b) {
        return std::tuple(-a.uses, a.glue, -a.clause) < std::tuple(-b.uses, b.glue, -b.clause);
    });
    rivals.resize((rivals.size() + 1) / 2);
    kept.insert(kept.end(), rivals.begin(), rivals.end());
    std::sort(kept.begin(), kept.end(), [](const Entry& a, const Entry& b) { return a.clause < b.clause; });
    const std::vector<BoundLiteral> old = std::move(store_);
    store_.clear();
    count_ = 0;
    for (std::vector<Watch>& list : watches_) list.clear();
    Literals left;
    for (const Entry& entry : kept) {
        const std::size_t first = index(entry.clause) + header;
        left.assign(old.begin() + static_cast<std::ptrdiff_t>(first),
                    old.begin() + static_cast<std::ptrdiff_t>(first) + old[index(entry.clause)].value);
        const ClauseReference moved = add(left, entry.glue);
        store_[index(moved) + 1].half = entry.uses / 2;  // what was useful long ago counts less
    }
}

}  // namespace plan::schedule
