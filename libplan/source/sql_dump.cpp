#include "libplan/source/sql_dump.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

std::string capitals(std::string_view word) {
    std::string text(word);
    for (char& byte : text)
        if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 32);
    return text;
}

/// Words that open an item of CREATE TABLE that is no column.
bool opens_key(const SqlScanner& scanner) {
    for (const std::string_view word : {"PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "FULLTEXT",
                                        "SPATIAL", "CHECK", "EXCLUDE", "LIKE", "PERIOD"})
        if (scanner.is_word(word)) return true;
    return false;
}

/// A field of COPY's text format, its escapes resolved.
std::string copied_text(std::string_view field) {
    std::string text;
    text.reserve(field.size());
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] != '\\' || at + 1 == field.size()) {
            text += field[at];
            continue;
        }
        const char escaped = field[++at];
        const auto digits = [&](std::size_t most, int base) {
            int number = 0;
            std::size_t taken = 0;
            for (; taken < most && at < field.size(); ++taken, ++at) {
                const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(field[at] | 0x20));
                const bool plain = field[at] >= '0' && field[at] <= '9';
                const std::size_t value = plain ? static_cast<std::size_t>(field[at] - '0') : digit;
                if (value >= static_cast<std::size_t>(base)) break;
                number = number * base + static_cast<int>(value);
            }
            --at;
            text += static_cast<char>(static_cast<unsigned char>(number));
        };
        constexpr std::string_view letters = "bfnrtv";
        constexpr std::string_view meant = "\b\f\n\r\t\v";
        if (const std::size_t known = letters.find(escaped); known != std::string_view::npos)
            text += meant[known];
        else if (escaped >= '0' && escaped <= '7')
            digits(3, 8);
        else if (escaped == 'x' && at + 1 < field.size()) {
            ++at;
            digits(2, 16);
        } else
            text += escaped;
    }
    return text;
}

}  // namespace

void SqlDump::Loss::add(const Location& where) {
    if (count++ == 0) first = where;
}

void SqlDump::read(const Wants& wants, const Take& take) {
    wants_ = &wants;
    while (scanner_.next() != SqlKind::end)
        if (!scanner_.is_sign(';')) read_statement(take);
}

void SqlDump::read_statement(const Take& take) {
    if (scanner_.is_word("INSERT") || scanner_.is_word("REPLACE")) return read_insert(take);
    if (scanner_.is_word("CREATE")) return read_create();
    if (scanner_.is_word("COPY")) return read_copy(take);
    if (scanner_.is_word("DELIMITER")) return read_delimiter();
    if (scanner_.is_word("PRAGMA")) scanner_.use_standard_quotes();  // only SQLite says this
    skip_statement();
}

void SqlDump::count_statement(std::string word) {
    constexpr std::size_t most = 64, longest = 24;
    if (word.size() > longest || word.empty()) word = "?";
    if (statements_.size() >= most && !statements_.contains(word)) word = "?";
    ++statements_[word];
}

/// At the first word of a statement that says nothing of rows.
void SqlDump::skip_statement() {
    count_statement(scanner_.kind() == SqlKind::word ? capitals(scanner_.text()) : std::string());
    bool setting = false;
    while (scanner_.next() != SqlKind::end && !scanner_.is_sign(';')) {
        if (scanner_.is_word("STANDARD_CONFORMING_STRINGS"))
            setting = true;
        else if (setting && scanner_.is_word("ON"))
            scanner_.use_standard_quotes();
        else if (scanner_.kind() == SqlKind::text && scanner_.text().find("NO_BACKSLASH_ESCAPES") != std::string::npos)
            scanner_.use_standard_quotes();
    }
}

void SqlDump::skip_to_end() {
    while (scanner_.kind() != SqlKind::end && !scanner_.is_sign(';')) scanner_.next(false);
}

/// A name at hand, its schema dropped; the token behind it is at hand afterwards.
std::string SqlDump::read_table_name() {
    std::string table = name();
    while (scanner_.next() != SqlKind::end && scanner_.is_sign('.')) {
        scanner_.next();
        table = name();
    }
    return table;
}

/// Names in parentheses; the one that opens is at hand, the token behind the one that closes is afterwards.
std::vector<std::string> SqlDump::read_names() {
    std::vector<std::string> names;
    while (scanner_.next() != SqlKind::end && !scanner_.is_sign(')') && !scanner_.is_sign(';'))
        if ((scanner_.kind() == SqlKind::name || scanner_.kind() == SqlKind::word) && names.size() < most_columns)
            names.push_back(name());
    scanner_.next();
    return names;
}

