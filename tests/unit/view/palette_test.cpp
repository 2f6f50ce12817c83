#include "libplan/view/palette.hpp"

#include "tests/unit/catch2.hpp"

#include <set>

using namespace plan;

namespace {

std::vector<Swatch> every_swatch() {
    std::vector<Swatch> swatches;
    for (const Swatch& swatch : phase_swatches()) swatches.push_back(swatch);
    for (const Swatch& swatch : class_swatches()) swatches.push_back(swatch);
    for (int number = 1; number <= 8; ++number) swatches.push_back(wave_swatch(number));
    for (const char* id : {"secret", "c1", "c2", "c3", "c4", "c5", "c6"}) swatches.push_back(class_swatch(id));
    return swatches;
}

}  // namespace

TEST_CASE("contrast is that of WCAG 2.1") {
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Approx(21.0));
    CHECK(contrast({255, 255, 255}, {255, 255, 255}) == Approx(1.0));
    CHECK(contrast({0x76, 0x76, 0x76}, {255, 255, 255}) == Approx(4.54).margin(0.01));
}

TEST_CASE("every colour is readable on its page and under its ink") {
    for (const Swatch& swatch : every_swatch()) {
        INFO(swatch.id);
        CHECK(contrast(swatch.light.fill, light_page()) >= 4.5);
        CHECK(contrast(swatch.light.fill, swatch.light.ink) >= 4.5);
        CHECK(contrast(swatch.dark.fill, dark_page()) >= 4.5);
        CHECK(contrast(swatch.dark.fill, swatch.dark.ink) >= 4.5);
        CHECK_FALSE(swatch.name(Language::french).empty());
        CHECK_FALSE(swatch.mark(Language::english).empty());
    }
}

TEST_CASE("phases and classes are told apart by their marks alone") {
    for (const auto& swatches : {phase_swatches(), class_swatches()})
        for (const Language language : {Language::french, Language::english}) {
            std::set<std::string> marks;
            for (const Swatch& swatch : swatches) marks.insert(swatch.mark(language));
            CHECK(marks.size() == swatches.size());
        }
}

TEST_CASE("a class of another policy keeps its colour and its name") {
    CHECK(class_swatch("c1").light.fill == class_swatch("c1").light.fill);
    CHECK(class_swatch("c1").name(Language::french) == "c1");
}

TEST_CASE("an application that is to be qualified is not shown under a class") {
    Application application;
    CHECK(shown_class(application) == "to_qualify");
    application.classification.emplace();
    application.classification->sensitivity_class = "personal";
    application.classification->verdict = Verdict::decided;
    CHECK(shown_class(application) == "personal");
    application.classification->verdict = Verdict::to_qualify;
    CHECK(shown_class(application) == "to_qualify");
}
