#pragma once

#include "libplan/fetch/client.hpp"
#include "libplan/source/json_document.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
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
    /// Throws UnusableAnswer when the document is no page of that size. Called as Question::read is.
    std::function<PageFacts(const Response& response, const JsonDocument& page, std::size_t size)> look;
    /// An answer of a status that is no success that says "there is no such page"; null: none does.
    std::function<bool(const Response& response)> is_beyond = {};
    /// Gets the pages, in order, once they hold together; may ask more (Client::also, Client::aside).
    std::function<void(std::vector<JsonDocument> pages)> take = {};
    /// Told why the server has no such list: it says 400 or 404, or that it does not know the operation. Null: that is
    /// a failure like others.
    std::function<void(const Error& error)> is_absent = {};
    bool may_be_forbidden = false;  ///< 403 then says no more than that either
};

/// The document in an answer. Throws UnusableAnswer for one that is no JSON, or was cut.
[[nodiscard]] JsonDocument json_of(const Request& request, const Response& response);

/// Reads lists, and asks the questions, all at once. While one runs through them they may change: a page that is short,
/// a record that comes twice, another total, a sum that is not the total. Then all pages of the list are asked for
/// again, twice at the most. A server whose pages are shorter than asked for is taken at its own size. Pages after the
/// first are asked for together when the total is told, else one by one until one is not full. Throws
/// Error(input_output): "changed-while-read", and what Client::each throws.
void read_listings(Client& client, std::span<const Listing> listings, std::vector<Question> questions = {});

/// The pages of one, in order; none when it is absent and may be. Its `take` is not called.
[[nodiscard]] std::vector<JsonDocument> read_listing(Client& client, Listing listing);

}  // namespace plan::fetch
