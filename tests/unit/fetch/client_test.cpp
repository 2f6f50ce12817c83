#include "libplan/fetch/client.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/fetch/scripted_transport.hpp"

using namespace plan;
using namespace plan::fetch;
using namespace plan::fetch::tests;

namespace {

const Report silent = [](const Diagnostic&) {};
constexpr const char* place = "https://a.example/x";

std::string code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::input_output);
        return error.diagnostic().code;
    }
    return {};
}

/// Answers one after another; the last one for ever.
ScriptedTransport::Answer script(std::vector<Outcome> outcomes) {
    return [outcomes = std::move(outcomes), next = std::size_t{0}](const Request&) mutable {
        return outcomes[std::min(next++, outcomes.size() - 1)];
    };
}

}  // namespace

TEST_CASE("what fails in passing is asked for again, each time after twice the wait") {
    ScriptedTransport transport(script({broken(), answer(500), answer(502), answer(200, "done")}), Milliseconds(0));
    Client client(transport, {}, silent);
    CHECK(client.ask(request(place)).body == "done");
    CHECK(transport.begun ==
          std::vector<Milliseconds>{Milliseconds(0), Milliseconds(1000), Milliseconds(3000), Milliseconds(7000)});
}

TEST_CASE("patience ends after the retries allowed") {
    ScriptedTransport transport(script({answer(503)}));
    ClientSettings settings;
    settings.retries = 2;
    Client client(transport, settings, silent);
    CHECK(code_of([&] { static_cast<void>(client.ask(request(place))); }) == "refused-request");
    CHECK(transport.asked.size() == 3);
}

TEST_CASE("what will not pass is not asked for again") {
    ScriptedTransport transport(script({broken(false)}));
    Client client(transport, {}, silent);
    CHECK(code_of([&] { static_cast<void>(client.ask(request(place))); }) == "broken-answer");
    CHECK(transport.asked.size() == 1);
}

