#include "libplan/source/cell_values.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

std::optional<double> number(std::string_view text) {
    return parse_local_number(text, false);
}
std::optional<double> whole(std::string_view text) {
    return parse_local_number(text, true);
}

std::string date(std::string_view text) {
    const auto read = parse_local_date(text);
    return read ? read->to_iso() : "none";
}

/// The value read, or the code of the problem.
std::variant<FieldValue, std::string> read(const CellFormat& format, std::string_view cell) {
    FieldValue value;
    CellProblem problem;
    if (parse_cell(format, cell, value, problem)) return value;
    return std::string(problem.code);
}

std::string problem_of(const CellFormat& format, std::string_view cell) {
    const auto result = read(format, cell);
    const auto* code = std::get_if<std::string>(&result);
    return code ? *code : "read";
}

FieldValue value_of(const CellFormat& format, std::string_view cell) {
    const auto result = read(format, cell);
    REQUIRE(std::holds_alternative<FieldValue>(result));
    return std::get<FieldValue>(result);
}

std::string needs(std::string_view text) {
    const auto read = parse_needs(text);
    if (!read) return "none";
    std::string shown;
    for (const auto& level : {read->d, read->i, read->c, read->p}) shown += level ? std::to_string(*level) : "-";
    return shown;
}

}  // namespace

TEST_CASE("numbers are read as people write them in France and elsewhere") {
    CHECK(number("12") == 12.0);
    CHECK(number("12,5") == 12.5);
    CHECK(number("12.5") == 12.5);
    CHECK(number("-0,25") == -0.25);
    CHECK(number("1 234,5") == 1234.5);
    CHECK(number("1\u00A0234\u202F567") == 1234567.0);
    CHECK(number("1'234.50") == 1234.5);
    CHECK(number("1.234,5") == 1234.5);
    CHECK(number("1,234.5") == 1234.5);
    CHECK(number("1.234.567") == 1234567.0);
    CHECK(number("1,234") == 1.234);
    CHECK(number(",5") == 0.5);
    CHECK(number("1,2E+03") == 1200.0);
    CHECK(number("0,1") == 0.1);
    CHECK(number("98765432109876543210") == 98765432109876543210.0);
}

TEST_CASE("a whole number may have its thousands parted by the decimal sign") {
    CHECK(whole("1.234") == 1234.0);
    CHECK(whole("12,000") == 12000.0);
    CHECK(whole("0,125") == 0.125);
    CHECK(whole("12,5") == 12.5);
}

TEST_CASE("what is no number is not guessed at") {
    for (const std::string_view text : {"", "-", ",", ".", "1 2", "12 34", "1,2,3", "1.23.456", "1,234,5", "1..2",
                                        "0x10", "1e", "inf", "nan", "1e999", "--1", "1-5", "12a", " "})
        CHECK_FALSE(number(text).has_value());
}

TEST_CASE("dates are day, month, year or ISO") {
    CHECK(date("31/12/2026") == "2026-12-31");
    CHECK(date("1/2/2027") == "2027-02-01");
    CHECK(date("31-12-2026") == "2026-12-31");
    CHECK(date("31.12.2026") == "2026-12-31");
    CHECK(date("31/12/26") == "2026-12-31");
    CHECK(date("31/12/85") == "1985-12-31");
    CHECK(date("2026-12-31") == "2026-12-31");
    CHECK(date("2026-12-31T00:00:00") == "2026-12-31");
    CHECK(date("31/12/2026 12:30") == "2026-12-31");
    CHECK(date("29/02/2028") == "2028-02-29");
    CHECK(date("1er mars 2027") == "2027-03-01");
    CHECK(date("31 décembre 2026") == "2026-12-31");
    CHECK(date("31 December 2026") == "2026-12-31");
}

TEST_CASE("impossible and incomplete dates are refused") {
    for (const std::string_view text :
         {"29/02/2027", "31/04/2027", "12/31/2026", "00/01/2027", "1/13/2027", "2026-13-01", "2026-02-30", "12/2026",
          "2026", "46387", "31/12/2026x", "31/12-2026", "31 brumaire 2026", "31/12/202", "31/12/20266", "9999-12-31",
          "demain", "-", "//"})
        CHECK(date(text) == "none");
}

TEST_CASE("security needs are read from one cell") {
    CHECK(needs("3-2-2-1") == "3221");
    CHECK(needs("3/2/2/1") == "3221");
    CHECK(needs("3221") == "3221");
    CHECK(needs("D3 I2 C2 P1") == "3221");
    CHECK(needs("D:3, I:2, C:4, T:1") == "3241");
    CHECK(needs("C4") == "--4-");
    CHECK(needs("3-2-2") == "none");
    CHECK(needs("3-2-2-5") == "none");
    CHECK(needs("3-2-2-1-1") == "none");
    CHECK(needs("D3 D2") == "none");
    CHECK(needs("3 I2") == "none");
    CHECK(needs("élevés") == "none");
}

