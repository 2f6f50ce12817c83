#include "libplan/source/csv.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>

using namespace plan;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Result {
    std::vector<std::string> header;
    Rows rows;
    std::vector<std::size_t> lines;
    std::vector<std::string> faults;  ///< codes
    char separator = 0;
};

Result read(ByteSource& source, CsvOptions options = {}) {
    CsvReader reader(source, "folder/table.csv", std::move(options));
    Result result;
    result.header = reader.header();
    result.separator = reader.separator();
    TableRow row;
    while (reader.next(row)) {
        if (row.fault) {
            result.faults.push_back(row.fault->code);
            continue;
        }
        result.rows.emplace_back(row.cells.begin(), row.cells.end());
        result.lines.push_back(row.line);
    }
    return result;
}

Result read(std::string_view text, CsvOptions options = {}) {
    MemorySource source(text);
    return read(source, std::move(options));
}

/// Cannot go back, and hands out a few bytes at a time, as a pipe may.
class DrippingSource final : public ByteSource {
public:
    DrippingSource(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
    std::size_t read(char* out, std::size_t capacity) override {
        const std::size_t count = std::min({step_, capacity, bytes_.size()});
        std::copy_n(bytes_.data(), count, out);
        bytes_.remove_prefix(count);
        return count;
    }
    bool rewind() override { return false; }

private:
    std::string_view bytes_;
    std::size_t step_;
};

Diagnostic failure_of(std::string_view text) {
    try {
        static_cast<void>(read(text));
    } catch (const Error& error) {
        REQUIRE(error.failure() == Failure::invalid_input);
        return error.diagnostic();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace

TEST_CASE("the separator is found out from the header") {
    const char expected = GENERATE(';', ',', '\t');
    const std::string sign(1, expected);
    const Result result = read("a" + sign + "b" + sign + "c\n1" + sign + "2" + sign + "3\n");
    CHECK(result.separator == expected);
    CHECK(result.header == std::vector<std::string>{"a", "b", "c"});
    CHECK(result.rows == Rows{{"1", "2", "3"}});
}

TEST_CASE("separators within quoted headers do not count") {
    CHECK(read("\"a, b, c\";d\n").header == std::vector<std::string>{"a, b, c", "d"});
}

TEST_CASE("known headers outweigh the number of columns") {
    CsvOptions options;
    options.is_known_header = [](std::string_view header) { return header == "Nom" || header == "Code"; };
    CHECK(read("Code;Nom;Ville, rue, porte, étage\n", options).separator == ';');
}

TEST_CASE("a given separator is taken") {
    CsvOptions options;
    options.separator = '|';
    CHECK(read("a;b|c\n", options).header == std::vector<std::string>{"a;b", "c"});
}

TEST_CASE("a spreadsheet's separator line is followed") {
    const Result result = read("sep=,\r\na,b;c\r\n1,2\r\n");
    CHECK(result.header == std::vector<std::string>{"a", "b;c"});
    CHECK(result.lines == std::vector<std::size_t>{3});
}

TEST_CASE("quoted cells keep separators, line ends and doubled quotes") {
    const Result result = read("a;b\n\"x;y\";\"one\r\ntwo \"\"three\"\"\"\nz;\"\"\n");
    CHECK(result.rows == Rows{{"x;y", "one\r\ntwo \"three\""}, {"z"}});
    CHECK(result.lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("blanks around quotes are not part of the cell") {
    CHECK(read("a,b,c\n1, \"x, y\" ,2\n").rows == Rows{{"1", "x, y", "2"}});
}

TEST_CASE("a quote within an unquoted cell is text") {
    CHECK(read("a;b\nle \"grand\" port;2\n").rows == Rows{{"le \"grand\" port", "2"}});
}

TEST_CASE("every line end is understood") {
    const std::string end = GENERATE("\n", "\r\n", "\r");
    const Result result = read("a;b" + end + "1;2" + end + end + "3;4");
    CHECK(result.rows == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(result.lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("empty rows and trailing empty cells vanish") {
    const Result result = read("a;b;c;;\n;;\n1;;\n  ; ;\n;;;;;;\n;2;;;;\n;;");
    CHECK(result.header == std::vector<std::string>{"a", "b", "c"});
    CHECK(result.rows == Rows{{"1"}, {"", "2"}});
}

TEST_CASE("a row with more cells than the header is faulty, unless they are empty") {
    const Result result = read("a;b\n1;2;3\n4;5;;\n");
    CHECK(result.faults == std::vector<std::string>{"too-many-cells"});
    CHECK(result.rows == Rows{{"4", "5"}});
}

TEST_CASE("text behind a closing quote makes a row faulty and no other") {
    const Result result = read("a;b\n\"x\"y;1\nz;2\n");
    CHECK(result.faults == std::vector<std::string>{"stray-quote"});
    CHECK(result.rows == Rows{{"z", "2"}});
}

TEST_CASE("a quote that is never closed is reported where it opens") {
    const Diagnostic diagnostic = failure_of("a;b\n1;2\n\"x\ny\";\"z\n4;5\n6;7\n");
    CHECK(diagnostic.code == "unterminated-quote");
    CHECK(diagnostic.where.to_string() == "folder/table.csv:4");
}

TEST_CASE("a quote left open is found within the bound of a row") {
    std::string text = "a;b\n1;\"open\n";
    for (std::size_t size = 0; size < 2 * CsvReader::longest_row; size += 8) text += "lorem;1\n";
    const Diagnostic diagnostic = failure_of(text);
    CHECK(diagnostic.code == "unterminated-quote");
    CHECK(diagnostic.where.line == 2);
}

TEST_CASE("a row beyond the bound is refused") {
    const std::string bare(2 * CsvReader::longest_row, 'x');
    CHECK(failure_of("a;b\n" + bare + "\n").code == "row-too-long");
    CHECK(failure_of(bare + "\n").code == "row-too-long");
    const std::string within = "\"" + std::string(CsvReader::longest_row / 2, 'x') + "\"";
    CHECK(read("a\n" + within + "\n").rows.at(0).at(0).size() == CsvReader::longest_row / 2);
}

TEST_CASE("a file without a header is refused") {
    CHECK(failure_of("").code == "empty-file");
    CHECK(failure_of("\xEF\xBB\xBF").code == "empty-file");
    CHECK(failure_of("\n\n;;;\n").code == "empty-file");
}

TEST_CASE("a header of too many columns is refused") {
    std::string header;
    for (std::size_t column = 0; column <= CsvReader::most_columns; ++column) header += "c;";
    CHECK(failure_of(header + "\n").code == "too-many-columns");
}

TEST_CASE("a byte order mark is no part of the first header") {
    CHECK(read("\xEF\xBB\xBF"
               "é;b\n1;2\n")
              .header.front() == "é");
}

TEST_CASE("headers stand on one line without blanks around") {
    CHECK(read("\" Nom\nlong\u00A0\";b \n").header == std::vector<std::string>{"Nom long", "b"});
}

TEST_CASE("a zero byte makes a row faulty") {
    std::string text = "a;b\n";
    for (int row = 0; row < 2000; ++row) text += "x;y\n";
    text += std::string("1;\0", 3) + "2\n3;4\n";
    const Result result = read(text);
    CHECK(result.faults == std::vector<std::string>{"control-character"});
    CHECK(result.rows.back() == std::vector<std::string>{"3", "4"});
}

TEST_CASE("the cut of a stream into pieces changes nothing") {
    std::mt19937 generator(7);
    constexpr std::string_view alphabet = "ab\";;\n\r, é€";
    for (int round = 0; round < 300; ++round) {
        std::string text = "h1;h2;h3\n";
        for (int length = static_cast<int>(generator() % 60); length > 0; --length)
            text += alphabet[generator() % alphabet.size()];
        const auto outcome = [](ByteSource& source) -> std::string {
            try {
                CsvOptions options;
                options.encoding = Encoding::utf8;
                const Result result = read(source, options);
                std::string shown;
                for (const auto& row : result.rows)
                    for (const auto& cell : row) shown += cell + "|";
                for (const auto& fault : result.faults) shown += fault + "!";
                return shown;
            } catch (const Error& error) {
                return error.what();
            }
        };
        MemorySource whole(text);
        DrippingSource dripping(text, 1 + generator() % 5);
        CHECK(outcome(whole) == outcome(dripping));
    }
}

TEST_CASE("a pipe's encoding does not depend on its pace") {
    std::string text = "code;nom\n";
    for (int row = 0; row < 100; ++row) text += "a;b\n";
    SECTION("Windows-1252") {
        text += "c;\xE9t\xE9\n";
        DrippingSource source(text, 3);
        CHECK(read(source).rows.back() == std::vector<std::string>{"c", "été"});
    }
    SECTION("UTF-8") {
        text += "c;été\n";
        DrippingSource source(text, 3);
        CHECK(read(source).rows.back() == std::vector<std::string>{"c", "été"});
    }
}

TEST_CASE("the header is found below titles and blank lines") {
    CsvOptions options;
    options.is_known_header = [](std::string_view header) {
        return header == "Code" || header == "Nom" || header == "Statut" || header == "Applications";
    };
    const Result titled =
        read("Inventaire 2026 : Nom, Statut\n\n;;\n;Applications;\nCode;Nom;Statut\na;b;c\n", options);
    CHECK(titled.header == std::vector<std::string>{"Code", "Nom", "Statut"});
    CHECK(titled.rows == Rows{{"a", "b", "c"}});
    CHECK(titled.lines == std::vector<std::size_t>{6});
    CHECK(read("Titre\nCode;Nom", options).header == std::vector<std::string>{"Code", "Nom"});
    // A header with two known columns is never passed over, nor is the first row for one that is no better.
    CHECK(read("Code;Nom;x\nCode;Nom;Statut\n", options).rows.size() == 1);
    CHECK(read("Code;x\nNom;y\n", options).header == std::vector<std::string>{"Code", "x"});
    std::string late;
    for (int line = 0; line < 16; ++line) late += "Titre\n";
    CHECK(read(late + "Code;Nom\n", options).header == std::vector<std::string>{"Titre"});
    for (const std::size_t step : {1, 2, 3, 7}) {
        DrippingSource source("Titre;\n\n\"Code\";Nom;Statut\na;b;c\n", step);
        CHECK(read(source, options).header == std::vector<std::string>{"Code", "Nom", "Statut"});
    }
}

TEST_CASE("a bar may part cells, and Unicode text of spreadsheets is read") {
    CHECK(read("a|b|c\n1|2|3\n").rows == Rows{{"1", "2", "3"}});
    const std::string bytes(
        "\xFF\xFE"
        "a\0\t\0b\0\r\0\n\0\xE9\0\t\0"
        "1\0\r\0\n\0",
        24);
    CHECK(read(bytes).rows == Rows{{"é", "1"}});
}
