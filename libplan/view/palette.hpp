#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/records.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The colours of every view, in one place. Each fill keeps WCAG 2.1 level AA: at least 4.5:1 against its page (text in
/// that colour, and graphics) and at least 4.5:1 against the ink that is written on it, on light and on dark pages.
/// A colour never stands alone: each swatch has a name, a mark of one or two letters and a pattern.
namespace plan {

/// An opaque sRGB colour.
struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;

    [[nodiscard]] std::string to_hex() const;  ///< "#1a2b3c"
    friend bool operator==(const Colour&, const Colour&) = default;
};

/// The contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white).
[[nodiscard]] double contrast(Colour a, Colour b);

/// What is drawn over a fill so that it is told apart without its colour.
enum class Pattern : std::uint8_t { solid, diagonal, back_diagonal, horizontal, vertical, dots, cross };
[[nodiscard]] std::string_view keyword(Pattern pattern);

/// How a pattern is drawn: a square that repeats, and the path stroked in it.
struct PatternTile {
    Pattern pattern = Pattern::diagonal;
    double size = 0;        ///< of the square
    std::string_view path;  ///< SVG path data
    double width = 0;       ///< of the stroke
};
/// One for each pattern but `solid`.
[[nodiscard]] std::span<const PatternTile> pattern_tiles();

struct Shade {
    Colour fill;
    Colour ink;  ///< of text on the fill
};

struct Swatch {
    std::string id;  ///< of the class, or the phase's keyword, or the wave's number
    Shade light;     ///< on a white page
    Shade dark;      ///< on a dark page
    Pattern pattern = Pattern::solid;
    std::string french, english;            ///< name
    std::string french_mark, english_mark;  ///< one or two letters

    [[nodiscard]] const std::string& name(Language language) const;
    [[nodiscard]] const std::string& mark(Language language) const;
};

/// White, and the page of the dark mode.
[[nodiscard]] Colour light_page();
[[nodiscard]] Colour dark_page();

/// How good or bad something is.
enum class Tone : std::uint8_t { good, under_way, warning, danger, neutral };
/// A pale fill, on a white page, for cells and their dark text.
[[nodiscard]] Shade tone_shade(Tone tone);

/// Onboard to decommission, in the order of the work.
[[nodiscard]] std::span<const Swatch> phase_swatches();
/// `phase` is not unspecified.
[[nodiscard]] const Swatch& phase_swatch(Phase phase);

/// The classes of the shipped policy, from least to most strict, then "to_qualify".
[[nodiscard]] std::span<const Swatch> class_swatches();
/// A class of another policy gets a colour that depends on its id alone, and its id for a name.
[[nodiscard]] Swatch class_swatch(std::string_view id);

/// How an application's class is shown: "to_qualify" while its verdict is so, or when it has no classification.
[[nodiscard]] std::string_view shown_class(const Application& application);

/// Eight colours in turn. `number` from 1.
[[nodiscard]] Swatch wave_swatch(std::int64_t number);

}  // namespace plan