void SqlDump::read_create() {
    scanner_.next();
    if (!scanner_.is_word("TABLE")) {
        count_statement("CREATE");
        return skip_to_end();
    }
    scanner_.next();
    if (scanner_.is_word("IF")) {  // NOT EXISTS
        scanner_.next();
        scanner_.next();
        scanner_.next();
    }
    const std::string table = read_table_name();
    std::vector<std::string> columns;
    if (scanner_.is_sign('(')) {
        std::size_t depth = 1;
        bool item_begins = true;
        while (depth > 0 && scanner_.next() != SqlKind::end) {
            const bool is_name = scanner_.kind() == SqlKind::name;
            if (depth == 1 && item_begins && (is_name || (scanner_.kind() == SqlKind::word && !opens_key(scanner_))) &&
                columns.size() < most_columns)
                columns.push_back(name());
            item_begins = depth == 1 && scanner_.is_sign(',');
            if (scanner_.is_sign('(')) ++depth;
            if (scanner_.is_sign(')')) --depth;
        }
    }
    if (tables_.size() < most_tables || tables_.contains(table)) tables_[table] = std::move(columns);
    skip_to_end();
}

void SqlDump::read_insert(const Take& take) {
    while (scanner_.next() != SqlKind::end && !scanner_.is_word("INTO") && !scanner_.is_sign(';')) {
    }
    if (!scanner_.is_word("INTO")) return;
    scanner_.next();
    const std::string table = read_table_name();
    std::vector<std::string> columns;
    if (scanner_.is_sign('('))
        columns = read_names();
    else if (const auto known = tables_.find(table); known != tables_.end())
        columns = known->second;
    while (!scanner_.is_word("VALUES") && !scanner_.is_word("VALUE")) {
        if (scanner_.kind() == SqlKind::end || scanner_.is_sign(';')) return count_statement("INSERT … SELECT");
        scanner_.next();
    }
    const bool wanted = (*wants_)(table, columns);
    do {
        scanner_.next();
        if (!scanner_.is_sign('(') || !read_row(table, columns, wanted, take)) break;
    } while (scanner_.is_sign(','));
    skip_to_end();  // ON DUPLICATE KEY UPDATE …
}

/// A row; the parenthesis that opens it is at hand, the token behind the one that closes it is afterwards. False when
/// the text ends in it.
bool SqlDump::read_row(const std::string& table, const std::vector<std::string>& columns, bool wanted,
                       const Take& take) {
    Location where;
    if (wanted) {
        where = scanner_.where();
        --where.column;
    } else {
        ++unwanted_rows_;
    }
    row_cells_ = row_bytes_ = 0;
    do {
        read_value(wanted);
        if (scanner_.kind() == SqlKind::end || scanner_.is_sign(';')) {
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "broken-row",
                         PLAN_TEXT("a row of the table '{}' is not closed: the dump is cut off, or is not one"),
                         {excerpt(table)},
                         scanner_.where()});
        }
    } while (!scanner_.is_sign(')'));
    if (wanted) give_row(table, columns, where, take);
    scanner_.next();
    return true;
}

/// A value; the sign that ends it, a comma or the closing parenthesis, is at hand afterwards.
void SqlDump::read_value(bool wanted) {
    std::string text;
    bool is_null = false, is_plain = true, any = false, introduced = false, cast = false, is_long = false;
    std::size_t depth = 0;
    for (;;) {
        scanner_.next(wanted);
        const SqlKind kind = scanner_.kind();
        if (kind == SqlKind::end || scanner_.is_sign(';')) break;
        if (depth == 0 && (scanner_.is_sign(',') || scanner_.is_sign(')'))) break;
        if (scanner_.is_sign('(')) ++depth;
        if (scanner_.is_sign(')')) --depth;
        if (!wanted) continue;
        if (cast || scanner_.is_sign(':')) {  // '…'::jsonb
            cast = true;
        } else if (kind == SqlKind::sign || depth > 0) {
            is_plain = false;
        } else if (kind == SqlKind::word) {
            introduced = !any && scanner_.text().starts_with('_');  // _utf8mb4'…'
            is_null = !any && scanner_.is_word("NULL");
            if (any) is_plain = false;
            if (!introduced) text = scanner_.text();
            any = !introduced;
        } else {
            text += scanner_.text();  // neighbours are one text
            any = true;
        }
        if (scanner_.is_cut() || text.size() > SqlScanner::longest_token) {
            text.clear();
            long_values_.add(scanner_.where());
            is_long = true;
        }
    }
    if (!wanted) return;
    if (!is_plain) expressions_.add(scanner_.where());
    add_cell(std::move(text), is_null || is_long || !is_plain);
}