TEST_CASE("days of the week are read as numbers, names and ranges") {
    using Days = std::vector<std::int64_t>;
    CHECK(parse_weekdays("1-5") == Days{1, 2, 3, 4, 5});
    CHECK(parse_weekdays("lundi au jeudi") == Days{1, 2, 3, 4});
    CHECK(parse_weekdays("Mar, lun | sam") == Days{1, 2, 6});
    CHECK(parse_weekdays("Monday to Friday") == Days{1, 2, 3, 4, 5});
    CHECK_FALSE(parse_weekdays("5-1"));
    CHECK_FALSE(parse_weekdays("8"));
    CHECK_FALSE(parse_weekdays("lundredi"));
}

TEST_CASE("a unit in the cell counts, else the one in the header") {
    const CellFormat hours{FieldKind::number, nullptr, Quantity::hours, 1};
    CHECK(value_of(hours, "4") == FieldValue(4.0));
    CHECK(value_of(hours, "30 min") == FieldValue(0.5));
    CHECK(value_of(hours, "2 j") == FieldValue(48.0));
    CHECK(value_of(hours, "4h") == FieldValue(4.0));
    CHECK(value_of(hours, "04:30") == FieldValue(4.5));
    CHECK(value_of(hours, "36:00:00") == FieldValue(36.0));
    CHECK(problem_of(hours, "4:75") == "unknown-unit");
    CHECK(problem_of(hours, "4:3:2:1") == "unknown-unit");
    const CellFormat terabytes{FieldKind::number, nullptr, Quantity::gigabytes, 1024};
    CHECK(value_of(terabytes, "2") == FieldValue(2048.0));
    CHECK(value_of(terabytes, "512 Go") == FieldValue(512.0));
    const CellFormat euros{FieldKind::number, nullptr, Quantity::euros, 1};
    CHECK(value_of(euros, "1 234,50 €") == FieldValue(1234.5));
    CHECK(value_of(euros, "1,2 M€") == FieldValue(1200000.0));
    CHECK(value_of(euros, "150 k€") == FieldValue(150000.0));
    const CellFormat percent{FieldKind::number, nullptr, Quantity::percent, 1};
    CHECK(value_of(percent, "99,5 %") == FieldValue(99.5));
    CHECK(value_of(percent, "99,5%") == FieldValue(99.5));
    CHECK(problem_of(hours, "4 Go") == "unknown-unit");
    CHECK(problem_of(hours, "4 %") == "unknown-unit");
    CHECK(problem_of(hours, "4 €") == "unknown-unit");
}

TEST_CASE("quantities keep to their range") {
    CHECK(problem_of({FieldKind::number, nullptr, Quantity::percent, 1}, "101") == "out-of-range");
    CHECK(problem_of({FieldKind::number, nullptr, Quantity::hours, 1}, "-4") == "out-of-range");
    CHECK(problem_of({FieldKind::integer, nullptr, Quantity::level, 1}, "5") == "out-of-range");
    CHECK(problem_of({FieldKind::integer, nullptr, Quantity::level, 1}, "0") == "out-of-range");
    CHECK(problem_of({FieldKind::integer, nullptr, Quantity::count, 1}, "1,5") == "invalid-number");
    CHECK(problem_of({FieldKind::integer, nullptr, Quantity::count, 1}, "1e300") == "invalid-number");
    CHECK(value_of({FieldKind::integer, nullptr, Quantity::count, 1}, "1 200 agents") ==
          FieldValue(std::int64_t{1200}));
}

TEST_CASE("yes and no come in many spellings") {
    const CellFormat boolean{FieldKind::boolean, &words::boolean()};
    for (const std::string_view yes : {"oui", "Oui", "O", "x", "X", "vrai", "1", "✓", "yes"})
        CHECK(value_of(boolean, yes) == FieldValue(true));
    for (const std::string_view no : {"non", "NON", "n", "faux", "0", "no"})
        CHECK(value_of(boolean, no) == FieldValue(false));
    CHECK(problem_of(boolean, "peut-être") == "invalid-boolean");
}

