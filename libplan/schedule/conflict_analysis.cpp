#include "libplan/schedule/learning_engine.hpp"

#include <algorithm>
#include <utility>

/// What the engine does after a conflict. Walks the trail backwards from a set of literals that cannot all hold; of
/// each half only the strongest literal needed is kept, which the entry that first made it hold stands for.
namespace plan::schedule {

/// Place of the entry that made the literal, which holds, hold; -1 when it always did.
int LearningEngine::place_of(const BoundLiteral& literal) const {
    int place = last_[index(literal.half)];
    while (place >= 0 && trail_[index(place)].old_value >= literal.value) place = trail_[index(place)].previous;
    return place;
}

bool LearningEngine::free_of_charge(const BoundLiteral& literal) const {
    return root_[index(literal.half)] >= literal.value || need_[index(literal.half)].value >= literal.value;
}

void LearningEngine::explain(const BoundLiteral& literal, const Reason& reason, int place, Literals& because) {
    ++steps_;
    if (reason.by >= 0) {
        const BoundLiteral conclusion{literal.half, weakest(literal)};
        propagators_[index(reason.by)]->explain(conclusion, reason.detail, place, because);
    } else if (reason.by == Reason::clause) {
        nogoods_.touch(reason.detail);
        const BoundLiteral* const literals = nogoods_.literals(reason.detail);
        for (int i = 0; i < nogoods_.size(reason.detail); ++i)
            if (literals[i].half != literal.half) because.push_back(literals[i].negation());
    }
}

void LearningEngine::need(const BoundLiteral& literal) {
    if (root_[index(literal.half)] >= literal.value) return;
    Need& need = need_[index(literal.half)];
    if (need.value >= literal.value) return;
    const int place = place_of(literal);
    const int level_begin = level_begin_.back();
    open_ += (place >= level_begin ? 1 : 0) - (need.place >= level_begin ? 1 : 0);
    if (need.value == no_bound) needed_.push_back(literal.half);
    need = {literal.value, place};
    involved_.push_back(literal);
}

bool LearningEngine::learn() {
    // What was found late may rest on earlier levels alone.
    int newest = -1;
    for (const BoundLiteral& literal : conflict_) newest = std::max(newest, place_of(literal));
    const int level = newest < 0 ? 0 : trail_[index(newest)].level;
    if (level == 0) return false;
    backtrack(level);
    involved_.clear();
    open_ = 0;
    for (const BoundLiteral& literal : conflict_) need(literal);
    BoundLiteral last;
    for (int place = trail_size() - 1;; --place) {
        const Entry& entry = trail_[index(place)];
        Need& need_here = need_[index(entry.half)];
        if (need_here.place != place) continue;
        last = {entry.half, need_here.value};
        if (open_ == 1) break;
        need_here = {};
        --open_;
        scratch_.clear();
        explain(last, entry.reason, place, scratch_);
        for (const BoundLiteral& literal : scratch_) need(literal);
    }
    learned_.assign(1, last.negation());
    std::sort(needed_.begin(), needed_.end());
    needed_.erase(std::unique(needed_.begin(), needed_.end()), needed_.end());
    for (const Half half : needed_)
        if (half != last.half && need_[index(half)].value != no_bound)
            learned_.push_back(BoundLiteral{half, need_[index(half)].value}.negation());
    shrink();
    for (const Half half : needed_) need_[index(half)] = {};
    needed_.clear();
    return assert_learned();
}

/// Leaves out what follows from the other literals needed, all of which became true before it (Sörensson and Biere
/// 2009).
void LearningEngine::shrink() {
    constexpr int depth = 4;
    because_.resize(depth + 1);
    levels_.assign(index(level()) + 1, false);
    for (const BoundLiteral& literal : learned_)
        levels_[index(trail_[index(need_[index(literal.half ^ 1)].place)].level)] = true;
    std::size_t kept = 1;
    for (std::size_t i = 1; i < learned_.size(); ++i) {
        const BoundLiteral needed = learned_[i].negation();
        const int place = need_[index(needed.half)].place;
        if (!follows(needed, place, depth)) learned_[kept++] = learned_[i];
    }
    learned_.resize(kept);
}

/// Whether the literal, made true by the entry at `place`, follows from literals needed that became true earlier.
bool LearningEngine::follows(const BoundLiteral& literal, int place, int depth) {
    const Reason reason = trail_[index(place)].reason;
    if (depth == 0 || reason.by == Reason::decision || !levels_[index(trail_[index(place)].level)]) return false;
    Literals& because = because_[index(depth)];
    because.clear();
    explain(literal, reason, place, because);
    return std::all_of(because.begin(), because.end(), [&](const BoundLiteral& cause) {
        if (root_[index(cause.half)] >= cause.value) return true;
        const Need& need = need_[index(cause.half)];
        if (need.value >= cause.value && need.place < place) return true;
        const int earlier = place_of(cause);
        return earlier < 0 || follows(cause, earlier, depth - 1);
    });
}

bool LearningEngine::assert_learned() {
    int back = 0;
    int glue = 1;
    levels_.assign(index(level()) + 1, false);
    for (std::size_t i = 1; i < learned_.size(); ++i) {
        const int level = trail_[index(place_of(learned_[i].negation()))].level;
        if (level > back) {
            back = level;
            std::swap(learned_[1], learned_[i]);
        }
        if (!levels_[index(level)]) ++glue;
        levels_[index(level)] = true;
    }
    backtrack(back);
    if (learned_.size() == 1) return conclude(learned_[0], {Reason::decision, 0});
    const ClauseReference clause = nogoods_.add(learned_, glue);
    return conclude(learned_[0], {Reason::clause, clause});
}

}  // namespace plan::schedule