void SqlDump::add_cell(std::string&& text, bool is_null) {
    row_bytes_ += text.size();
    if (row_bytes_ > most_row_bytes) {
        long_values_.add(scanner_.where());
        is_null = true;
    }
    if (row_cells_ > most_columns) return;
    if (texts_.size() == row_cells_) {
        texts_.emplace_back();
        nulls_.push_back(false);
    }
    if (is_null)
        texts_[row_cells_].clear();
    else
        texts_[row_cells_] = std::move(text);
    nulls_[row_cells_++] = is_null;
}

void SqlDump::give_row(const std::string& table, const std::vector<std::string>& columns, const Location& where,
                       const Take& take) {
    if (columns.empty()) return nameless_.add(where);
    if (row_cells_ != columns.size()) return ragged_.add(where);
    cells_.clear();
    for (std::size_t index = 0; index < row_cells_; ++index) cells_.push_back(nulls_[index] ? nullptr : &texts_[index]);
    take({table, columns, cells_, where});
}

void SqlDump::read_copy(const Take& take) {
    scanner_.next();
    const std::string table = read_table_name();
    std::vector<std::string> columns;
    if (scanner_.is_sign('(')) columns = read_names();
    if (columns.empty())
        if (const auto known = tables_.find(table); known != tables_.end()) columns = known->second;
    bool from_here = false, is_text = true;
    for (; scanner_.kind() != SqlKind::end && !scanner_.is_sign(';'); scanner_.next()) {
        from_here = from_here || scanner_.is_word("STDIN");
        is_text = is_text && !scanner_.is_word("CSV") && !scanner_.is_word("BINARY");
    }
    if (!from_here) return count_statement("COPY");
    if (!is_text) count_statement("COPY … CSV");
    const bool wanted = is_text && (*wants_)(table, columns);
    std::string line;
    scanner_.next_line(line);  // what is left of the line of the statement
    for (;;) {
        Location where;
        if (wanted) where = scanner_.where();
        if (!scanner_.next_line(line)) {
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "broken-row",
                         PLAN_TEXT("the rows of the table '{}' do not end with a line \\.: the dump is cut off"),
                         {excerpt(table)},
                         scanner_.where()});
        }
        if (line == "\\.") return;
        if (!wanted) {
            ++unwanted_rows_;
            continue;
        }
        if (line.size() == SqlScanner::longest_token) {
            long_values_.add(where);
            continue;
        }
        read_copy_line(line);
        give_row(table, columns, where, take);
    }
}

void SqlDump::read_copy_line(std::string_view line) {
    row_cells_ = row_bytes_ = 0;
    for (std::size_t from = 0;;) {
        const std::size_t tab = line.find('\t', from);
        const std::string_view field = line.substr(from, tab - from);
        add_cell(copied_text(field), field == "\\N");
        if (tab == std::string_view::npos) return;
        from = tab + 1;
    }
}

/// Between DELIMITER lines of the mysql client stand triggers and procedures.
void SqlDump::read_delimiter() {
    count_statement("DELIMITER");
    std::string line;
    if (!scanner_.next_line(line) || trim(line) == ";") return;
    while (scanner_.next_line(line)) {
        const std::string_view words = trim(line);
        constexpr std::string_view command = "DELIMITER";
        if (words.size() > command.size() && capitals(words.substr(0, command.size())) == command &&
            trim(words.substr(command.size())) == ";")
            return;
    }
}

void SqlDump::report_losses(const Report& report) const {
    // A row that is not read is an error, a value that is left out of a row a warning.
    const auto say = [&](Severity severity, const char* code, const char* text, const Loss& loss) {
        if (loss.count > 0) report({severity, code, text, {std::to_string(loss.count)}, loss.first});
    };
    say(Severity::error, "nameless-columns",
        PLAN_TEXT("rows of tables whose columns the dump does not name: {}, the first here; dump the structure too, or "
                  "use --complete-insert (mysqldump) or --column-inserts (pg_dump)"),
        nameless_);
    say(Severity::error, "ragged-row",
        PLAN_TEXT("rows with more or fewer values than their table has columns: {}, the first here"), ragged_);
    say(Severity::warning, "long-value", PLAN_TEXT("values that are too long to be read: {}, the first here"),
        long_values_);
    say(Severity::warning, "expressions", PLAN_TEXT("values that are expressions of SQL, not read: {}, the first here"),
        expressions_);
    std::vector<std::string> passed;
    for (const auto& [word, count] : statements_) passed.push_back(word + " (" + std::to_string(count) + ")");
    if (!passed.empty())
        report({Severity::note,
                "statements-passed-over",
                PLAN_TEXT("statements that say nothing of rows, passed over: {}"),
                {excerpt(join(passed, ", "))},
                {scanner_.path(), 0, 0, {}}});
}

}  // namespace plan