TEST_CASE("an answer that says nothing is an empty one, never a no") {
    const CellFormat boolean{FieldKind::boolean, &words::boolean()};
    for (const std::string_view unknown :
         {"?", "-", "à confirmer", "TBC", "N/A", "nc", "non renseigné", "–", "inconnu"}) {
        CHECK(value_of(boolean, unknown) == FieldValue());
        CHECK(value_of({FieldKind::date}, unknown) == FieldValue());
        CHECK(value_of({FieldKind::keyword, &words::strategy()}, unknown) == FieldValue());
        CHECK(value_of({FieldKind::integer, nullptr, Quantity::level, 1}, unknown) == FieldValue());
    }
    CHECK(value_of({FieldKind::text}, "-") == FieldValue(std::string("-")));
}

TEST_CASE("keywords are known by many names") {
    const auto keyword_of = [](const Vocabulary& words, std::string_view cell) {
        return std::get<std::string>(value_of({FieldKind::keyword, &words}, cell));
    };
    CHECK(keyword_of(words::lifecycle(), "En production") == "production");
    CHECK(keyword_of(words::lifecycle(), "fin de vie") == "sunset");
    CHECK(keyword_of(words::exposure(), "PARTENAIRES") == "partners");
    CHECK(keyword_of(words::access(), "sous habilitation") == "authorised");
    CHECK(keyword_of(words::mention(), "Néant") == "none");
    CHECK(keyword_of(words::mention(), "DR") == "restricted");
    CHECK(keyword_of(words::mention(), "très secret") == "top_secret");
    CHECK(keyword_of(words::flow_kind(), "base de données") == "database");
    CHECK(keyword_of(words::flow_kind(), "lot") == "batch");
    CHECK(keyword_of(words::coupling(), "fort") == "strong");
    CHECK(keyword_of(words::strategy(), "Re-Host") == "rehost");
    CHECK(keyword_of(words::strategy(), "rearchitect") == "refactor");
    CHECK(keyword_of(words::phase(), "mise en place") == "build");
    CHECK(keyword_of(words::phase(), "recette") == "test");
    CHECK(keyword_of(words::constraint_kind(), "pas avant") == "not_before");
    CHECK(keyword_of(words::constraint_kind(), "séparées") == "apart");
    CHECK(problem_of({FieldKind::keyword, &words::mention()}, "confidentiel") == "unknown-keyword");
}

TEST_CASE("an unknown keyword is answered with the nearest known one") {
    FieldValue value;
    CellProblem problem;
    REQUIRE_FALSE(parse_cell({FieldKind::keyword, &words::lifecycle()}, "prodution", value, problem));
    REQUIRE(problem.details.size() == 2);
    CHECK(problem.details[0] == "production");
}

TEST_CASE("of several environments the most demanding counts") {
    const CellFormat environment{FieldKind::keyword, &words::environment()};
    CHECK(value_of(environment, "dev, recette") == FieldValue(std::string("acceptance")));
    CHECK(problem_of(environment, "dev, lune") == "unknown-keyword");
    CHECK(problem_of({FieldKind::keyword, &words::exposure()}, "interne, internet") == "unknown-keyword");
}

TEST_CASE("lists are split and their words understood, others pass") {
    using List = std::vector<std::string>;
    const CellFormat data{FieldKind::text_list, &words::data()};
    CHECK(value_of(data, "Personnelles ; santé|art. 9,\nfiscales") ==
          FieldValue(List{"personal", "health", "special", "tax"}));
    CHECK(value_of(data, "plans de vol") == FieldValue(List{"plans de vol"}));
    CHECK(unknown_words(data, FieldValue(List{"personal", "plans de vol"})) == List{"plans de vol"});
    CHECK(value_of(data, "aucune") == FieldValue());
    CHECK(value_of({FieldKind::text_list, &words::legal_secrets()}, "aucun") == FieldValue(List{"none"}));
    CHECK(value_of({FieldKind::keyword_list, &words::phase()}, "étude, bascule") ==
          FieldValue(List{"study", "cutover"}));
    CHECK(problem_of({FieldKind::keyword_list, &words::phase()}, "étude, sieste") == "unknown-keyword");
}

TEST_CASE("a cell that looks like a formula is text") {
    CHECK(value_of({FieldKind::text}, "=1+1") == FieldValue(std::string("=1+1")));
    CHECK(value_of({FieldKind::text}, "@cmd|calc") == FieldValue(std::string("@cmd|calc")));
}

TEST_CASE("text in messages is short and without control characters") {
    CHECK(excerpt("a\nb\x1B[2J") == "a b [2J");
    CHECK(excerpt("a\u009B2J\u00A0é") == "a 2J\u00A0é");
    CHECK(excerpt(std::string(100, 'x')).size() == 63);
    CHECK(excerpt("é" + std::string(100, 'x')).substr(0, 2) == "é");
}
