#include "libplan/view/inventory_sheet.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/keywords.hpp"

#include <algorithm>

/// Records as rows of the sheets of an inventory.
namespace plan {

namespace {

DayForm day_form(Language language) {
    return language == Language::french ? DayForm::french : DayForm::iso;
}

/// A column of a sheet and where its cells come from.
template <class Record>
struct SourceColumn {
    const ColumnName* name;
    const Field<Record>* field;  ///< null: components, or what is kept as it came
};

template <class Record>
Cell cell_of(const SourceColumn<Record>& source, const Record& record, const std::string& header, Language language) {
    if (source.field)
        return value_cell(source.field->get(record), source.name->words ? &source.name->words() : nullptr, language);
    if constexpr (requires { record.components; }) {
        // Ends of support stand with each component, so that its own column stays empty.
        if (source.name->field == special::support) return {};
        if (source.name->field == special::funding) return funding_cell(record.funding, day_form(language));
        if (source.name->field.starts_with(special::component))
            return components_cell(record.components, source.name->field.substr(special::component.size()),
                                   day_form(language));
    }
    if constexpr (requires { record.extra; }) {
        if (source.name->field != special::kept) return {};
        const auto kept = std::ranges::find(record.extra, header, &ExtraColumns::value_type::first);
        if (kept != record.extra.end() && !kept->second.empty()) return kept->second;
    }
    return {};
}

template <class Record>
Sheet sheet_of(RecordType type, std::span<const Field<Record>> fields, const std::vector<Record>& records,
               Language language) {
    Sheet sheet;
    sheet.name = sheet_name(type).in(language);
    std::vector<SourceColumn<Record>> sources;
    for (const ColumnGuide& guide : column_guide(type)) {
        const ColumnName& name = column_of(type, guide);
        const Field<Record>* field = find_field<Record>(fields, guide.field);
        sources.push_back({&name, field});
        const FieldShape shape = field ? FieldShape{field->kind, field->required} : FieldShape{};
        sheet.columns.push_back(describe_column(guide, name, shape, language));
    }
    sheet.rows.resize(records.size());
    const auto fill = [&](std::size_t row, std::size_t more) {
        std::vector<Cell>& cells = sheet.rows[row].cells;
        cells.reserve(sources.size() + more);  // a large inventory has no room for what a vector adds to grow
        for (std::size_t column = 0; column < sources.size(); ++column)
            cells.push_back(cell_of(sources[column], records[row], sheet.columns[column].header, language));
    };
    if constexpr (requires(Record record) { record.extra; }) {
        ExtraHeaders extra(type, records);
        for (std::size_t column = 0; column < sources.size(); ++column)
            if (sources[column].name->field == special::kept) extra.leave_out(sheet.columns[column].header);
        for (std::size_t row = 0; row < records.size(); ++row) {
            fill(row, extra.size());
            extra.append_cells(records[row].extra, sheet.rows[row].cells);
        }
        for (std::string& header : extra.shown())
            sheet.columns.push_back(
                {.header = std::move(header), .width = 20, .format = ColumnFormat::text, .accent = Accent::grey});
    } else {
        for (std::size_t row = 0; row < records.size(); ++row) fill(row, 0);
    }
    return sheet;
}

/// "1-5" for days that follow each other, else "1,3,5".
std::string weekdays_text(const std::vector<std::int64_t>& days) {
    const auto follows = [](std::int64_t day, std::int64_t next) { return next != day + 1; };
    if (days.size() > 2 && std::ranges::adjacent_find(days, follows) == days.end())
        return std::to_string(days.front()) + "-" + std::to_string(days.back());
    std::vector<std::string> texts;
    for (const std::int64_t day : days) texts.push_back(std::to_string(day));
    return join(texts, ",");
}

void append_holidays(std::vector<CalendarRow>& rows, const Calendar& calendar, CalendarRow row, Language language) {
    constexpr std::size_t dates_of_a_row = 100;
    row.kind = "holidays";
    if (!calendar.holidays.empty()) {
        row.days = word_for(words::holidays(), calendar.holidays, language);
        rows.push_back(row);
    }
    for (std::size_t first = 0; first < calendar.extra_holidays.size(); first += dates_of_a_row) {
        std::vector<std::string> dates;
        const std::size_t end = std::min(first + dates_of_a_row, calendar.extra_holidays.size());
        for (std::size_t index = first; index < end; ++index)
            dates.push_back(day_text(calendar.extra_holidays[index], day_form(language)));
        row.days = join(dates, ", ");
        rows.push_back(row);
    }
}

}  // namespace

std::vector<CalendarRow> calendar_rows(const std::vector<Calendar>& calendars, Language language) {
    std::vector<CalendarRow> rows;
    for (const Calendar& calendar : calendars) {
        CalendarRow blank;
        blank.calendar = calendar.id;
        const std::size_t before = rows.size();
        const auto add = [&](std::string_view kind) -> CalendarRow& {
            rows.push_back(blank);
            rows.back().kind = kind;
            return rows.back();
        };
        if (!calendar.workdays.empty()) add("workdays").days = weekdays_text(calendar.workdays);
        append_holidays(rows, calendar, blank, language);
        for (const Freeze& freeze : calendar.freeze) {
            CalendarRow& row = add("freeze");
            row.start = freeze.start;
            row.finish = freeze.finish;
            row.reason = freeze.reason;
            for (const Phase phase : freeze.phases) row.phases.emplace_back(keyword(phase));
        }
        for (const CutoverWindow& window : calendar.windows) {
            CalendarRow& row = add("window");
            row.id = window.id;
            row.start = window.start;
            row.finish = window.finish;
            row.max_applications = window.max_applications;
        }
        // A calendar that says nothing is worked from Monday to Friday; a table has no row for nothing.
        if (rows.size() == before) add("workdays").days = "1-5";
    }
    return rows;
}

Sheet inventory_sheet(const Portfolio& portfolio, RecordType type, Language language) {
    switch (type) {
        case RecordType::flow:
            return sheet_of(type, flow_fields(), portfolio.flows, language);
        case RecordType::server:
            return sheet_of(type, server_fields(), portfolio.servers, language);
        case RecordType::team:
            return sheet_of(type, team_fields(), portfolio.teams, language);
        case RecordType::target:
            return sheet_of(type, target_fields(), portfolio.targets, language);
        case RecordType::calendar:
            return sheet_of(type, calendar_row_fields(), calendar_rows(portfolio.calendars, language), language);
        case RecordType::constraint:
            return sheet_of(type, constraint_fields(), portfolio.constraints, language);
        default:
            return sheet_of(RecordType::application, application_fields(), portfolio.applications, language);
    }
}

}  // namespace plan
