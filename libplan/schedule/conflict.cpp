#include "libplan/schedule/conflict.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace plan::schedule {

namespace {

using Set = std::vector<std::size_t>;

class QuickXplain {
public:
    QuickXplain(std::size_t count, const Feasible& feasible, std::int64_t questions)
        : feasible_(feasible), kept_(count, false), questions_(questions) {}

    /// Without questions left every set is taken to hold, so that nothing more is ruled out.
    bool holds(const Set& requirements) {
        if (--questions_ < 0) return true;
        std::fill(kept_.begin(), kept_.end(), false);
        for (const std::size_t requirement : requirements) kept_[requirement] = true;
        return feasible_(kept_);
    }

    /// The part of `candidates` in a minimal conflict with `background`; `changed` says that the background has grown
    /// since it was last known to hold.
    Set explain(const Set& background, bool changed, const Set& candidates) {
        if (changed && !holds(background)) return {};
        if (candidates.size() <= 1) return candidates;
        const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
        const Set first(candidates.begin(), middle), second(middle, candidates.end());
        Set found = explain(joined(background, first), true, second);
        const Set rest = explain(joined(background, found), !found.empty(), first);
        found.insert(found.end(), rest.begin(), rest.end());
        return found;
    }

    bool exhausted() const { return questions_ < 0; }

private:
    static Set joined(Set a, const Set& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    }

    const Feasible& feasible_;
    std::vector<bool> kept_;
    std::int64_t questions_;
};

}  // namespace

Conflict minimal_conflict(std::size_t count, const Feasible& feasible, std::int64_t questions) {
    QuickXplain search(count, feasible, questions);
    Set all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (!search.holds({}) || search.holds(all)) return {};
    Conflict conflict{search.explain({}, false, all), true};
    for (std::size_t i = conflict.requirements.size(); i-- > 0;) {
        Set without = conflict.requirements;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        if (!search.holds(without)) conflict.requirements = std::move(without);
    }
    std::sort(conflict.requirements.begin(), conflict.requirements.end());
    conflict.minimal = !search.exhausted();
    return conflict;
}

}  // namespace plan::schedule
