#include "libplan/view/inventory_workbook.hpp"

#include "libplan/view/inventory_sheet.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

/// A column whose cells name records of another sheet.
struct Citation {
    RecordType type;
    std::string_view field;
    RecordType cited;
    std::string_view cited_field;
};

constexpr std::array<Citation, 6> citations = {{
    {RecordType::application, "site", RecordType::target, "id"},
    {RecordType::application, "team", RecordType::team, "id"},
    {RecordType::flow, "from", RecordType::application, "id"},
    {RecordType::flow, "to", RecordType::application, "id"},
    {RecordType::team, "calendar", RecordType::calendar, "calendar"},
    {RecordType::server, "application", RecordType::application, "id"},
}};

std::size_t column_index(RecordType type, std::string_view field) {
    const auto guide = column_guide(type);
    return static_cast<std::size_t>(std::ranges::find(guide, field, &ColumnGuide::field) - guide.begin());
}

Workbook workbook_of(const Portfolio& portfolio, Language language) {
    Workbook workbook;
    workbook.language = language;
    workbook.title = Words{"Inventaire des applications", "Inventory of applications"}.in(language);
    for (const RecordType type : inventory_sheets()) {
        Sheet& sheet = workbook.sheets.emplace_back(inventory_sheet(portfolio, type, language));
        // Codes and, where the next column is a name, names stay in sight.
        sheet.frozen_columns = type == RecordType::application || type == RecordType::flow ? 2 : 1;
        sheet.accent = type == RecordType::application ? Accent::navy : Accent::teal;
    }
    return workbook;
}

/// `first` is the index of the first sheet of the inventory.
void offer_codes(Workbook& workbook, std::size_t first) {
    const auto sheets = inventory_sheets();
    const auto index_of = [&](RecordType type) {
        return first + static_cast<std::size_t>(std::ranges::find(sheets, type) - sheets.begin());
    };
    for (const Citation& citation : citations)
        workbook.sheets[index_of(citation.type)].columns[column_index(citation.type, citation.field)].choices_from =
            ColumnReference{index_of(citation.cited), column_index(citation.cited, citation.cited_field)};
}

}  // namespace

Workbook blank_inventory(Language language) {
    constexpr std::size_t rows_to_fill_in = 2000;
    Workbook workbook = workbook_of(example_inventory(language), language);
    for (Sheet& sheet : workbook.sheets) {
        for (SpreadsheetRow& row : sheet.rows) row.style = RowStyle::example;
        sheet.spare_rows = rows_to_fill_in;
    }
    workbook.sheets.insert(workbook.sheets.begin(), instructions(language));
    offer_codes(workbook, 1);
    return workbook;
}

Workbook filled_inventory(const Portfolio& portfolio, Language language) {
    Workbook workbook = workbook_of(portfolio, language);
    constexpr std::size_t large = 100'000, rows_to_add = 200;
    for (Sheet& sheet : workbook.sheets) sheet.spare_rows = sheet.rows.size() > large ? 0 : rows_to_add;
    offer_codes(workbook, 0);
    return workbook;
}

}  // namespace plan
