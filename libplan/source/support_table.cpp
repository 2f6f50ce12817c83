#include "libplan/source/support_table.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/csv.hpp"

#include <array>

namespace plan {

namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20;

enum Part : std::size_t { product, aliases, version, end, source, verified, confidence, notes, part_count };

struct PartNames {
    std::string_view french, english;  ///< folded
};
constexpr std::array<PartNames, part_count> part_names = {{{"produit", "product"},
                                                           {"alias", "aliases"},
                                                           {"version", "version"},
                                                           {"fin de support", "end of support"},
                                                           {"source", "source"},
                                                           {"verifie le", "verified on"},
                                                           {"confiance", "confidence"},
                                                           {"notes", "notes"}}};

std::optional<Part> part_of(std::string_view header) {
    const std::string name = fold(header);
    for (std::size_t part = 0; part < part_count; ++part)
        if (name == part_names[part].french || name == part_names[part].english) return static_cast<Part>(part);
    return std::nullopt;
}

class Reader {
public:
    explicit Reader(CsvReader& csv) : csv_(csv) {
        for (std::size_t column = 0; column < csv.header().size(); ++column)
            if (const auto part = part_of(csv.header()[column]); part && !columns_[*part]) columns_[*part] = column;
        for (const Part part : {product, version, end, source})
            if (!columns_[part]) {
                TableRow header;
                header.line = csv.header_line();
                fail(header, std::nullopt, "missing-column", PLAN_TEXT("the table of supports has no column \"{}\""),
                     {std::string(part_names[part].english)});
            }
    }

    void read(std::vector<SupportEntry>& entries, std::map<std::string, std::size_t, std::less<>>& by_name) {
        TableRow row;
        while (csv_.next(row)) {
            if (row.fault) throw Error(Failure::invalid_input, *row.fault);
            SupportEntry entry = read_entry(row);
            std::vector<std::string> names = split_list(cell(row, aliases), "|");
            names.push_back(entry.product);
            for (const std::string& name : names) {
                const std::string key = fold(name + " " + entry.version);
                const auto [known, added] = by_name.emplace(key, entries.size());
                if (!added && known->second != entries.size())
                    fail(row, product, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {key});
            }
            entries.push_back(std::move(entry));
        }
    }

private:
    [[nodiscard]] std::string_view cell(const TableRow& row, Part part) const {
        return columns_[part] ? trim(row.cell(*columns_[part])) : std::string_view();
    }

    [[noreturn]] void fail(const TableRow& row, std::optional<Part> part, const char* code, const char* text,
                           std::vector<std::string> arguments) const {
        throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments),
                                             csv_.where(row, part ? columns_[*part] : std::nullopt)});
    }

    std::optional<Date> date(const TableRow& row, Part part) const {
        const std::string_view text = cell(row, part);
        if (text.empty()) return std::nullopt;
        const auto date = parse_local_date(text);
        if (!date) fail(row, part, "bad-date", PLAN_TEXT("\"{}\" is not a date YYYY-MM-DD"), {excerpt(text)});
        return date;
    }

    [[nodiscard]] SupportEntry read_entry(const TableRow& row) const {
        for (const Part part : {product, version, end, source})
            if (cell(row, part).empty())
                fail(row, part, "missing-value", PLAN_TEXT("column '{}' must not be empty in this row"),
                     {csv_.header()[*columns_[part]]});
        SupportEntry entry;
        entry.product = cell(row, product);
        entry.version = cell(row, version);
        entry.end = *date(row, end);
        entry.source = cell(row, source);
        entry.verified_on = date(row, verified);
        const std::string word = fold(cell(row, confidence));
        entry.to_verify = word == "a verifier" || word == "to verify";
        if (!entry.to_verify && !entry.verified_on)
            fail(row, verified, "unverified-entry",
                 PLAN_TEXT("{} says neither when its date was read (verified on) nor that it was not (confidence: "
                           "to-verify)"),
                 {excerpt(entry.product + " " + entry.version)});
        return entry;
    }

    CsvReader& csv_;
    std::array<std::optional<std::size_t>, part_count> columns_;
};

}  // namespace

const SupportEntry* SupportTable::find(std::string_view component) const {
    constexpr std::size_t most_words = 12;
    const std::string name = fold(component);
    std::size_t words = 0, length = 0;
    const SupportEntry* found = nullptr;
    for (std::size_t space = name.find(' '); words < most_words; space = name.find(' ', length + 1), ++words) {
        length = std::min(space, name.size());
        if (const auto entry = by_name_.find(std::string_view(name).substr(0, length)); entry != by_name_.end())
            found = &entries_[entry->second];
        if (length == name.size()) break;
    }
    return found;
}

SupportTable read_support_table(std::string_view text, const std::string& name) {
    if (text.size() > largest_file)
        throw Error(Failure::invalid_input, {Severity::error,
                                             "file-too-large",
                                             PLAN_TEXT("a table of supports has at most {} bytes"),
                                             {std::to_string(largest_file)},
                                             {name, 0, 0, {}}});
    MemorySource bytes(text);
    CsvOptions how;
    how.is_known_header = [](std::string_view header) { return part_of(header).has_value(); };
    CsvReader csv(bytes, name, how);
    SupportTable table;
    Reader(csv).read(table.entries_, table.by_name_);
    return table;
}

}  // namespace plan
