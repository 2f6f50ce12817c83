#include "libplan/view/palette.hpp"

#include "libplan/record/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace plan {

namespace {

constexpr Colour colour(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xff),
            static_cast<std::uint8_t>(rgb & 0xff)};
}

constexpr Colour white = colour(0xffffff);
constexpr Colour night = colour(0x161b24);
constexpr Colour dark_ink = colour(0x10141b);

constexpr Shade on_light(std::uint32_t fill) {
    return {colour(fill), white};
}
constexpr Shade on_dark(std::uint32_t fill) {
    return {colour(fill), dark_ink};
}

/// Blues that deepen while the move is prepared, green for the test, the one warm colour for the day that counts.
const std::vector<Swatch>& phases() {
    static const std::vector<Swatch> swatches = {
        {"onboard", on_light(0x66707f), on_dark(0x9aa5b5), Pattern::cross, "Ouverture de la cible", "Target onboarding",
         "O", "O"},
        {"study", on_light(0x437a9c), on_dark(0x7db4d6), Pattern::diagonal, "Étude", "Study", "É", "S"},
        {"build", on_light(0x3b68a3), on_dark(0x6f9bdb), Pattern::horizontal, "Construction", "Build", "C", "B"},
        {"migrate", on_light(0x28457f), on_dark(0x8fa8f0), Pattern::solid, "Migration", "Migration", "M", "M"},
        {"test", on_light(0x1f7a6c), on_dark(0x4fb5a4), Pattern::dots, "Recette", "Test", "R", "T"},
        {"cutover", on_light(0xbf4308), on_dark(0xf28a4b), Pattern::solid, "Bascule", "Cut-over", "B", "C"},
        {"decommission", on_light(0x856285), on_dark(0xc39ac3), Pattern::back_diagonal, "Décommissionnement",
         "Decommissioning", "D", "D"},
    };
    return swatches;
}

/// Cool to warm as the class grows stricter.
const std::vector<Swatch>& classes() {
    static const std::vector<Swatch> swatches = {
        {"open", on_light(0x457a39), on_dark(0x83bd73), Pattern::solid, "Ouverte", "Open", "O", "O"},
        {"internal", on_light(0x2f7487), on_dark(0x63b3c6), Pattern::horizontal, "Interne", "Internal", "I", "I"},
        {"personal", on_light(0x4059ad), on_dark(0x8ea3f0), Pattern::dots, "Personnelle", "Personal", "P", "P"},
        {"protected", on_light(0x74489f), on_dark(0xba92e3), Pattern::diagonal, "Protégée", "Protected", "Pr", "Pr"},
        {"sensitive", on_light(0xa8520a), on_dark(0xeba050), Pattern::vertical, "Sensible", "Sensitive", "S", "S"},
        {"restricted", on_light(0xb01f47), on_dark(0xf2829e), Pattern::cross, "Diffusion Restreinte",
         "Diffusion Restreinte", "DR", "DR"},
        {"classified", on_light(0x3a2130), on_dark(0xd8c3cf), Pattern::solid, "Classifiée", "Classified", "X", "X"},
        {"to_qualify", on_light(0x6b7280), on_dark(0xa7b0be), Pattern::back_diagonal, "À qualifier", "To be qualified",
         "?", "?"},
    };
    return swatches;
}

constexpr std::array<Shade, 4> other_light = {on_light(0x5c6b2f), on_light(0x7a5a3c), on_light(0x4d6475),
                                              on_light(0x8a4a6b)};
constexpr std::array<Shade, 4> other_dark = {on_dark(0xa9bb74), on_dark(0xcda781), on_dark(0x9bb4c6),
                                             on_dark(0xd798b8)};

constexpr std::array<Shade, 8> wave_light = {on_light(0x3b68a3), on_light(0x1f7a6c), on_light(0xa8520a),
                                             on_light(0x74489f), on_light(0xb01f47), on_light(0x457a39),
                                             on_light(0x28457f), on_light(0x856285)};
