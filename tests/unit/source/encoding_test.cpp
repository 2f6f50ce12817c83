#include "libplan/source/encoding.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

std::string text_of(std::string_view bytes, std::optional<Encoding> encoding = std::nullopt) {
    MemorySource source(bytes);
    TextSource text(source, "x.csv", encoding);
    std::string all;
    char piece[7];
    while (const std::size_t count = text.read(piece, sizeof piece)) all.append(piece, count);
    return all;
}

Utf8Census census_of(std::string_view bytes, std::size_t step) {
    Utf8Census census;
    for (std::size_t at = 0; at < bytes.size(); at += step) census.add(bytes.substr(at, step));
    census.finish();
    return census;
}

std::string refusal_of(std::string_view bytes) {
    try {
        static_cast<void>(text_of(bytes));
    } catch (const Error& error) {
        return error.diagnostic().code;
    }
    return {};
}

}  // namespace

TEST_CASE("UTF-8 passes unchanged, its byte order mark dropped") {
    CHECK(text_of("été €") == "été €");
    CHECK(text_of("\xEF\xBB\xBF"
                  "été") == "été");
    CHECK(text_of("") == "");
    CHECK(text_of("a") == "a");
}

TEST_CASE("text that is not UTF-8 is read as Windows-1252") {
    CHECK(text_of("\xE9t\xE9 \x80 \x9C"
                  "a\x94") == "été € œa”");
    CHECK(text_of("fin en \xE9") == "fin en é");
}

TEST_CASE("UTF-8 with a rare broken byte is not taken for Windows-1252") {
    const std::string text = "été àéîöù \xFF fin";
    CHECK(text_of(text) == text);
}

TEST_CASE("a given encoding is obeyed") {
    CHECK(text_of("é", Encoding::windows_1252) == "Ã©");
    CHECK(text_of("\xE9t\xE9", Encoding::utf8) == "\xE9t\xE9");
}

TEST_CASE("the census counts sequences across pieces of any size") {
    const std::size_t step = GENERATE(1, 2, 3, 5, 64);
    CHECK(census_of("aé€😀z", step).valid() == 3);
    CHECK(census_of("aé€😀z", step).invalid() == 0);
    CHECK(census_of("plain ASCII, and no more", step).plain());
    CHECK(census_of("\xC0\x80", step).invalid() == 2);          // overlong
    CHECK(census_of("\xED\xA0\x80", step).invalid() == 3);      // surrogate
    CHECK(census_of("\xF4\x90\x80\x80", step).invalid() == 4);  // beyond U+10FFFF
    CHECK(census_of("cut \xE2\x82", step).invalid() == 1);
}

TEST_CASE("UTF-16 is told by its byte order mark, whatever is given, and read letter by letter") {
    const auto utf16 = [](std::u16string_view text, bool little) {
        std::string bytes;
        for (const char16_t unit : text) {
            const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
            bytes += little ? low : high;
            bytes += little ? high : low;
        }
        return bytes;
    };
    for (const bool little : {true, false}) {
        CHECK(text_of(utf16(u"\uFEFFété\t€ \U0001F600 fin\r\n", little)) == "été\t€ \U0001F600 fin\r\n");
        CHECK(text_of(utf16(u"\uFEFFa;b", little), Encoding::utf8) == "a;b");
        CHECK(text_of(utf16(u"été", little), little ? Encoding::utf16_le : Encoding::utf16_be) == "été");
        const char16_t unpaired[] = {0xFEFF, 0xD83D, 'a', 0xDE00, 0};
        CHECK(text_of(utf16(unpaired, little)) == "\uFFFDa\uFFFD");
        CHECK(text_of(utf16(u"\uFEFFa", little) + "b") == "a\uFFFD");
        // Longer than what is read at once, so that letters of two units are cut anywhere.
        std::u16string text = u"\uFEFF";
        std::string expected;
        for (int time = 0; time < 100'000; ++time) {
            text += u"x\U0001F600";
            expected += "x\U0001F600";
        }
        CHECK(text_of(utf16(text, little)) == expected);
    }
    CHECK(text_of("\xFF\xFE").empty());
}

TEST_CASE("ISO-8859-15 is told by its euro sign or its œ") {
    CHECK(text_of("co\xFBt : 3 \xA4") == "coût : 3 €");
    CHECK(text_of("c\xBDur \xE9t\xE9") == "cœur été");
    CHECK(text_of("c\xBDur \x93\xE9t\xE9\x94") == "c½ur “été”");
    CHECK(text_of("\xA6\xA8\xB4\xB8\xBC\xBE\xE0", Encoding::iso_8859_15) == "ŠšŽžŒŸà");
}

TEST_CASE("encodings are found by their names") {
    for (const Encoding encoding :
         {Encoding::utf8, Encoding::windows_1252, Encoding::iso_8859_15, Encoding::utf16_le, Encoding::utf16_be})
        CHECK(find_encoding(keyword(encoding)) == encoding);
    CHECK_FALSE(find_encoding("latin1").has_value());
}

TEST_CASE("what is no text is refused with advice") {
    CHECK(refusal_of("PK\x03\x04....") == "not-text");
    CHECK(refusal_of(std::string("\x7F"
                                 "ELF\0\0",
                                 6)) == "not-text");
}
