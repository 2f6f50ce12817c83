#include "libplan/view/inventory_workbook.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/inventory_sheet.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <algorithm>
#include <set>

using namespace plan;

namespace {

const Language both[] = {Language::french, Language::english};

const Sheet& sheet_of(const Workbook& workbook, std::string_view name) {
    const auto found = std::ranges::find(workbook.sheets, name, &Sheet::name);
    REQUIRE(found != workbook.sheets.end());
    return *found;
}

Cell at(const Sheet& sheet, std::size_t row, std::string_view header) {
    const auto place = std::ranges::find(sheet.columns, header, &SheetColumn::header);
    INFO(header);
    REQUIRE(place != sheet.columns.end());
    const auto column = static_cast<std::size_t>(place - sheet.columns.begin());
    return sheet.rows.at(row).cells.at(column);
}

Cell text(const char* value) {
    return std::string(value);
}

}  // namespace

TEST_CASE("the workbook has a column for every field that a table can give") {
    for (const RecordType type : table_types()) {
        INFO(table_name(type));
        std::set<std::string_view> shown;
        for (const ColumnGuide& guide : column_guide(type)) CHECK(shown.insert(guide.field).second);
        for (const ColumnName& name : column_names(type)) {
            // Four levels have columns of their own, a tag goes with the tags, and the caller says who depends on whom.
            const bool other_way = name.field == special::dicp || name.field.starts_with(special::tag) ||
                                   name.field == special::flow_source || name.field == special::flow_destination;
            INFO(name.field);
            CHECK(shown.contains(name.field) == !(other_way && (type != RecordType::target || name.field != "source")));
        }
    }
}

TEST_CASE("sheets and headers of the workbook are those that the importer knows") {
    for (const Language language : both) {
        for (const RecordType type : inventory_sheets()) {
            const std::string_view name = sheet_name(type).in(language);
            INFO(name);
            CHECK(table_type(name) == type);
            for (const ColumnGuide& guide : column_guide(type))
                for (const bool required : {false, true}) {
                    const std::string header = header_of(column_of(type, guide), required, language);
                    INFO(header);
                    const auto match = find_column(type, header);
                    REQUIRE(match);
                    CHECK(match->name->field == guide.field);
                    CHECK(match->factor == 1);
                }
        }
        CHECK_FALSE(table_type(blank_inventory(language).sheets.front().name));
    }
}

TEST_CASE("the choices of a drop-down list are read back as the values they stand for") {
    for (const Language language : both)
        for (const RecordType type : table_types())
            for (const ColumnName& name : column_names(type)) {
                if (!name.words) continue;
                for (const ValueWord& word : name.words().words()) {
                    if (word.value.empty()) continue;
                    const std::string said = word_for(name.words(), word.value, language);
                    INFO(name.field << ": " << said);
                    CHECK(name.words().find(said) == word.value);
                    CHECK(said.find_first_of(",;|\n") == std::string::npos);
                }
            }
}

TEST_CASE("the blank workbook explains each column and offers words") {
    const Workbook workbook = blank_inventory(Language::french);
    REQUIRE(workbook.sheets.size() == 8);
    for (const Sheet& sheet : workbook.sheets) {
        if (!sheet.has_header) continue;
        INFO(sheet.name);
        CHECK_FALSE(sheet.rows.empty());
        CHECK(sheet.spare_rows >= 1000);
        for (const SheetColumn& column : sheet.columns) {
            INFO(column.header);
            CHECK(column.note.size() > 10);
            CHECK(column.width >= 9);
        }
        for (const SpreadsheetRow& row : sheet.rows) CHECK(row.style == RowStyle::example);
    }
    const Sheet& applications = sheet_of(workbook, "Applications");
    CHECK(applications.columns[0].header == "Code application *");
    const auto minors = std::ranges::find(applications.columns, "Mineurs", &SheetColumn::header);
    REQUIRE(minors != applications.columns.end());
    CHECK(minors->choices == std::vector<std::string>{"oui", "non"});
    const auto& flows = sheet_of(workbook, "Flux");
    REQUIRE(flows.columns[0].choices_from);
    CHECK(workbook.sheets[flows.columns[0].choices_from->sheet].name == "Applications");
}

