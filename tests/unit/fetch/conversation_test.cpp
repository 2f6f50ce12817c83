#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/tables.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/fetch/scripted_transport.hpp"

#include <atomic>
#include <thread>

using namespace plan;
using namespace plan::fetch;
using namespace plan::fetch::tests;

namespace {

const Report silent = [](const Diagnostic&) {};

ClientSettings aside() {
    ClientSettings settings;
    settings.reads_aside = true;
    settings.shortest_aside = 0;
    return settings;
}

std::vector<Question> one(Question question) {
    std::vector<Question> questions;
    questions.push_back(std::move(question));
    return questions;
}

/// A list of the numbers below `records`, in pages; a list whose name begins with "no" is not there.
Outcome list_answer(const Request& asked, std::size_t records) {
    const std::vector<std::string> words = split_list(asked.url.substr(asked.url.find('?') + 1), "-");
    if (words.at(0).starts_with("no")) return answer(404, "nothing of the kind");
    const auto first = static_cast<std::size_t>(*parse_integer(words.at(1)));
    const auto size = static_cast<std::size_t>(*parse_integer(words.at(2)));
    std::vector<std::string> ids;
    for (std::size_t id = first; id < std::min(first + size, records); ++id) ids.push_back(std::to_string(id));
    return answer(200, "{\"total\":" + std::to_string(records) + ",\"ids\":[" + join(ids, ",") + "]}");
}

TableReading table(std::string_view name) {
    TableReading table{.name = name, .optional = true};
    table.listing.page_size = 2;
    table.listing.ask = [name](std::size_t first, std::size_t size, std::size_t) {
        return request("https://a.example/?" + std::string(name) + "-" + std::to_string(first) + "-" +
                       std::to_string(size));
    };
    table.listing.look = [](const Response&, const JsonDocument& page, std::size_t) {
        PageFacts facts;
        facts.total = static_cast<std::size_t>(*parse_integer(page.root()["total"].text()));
        for (const auto& [no_key, id] : page.root()["ids"].children()) facts.ids.emplace_back(id.text());
        return facts;
    };
    return table;
}

}  // namespace

TEST_CASE("answers are read on another thread, and taken on the one that asks") {
    for (const bool reads_aside : {false, true}) {
        ScriptedTransport transport([](const Request& asked) { return answer(200, asked.url); });
        ClientSettings settings;
        settings.reads_aside = reads_aside;
        settings.shortest_aside = 0;
        Client client(transport, settings, silent);
        const auto here = std::this_thread::get_id();
        std::vector<Question> questions;
        std::vector<int> taken(100);
        for (std::size_t number = 0; number < taken.size(); ++number) {
            Question question{.request = request("https://a.example/" + std::to_string(number))};
            auto seen = std::make_shared<std::string>();
            question.read = [seen, here, reads_aside](const Response& response) {
                if ((std::this_thread::get_id() != here) == reads_aside) *seen = response.body;
            };
            question.take = [&, number, seen](const Response& response) {
                CHECK(std::this_thread::get_id() == here);
                CHECK(*seen == response.body);
                ++taken[number];
            };
            questions.push_back(std::move(question));
        }
        client.converse(std::move(questions));
        CHECK(taken == std::vector<int>(100, 1));
    }
}

