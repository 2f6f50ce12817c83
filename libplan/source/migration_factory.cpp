#include "libplan/source/migration_factory.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/memory_table.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

namespace plan {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::string_view application_key = "app name", server_key = "server name";

/// Whom a column speaks of; headers are compared by plan::fold.
enum class Subject : std::uint8_t {
    application,  ///< one value an application
    both,         ///< a server's; of an application every value that its servers have
    server,
};

Subject subject_of(std::string_view key) {
    for (const std::string_view start : {"app ", "wave ", "aws "})
        if (key.starts_with(start)) return Subject::application;
    if (key == "r type") return Subject::application;
    if (key == "tags" || key == "server os family" || key == "server os version") return Subject::both;
    return Subject::server;
}

/// What two spellings of a word have in common: "Re-host" and "rehost".
std::string word(std::string_view cell) {
    std::string folded = fold(cell);
    std::erase(folded, ' ');
    return folded.empty() ? std::string(cell) : folded;
}

class IntakeReader {
public:
    IntakeReader(CsvReader& table, const std::string& path, const Report& report)
        : table_(table), path_(path), report_(report), servers_(file()) {
        for (const std::string& header : table.header()) {
            keys_.push_back(fold(header));
            subjects_.push_back(subject_of(keys_.back()));
        }
        name_ = column(application_key, "app_name");
        server_ = column(server_key, "server_name");
        servers_.add_column(table.header()[server_]);
    }

    void read(TableConsumer& consumer) {
        TableRow row;
        while (table_.next(row)) {
            count_bytes(row);
            if (row.fault) {
                report_(*row.fault);
                continue;
            }
            add_server(row);
            add_to_application(row);
        }
        MemoryTable applications(file());
        applications.add_column(table_.header()[name_]);
        for (Application& application : applications_) applications.add(row_of(application));
        consumer.take(applications, RecordType::application, "applications");
        consumer.take(servers_, RecordType::server, "servers");
    }

private:
    struct Application {
        std::map<std::size_t, std::vector<std::string>> values;  ///< by column, distinct
        Location where;
        std::string origin;
    };

    [[nodiscard]] Location file() const { return {path_, 0, 0, {}}; }

    [[nodiscard]] std::size_t column(std::string_view key, const char* usual) const {
        const auto found = std::ranges::find(keys_, key);
        if (found != keys_.end()) return static_cast<std::size_t>(found - keys_.begin());
        throw Error(
            Failure::invalid_input,
            {Severity::error,
             "missing-column",
             PLAN_TEXT("no column '{}', which an intake form of Cloud Migration Factory has; the columns are: {}"),
             {usual, excerpt(join(table_.header(), ", "))},
             {path_, table_.header_line(), 0, {}}});
    }

    void count_bytes(const TableRow& row) {
        for (const std::string_view cell : row.cells) bytes_ += cell.size();
        if (bytes_ > most_bytes) refuse_large_file(path_, most_bytes);
    }

    /// A row may name an application alone, before its servers are known.
    [[nodiscard]] bool has_server(const TableRow& row) const {
        if (trim(row.cell(name_)).empty()) return true;
        for (std::size_t index = 0; index < keys_.size(); ++index)
            if (subjects_[index] == Subject::server && !trim(row.cell(index)).empty()) return true;
        return false;
    }

    void add_server(const TableRow& row) {
        if (!has_server(row)) return;
        MemoryTable::Row server;
        server.where = table_.where(row, std::nullopt);
        server.origin = table_.origin(row);
        for (std::size_t index = 0; index < keys_.size(); ++index)
            if (index == name_ || subjects_[index] != Subject::application)
                server.cells.emplace_back(table_.header()[index], std::string(row.cell(index)));
        servers_.add(std::move(server));
    }

    void add_to_application(const TableRow& row) {
        const std::string name(trim(row.cell(name_)));
        if (name.empty()) return;
        const auto [known, added] = index_.emplace(name, applications_.size());
        if (added) {
            applications_.emplace_back();
            applications_.back().where = table_.where(row, std::nullopt);
            applications_.back().origin = table_.origin(row);
        }
        for (std::size_t index = 0; index < keys_.size(); ++index)
            if (subjects_[index] != Subject::server) add_value(applications_[known->second], name, row, index);
    }

    void add_value(Application& application, const std::string& name, const TableRow& row, std::size_t index) {
        constexpr std::string_view signs = ";|";
        const std::string_view cell = trim(row.cell(index));
        if (cell.empty()) return;
        std::vector<std::string>& values = application.values[index];
        if (subjects_[index] == Subject::both) {
            for (std::string& piece : split_list(cell, signs))
                if (std::ranges::find(values, piece) == values.end()) values.push_back(std::move(piece));
            return;
        }
        if (std::ranges::any_of(values, [&](const std::string& value) { return word(value) == word(cell); })) return;
        values.emplace_back(cell);
        if (values.size() == 1) return;
        report_({Severity::warning,
                 "conflicting-rows",
                 PLAN_TEXT("application '{}': column '{}' says '{}' here and '{}' in an earlier row, which counts"),
                 {excerpt(name), excerpt(table_.header()[index]), excerpt(cell), excerpt(values.front())},
                 table_.where(row, std::nullopt)});
    }

    [[nodiscard]] MemoryTable::Row row_of(Application& application) const {
        MemoryTable::Row row;
        row.where = std::move(application.where);
        row.origin = std::move(application.origin);
        for (const auto& [index, values] : application.values)
            row.cells.emplace_back(table_.header()[index],
                                   subjects_[index] == Subject::both ? join(values, "|") : values.front());
        return row;
    }

    CsvReader& table_;
    const std::string& path_;
    const Report& report_;
    std::vector<std::string> keys_;
    std::vector<Subject> subjects_;
    std::size_t name_ = 0, server_ = 0;
    std::size_t bytes_ = 0;
    MemoryTable servers_;
    std::vector<Application> applications_;
    std::map<std::string, std::size_t> index_;
};

}  // namespace

bool recognises_migration_factory(std::string_view, std::string_view head) {
    const std::string line = " " + fold(head.substr(0, head.find_first_of("\r\n"))) + " ";
    return line.find(" app name ") != std::string::npos && line.find(" server name ") != std::string::npos &&
           (line.find(" wave ") != std::string::npos || line.find(" server os family ") != std::string::npos ||
            line.find(" r type ") != std::string::npos);
}

void read_migration_factory(ByteSource& source, const std::string& path, const ReadOptions& options,
                            TableConsumer& consumer, const Report& report) {
    CsvOptions csv{options.separator, options.encoding, {}};
    csv.is_known_header = [](std::string_view header) {
        const std::string key = fold(header);
        return key == application_key || key.starts_with("server ") || key.starts_with("wave ");
    };
    CsvReader table(source, path, csv);
    IntakeReader(table, path, report).read(consumer);
}

}  // namespace plan