TEST_CASE("a wait that the server asks for is kept, by all requests") {
    // One of four is told to wait: those that have not set out wait with it.
    std::size_t count = 0;
    ScriptedTransport transport([&](const Request&) {
        return ++count == 1 ? answer(429, {}, {{"retry-after", "30"}}) : answer(200);
    });
    ClientSettings settings;
    settings.connections = 2;
    Client client(transport, settings, silent);
    client.each({request(place), request(place), request(place), request(place)}, [](std::size_t, const Response&) {});
    REQUIRE(transport.begun.size() == 5);
    CHECK(transport.begun[1] < Milliseconds(30'000));
    for (std::size_t later = 2; later < 5; ++later) CHECK(transport.begun[later] >= Milliseconds(30'000));
}

TEST_CASE("a deadline is measured against the server's own date") {
    CHECK(asked_wait({429, {{"retry-after", "7"}}, {}}) == Milliseconds(7000));
    CHECK(asked_wait({503,
                      {{"retry-after", "Wed, 25 Nov 2026 08:01:00 GMT"}, {"date", "Wed, 25 Nov 2026 08:00:00 GMT"}},
                      {}}) == Milliseconds(60'000));
    CHECK(asked_wait({503,
                      {{"retry-after", "Wed, 25 Nov 2026 07:00:00 GMT"}, {"date", "Wed, 25 Nov 2026 08:00:00 GMT"}},
                      {}}) == Milliseconds(0));
    CHECK_FALSE(asked_wait({503, {{"retry-after", "Wed, 25 Nov 2026 08:01:00 GMT"}}, {}}));
    CHECK_FALSE(asked_wait({503, {{"retry-after", "-3"}}, {}}));
    CHECK_FALSE(asked_wait({503, {{"retry-after", "soon"}}, {}}));
    CHECK_FALSE(asked_wait({503, {}, {}}));
    CHECK(asked_wait({429, {{"retry-after", "9000000000000"}}, {}}) == Milliseconds(1'000'000'000'000));
}

TEST_CASE("a server that asks for a longer wait than allowed is not waited for") {
    ScriptedTransport transport(script({answer(429, {}, {{"retry-after", "121"}})}));
    Client client(transport, {}, silent);
    CHECK(code_of([&] { static_cast<void>(client.ask(request(place))); }) == "asks-to-wait");
    CHECK(transport.now() < Milliseconds(1000));
}

TEST_CASE("no more requests are under way than allowed, and half as many once the server has enough") {
    std::size_t count = 0;
    ScriptedTransport transport([&](const Request&) { return ++count == 20 ? answer(429) : answer(200); });
    ClientSettings settings;
    settings.connections = 8;
    Client client(transport, settings, silent);
    std::vector<Request> requests(40, request(place));
    std::size_t taken = 0;
    client.each(requests, [&](std::size_t, const Response&) { ++taken; });
    CHECK(taken == 40);
    CHECK(transport.most_at_once == 8);
    transport.most_at_once = 0;
    client.each(requests, [](std::size_t, const Response&) {});
    CHECK(transport.most_at_once == 4);
}

TEST_CASE("within any minute no more requests begin than the rate allows") {
    ScriptedTransport transport(script({answer(200)}));
    ClientSettings settings;
    settings.per_minute = 10;
    Client client(transport, settings, silent);
    client.each(std::vector<Request>(35, request(place)), [](std::size_t, const Response&) {});
    REQUIRE(transport.begun.size() == 35);
    for (std::size_t index = 10; index < 35; ++index)
        CHECK(transport.begun[index] - transport.begun[index - 10] >= Milliseconds(60'000));
    CHECK(transport.begun.back() < Milliseconds(200'000));
}

TEST_CASE("every request is answered once, whatever the order") {
    std::size_t count = 0;
    ScriptedTransport transport(
        [&](const Request& asked) { return ++count % 3 == 0 ? broken() : answer(200, asked.url); });
    Client client(transport, {}, silent);
    std::vector<Request> requests;
    for (int number = 0; number < 50; ++number)
        requests.push_back(request("https://a.example/" + std::to_string(number)));
    std::vector<int> times(50);
    client.each(requests, [&](std::size_t index, const Response& response) {
        CHECK(response.body == requests[index].url);
        ++times[index];
    });
    CHECK(times == std::vector<int>(50, 1));
}

TEST_CASE("credentials are renewed though the first answer that comes refuses them, if another takes them") {
    // Sessions of three requests, of which the last to set out is answered first.
    int session = 1, asked = 0, held = 1;
    ScriptedTransport transport(
        [&](const Request& request) {
            if (request.headers.at(0).second != std::to_string(session)) return answer(401);
            return ++asked > 3 ? answer(401) : answer(200);
        },
        Milliseconds(10));
    transport.answer_last_first();
    Client client(transport, {}, silent);
    client.sign_with([&](Request& request) { request.headers.emplace_back("Token", std::to_string(held)); });
    client.renew_with([&] {
        ++session;
        asked = 0;
        held = session;
    });
    std::size_t taken = 0;
    client.each(std::vector<Request>(12, request(place)), [&](std::size_t, const Response&) { ++taken; });
    CHECK(taken == 12);
    CHECK(session == 4);
}

TEST_CASE("credentials are renewed once for all that were refused, and not for ever") {
    int good = 1, renewals = 0;
    ScriptedTransport transport(
        [&](const Request& asked) { return answer(asked.headers.at(0).second == std::to_string(good) ? 200 : 401); });
    Client client(transport, {}, silent);
    int held = 0;
    client.sign_with([&](Request& asked) { asked.headers.emplace_back("Token", std::to_string(held)); });
    client.renew_with([&] {
        ++renewals;
        held = 1;
    });
    std::size_t taken = 0;
    client.each(std::vector<Request>(10, request(place)), [&](std::size_t, const Response&) { ++taken; });
    CHECK(taken == 10);
    CHECK(renewals == 1);
    good = 2;
    CHECK(code_of([&] { client.each({request(place)}, [](std::size_t, const Response&) {}); }) == "not-authorised");
    CHECK(renewals == 2);
}

TEST_CASE("credentials that end again and again are renewed as long as they get anything") {
    int left = 0, renewals = 0;
    ScriptedTransport transport([&](const Request&) { return answer(left-- > 0 ? 200 : 401); });
    Client client(transport, {}, silent);
    client.renew_with([&] {
        ++renewals;
        left = 2;
    });
    std::size_t taken = 0;
    client.each(std::vector<Request>(11, request(place)), [&](std::size_t, const Response&) { ++taken; });
    CHECK(taken == 11);
    CHECK(renewals == 6);
}

TEST_CASE("a redirection on the same server is followed, elsewhere only without credentials") {
    const auto lead = [](std::string to, int status = 302) {
        return [to, status](const Request& asked) {
            return asked.url == place ? answer(status, {}, {{"location", to}}) : answer(200, asked.url);
        };
    };
    ScriptedTransport near(lead("/y"));
    CHECK(Client(near, {}, silent).ask(request(place)).body == "https://a.example/y");
    for (const char* to : {"https://b.example/", "http://a.example/y", "https://a.example:8443/"}) {
        ScriptedTransport away(lead(to));
        Client client(away, {}, silent);
        CHECK(code_of([&] { static_cast<void>(client.ask(request(place))); }) == "redirect-elsewhere");
        CHECK(away.asked.size() == 1);
    }
    ScriptedTransport away(lead("https://b.example/"));
    Client free(away, {}, silent);
    free.let_move();
    CHECK(free.ask(request(place)).body == "https://b.example/");
    ScriptedTransport downgrade(lead("http://b.example/"));
    Client careful(downgrade, {}, silent);
    careful.let_move();
    CHECK(code_of([&] { static_cast<void>(careful.ask(request(place))); }) == "redirect-elsewhere");
    ScriptedTransport circle(script({answer(302, {}, {{"location", place}})}));
    CHECK(code_of([&] { static_cast<void>(Client(circle, {}, silent).ask(request(place))); }) == "too-many-redirects");
    Request post = request(place);
    post.body = "a=1";
    ScriptedTransport posted(lead("/y"));
    CHECK(code_of([&] { static_cast<void>(Client(posted, {}, silent).ask(post)); }) == "too-many-redirects");
    ScriptedTransport kept(lead("/y", 307));
    CHECK(Client(kept, {}, silent).ask(post).status == 200);
    CHECK(kept.asked.back().body == "a=1");
}

TEST_CASE("what a server says is quoted short, on one line and without secrets") {
    ScriptedTransport transport(script({answer(200)}));
    Client client(transport, {}, silent);
    client.hide("hunter22");
    client.hide("abc");
    CHECK(client.quoted("bad token hunter22\nhunter22!") == "bad token *** ***!");
    CHECK(client.quoted("abc") == "abc");
    CHECK(client.quoted(std::string(500, 'x')).size() == 203);
    CHECK(client.quoted(std::string(199, 'x') + "éé") == std::string(199, 'x') + "…");
}

TEST_CASE("an answer that its taker cannot use is asked for again") {
    ScriptedTransport transport(script({answer(200, "cut"), answer(200, "whole")}));
    Client client(transport, {}, silent);
    std::string taken;
    client.each({request(place)}, [&](std::size_t, const Response& response) {
        if (response.body == "cut") throw UnusableAnswer{{"cut", "it is cut", {}}};
        taken = response.body;
    });
    CHECK(taken == "whole");
}
