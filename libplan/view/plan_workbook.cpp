#include "libplan/view/plan_workbook.hpp"

#include "libplan/record/fields.hpp"
#include "libplan/view/inventory_sheet.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

/// Reasons fill a page each: a row shows how they begin, and the cell holds the rest.
constexpr std::size_t lines_of_row = 3;

/// What tells a row apart, which stays in sight on the left.
std::size_t frozen_columns(TableKind kind) {
    switch (kind) {
        case TableKind::plan:
            return 4;
        case TableKind::answers:
        case TableKind::compliance:
        case TableKind::questions:
        case TableKind::load:
            return 2;
        case TableKind::tasks:
        case TableKind::waves:
        case TableKind::groups:
        case TableKind::applications:
            return 1;
        case TableKind::bridges:
        case TableKind::flows:
            return 0;
    }
    return 0;
}

Accent accent_of(TableKind kind) {
    switch (kind) {
        case TableKind::plan:
        case TableKind::waves:
        case TableKind::tasks:
            return Accent::navy;
        case TableKind::applications:
        case TableKind::flows:
            return Accent::green;
        case TableKind::groups:
        case TableKind::bridges:
            return Accent::teal;
        case TableKind::answers:
            return Accent::purple;
        case TableKind::load:
            return Accent::brown;
        case TableKind::compliance:
        case TableKind::questions:
            return Accent::crimson;
    }
    return Accent::grey;
}

Sheet sheet_of(const Portfolio& portfolio, TableKind kind, Language language) {
    Sheet sheet = make_sheet(make_table(portfolio, kind, language), language);
    sheet.frozen_columns = frozen_columns(kind);
    sheet.most_lines = lines_of_row;
    sheet.accent = accent_of(kind);
    for (SheetColumn& column : sheet.columns) column.accent = sheet.accent;
    return sheet;
}

/// The inventory's sheet without the columns that nobody filled in, nor its drop-down lists: it is here to be read.
Sheet applications_sheet(const Portfolio& portfolio, Language language) {
    Sheet full = inventory_sheet(portfolio, RecordType::application, language);
    Sheet sheet;
    sheet.name = full.name;
    sheet.accent = accent_of(TableKind::applications);
    sheet.frozen_columns = frozen_columns(TableKind::applications);
    sheet.most_lines = lines_of_row;
    sheet.rows.resize(full.rows.size());
    for (std::size_t column = 0; column < full.columns.size(); ++column) {
        const bool filled = std::ranges::any_of(full.rows, [column](const SpreadsheetRow& row) {
            return column < row.cells.size() && !std::holds_alternative<std::monostate>(row.cells[column]);
        });
        if (!filled && column > 0) continue;
        SheetColumn& kept = sheet.columns.emplace_back(std::move(full.columns[column]));
        kept.choices.clear();
        kept.choices_from.reset();
        kept.choices_only = false;
        for (std::size_t row = 0; row < full.rows.size(); ++row) {
            std::vector<Cell>& cells = full.rows[row].cells;
            sheet.rows[row].cells.push_back(column < cells.size() ? std::move(cells[column]) : Cell());
        }
    }
    return sheet;
}

/// A list of thousands does not fit in a cell; the CSV holds it whole.
void cut_long_texts(Sheet& sheet) {
    constexpr std::size_t longest_bytes = 32'000, characters_kept = 16'000;  // of one or two UTF-16 code units each
    for (SpreadsheetRow& row : sheet.rows)
        for (Cell& cell : row.cells)
            if (auto* text = std::get_if<std::string>(&cell); text && text->size() > longest_bytes)
                *text = shortened(*text, characters_kept);
}

}  // namespace

Workbook plan_workbook(const Portfolio& portfolio, Language language) {
    constexpr TableKind kinds[] = {
        TableKind::plan,    TableKind::waves,   TableKind::tasks, TableKind::applications, TableKind::groups,
        TableKind::bridges, TableKind::answers, TableKind::load,  TableKind::compliance,   TableKind::questions};
    Workbook workbook;
    workbook.title = Words{"Plan de migration", "Migration plan"}.in(language);
    workbook.language = language;
    for (const TableKind kind : kinds)
        workbook.sheets.push_back(kind == TableKind::applications ? applications_sheet(portfolio, language)
                                                                  : sheet_of(portfolio, kind, language));
    for (Sheet& sheet : workbook.sheets) cut_long_texts(sheet);
    return workbook;
}

Workbook table_workbook(const Portfolio& portfolio, TableKind kind, Language language) {
    Workbook workbook;
    workbook.language = language;
    workbook.sheets.push_back(sheet_of(portfolio, kind, language));
    workbook.title = workbook.sheets.front().name;
    return workbook;
}

}  // namespace plan
