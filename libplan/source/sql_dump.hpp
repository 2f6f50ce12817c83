#pragma once

#include "libplan/source/byte_source.hpp"
#include "libplan/source/sql_scanner.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// A row that a dump inserts; valid while it is looked at.
struct SqlRow {
    std::string_view table;  ///< without its schema
    const std::vector<std::string>& columns;
    /// In the order of the columns; null: NULL, or something that is no plain value.
    const std::vector<const std::string*>& cells;
    Location where;
};

/// Reads the rows of a text dump of a database (mysqldump, mariadb-dump, pg_dump, sqlite3 .dump): CREATE TABLE for the
/// order of columns, INSERT and REPLACE with one row or many, COPY … FROM stdin. Every other statement is passed over
/// and counted; nothing is ever executed. One pass; memory is one piece of the file, a row of `most_row_bytes` at the
/// most, and the columns of `most_tables` tables.
class SqlDump {
public:
    static constexpr std::size_t most_tables = 2048;
    static constexpr std::size_t most_columns = 1024;
    static constexpr std::size_t longest_name = 128;  ///< of a table or column; the rest is dropped
    static constexpr std::size_t most_row_bytes = std::size_t{16} << 20;

    /// Asked once a statement: whether the rows of a table are of use. `columns` is empty when they are not known.
    using Wants = std::function<bool(std::string_view table, const std::vector<std::string>& columns)>;
    using Take = std::function<void(const SqlRow& row)>;

    /// `path` is how messages name the source. Both outlive this.
    SqlDump(ByteSource& source, std::string path) : scanner_(source, std::move(path)) {}

    /// Reads the whole dump. Throws Error(invalid_input, "unterminated-quote", "broken-row"), each with its place;
    /// Error(input_output) from the source.
    void read(const Wants& wants, const Take& take);

    /// What was not read: rows of wanted tables whose columns are not known or do not fit, values that are too long,
    /// statements by their first word (a note).
    void report_losses(const Report& report) const;

    /// Rows of tables that nobody wanted.
    [[nodiscard]] std::size_t unwanted_rows() const { return unwanted_rows_; }

private:
    /// Rows or values lost for one reason: how many, and where the first stands.
    struct Loss {
        std::size_t count = 0;
        Location first;
        void add(const Location& where);
    };

    void read_statement(const Take& take);
    void skip_statement();
    void skip_to_end();
    void count_statement(std::string word);
    [[nodiscard]] std::string name() const { return scanner_.text().substr(0, longest_name); }
    std::string read_table_name();
    std::vector<std::string> read_names();
    void read_create();
    void read_insert(const Take& take);
    bool read_row(const std::string& table, const std::vector<std::string>& columns, bool wanted, const Take& take);
    void read_value(bool wanted);
    void read_copy(const Take& take);
    void read_copy_line(std::string_view line);
    void read_delimiter();
    void add_cell(std::string&& text, bool is_null);
    void give_row(const std::string& table, const std::vector<std::string>& columns, const Location& where,
                  const Take& take);

    SqlScanner scanner_;
    const Wants* wants_ = nullptr;
    std::map<std::string, std::vector<std::string>, std::less<>> tables_;  ///< columns by table
    std::vector<std::string> texts_;                                       ///< of the row at hand, reused
    std::vector<bool> nulls_;
    std::vector<const std::string*> cells_;
    std::size_t row_cells_ = 0;
    std::size_t row_bytes_ = 0;
    Loss nameless_, ragged_, long_values_, expressions_;
    std::size_t unwanted_rows_ = 0;
    std::map<std::string, std::size_t> statements_;  ///< passed over, by first word
};

}  // namespace plan
