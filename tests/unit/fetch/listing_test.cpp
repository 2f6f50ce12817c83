#include "libplan/fetch/listing.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/fetch/scripted_transport.hpp"

using namespace plan;
using namespace plan::fetch;
using namespace plan::fetch::tests;

namespace {

const Report silent = [](const Diagnostic&) {};

/// A list of numbers in pages: {"total": 5, "ids": [0, 1]}.
struct Server {
    std::size_t records = 5;
    std::size_t largest_page = 1000;
    bool tells_total = true;
    std::function<void(std::size_t first, std::size_t& size, std::size_t& total)> disturb = {};

    [[nodiscard]] Outcome operator()(const Request& asked) const {
        const std::vector<std::string> words = split_list(asked.url.substr(asked.url.find('?') + 1), "-");
        const auto first = static_cast<std::size_t>(*parse_integer(words.at(0)));
        auto size = std::min(static_cast<std::size_t>(*parse_integer(words.at(1))), largest_page);
        std::size_t total = records;
        if (disturb) disturb(first, size, total);
        if (first > records) return answer(400, "beyond");
        std::string ids;
        for (std::size_t id = first; id < std::min(first + size, records); ++id)
            ids += (ids.empty() ? "" : ",") + std::to_string(id);
        return answer(200, "{\"total\":" + std::to_string(total) + ",\"ids\":[" + ids + "]}");
    }
};

Listing listing(std::size_t page_size, bool tells_total = true) {
    Listing listing;
    listing.page_size = page_size;
    listing.ask = [](std::size_t first, std::size_t size, std::size_t) {
        return request("https://a.example/?" + std::to_string(first) + "-" + std::to_string(size));
    };
    listing.look = [tells_total](const Response&, const JsonDocument& page, std::size_t) {
        PageFacts facts;
        if (tells_total) facts.total = static_cast<std::size_t>(*parse_integer(page.root()["total"].text()));
        for (const auto& [no_key, id] : page.root()["ids"].children()) facts.ids.emplace_back(id.text());
        return facts;
    };
    listing.is_beyond = [](const Response& response) { return response.body == "beyond"; };
    return listing;
}

std::string read(const Server& server, const Listing& wanted, std::size_t* asked = nullptr) {
    ScriptedTransport transport(server);
    Client client(transport, {}, silent);
    std::vector<std::string> ids;
    try {
        for (const JsonDocument& page : read_listing(client, wanted))
            for (const auto& [no_key, id] : page.root()["ids"].children()) ids.emplace_back(id.text());
    } catch (const Error& error) {
        return error.diagnostic().code;
    }
    if (asked) *asked = transport.asked.size();
    return join(ids, " ");
}

}  // namespace

TEST_CASE("pages are read to the last, in order") {
    for (const std::size_t size : {1, 2, 3, 5, 6}) {
        CHECK(read({}, listing(size)) == "0 1 2 3 4");
        CHECK(read({}, listing(size, false)) == "0 1 2 3 4");
    }
    CHECK(read({.records = 0}, listing(2)).empty());
    CHECK(read({.records = 0}, listing(2, false)).empty());
}

TEST_CASE("as many pages are asked for as there are") {
    std::size_t asked = 0;
    CHECK(read({.records = 6}, listing(2), &asked) == "0 1 2 3 4 5");
    CHECK(asked == 3);
    CHECK(read({.records = 6}, listing(2, false), &asked) == "0 1 2 3 4 5");
    CHECK(asked == 4);  // only an empty page tells that there is no more
}

TEST_CASE("a server with shorter pages than asked for is taken at its own size") {
    std::size_t asked = 0;
    CHECK(read({.records = 7, .largest_page = 3}, listing(100), &asked) == "0 1 2 3 4 5 6");
    CHECK(asked == 3);
}

TEST_CASE("a list that changes while it is read is read again") {
    int disturbed = 0;
    const auto once = [&](auto change) {
        disturbed = 0;
        return [&disturbed, change](std::size_t first, std::size_t& size, std::size_t& total) {
            if (first == 2 && disturbed++ == 0) change(size, total);
        };
    };
    CHECK(read({.disturb = once([](std::size_t&, std::size_t& total) { ++total; })}, listing(2)) == "0 1 2 3 4");
    CHECK(read({.disturb = once([](std::size_t& size, std::size_t&) { size = 1; })}, listing(2)) == "0 1 2 3 4");
}

TEST_CASE("a list that does not hold together is no list") {
    const auto always = [](auto change) {
        return [change](std::size_t first, std::size_t& size, std::size_t& total) {
            if (first == 2) change(size, total);
        };
    };
    CHECK(read({.disturb = always([](std::size_t&, std::size_t& total) { ++total; })}, listing(2)) ==
          "changed-while-read");
    CHECK(read({.disturb = always([](std::size_t& size, std::size_t&) { size = 1; })}, listing(2)) ==
          "changed-while-read");
    CHECK(read({.disturb = [](std::size_t, std::size_t& size, std::size_t&) { size = 0; }}, listing(2)) ==
          "changed-while-read");
    CHECK(read({.disturb = [](std::size_t, std::size_t&, std::size_t& total) { total = 1'000'000'000; }}, listing(2)) ==
          "changed-while-read");
}

TEST_CASE("a server that gives one page for ever is found out") {
    Listing endless = listing(2, false);
    endless.ask = [](std::size_t, std::size_t, std::size_t) { return request("https://a.example/?0-2"); };
    std::size_t asked = 0;
    CHECK(read({}, endless, &asked) == "changed-while-read");
}
