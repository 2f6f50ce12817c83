#include "libplan/source/workbook.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/read_ahead.hpp"
#include "libplan/source/sheet_table.hpp"

#include <optional>
#include <vector>

namespace plan {

namespace {

class Workbook {
public:
    Workbook(WorkbookReader& reader, const std::string& path, TableConsumer& consumer, const Report& report)
        : reader_(reader), path_(path), consumer_(consumer), report_(report) {}

    /// The sheets that the consumer knows; the others are looked at.
    void read() {
        while (reader_.next_sheet()) {
            const auto type = consumer_.kind_of(reader_.sheet_name());
            if (type)
                take(*type);
            else
                look_at();
            known_ = known_ || type;
        }
    }

    /// The sheet of that place among those without a known name and with content.
    void read_other(RecordType type) {
        reader_.restart();
        while (reader_.next_sheet())
            if (reader_.sheet_name() == others_.front() && !has_taken_other_) {
                has_taken_other_ = true;
                take(type);
            }
    }

    [[nodiscard]] bool has_known() const { return known_; }
    [[nodiscard]] const std::vector<std::string>& others() const { return others_; }

    void report_others() const {
        for (const std::string& name : others_)
            report_({Severity::note,
                     "skipped-sheet",
                     PLAN_TEXT("sheet '{}' is not read: its name is not that of a table, such as Applications, Flux or "
                               "Equipes"),
                     {excerpt(name)},
                     {path_, 0, 0, {}}});
    }

    /// Throws what the last sheet that could not be read said; the others are reported already.
    void close() const {
        if (failed_) throw Error(*failed_);
    }

private:
    void take(RecordType type) {
        const SheetPlace place{path_, reader_.sheet_name()};
        const auto is_known = [&](std::string_view header) {
            return consumer_.knows_header(place.sheet, type, header);
        };
        SheetTable table(reader_, path_, is_known, report_);
        if (table.empty()) {
            report_({Severity::note,
                     "empty-sheet",
                     PLAN_TEXT("sheet '{}' is empty"),
                     {excerpt(place.sheet)},
                     {path_, 0, 0, {}}});
            return;
        }
        if (reader_.sheet_is_hidden())
            report_({Severity::note,
                     "hidden-sheet",
                     PLAN_TEXT("sheet '{}' is hidden; it is read all the same"),
                     {excerpt(place.sheet)},
                     {path_, 0, 0, {}}});
        try {
            consumer_.take(table, type, place.sheet);
        } catch (const Error& error) {
            if (table.broken() || error.failure() != Failure::invalid_input) throw;
            if (failed_) report_(failed_->diagnostic());
            failed_ = error;
        }
    }

    void look_at() {
        SheetRow row;
        if (reader_.next_row(row)) others_.push_back(reader_.sheet_name());
    }

    WorkbookReader& reader_;
    const std::string& path_;
    TableConsumer& consumer_;
    const Report& report_;
    bool known_ = false, has_taken_other_ = false;
    std::vector<std::string> others_;  ///< with content and without a name that tells what they hold
    std::optional<Error> failed_;
};

[[noreturn]] void refuse_unknown(const std::vector<std::string>& sheets, const std::string& path) {
    if (sheets.empty())
        throw Error(
            Failure::invalid_input,
            {Severity::error, "empty-file", PLAN_TEXT("the workbook has no sheet with content"), {}, {path, 0, 0, {}}});
    constexpr std::size_t most_shown = 20;
    std::vector<std::string> shown;
    for (const std::string& sheet : sheets) {
        if (shown.size() == most_shown) {
            shown.emplace_back("…");
            break;
        }
        shown.push_back("'" + excerpt(sheet) + "'");
    }
    throw Error(
        Failure::invalid_input,
        {Severity::error,
         "unknown-sheets",
         PLAN_TEXT("no sheet has the name of a table; name them Applications, Flux, Equipes, Cibles, Calendrier, "
                   "Contraintes or Serveurs, or keep one sheet and give --kind. The sheets are: {}"),
         {join(shown, ", ")},
         {path, 0, 0, {}}});
}

}  // namespace

void read_workbook(WorkbookReader& reader, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                   const Report& report) {
    ReadAhead ahead(reader);
    Workbook workbook(ahead, path, consumer, report);
    workbook.read();
    if (workbook.has_known())
        workbook.report_others();
    else if (options.kind && workbook.others().size() == 1)
        workbook.read_other(*options.kind);
    else
        refuse_unknown(workbook.others(), path);
    workbook.close();
}

}  // namespace plan
