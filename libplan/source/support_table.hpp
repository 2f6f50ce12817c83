#pragma once

#include "libplan/base/date.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Until when a version of a product is supported, and who says so.
struct SupportEntry {
    std::string product, version;
    Date end;  ///< the last day of support
    std::string source;
    std::optional<Date> verified_on;
    bool to_verify = false;  ///< the date was not read at its source: every reason drawn from it says so
};

/// Ends of support of products (templates/support/support.csv), found by the names that people give to components.
class SupportTable {
public:
    /// The entry whose product (or alias) and version begin the name, the longest of several: "PostgreSQL 9.6.24" and
    /// "Debian 12 (image)" are found, "PostgreSQL" is not. Case, accents and punctuation do not count. Null: unknown.
    /// O(words of the name * log entries).
    [[nodiscard]] const SupportEntry* find(std::string_view component) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    friend SupportTable read_support_table(std::string_view text, const std::string& name);
    std::vector<SupportEntry> entries_;
    std::map<std::string, std::size_t, std::less<>> by_name_;  ///< folded "product version"
};

/// Reads a table: CSV with the columns Product, Aliases (parted by |), Version, End of support, Source, Verified on,
/// Confidence (read or to-verify) and Notes, or the French ones of the shipped file. Throws Error(invalid_input) with
/// the line: a missing column, product, version, source or date, a date that is none, a name and version given twice,
/// an entry that is neither verified nor marked to be; "file-too-large" beyond 16 MiB.
[[nodiscard]] SupportTable read_support_table(std::string_view text, const std::string& name);

}  // namespace plan
