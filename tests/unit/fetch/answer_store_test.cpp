#include "libplan/fetch/answer_store.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/fetch/scripted_transport.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace plan;
using namespace plan::fetch;
using namespace plan::fetch::tests;

namespace {

namespace fs = std::filesystem;

/// A folder that disappears.
struct Scratch {
    fs::path path = fs::temp_directory_path() / fs::path("plan-fetch-test-XXXXXX");
    Scratch() {
        std::string name = path.string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Scratch() { fs::remove_all(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const Response page{200, {{"etag", "\"a\""}, {"set-cookie", "session=1"}, {"content-range", "0-1/9"}}, "one\ntwo\n"};

}  // namespace

TEST_CASE("an answer is read as it was written, with the headers that count") {
    const std::string text = stored_answer("GET https://a.example/", page);
    const auto read = read_stored_answer(text + "more");
    REQUIRE(read);
    CHECK(read->key == "GET https://a.example/");
    CHECK(read->response.status == 200);
    CHECK(read->response.body == page.body);
    CHECK(read->response.header("etag") == "\"a\"");
    CHECK(read->response.header("content-range") == "0-1/9");
    CHECK(read->response.header("set-cookie").empty());
    CHECK(read->bytes == text.size());
}

TEST_CASE("an answer that is cut or damaged is none") {
    const std::string text = stored_answer("GET https://a.example/", page);
    for (std::size_t length = 0; length < text.size(); ++length)
        CHECK_FALSE(read_stored_answer(text.substr(0, length)));
    std::string damaged = text;
    damaged[damaged.size() - 3] = 'X';
    CHECK_FALSE(read_stored_answer(damaged));
    CHECK_FALSE(read_stored_answer("plan-fetch answer 1\nk\n200 99999999999999999999 x\n\n\n"));
    CHECK_FALSE(read_stored_answer("plan-fetch answer 1\nk\n200 -1 x\n\n\n"));
}

TEST_CASE("the key of a request holds nothing of its credentials") {
    Request asked = request("https://a.example/");
    asked.headers = {{"Authorization", "Bearer secret"}};
    CHECK(answer_key(asked) == "GET https://a.example/");
    asked.body = "json=1";
    asked.secret_body = "&password=secret";
    CHECK(answer_key(asked) == "POST https://a.example/ json=1");
}

TEST_CASE("a journal gives the answers of the run before, the last of each, and goes on behind what is torn") {
    const Scratch scratch;
    const std::string path = (scratch.path / "state").string();
    {
        Journal journal(path);
        journal.add("GET a", {200, {}, "first"});
        journal.add("GET b", {200, {}, "b"});
        journal.add("GET a", {200, {}, "second"});
    }
    CHECK((fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    fs::resize_file(path, fs::file_size(path) - 3);
    {
        Journal journal(path);
        CHECK(journal.size() == 2);
        REQUIRE(journal.find("GET a") != nullptr);
        CHECK(journal.find("GET a")->body == "first");
        CHECK(journal.find("GET c") == nullptr);
        journal.add("GET c", {200, {}, "c"});
    }
    Journal journal(path);
    CHECK(journal.size() == 3);
    journal.finish();
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a file that never was a journal is left as it is") {
    const Scratch scratch;
    const fs::path path = scratch.path / "letter";
    std::ofstream(path) << "Madame, Monsieur,";
    CHECK_THROWS_AS(Journal(path.string()), Error);
    CHECK(content(path) == "Madame, Monsieur,");
}

TEST_CASE("a cache keeps answers with a mark, and forgets them when they have none") {
    const Scratch scratch;
    const fs::path folder = scratch.path / "deep" / "cache";
    const Cache cache(folder.string());
    CHECK_FALSE(cache.find("GET a"));
    cache.add("GET a", page);
    REQUIRE(cache.find("GET a"));
    CHECK(cache.find("GET a")->body == page.body);
    CHECK_FALSE(cache.find("GET b"));
    cache.add("GET a", {200, {}, "no mark"});
    CHECK_FALSE(cache.find("GET a"));
    cache.add("GET a", page);
    for (const auto& entry : fs::directory_iterator(folder)) fs::resize_file(entry.path(), 40);
    CHECK_FALSE(cache.find("GET a"));
}