TEST_CASE("short answers are read where they are taken") {
    ScriptedTransport transport([](const Request& asked) {
        return answer(200, std::string(asked.url.ends_with("long") ? 20'000 : 2000, ' '));
    });
    ClientSettings settings;
    settings.reads_aside = true;
    Client client(transport, settings, silent);
    const auto here = std::this_thread::get_id();
    std::thread::id of_long, of_short;
    Question longer{.request = request("https://a.example/long")},
        shorter{.request = request("https://a.example/short")};
    longer.read = [&](const Response&) { of_long = std::this_thread::get_id(); };
    shorter.read = [&](const Response&) { of_short = std::this_thread::get_id(); };
    client.converse({longer, shorter});
    CHECK(of_long != here);
    CHECK(of_short == here);
}

TEST_CASE("an answer that is of no use when it is read is asked for again") {
    for (const bool reads_aside : {false, true}) {
        std::size_t count = 0;
        ScriptedTransport transport([&](const Request&) { return answer(200, ++count < 3 ? "half" : "whole"); });
        ClientSettings settings;
        settings.reads_aside = reads_aside;
        settings.shortest_aside = 0;
        Client client(transport, settings, silent);
        std::string read;
        Question question{.request = request("https://a.example/")};
        question.read = [&](const Response& response) {
            if (response.body == "half") throw UnusableAnswer{{"no-use", "of no use", {}}};
            read = response.body;
        };
        client.converse(one(std::move(question)));
        CHECK(read == "whole");
        CHECK(transport.asked.size() == 3);
    }
}

TEST_CASE("while many answers wait to be read no request sets out") {
    // The reader waits until the client, with as many unread answers as there may be, waits for it in its turn.
    std::atomic<std::size_t> asked = 0;
    std::atomic<bool> may_read = false;
    ScriptedTransport transport([&](const Request&) {
        if (++asked == Client::most_unread) may_read = true;
        return answer(200);
    });
    ClientSettings settings = aside();
    settings.connections = 1;
    Client client(transport, settings, silent);
    std::vector<Question> questions;
    std::size_t read = 0, most_ahead = 0;
    for (std::size_t number = 0; number < 200; ++number) {
        Question question{.request = request("https://a.example/")};
        question.read = [&](const Response&) {
            while (!may_read) std::this_thread::yield();
            most_ahead = std::max(most_ahead, asked - read++);
        };
        questions.push_back(std::move(question));
    }
    client.converse(std::move(questions));
    CHECK(read == 200);
    // One may be under way when the bound is reached, and one is being read.
    CHECK(most_ahead <= Client::most_unread + 2);
}

TEST_CASE("questions lead to questions, and jobs to what follows on them") {
    for (const bool reads_aside : {false, true}) {
        ScriptedTransport transport([](const Request&) { return answer(200); });
        ClientSettings settings;
        settings.reads_aside = reads_aside;
        settings.shortest_aside = 0;
        Client client(transport, settings, silent);
        std::vector<std::string> order;
        Question last{.request = request("https://a.example/last")};
        last.take = [&](const Response&) { order.emplace_back("last"); };
        Question first{.request = request("https://a.example/first")};
        first.take = [&](const Response&) {
            order.emplace_back("first");
            client.aside([&] { order.emplace_back("job"); },
                         [&] {
                             order.emplace_back("then");
                             client.also(last);
                         });
        };
        client.converse(one(first));
        CHECK(join(order, " ") == "first job then last");
    }
}

TEST_CASE("what a job throws ends the conversation, and no job outlives it") {
    ScriptedTransport transport([](const Request&) { return answer(200); });
    Client client(transport, aside(), silent);
    std::atomic<int> done = 0;
    Question question{.request = request("https://a.example/")};
    question.take = [&](const Response&) {
        client.aside([] { throw Error(Failure::invalid_input, {Severity::error, "too-large", "", {}, {}}); });
        for (int job = 0; job < 20; ++job) client.aside([&] { ++done; });
    };
    std::string code;
    try {
        client.converse(one(question));
    } catch (const Error& error) {
        code = error.diagnostic().code;
    }
    CHECK(code == "too-large");
    CHECK(done == 20);
}

TEST_CASE("a question may fail by itself") {
    for (const bool reads_aside : {false, true}) {
        ScriptedTransport transport(
            [](const Request& asked) { return answer(asked.url.ends_with("absent") ? 404 : 200); });
        ClientSettings settings;
        settings.reads_aside = reads_aside;
        settings.shortest_aside = 0;
        Client client(transport, settings, silent);
        std::string failed;
        std::size_t taken = 0;
        Question absent{.request = request("https://a.example/absent")};
        absent.fail = [&](const Error& error) {
            failed = error.diagnostic().code;
            return true;
        };
        Question there{.request = request("https://a.example/there")};
        there.take = [&](const Response&) { ++taken; };
        client.converse({absent, there});
        CHECK(failed == "not-found");
        CHECK(taken == 1);
        absent.fail = [](const Error&) { return false; };
        CHECK_THROWS_AS(client.converse({absent, there}), Error);
    }
}

TEST_CASE("pages are added in the order of the tables, whatever the order of the answers") {
    for (const bool reads_aside : {false, true}) {
        // The first list is told to wait, so that the second is complete long before.
        int refusals = 2;
        ScriptedTransport transport([&](const Request& asked) {
            if (asked.url.find("?a-") != std::string::npos && refusals-- > 0) return broken();
            return list_answer(asked, 5);
        });
        std::vector<std::string> codes;
        const Report report = [&](const Diagnostic& diagnostic) { codes.push_back(diagnostic.code); };
        ClientSettings settings;
        settings.reads_aside = reads_aside;
        settings.shortest_aside = 0;
        Client client(transport, settings, report);
        std::vector<std::string> added;
        std::vector<TableReading> tables = {table("a"), table("none"), table("b")};
        tables[0].added = [&] { added.emplace_back("all-of-a"); };
        tables[0].then = [] {};
        read_tables(client, tables, [&](std::string_view name, const JsonDocument& page) {
            for (const auto& [no_key, id] : page.root()["ids"].children())
                added.push_back(std::string(name) + std::string(id.text()));
        });
        CHECK(join(added, " ") == "a0 a1 a2 a3 a4 all-of-a b0 b1 b2 b3 b4");
        CHECK(std::ranges::count(codes, "absent-table") == 1);
    }
}

TEST_CASE("lists are read together") {
    ScriptedTransport transport([](const Request& asked) { return list_answer(asked, 8); });
    ClientSettings settings;
    settings.connections = 4;
    Client client(transport, settings, silent);
    read_tables(client, {table("a"), table("b"), table("c"), table("d")}, [](std::string_view, const JsonDocument&) {});
    CHECK(transport.asked.size() == 16);
    // Four at once: four rounds of the network, not one for the first page of each and more for the rest.
    CHECK(transport.now() == Milliseconds(40));
}
