#include "libplan/source/answers.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/csv.hpp"
#include "libplan/source/konveyor_questionnaire.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace plan {

namespace {

enum Part : std::size_t { id, field, answer, justification, date, validator, part_count };

struct PartNames {
    std::string_view french, english;  ///< folded
};
constexpr std::array<PartNames, part_count> part_names = {{{"code application", "application code"},
                                                           {"champ", "field"},
                                                           {"reponse", "answer"},
                                                           {"justification", "justification"},
                                                           {"date", "date"},
                                                           {"validateur", "validator"}}};

std::optional<Part> part_of(std::string_view header) {
    const std::string name = fold(header);
    for (std::size_t part = 0; part < part_count; ++part)
        if (name == part_names[part].french || name == part_names[part].english) return static_cast<Part>(part);
    return std::nullopt;
}

/// A spreadsheet was given an apostrophe before what it would take for a formula; the id has none.
std::string_view without_apostrophe(std::string_view cell) {
    constexpr std::string_view formula = "=+-@\t'";
    return cell.size() > 1 && cell[0] == '\'' && formula.find(cell[1]) != std::string_view::npos ? cell.substr(1)
                                                                                                 : cell;
}

/// Answers by application, as a table with a column for each field. A cell knows the line it came from.
class AnswerTable final : public TextTable {
public:
    AnswerTable(const CsvReader& csv, std::size_t answer_column) : csv_(csv), answer_column_(answer_column) {}

    /// False when another answer stands there.
    bool add(const std::string& application, const std::string& name, std::string_view text, std::size_t line) {
        Cell& cell = cell_of(application, name, line);
        if (!cell.text.empty() && cell.text != text) return false;
        if (cell.text.empty()) cell = {std::string(text), line};
        return true;
    }
    /// Adds to a text, unless it stands there already.
    void append(const std::string& application, const std::string& name, std::string_view text, std::size_t line) {
        Cell& cell = cell_of(application, name, line);
        if (cell.text.find(text) != std::string::npos) return;
        cell.text = cell.text.empty() ? std::string(text) : cell.text + " ; " + std::string(text);
        cell.line = line;
    }
    /// Keeps the latest day; what is no day replaces it, so that it is told.
    void latest(const std::string& application, const std::string& name, std::string_view text, std::size_t line) {
        Cell& cell = cell_of(application, name, line);
        const auto before = parse_local_date(cell.text), now = parse_local_date(text);
        if (!cell.text.empty() && !before) return;
        if (!before || !now || *before < *now) cell = {std::string(text), line};
    }

    /// A row that is to be refused: the table gives it after the others, so that it is counted and told.
    void add_fault(Diagnostic fault) { faults_.push_back(std::move(fault)); }

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] std::size_t header_line() const override { return csv_.header_line(); }
    [[nodiscard]] bool next(TableRow& row) override {
        row.fault.reset();
        if (next_ >= rows_.size()) return next_fault(row);
        const Row& stored = rows_[next_++];
        row.line = next_;
        row.cells.assign(header_.size(), {});
        row.cells[0] = stored.id;
        for (std::size_t column = 1; column < stored.cells.size(); ++column)
            row.cells[column] = stored.cells[column].text;
        return true;
    }
    [[nodiscard]] Location where(const TableRow& row, std::optional<std::size_t> column) const override {
        TableRow place;
        place.line = csv_.header_line();
        if (row.line == 0 || row.line > rows_.size()) return csv_.where(place, std::nullopt);
        const Row& stored = rows_[row.line - 1];
        place.line = stored.line;
        if (column && *column > 0 && *column < stored.cells.size() && stored.cells[*column].line > 0)
            place.line = stored.cells[*column].line;
        return csv_.where(place, answer_column_);
    }
    [[nodiscard]] std::string origin(const TableRow& row) const override {
        TableRow place;
        place.line = rows_[row.line - 1].line;
        return csv_.origin(place);
    }

private:
    struct Cell {
        std::string text;
        std::size_t line = 0;
    };
    struct Row {
        std::string id;
        std::size_t line;
        std::vector<Cell> cells;  ///< by column; shorter than the header when the rest is empty
    };

    bool next_fault(TableRow& row) {
        const std::size_t fault = next_ - rows_.size();
        if (fault == faults_.size()) return false;
        row.line = ++next_;
        row.cells.assign(1, "-");
        row.fault = faults_[fault];
        return true;
    }

    Cell& cell_of(const std::string& application, const std::string& name, std::size_t line) {
        const auto [row, first] = places_.emplace(application, rows_.size());
        if (first) rows_.push_back({application, line, {}});
        const auto [column, added] = columns_.emplace(name, header_.size());
        if (added) header_.push_back(name);
        std::vector<Cell>& cells = rows_[row->second].cells;
        if (cells.size() <= column->second) cells.resize(column->second + 1);
        return cells[column->second];
    }

    const CsvReader& csv_;
    std::size_t answer_column_;
    std::vector<std::string> header_ = {"id"};
    std::vector<Row> rows_;
    std::vector<Diagnostic> faults_;
    std::unordered_map<std::string, std::size_t> places_, columns_;  ///< only looked up
    std::size_t next_ = 0;
};

