#include "libplan/source/import.hpp"

#include "libplan/base/error.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/record/writer.hpp"
#include "libplan/source/calendar_rows.hpp"
#include "libplan/source/row_reader.hpp"

namespace plan {

namespace {

constexpr std::size_t flush_bytes = std::size_t{1} << 16;

/// Adds to the line that ends `out` the columns that its record has no field for, under "extra".
void append_extra(std::string& out, const std::vector<std::pair<std::string, std::string>>& extra) {
    if (extra.empty()) return;
    out.resize(out.size() - 2);  // "}\n"
    out += ",\"extra\":";
    JsonWriter json(out);
    json.open_object();
    for (const auto& [header, value] : extra) json.member(header, value);
    json.close_object();
    out += "}\n";
}

/// Reads every row and gives each sound record to `take(row, record)`, which says whether it kept it.
template <class Record, class Take>
ImportSummary read_rows(TextTable& table, RecordType type, RowReader<Record>& reader, Take take) {
    using Outcome = typename RowReader<Record>::Outcome;
    ImportSummary summary;
    summary.type = type;
    summary.unknown_columns = reader.binding().unknown;
    summary.kept_columns = reader.binding().kept;
    TableRow row;
    while (table.next(row)) {
        Record record;
        const Outcome outcome = reader.read(row, record);
        if (outcome == Outcome::blank) continue;
        ++summary.rows;
        if (outcome == Outcome::refused || !take(row, record)) ++summary.refused;
    }
    return summary;
}

template <class Record>
ImportSummary import_records(TextTable& table, RecordType type, std::span<const Field<Record>> fields, FlowEnds ends,
                             const Sink& sink, const Report& report) {
    RowReader<Record> reader(table, type, fields, ends, report);
    std::string lines;
    ImportSummary summary = read_rows(table, type, reader, [&](const TableRow& row, Record& record) {
        record.origin = table.origin(row);
        write_record(lines, record);
        append_extra(lines, reader.extra());
        if (lines.size() >= flush_bytes) {
            sink(lines);
            lines.clear();
        }
        return true;
    });
    if (!lines.empty()) sink(lines);
    summary.records = summary.rows - summary.refused;
    return summary;
}

ImportSummary import_calendars(TextTable& table, const Sink& sink, const Report& report) {
    RowReader<CalendarRow> reader(table, RecordType::calendar, calendar_row_fields(), FlowEnds::by_kind, report);
    CalendarRows calendars;
    ImportSummary summary =
        read_rows(table, RecordType::calendar, reader, [&](const TableRow& row, CalendarRow& record) {
            record.origin = table.origin(row);
            const auto problem = calendars.add(record);
            if (problem) reader.report_problem(row, problem->field, {problem->code, problem->text, {}});
            return !problem;
        });
    std::string lines;
    for (const Calendar& calendar : calendars.calendars()) write_record(lines, calendar);
    if (!lines.empty()) sink(lines);
    summary.records = calendars.calendars().size();
    return summary;
}

bool has_ambiguous_ends(const TextTable& table) {
    bool source = false, caller = false;
    for (std::size_t index = 0; index < table.header().size(); ++index)
        if (const auto match = column_meaning(table, RecordType::flow, index)) {
            source = source || match->name->field == special::flow_source;
            caller = caller || match->name->field == "from";
        }
    return source && !caller;
}

/// Says how source and destination are read, since the words alone do not tell who depends on whom.
void report_reading(const TextTable& table, FlowEnds ends, const Report& report) {
    if (ends != FlowEnds::by_kind || !has_ambiguous_ends(table)) return;
    TableRow header;
    header.line = table.header_line();
    report(
        {Severity::note,
         "flow-ends",
         PLAN_TEXT("the source is read as depending on the destination, and the other way round for files, messages, "
                   "batches and manual transfers; --flows calls or --flows data decides"),
         {},
         table.where(header, std::nullopt)});
}

}  // namespace

ImportSummary import_table(TextTable& table, RecordType type, FlowEnds ends, const Sink& sink, const Report& report) {
    switch (type) {
        case RecordType::application:
            return import_records(table, type, application_fields(), ends, sink, report);
        case RecordType::flow:
            report_reading(table, ends, report);
            return import_records(table, type, flow_fields(), ends, sink, report);
        case RecordType::server:
            return import_records(table, type, server_fields(), ends, sink, report);
        case RecordType::team:
            return import_records(table, type, team_fields(), ends, sink, report);
        case RecordType::target:
            return import_records(table, type, target_fields(), ends, sink, report);
        case RecordType::calendar:
            return import_calendars(table, sink, report);
        case RecordType::constraint:
            return import_records(table, type, constraint_fields(), ends, sink, report);
        default:
            break;
    }
    throw Error(
        Failure::internal,
        {Severity::error, "unknown-kind", PLAN_TEXT("'{}' is not a kind of table"), {std::string(keyword(type))}, {}});
}

std::optional<RecordType> Importer::kind_of(std::string_view name) const {
    return map_ ? map_->kind_of(name) : table_type(name);
}

const MapTable* Importer::map_of(std::string_view name, RecordType type) const {
    if (!map_) return nullptr;
    const MapTable* mapped = map_->find(name, type);
    // The user said what the table holds: its name need not be one that the map expects.
    return mapped || options_.kind != type ? mapped : map_->find(type);
}

bool Importer::knows_header(std::string_view name, RecordType type, std::string_view header) const {
    const MapTable* mapped = map_of(name, type);
    return (mapped && !mapped->columns_of(header).empty()) || find_column(type, header).has_value();
}

void Importer::take(TextTable& table, RecordType type, std::string_view name) {
    std::optional<MappedTable> seen;
    if (const MapTable* mapped = map_of(name, type)) seen.emplace(table, *mapped, map_->id(), report_);
    ImportSummary summary =
        import_table(seen ? static_cast<TextTable&>(*seen) : table, type, options_.flow_ends, sink_, report_);
    TableRow header;
    header.line = table.header_line();
    summary.place = table.where(header, std::nullopt);
    summary.place.line = 0;
    summaries_.push_back(std::move(summary));
}

ImportSummary import_csv(ByteSource& source, const std::string& path, RecordType type, const ImportOptions& options,
                         const Sink& sink, const Report& report) {
    Importer importer(options, sink, report);
    ImportOptions of_kind = options;
    of_kind.kind = type;
    find_format("csv")->read(source, path, of_kind, importer, report);
    return importer.summaries().front();
}

std::vector<Target> read_targets_csv(std::string_view text, const std::string& name, const Report& report) {
    MemorySource source(text);
    CsvOptions csv;
    csv.is_known_header = [](std::string_view header) { return find_column(RecordType::target, header).has_value(); };
    CsvReader table(source, name, csv);
    RowReader<Target> reader(table, RecordType::target, target_fields(), FlowEnds::by_kind, report);
    std::vector<Target> targets;
    read_rows(table, RecordType::target, reader, [&](const TableRow& row, Target& record) {
        record.origin = table.origin(row);
        targets.push_back(std::move(record));
        return true;
    });
    return targets;
}

}  // namespace plan
