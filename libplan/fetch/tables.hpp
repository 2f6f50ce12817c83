#pragma once

#include "libplan/fetch/listing.hpp"

#include <functional>
#include <string_view>
#include <vector>

/// The tables of a register that gives each as a list in pages.
namespace plan::fetch {

struct TableReading {
    std::string_view name;
    Listing listing = {};  ///< without `take` and `is_absent`
    /// The server may be without it: a warning then, and no pages.
    bool optional = false;
    /// Called when its last page was added: on the thread where answers are read, then on the one that asks.
    std::function<void()> added = {}, then = {};
};

/// Reads them, and asks the questions, all at once. `add` gets every page, in the order of the tables and of the pages
/// whatever the order of the answers, on the thread where answers are read. Throws what read_listings throws, and what
/// `add` throws.
void read_tables(Client& client, std::vector<TableReading> tables,
                 const std::function<void(std::string_view table, const JsonDocument& page)>& add,
                 std::vector<Question> questions = {});

/// Reports (warning) that a table is not there, by the server's word, and that the records are without it.
void report_absent_table(Client& client, const std::string& shown, std::string_view table, std::string_view said);

}  // namespace plan::fetch