TEST_CASE("records are said in the words of the workbook's language") {
    Portfolio portfolio;
    Application& application = portfolio.applications.emplace_back();
    application.id = "007";
    application.lifecycle = Lifecycle::sunset;
    application.data = {"business_secret", "own category"};
    application.harm.criterion = "C, A";
    application.minors = false;
    application.mention = Mention::top_secret;
    application.components = {{"RHEL 8", "os", tests::day("2029-05-31")}, {"odd", "firmware", {}}};
    application.storage_gb = 2048;
    application.extra = {{"Couleur", "=1+1"}, {"Statut", "vert"}, {"Commentaires", "rien"}};
    const Sheet french = sheet_of(filled_inventory(portfolio, Language::french), "Applications");
    CHECK(at(french, 0, "Code application *") == text("007"));
    CHECK(at(french, 0, "Statut") == text("fin de vie"));
    CHECK(at(french, 0, "Catégories de données") == text("secret des affaires, own category"));
    CHECK(at(french, 0, "Critère de l'atteinte") == text("confidentialité, disponibilité"));
    CHECK(at(french, 0, "Mineurs") == text("non"));
    CHECK(at(french, 0, "Mention de protection") == text("très secret"));
    CHECK(at(french, 0, "OS") == text("RHEL 8 (31/05/2029)"));
    CHECK(at(french, 0, "Logiciels") == text("odd"));
    CHECK(at(french, 0, "Stockage (Go)") == Cell(2048.0));
    CHECK(at(french, 0, "Couleur") == text("=1+1"));
    CHECK(at(french, 0, "extra.Statut") == text("vert"));
    CHECK(at(french, 0, "Commentaires") == text("rien"));
    const Sheet english = sheet_of(filled_inventory(portfolio, Language::english), "Applications");
    CHECK(at(english, 0, "Lifecycle") == text("sunset"));
    CHECK(at(english, 0, "Minors") == text("no"));
    CHECK(at(english, 0, "Protection marking") == text("top secret"));
    CHECK(at(english, 0, "Operating system") == text("RHEL 8 (2029-05-31)"));
    CHECK(at(english, 0, "Commentaires") == text("rien"));
}

TEST_CASE("a calendar becomes rows that make it again") {
    Calendar calendar;
    calendar.id = "c";
    calendar.workdays = {1, 2, 3, 4, 6};
    calendar.holidays = "FR";
    calendar.extra_holidays = {tests::day("2027-05-07"), tests::day("2027-07-15")};
    calendar.freeze = {{tests::day("2027-12-20"), tests::day("2027-12-31"), "fin d'année", {Phase::migrate}}};
    calendar.windows = {{"w", tests::day("2027-03-06"), tests::day("2027-03-07"), 3}};
    Calendar silent;
    silent.id = "s";
    CalendarRows read;
    for (const CalendarRow& row : calendar_rows({calendar, silent}, Language::french)) CHECK_FALSE(read.add(row));
    REQUIRE(read.calendars().size() == 2);
    const Calendar& again = read.calendars()[0];
    CHECK(again.workdays == calendar.workdays);
    CHECK(again.holidays == "FR");
    CHECK(again.extra_holidays == calendar.extra_holidays);
    REQUIRE(again.freeze.size() == 1);
    CHECK(again.freeze[0].reason == "fin d'année");
    CHECK(again.freeze[0].phases == std::vector<Phase>{Phase::migrate});
    REQUIRE(again.windows.size() == 1);
    CHECK(again.windows[0].max_applications == 3);
    CHECK(read.calendars()[1].workdays == std::vector<std::int64_t>{1, 2, 3, 4, 5});
}

TEST_CASE("columns that no field knows stand in an order that every record agrees with") {
    struct Row {
        ExtraColumns extra;
    };
    const std::vector<Row> rows = {
        {{{"teinte", "1"}}}, {{{"couleur", "2"}, {"teinte", "3"}}}, {{{"teinte", "4"}, {"zèbre", "5"}}}};
    const ExtraHeaders headers(RecordType::application, rows);
    CHECK(headers.shown() == std::vector<std::string>{"couleur", "teinte", "zèbre"});
    std::vector<Cell> cells;
    headers.append_cells(rows[1].extra, cells);
    CHECK(cells == std::vector<Cell>{text("2"), text("3"), Cell()});
}
