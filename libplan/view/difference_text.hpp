#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/difference.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// The differences between two streams for people: by type and wave, a mark (+ added, - removed, ~ changed) before each
/// record, its fields below with both values, and for decisions the reasons of the newer one. Then how many records of
/// each type differ, and what that means: cut-overs that moved and by how much, classes, verdicts and targets that
/// changed, the end of the plan. Control characters of names and values are made visible.
class DifferenceText {
public:
    /// Writes to `sink` a piece at a time; throws nothing but what `sink` throws.
    DifferenceText(std::function<void(std::string_view)> sink, Language language, bool colour);

    /// In the order in which StreamDifference::compare() gives changes.
    void add(const Change& change);
    /// The summary, once, at the end.
    void close(const DifferenceSummary& summary);

private:
    /// How many values of a decision differ.
    struct Moves {
        std::size_t later = 0, earlier = 0, fresh = 0, gone = 0;
        std::int32_t most_later = 0, most_earlier = 0;  ///< days
        std::string latest, earliest;                   ///< whose they are
    };

    void head(const Change& change);
    void fields(const Change& change);
    void field(const Change& change, const FieldChange& field);
    void reasons(const Change& change);
    void remember(const Change& change);
    void counts(const DifferenceSummary& summary);
    void meaning();
    void line(std::size_t indent, std::string_view text);
    [[nodiscard]] std::string_view say(std::string_view french, std::string_view english) const;
    [[nodiscard]] std::string painted(std::string_view text, std::string_view escape) const;
    [[nodiscard]] std::string mark(ChangeKind kind) const;
    [[nodiscard]] std::string days(std::int32_t later) const;

    std::function<void(std::string_view)> sink_;
    Language language_;
    bool colour_;
    std::string last_type_;
    std::optional<std::optional<std::int64_t>> last_wave_;
    Moves cutovers_;
    std::size_t classes_ = 0, verdicts_ = 0, strategies_ = 0, targets_ = 0, compliances_ = 0;
    std::string finish_, objective_;
};

}  // namespace plan
