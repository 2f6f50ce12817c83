#pragma once

#include "libplan/schedule/bound_literal.hpp"
#include "libplan/schedule/nogoods.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plan::schedule {

class StartShape;

/// Why a bound rose: by a decision, a clause, or a propagator that can say more when asked.
struct Reason {
    enum : std::int32_t { decision = -1, clause = -2 };
    std::int32_t by = decision;  ///< or the number of the propagator
    std::int32_t detail = 0;     ///< the clause, or what the propagator noted
};

/// A rule of inference over bounds. It must be able to say afterwards what a conclusion rested on.
class Propagator {
public:
    virtual ~Propagator() = default;
    /// A half that it listens to has risen. It may conclude at once; false: there is a conflict.
    virtual bool rose(Half half) = 0;
    /// A half that it listens to has fallen back.
    virtual void fell(Half half) = 0;
    /// Concludes what needs a look at the whole; false: there is a conflict.
    virtual bool propagate() = 0;
    /// Adds literals that held before place `place` of the trail and from which `conclusion` follows.
    virtual void explain(const BoundLiteral& conclusion, std::int32_t detail, int place, Literals& because) = 0;
};

/// Integer variables with bounds, propagators, and learning from conflicts: lazy clause generation (Ohrimenko, Stuckey
/// and Codish 2009) in the form where literals are bounds themselves and never become Boolean variables. What is
/// learned is the first unique implication point (Marques-Silva and Sakallah 1999), made smaller where some literals
/// follow from others. Explanations are asked for only while a conflict is analysed.
class LearningEngine {
public:
    /// Number of a new variable with bounds `lower` <= x <= `upper`. Before the first propagator.
    int add_variable(std::int32_t lower, std::int32_t upper);
    /// Only starts that the shape allows are possible values. It must outlive the engine.
    void restrict_values(int variable, const StartShape* shape);
    /// Number of the propagator, which must outlive the engine. In order of urgency.
    int add_propagator(Propagator* propagator);
    void listen(int propagator, Half half);

    [[nodiscard]] std::int32_t lower(int variable) const { return low_[index(lower_half(variable))]; }
    [[nodiscard]] std::int32_t upper(int variable) const { return -low_[index(upper_half(variable))]; }
    [[nodiscard]] bool fixed(int variable) const { return lower(variable) == upper(variable); }
    [[nodiscard]] bool holds(const BoundLiteral& literal) const { return low_[index(literal.half)] >= literal.value; }
    [[nodiscard]] bool fails(const BoundLiteral& literal) const { return holds(literal.negation()); }
    [[nodiscard]] int variables() const { return static_cast<int>(low_.size() / 2); }

    // ---- For propagators ----
    /// Makes the literal hold. False when that is a conflict, which is then noted.
    bool conclude(const BoundLiteral& literal, Reason reason);
    /// Notes a conflict: these all hold and cannot.
    void refuse(Literals because) { conflict_ = std::move(because); }
    /// The half's value just before place `place` of the trail.
    [[nodiscard]] std::int32_t value_before(Half half, int place) const;
    [[nodiscard]] bool held_before(const BoundLiteral& literal, int place) const {
        return value_before(literal.half, place) >= literal.value;
    }
    [[nodiscard]] int trail_size() const { return static_cast<int>(trail_.size()); }
    /// Whether the literal holds at the root, or is among those that the conflict analysed rests on already: using
    /// it in an explanation costs nothing then.
    [[nodiscard]] bool free_of_charge(const BoundLiteral& literal) const;

    // ---- For the search ----
    [[nodiscard]] int level() const { return static_cast<int>(level_begin_.size()); }
    void decide(const BoundLiteral& literal);
    /// Concludes all that follows; false when there is a conflict, to be analysed or, at the root, final.
    bool propagate();
    /// After a conflict above the root: learns a clause, goes back and concludes from it. The literals that took part
    /// are in `involved` until the next call. False when this is a conflict at the root: nothing satisfies all.
    bool learn();
    [[nodiscard]] const Literals& involved() const { return involved_; }
    /// The clause that was learned last.
    [[nodiscard]] const Literals& learned_clause() const { return learned_; }
    void backtrack(int level);
    /// At the root, where all has been concluded: adds a clause from elsewhere. False when it cannot hold.
    bool add_clause(const Literals& clause);
    /// At the root.
    void forget();
    [[nodiscard]] int learned() const { return nogoods_.count(); }
    /// A count of elementary steps: the same on every machine.
    [[nodiscard]] std::int64_t steps() const { return steps_; }
    void add_steps(std::int64_t steps) { steps_ += steps; }

private:
    struct Entry {
        Half half = 0;
        std::int32_t old_value = 0, new_value = 0;
        int previous = -1;  ///< place of the half's entry before this one
        int level = 0;
        Reason reason;
    };
    struct Need {
        std::int32_t value = no_bound;
        int place = -1;  ///< of the entry that made it hold
    };

    [[nodiscard]] static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] std::int32_t round(const BoundLiteral& literal) const;
    [[nodiscard]] std::int32_t weakest(const BoundLiteral& literal) const;
    bool propagate_clauses(const Entry& entry);
    bool propagate_clauses(const Entry& entry, std::vector<Nogoods::Watch>& watches);
    [[nodiscard]] int place_of(const BoundLiteral& literal) const;
    void explain(const BoundLiteral& literal, const Reason& reason, int place, Literals& because);
    void need(const BoundLiteral& literal);
    void shrink();
    [[nodiscard]] bool follows(const BoundLiteral& literal, int place, int depth);
    bool assert_learned();
    void lay(const BoundLiteral& literal, std::int32_t value, Reason reason);

    std::vector<std::int32_t> low_;
    std::vector<int> last_;  ///< by half: place of its last entry, or -1
    std::vector<std::int32_t> root_;
    std::vector<const StartShape*> shapes_;  ///< by variable, or null
    std::vector<Entry> trail_;
    std::vector<int> level_begin_;
    std::size_t head_ = 0;
    Nogoods nogoods_;
    std::vector<Propagator*> propagators_;
    std::vector<std::vector<int>> listeners_;  ///< by half
    Literals conflict_, involved_, learned_, scratch_;
    std::vector<Need> need_;         ///< by half
    std::vector<Half> needed_;       ///< halves of which something is, or was, needed
    std::vector<Literals> because_;  ///< by depth of recursion
    std::vector<bool> levels_;       ///< that the clause learned has literals of
    int open_ = 0;                   ///< literals needed that became true on the last level
    std::int64_t steps_ = 0;
};

}  // namespace plan::schedule
