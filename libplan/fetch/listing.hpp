#pragma once

#include "libplan/fetch/client.hpp"
#include "libplan/source/json_document.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Lists that come in pages: read to the end, each record once, and counted against what the server announces.
namespace plan::fetch {

/// What a page says.
struct PageFacts {
    std::vector<std::string> ids;      ///< of its records
    std::optional<std::size_t> total;  ///< of records on all pages, when it tells
};

struct Listing {
    std::size_t page_size = 100;
    /// Asks for a page: the first of its records, counted from 0, how many there are to be, and the page's number,
    /// counted from 0.
    std::function<Request(std::size_t first, std::size_t size, std::size_t page)> ask;
    /// Throws UnusableAnswer when the document is no page.
    std::function<PageFacts(const Response& response, const JsonDocument& page)> look;
    /// An answer of a status that is no success that says "there is no such page"; null: none does.
    std::function<bool(const Response& response)> is_beyond = {};
};

/// The document in an answer. Throws UnusableAnswer for one that is no JSON, or was cut.
[[nodiscard]] JsonDocument json_of(const Request& request, const Response& response);

/// The pages, in order. While one runs through them the list may change: a page that is short, a record that comes
/// twice, another total, a sum that is not the total. Then all of them are asked for again, twice at the most. A server
/// whose pages are shorter than asked for is taken at its own size. Pages after the first are asked for together when
/// the total is told, else one by one until one is not full. Throws Error(input_output): "changed-while-read", and what
/// Client::each throws.
[[nodiscard]] std::vector<JsonDocument> read_listing(Client& client, const Listing& listing);

}  // namespace plan::fetch
