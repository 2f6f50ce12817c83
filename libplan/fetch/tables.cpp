#include "libplan/fetch/tables.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace plan::fetch {

namespace {

/// What came of a table, until those before it have come too.
struct Arrived {
    bool complete = false;
    std::vector<JsonDocument> pages;
    std::optional<Diagnostic> absent;
};

}  // namespace

void report_absent_table(Client& client, const std::string& shown, std::string_view table, std::string_view said) {
    client.report()({Severity::warning,
                     "absent-table",
                     PLAN_TEXT("the server has no {}, and the records are without what it would say: {}"),
                     {std::string(table), client.quoted(trim(said))},
                     {shown, 0, 0, {}}});
}

void read_tables(Client& client, std::vector<TableReading> tables,
                 const std::function<void(std::string_view table, const JsonDocument& page)>& add,
                 std::vector<Question> questions) {
    std::vector<Arrived> arrived(tables.size());
    std::size_t added = 0;
    const auto add_arrived = [&] {
        for (; added < tables.size() && arrived[added].complete; ++added) {
            const TableReading& table = tables[added];
            Arrived& what = arrived[added];
            if (what.absent)
                report_absent_table(client, what.absent->where.file, table.name, what.absent->arguments.back());
            // A job a page, so that answers that come in between are read in between.
            for (JsonDocument& page : what.pages) {
                page.report_repeated_keys(client.report());
                client.aside([&add, name = table.name, page = std::make_shared<JsonDocument>(std::move(page))] {
                    add(name, *page);
                });
            }
            what.pages.clear();
            if (table.then) client.aside(table.added, table.then);
        }
    };
    std::vector<Listing> listings;
    for (std::size_t index = 0; index < tables.size(); ++index) {
        Listing listing = tables[index].listing;
        listing.take = [&, index](std::vector<JsonDocument> pages) {
            arrived[index] = {true, std::move(pages), {}};
            add_arrived();
        };
        if (tables[index].optional)
            listing.is_absent = [&, index](const Error& error) {
                arrived[index] = {true, {}, error.diagnostic()};
                add_arrived();
            };
        listings.push_back(std::move(listing));
    }
    read_listings(client, listings, std::move(questions));
}

}  // namespace plan::fetch
