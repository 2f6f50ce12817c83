#include "libplan/view/words.hpp"

#include "libplan/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace plan {

namespace {

/// One entry per enumerator, `unspecified` first.
template <class Enumeration, std::size_t Size>
std::string_view pick(const std::array<Words, Size>& names, Enumeration value, Language language) {
    const auto position = static_cast<std::size_t>(value);
    return position < Size ? names[position].in(language) : std::string_view();
}

constexpr std::array<Words, 12> months = {{{"janvier", "January"},
                                           {"février", "February"},
                                           {"mars", "March"},
                                           {"avril", "April"},
                                           {"mai", "May"},
                                           {"juin", "June"},
                                           {"juillet", "July"},
                                           {"août", "August"},
                                           {"septembre", "September"},
                                           {"octobre", "October"},
                                           {"novembre", "November"},
                                           {"décembre", "December"}}};

constexpr std::array<Words, 12> short_months = {{{"janv.", "Jan"},
                                                 {"févr.", "Feb"},
                                                 {"mars", "Mar"},
                                                 {"avr.", "Apr"},
                                                 {"mai", "May"},
                                                 {"juin", "Jun"},
                                                 {"juil.", "Jul"},
                                                 {"août", "Aug"},
                                                 {"sept.", "Sep"},
                                                 {"oct.", "Oct"},
                                                 {"nov.", "Nov"},
                                                 {"déc.", "Dec"}}};

std::string day_text(int day, Language language) {
    return language == Language::french && day == 1 ? "1er" : fmt::format("{}", day);
}

/// Digits in groups of three.
std::string grouped(std::string digits, Language language) {
    const std::string_view separator = language == Language::french ? "\u202f" : ",";
    for (std::size_t place = digits.size(); place > 3;) {
        place -= 3;
        digits.insert(place, separator);
    }
    return digits;
}

/// Marks that change the direction or order of the text around them (UAX #9), and invisible format characters.
bool hides(char32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x061c || point == 0x200e || point == 0x200f ||
           point == 0x2028 || point == 0x2029 || (point >= 0x202a && point <= 0x202e) || point == 0x2060 ||
           (point >= 0x2066 && point <= 0x206f) || point == 0xfeff || point == 0x200b || point == 0x180e ||
           (point >= 0xe0000 && point <= 0xe007f);
}

/// Of the valid UTF-8 sequence that begins at `text[position]`.
std::pair<char32_t, std::size_t> decode(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t offset) {
        return position + offset < text.size() ? static_cast<unsigned char>(text[position + offset]) : 0u;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first < 0xe0) return {(first & 0x1f) << 6 | (byte(1) & 0x3f), 2};
    if (first < 0xf0) return {(first & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    return {(first & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
}

}  // namespace

std::string_view name_of(Phase value, Language language) {
    static constexpr std::array<Words, 8> names = {{{"", ""},
                                                    {"Ouverture de la cible", "Target onboarding"},
                                                    {"Étude", "Study"},
                                                    {"Construction", "Build"},
                                                    {"Migration", "Migration"},
                                                    {"Recette", "Test"},
                                                    {"Bascule", "Cut-over"},
                                                    {"Décommissionnement", "Decommissioning"}}};
    return pick(names, value, language);
}

std::string_view name_of(Strategy value, Language language) {
    static constexpr std::array<Words, 8> names = {{{"", ""},
                                                    {"Réhébergement", "Rehost"},
                                                    {"Relocalisation", "Relocate"},
                                                    {"Changement de plateforme", "Replatform"},
                                                    {"Refonte", "Refactor"},
                                                    {"Remplacement", "Repurchase"},
                                                    {"Arrêt", "Retire"},
                                                    {"Maintien", "Retain"}}};
    return pick(names, value, language);
}

std::string_view name_of(Verdict value, Language language) {
    static constexpr std::array<Words, 3> names = {
        {{"", ""}, {"Décidé", "Decided"}, {"À qualifier", "To be qualified"}}};
    return pick(names, value, language);
}

std::string_view name_of(Compliance value, Language language) {
    static constexpr std::array<Words, 5> names = {{{"", ""},
                                                    {"Conforme", "Conforming"},
                                                    {"Non conforme", "Non-conforming"},
                                                    {"Dérogation", "Derogation"},
                                                    {"À qualifier", "To be qualified"}}};
    return pick(names, value, language);
}

std::string_view name_of(TaskStatus value, Language language) {
    static constexpr std::array<Words, 4> names = {
        {{"", ""}, {"Prévue", "Planned"}, {"En cours", "In progress"}, {"Faite", "Done"}}};
    return pick(names, value, language);
}

std::string_view name_of(Lifecycle value, Language language) {
    static constexpr std::array<Words, 6> names = {{{"", ""},
                                                    {"Projet", "Project"},
                                                    {"Construction", "Build"},
                                                    {"Production", "Production"},
                                                    {"Fin de vie", "Sunset"},
                                                    {"Retirée", "Retired"}}};
    return pick(names, value, language);
}

std::string_view name_of(Mention value, Language language) {
    static constexpr std::array<Words, 5> names = {{{"", ""},
                                                    {"Aucune", "None"},
                                                    {"Diffusion Restreinte", "Diffusion Restreinte"},
                                                    {"Secret", "Secret"},
                                                    {"Très Secret", "Très Secret"}}};
    return pick(names, value, language);
}

std::string_view name_of(FlowKind value, Language language) {
    static constexpr std::array<Words, 9> names = {{{"", ""},
                                                    {"API", "API"},
                                                    {"Fichier", "File"},
                                                    {"Message", "Message"},
                                                    {"Base de données", "Database"},
                                                    {"Stockage", "Storage"},
                                                    {"Authentification", "Single sign-on"},
                                                    {"Traitement par lots", "Batch"},
                                                    {"Manuel", "Manual"}}};
    return pick(names, value, language);
}

std::string_view name_of(Coupling value, Language language) {
    static constexpr std::array<Words, 3> names = {{{"", ""}, {"Faible", "Weak"}, {"Fort", "Strong"}}};
    return pick(names, value, language);
}

std::string_view name_of(Direction value, Language language) {
    static constexpr std::array<Words, 4> names = {
        {{"", ""}, {"Envoi", "Push"}, {"Réception", "Pull"}, {"Les deux", "Both"}}};
    return pick(names, value, language);
}

std::string_view month_name(int month, Language language) {
    return months[static_cast<std::size_t>(month - 1)].in(language);
}

std::string_view short_month_name(int month, Language language) {
    return short_months[static_cast<std::size_t>(month - 1)].in(language);
}

std::string long_date(Date date, Language language) {
    return fmt::format("{} {} {}", day_text(date.day(), language), month_name(date.month(), language), date.year());
}

std::string short_date(Date date, Language language) {
    return fmt::format("{} {} {}", day_text(date.day(), language), short_month_name(date.month(), language),
                       date.year());
}

std::string date_range(Date start, Date finish, Language language) {
    if (start == finish) return short_date(start, language);
    if (start.year() != finish.year())
        return fmt::format("{} – {}", short_date(start, language), short_date(finish, language));
    if (start.month() != finish.month())
        return fmt::format("{} {} – {}", day_text(start.day(), language), short_month_name(start.month(), language),
                           short_date(finish, language));
    return fmt::format("{}–{}", day_text(start.day(), language), short_date(finish, language));
}

std::string count_text(std::int64_t count, Language language) {
    const std::string digits = fmt::format("{}", count);
    return count < 0 ? "-" + grouped(digits.substr(1), language) : grouped(digits, language);
}

std::string quantity_text(double value, int decimals, Language language) {
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(value * scale) / scale;
    std::string text = fmt::format("{:.{}f}", std::abs(rounded), decimals);
    std::string fraction;
    if (const std::size_t point = text.find('.'); point != std::string::npos) {
        fraction = text.substr(point + 1);
        while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
        text.resize(point);
    }
    text = (rounded < 0 ? "-" : "") + grouped(text, language);
    if (!fraction.empty()) text += (language == Language::french ? "," : ".") + fraction;
    return text;
}

std::string counted(std::int64_t count, Words one, Words many, Language language) {
    const bool single = language == Language::french ? count <= 1 : count == 1;
    return fmt::format("{}\u00a0{}", count_text(count, language), (single ? one : many).in(language));
}

std::string visible_text(std::string_view text) {
    const std::string valid = replace_invalid_utf8(text);
    std::string shown;
    shown.reserve(valid.size());
    for (std::size_t position = 0; position < valid.size();) {
        const auto [point, length] = decode(valid, position);
        if (hides(point))
            shown += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(point));
        else
            shown.append(valid, position, length);
        position += length;
    }
    return shown;
}

}  // namespace plan
