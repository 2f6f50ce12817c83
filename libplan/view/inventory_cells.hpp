#pragma once

#include "libplan/record/fields.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/view/table.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Values of an inventory as cells that plan-import reads back as the same values.
namespace plan {

/// How people of a language write a day: 31/12/2026, or 2026-12-31.
enum class DayForm : std::uint8_t { french, iso };
[[nodiscard]] std::string day_text(Date date, DayForm form);

/// The usual word for a value of the stream: in French the first spelling of the vocabulary, in English the value with
/// blanks. The value itself where the vocabulary does not know it.
[[nodiscard]] std::string word_for(const Vocabulary& words, std::string_view value, Language language);

/// A field's value; `words`, where not null, says it in `language`. Lists stand in one cell, parted by commas.
[[nodiscard]] Cell value_cell(const FieldValue& value, const Vocabulary* words, Language language);

/// The components of a kind, each with its end of support in parentheses: "Debian 12 (2028-06-30), RHEL 8". What is
/// none of the kinds that have a column of their own goes with the products.
[[nodiscard]] Cell components_cell(const std::vector<Component>& components, std::string_view kind, DayForm form);
/// "Fonds : 40 % : 2027-01-01 : 2028-12-31 | Programme : 12.5 %". A share without a first day, but with a last one, has
/// the first day that there is.
[[nodiscard]] Cell funding_cell(const std::vector<Funding>& funding, DayForm form);
/// The kinds of component that have a column: "os", "database", "language", "product".
[[nodiscard]] std::span<const std::string_view> component_columns();

/// The columns that no field knows, of all records of a table, in an order that agrees with that of each record where
/// all of them agree. A header that several columns of one record share counts once for each.
class ExtraHeaders {
public:
    /// O(columns of all records * log).
    template <class Record>
    ExtraHeaders(RecordType type, const std::vector<Record>& records) : type_(type) {
        for (const Record& record : records) add(record.extra);
        number();
    }

    [[nodiscard]] std::size_t size() const { return headers_.size(); }
    /// What stands in the table, one for each column: the header as it came, or "extra.Header" where the importer would
    /// take the bare one for a field.
    [[nodiscard]] std::vector<std::string> shown() const;
    /// Appends the record's cells, one for each column.
    void append_cells(const ExtraColumns& extra, std::vector<Cell>& cells) const;

    /// Takes a header out that the table has a column for.
    void leave_out(const std::string& header);

private:
    using Key = std::pair<std::string, std::size_t>;  ///< header, and how many of that name come before it in a record

    static std::vector<Key> keys_of(const ExtraColumns& extra);
    void add(const ExtraColumns& extra);
    void number();

    RecordType type_;
    std::list<Key> headers_;
    std::map<Key, std::list<Key>::iterator> known_;
    std::map<Key, std::size_t> positions_;
};

}  // namespace plan
