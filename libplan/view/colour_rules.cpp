#include "libplan/view/colour_rules.hpp"

#include "libplan/view/words.hpp"

#include <string>

namespace plan {

namespace {

ColourRule equal_to(std::string_view text, Tone tone) {
    return {ColourRule::Test::equals, std::string(text), tone_shade(tone)};
}

ColourRule when_true(Tone tone) {
    return {ColourRule::Test::equals, true, tone_shade(tone)};
}

}  // namespace

std::vector<ColourRule> colour_rules(ColumnMeaning meaning, Language language) {
    switch (meaning) {
        case ColumnMeaning::plain:
            return {};
        case ColumnMeaning::sensitivity_class: {
            std::vector<ColourRule> rules;
            for (const Swatch& swatch : class_swatches())
                rules.push_back({ColourRule::Test::equals, swatch.name(language), swatch.light});
            return rules;
        }
        case ColumnMeaning::verdict:
            return {equal_to(name_of(Verdict::to_qualify, language), Tone::warning)};
        case ColumnMeaning::compliance:
            return {equal_to(name_of(Compliance::conforming, language), Tone::good),
                    equal_to(name_of(Compliance::non_conforming, language), Tone::danger),
                    equal_to(name_of(Compliance::derogation, language), Tone::warning),
                    equal_to(name_of(Compliance::to_qualify, language), Tone::neutral)};
        case ColumnMeaning::task_status:
            return {equal_to(name_of(TaskStatus::done, language), Tone::good),
                    equal_to(name_of(TaskStatus::in_progress, language), Tone::under_way)};
        case ColumnMeaning::critical:
            return {when_true(Tone::warning)};
        case ColumnMeaning::exceeded:
            return {when_true(Tone::danger)};
        case ColumnMeaning::share: {
            constexpr double all = 100, nearly_all = 90;
            return {{ColourRule::Test::above, all, tone_shade(Tone::danger)},
                    {ColourRule::Test::above, nearly_all, tone_shade(Tone::warning)}};
        }
    }
    return {};
}

}  // namespace plan
