#pragma once

#include "libplan/policy/policy_content.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/// The names that conditions read, as small codes that hold what conditions can tell of their values. Internal to this
/// room.
namespace plan {

/// A code: bit 63, there is a value; bit 62, one that is no literal; below, the literals among the values, or on which
/// side of the cuts a number lies. Of a name that conditions look at whole, the number of its value in a table.
using Code = std::uint64_t;

/// One name: which values its code tells apart.
class Slot {
public:
    enum class Source : std::uint8_t { field, fact, data, unstated, undeclared, sources, constant };

    Source source = Source::constant;
    const Field<Application>* field = nullptr;
    std::size_t fact = 0;
    bool whole = false;
    std::vector<std::string> literals;  ///< sorted
    std::vector<double> cuts;           ///< ascending

    /// Of the field of a record.
    [[nodiscard]] Code code_of(const Application& record);
    [[nodiscard]] Code code(const FieldValue& value);
    [[nodiscard]] Code code(const std::vector<std::string>& values);
    [[nodiscard]] Code code_of_number(double number) const;
    /// The bits of a code that a reading with these literals can tell, and those that become "another value".
    [[nodiscard]] Code mask(const std::set<std::string>& some) const;

    static constexpr Code present = Code{1} << 63, other = Code{1} << 62;
    static constexpr std::size_t most_literals = 60;

private:
    [[nodiscard]] Code literal(const std::string& text) const;
    [[nodiscard]] Code number_of(const std::string& text);

    std::unordered_map<std::string, Code> numbers_;  ///< of whole values; only looked up
};

/// A slot that a group of conditions reads, and how far.
struct SlotRead {
    std::size_t slot;
    Code mask;      ///< bits that are looked at
    Code collapse;  ///< bits that only say: another value
    [[nodiscard]] Code seen(Code code) const {
        return (code & mask) | ((code & collapse) != 0 ? Slot::other : Code{0});
    }
};

/// Some of the slots.
class SlotSet {
public:
    explicit SlotSet(std::size_t slots) : words_(slots / 64 + 1) {}
    SlotSet(std::size_t slots, const std::vector<SlotRead>& reads) : SlotSet(slots) {
        for (const SlotRead& read : reads) add(read.slot);
    }

    void add(std::size_t slot) { words_[slot / 64] |= std::uint64_t{1} << slot % 64; }
    void clear() { std::fill(words_.begin(), words_.end(), 0); }
    /// Of two sets of the same slots.
    [[nodiscard]] bool meets(const SlotSet& other) const {
        for (std::size_t word = 0; word < words_.size(); ++word)
            if ((words_[word] & other.words_[word]) != 0) return true;
        return false;
    }

private:
    std::vector<std::uint64_t> words_;
};

/// The slots of a policy on a day.
class Slots {
public:
    Slots(const Policy::Content& content, Date date);

    std::vector<Slot> all;
    std::vector<std::vector<SlotRead>> of_facts;
    std::vector<std::vector<std::vector<SlotRead>>> of_cases;   ///< by fact, by case
    std::vector<std::vector<SlotRead>> of_questions, of_rules;  ///< by question, by rule
    std::vector<SlotRead> of_outcome;                           ///< of all questions and rules together

private:
    static void merge(Policy::Content::Readings& all, const Policy::Content::Readings& more);
    void add(const Policy::Content& content, Date date, const Policy::Content::Readings& readings);
    [[nodiscard]] std::vector<SlotRead> reads(const Policy::Content::Readings& readings) const;

    std::map<std::string, std::size_t, std::less<>> places_;  ///< by path
};

}  // namespace plan