constexpr std::array<Shade, 8> wave_dark = {on_dark(0x6f9bdb), on_dark(0x4fb5a4), on_dark(0xeba050), on_dark(0xba92e3),
                                            on_dark(0xf2829e), on_dark(0x83bd73), on_dark(0x8fa8f0), on_dark(0xc39ac3)};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// FNV-1a: the same on every machine, which std::hash does not promise.
std::uint32_t stable_hash(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
    return hash;
}

}  // namespace

std::string Colour::to_hex() const {
    return fmt::format("#{:02x}{:02x}{:02x}", red, green, blue);
}

double contrast(Colour a, Colour b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

std::string_view keyword(Pattern pattern) {
    constexpr std::array<std::string_view, 7> names = {"solid",    "diagonal", "back-diagonal", "horizontal",
                                                       "vertical", "dots",     "cross"};
    return names[static_cast<std::size_t>(pattern)];
}

const std::string& Swatch::name(Language language) const {
    return language == Language::french ? french : english;
}
const std::string& Swatch::mark(Language language) const {
    return language == Language::french ? french_mark : english_mark;
}

Shade tone_shade(Tone tone) {
    constexpr std::array<Shade, 5> shades = {{{colour(0xd3efd9), colour(0x14532d)},
                                              {colour(0xd6e6fb), colour(0x1e3a70)},
                                              {colour(0xfdeac4), colour(0x6b3d00)},
                                              {colour(0xf9d3d3), colour(0x7a1020)},
                                              {colour(0xe4e7ec), colour(0x3b4250)}}};
    return shades[static_cast<std::size_t>(tone)];
}

Colour light_page() {
    return white;
}
Colour dark_page() {
    return night;
}

std::span<const Swatch> phase_swatches() {
    return phases();
}

const Swatch& phase_swatch(Phase phase) {
    const auto found = std::ranges::find(phases(), keyword(phase), &Swatch::id);
    return found == phases().end() ? phases().front() : *found;
}

std::span<const Swatch> class_swatches() {
    return classes();
}

Swatch class_swatch(std::string_view id) {
    const auto known = std::ranges::find(classes(), id, &Swatch::id);
    if (known != classes().end()) return *known;
    const std::uint32_t hash = stable_hash(id);
    Swatch swatch;
    swatch.id = swatch.french = swatch.english = id;
    swatch.light = other_light[hash % other_light.size()];
    swatch.dark = other_dark[hash % other_dark.size()];
    swatch.pattern = static_cast<Pattern>(hash / other_light.size() % 7);
    swatch.french_mark = swatch.english_mark = "*";
    return swatch;
}

std::string_view shown_class(const Application& application) {
    const auto& classification = application.classification;
    if (!classification || classification->verdict == Verdict::to_qualify) return "to_qualify";
    if (classification->sensitivity_class.empty()) return "to_qualify";
    return classification->sensitivity_class;
}

Swatch wave_swatch(std::int64_t number) {
    const auto turn = static_cast<std::size_t>(((number - 1) % 8 + 8) % 8);
    Swatch swatch;
    swatch.id = swatch.french_mark = swatch.english_mark = fmt::format("{}", number);
    swatch.french = fmt::format("Vague {}", number);
    swatch.english = fmt::format("Wave {}", number);
    swatch.light = wave_light[turn];
    swatch.dark = wave_dark[turn];
    swatch.pattern = static_cast<Pattern>(turn % 7);
    return swatch;
}

std::span<const PatternTile> pattern_tiles() {
    static constexpr PatternTile tiles[] = {
        {Pattern::diagonal, 6, "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", 1.3},
        {Pattern::back_diagonal, 6, "M-1 -1L7 7M-1 5L1 7M5 -1L7 1", 1.3},
        {Pattern::horizontal, 4, "M0 2H4", 1},
        {Pattern::vertical, 5, "M2.5 0V5", 1.2},
        {Pattern::cross, 6, "M0 3H6M3 0V6", 0.9},
        {Pattern::dots, 5, "M2 2.5H3.4", 1.4},
    };
    return tiles;
}

}  // namespace plan