using PartColumns = std::array<std::optional<std::size_t>, part_count>;

PartColumns columns_of(const CsvReader& csv) {
    PartColumns columns;
    for (std::size_t column = 0; column < csv.header().size(); ++column)
        if (const auto part = part_of(csv.header()[column]); part && !columns[*part]) columns[*part] = column;
    for (const Part part : {id, field, answer})
        if (!columns[part]) {
            TableRow place;
            place.line = csv.header_line();
            throw Error(
                Failure::invalid_input,
                {Severity::error,
                 "missing-column",
                 PLAN_TEXT("a questionnaire has the columns Application code, Field and Answer, or the French ones of "
                           "plan-classify --questionnaire"),
                 {},
                 csv.where(place, std::nullopt)});
        }
    return columns;
}

/// Answers on readiness have no field of their own: they are kept as an extra column.
bool is_on_readiness(std::string_view name) {
    return name.starts_with(readiness_prefix) && name.size() > readiness_prefix.size();
}

class AnswerReader {
public:
    explicit AnswerReader(CsvReader& csv) : csv_(csv), columns_(columns_of(csv)), table_(csv, *columns_[answer]) {}

    AnswerTable& read() {
        TableRow row;
        while (csv_.next(row))
            if (row.fault)
                table_.add_fault(*row.fault);
            else if (!cell(row, answer).empty())
                take(row);
        return table_;
    }

private:
    [[nodiscard]] std::string_view cell(const TableRow& row, Part part) const {
        return columns_[part] ? trim(row.cell(*columns_[part])) : std::string_view();
    }

    void refuse(const TableRow& row, Part part, const char* code, const char* text,
                std::vector<std::string> arguments) {
        table_.add_fault({Severity::error, code, text, std::move(arguments), csv_.where(row, columns_[part])});
    }

    void take(const TableRow& row) {
        const std::string application(without_apostrophe(cell(row, id)));
        const std::string name(cell(row, field));
        if (application.empty())
            return refuse(row, id, "missing-value", PLAN_TEXT("the answer does not say of which application it is"),
                          {});
        const bool known = find_field(application_fields(), name) != nullptr || is_on_readiness(name);
        if (name == "id" || !known) return refuse_field(row, name);
        if (!table_.add(application, name, cell(row, answer), row.line))
            return refuse(row, answer, "two-answers", PLAN_TEXT("{0}: a second answer to {1}, which differs"),
                          {excerpt(application), name});
        take_reasons(row, application, name);
    }

    void refuse_field(const TableRow& row, const std::string& name) {
        std::vector<std::string_view> known;
        for (const Field<Application>& one : application_fields()) known.push_back(one.name);
        const auto near = nearest(name, known);
        refuse(row, field, "unknown-field",
               near ? PLAN_TEXT("no field is called \"{0}\"; did you mean \"{1}\"?")
                    : PLAN_TEXT("no field is called \"{0}\"; the fields are listed in plan-records(5)"),
               {excerpt(name), std::string(near.value_or(""))});
    }

    void take_reasons(const TableRow& row, const std::string& application, const std::string& name) {
        const std::string_view why = cell(row, justification), when = cell(row, date), who = cell(row, validator);
        if (name.starts_with("harm.")) {
            if (!why.empty()) table_.append(application, "harm.justification", why, row.line);
            if (!when.empty()) table_.latest(application, "harm.date", when, row.line);
            if (!who.empty()) table_.append(application, "harm.validator", who, row.line);
            return;
        }
        std::vector<std::string> said;
        for (const std::string_view text : {why, when, who})
            if (!text.empty()) said.emplace_back(text);
        if (!said.empty()) table_.append(application, "Commentaires", name + " : " + join(said, ", "), row.line);
    }

    CsvReader& csv_;
    PartColumns columns_;
    AnswerTable table_;
};

}  // namespace

bool recognises_answers(std::string_view, std::string_view head) {
    std::string_view line = head.substr(0, head.find_first_of("\r\n"));
    if (line.starts_with("sep=")) {
        head.remove_prefix(std::min(head.find('\n') + 1, head.size()));
        line = head.substr(0, head.find_first_of("\r\n"));
    }
    // Names without accents, so that the encoding does not matter.
    bool names_field = false, names_question = false, names_validator = false;
    for (const std::string& cell : split_list(line, ";,\t")) {
        const std::string name = fold(cell);
        names_field = names_field || name == "champ" || name == "field";
        names_question = names_question || name == "question";
        names_validator = names_validator || name == "validateur" || name == "validator";
    }
    return names_field && names_question && names_validator;
}

void read_answers(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                  const Report&) {
    CsvOptions how{options.separator, options.encoding, {}};
    how.is_known_header = [](std::string_view header) { return part_of(header).has_value(); };
    CsvReader csv(source, path, how);
    AnswerReader reader(csv);
    consumer.take(reader.read(), RecordType::application, "answers");
}

}  // namespace plan
