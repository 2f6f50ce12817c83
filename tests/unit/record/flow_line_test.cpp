#include "libplan/record/flow_line.hpp"

#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/record/writer.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

using plan::Flow;
using plan::FlowLineReader;
using plan::Portfolio;

namespace {

/// The flow of a line as the stream writes it; what is refused, by code and arguments.
std::string outcome(const std::string& line) {
    Portfolio portfolio;
    try {
        portfolio.read(line, "test");
    } catch (const plan::Error& error) {
        std::string text = error.diagnostic().code + " in line " + std::to_string(error.diagnostic().where.line);
        for (const std::string& argument : error.diagnostic().arguments) text += " | " + argument;
        return text;
    }
    std::string written;
    for (const Flow& flow : portfolio.flows) plan::write_record(written, flow);
    return written + std::to_string(portfolio.applications.size());
}

/// The same line, written so that only the parser of all JSON reads it.
std::string unusual(const std::string& line) {
    return "{ " + line.substr(1);
}

/// Members of a flow, usual and not, right and wrong.
const std::vector<std::string> members = {R"("from":"a")",
                                          R"("from":"b")",
                                          R"("from":"\u00e9\"")",
                                          R"("from":null)",
                                          R"("from":3)",
                                          R"("to":"a")",
                                          R"("to":"b")",
                                          R"("to":"é\"")",
                                          R"("to":"c")",
                                          R"("to":["a"])",
                                          R"("t\u006f":"a")",
                                          R"("kind":"api")",
                                          R"("kind":"file")",
                                          R"("kind":"storage")",
                                          R"("kind":"other")",
                                          R"("kind":null)",
                                          R"("coupling":"strong")",
                                          R"("coupling":"x")",
                                          R"("direction":"push")",
                                          R"("direction":"both")",
                                          R"("direction":"")",
                                          R"("data":[])",
                                          R"("data":["personal"])",
                                          R"("data":["personal","h\u0065alth"])",
                                          R"("data":["a","b\u0000"])",
                                          R"("data":["personal",1])",
                                          R"("data":"personal")",
                                          R"("data":null)",
                                          R"("anonymised":true)",
                                          R"("anonymised":false)",
                                          R"("anonymised":"yes")",
                                          R"("frequency":"daily")",
                                          R"("frequency":7)",
                                          R"("volume_gb_per_day":1.5)",
                                          R"("volume_gb_per_day":"1")",
                                          R"("volume_gb_per_day":01)",
                                          R"("volume_gb_per_day":0.1)",
                                          R"("volume_gb_per_day":-2)",
                                          R"("volume_gb_per_day":3e2)",
                                          R"("volume_gb_per_day":123456789012345678)",
                                          R"("volume_gb_per_day":1.)",
                                          R"("latency_ms":123456.789012345)",
                                          R"("latency_ms":20)",
                                          R"("extra":{"x":"y"})",
                                          R"("extra":{"x":1})",
                                          R"("extra":{})",
                                          R"("origin":"f.csv:2")",
                                          R"("origin":[])",
                                          R"("later":{"from":"x"})",
                                          R"("type":"flow")",
                                          R"("\u0074o":"b")",
                                          R"( "to" : "b" )"};

}  // namespace

TEST_CASE("usual lines of flows are read without a parser") {
    FlowLineReader reader;
    for (const std::string line :
         {R"({"type":"flow","from":"a","to":"b"})",
          R"({"type":"flow", "to": "b", "from": "a", "data": [ "x" , "y" ] })",
          R"({"type":"flow","from":"","to":"b","kind":"api","coupling":"weak","direction":"both","data":[],)"
          R"("anonymised":false,"frequency":"daily","volume_gb_per_day":0.25,"latency_ms":20,"origin":"f.csv:3",)"
          R"("extra":{"Colonne":"x","y":""}})"}) {
        Flow flow;
        CHECK(reader.read(line, flow));
        std::string written;
        plan::write_record(written, flow);
        CHECK(outcome(unusual(line)) == written + "0");
    }
}

TEST_CASE("a line that is not surely right is left alone") {
    FlowLineReader reader;
    for (const std::string line :
         {R"({"type":"flow","from":"a"})", R"({"type":"flow","from":"a","to":"b"} )",
          R"({"type":"flow","from":"a","to":"b"}})", R"({"type":"flow","from":"a","to":"b",})",
          R"({"type":"flow","from":"a","to":"b")", R"({"type":"flow","from":"a","to":"b","to":"b"})",
          R"({"type":"flow","from":"\u0061","to":"b"})", R"({"type":"flow","from":"é","to":"b"})",
          R"({"type":"flows","from":"a","to":"b"})", R"({"type":"application","id":"a"})", ""}) {
        Flow flow;
        flow.frequency = "as it was";
        CHECK_FALSE(reader.read(line, flow));
        CHECK(flow.frequency == "as it was");
        CHECK(flow.from.empty());
    }
}

TEST_CASE("a line of a flow means the same however it is read") {
    std::mt19937 dice(5);
    std::size_t refused = 0, accepted = 0, read_fast = 0;
    FlowLineReader reader;
    for (int round = 0; round < 40'000; ++round) {
        std::string line = R"({"type":"flow")";
        if (dice() % 4 != 0) line += R"(,"from":"a","to":"b")";
        for (std::size_t count = dice() % 4; count > 0; --count) line += "," + members[dice() % members.size()];
        line += dice() % 50 == 0 ? "" : "}";
        if (dice() % 50 == 0) line[1 + dice() % (line.size() - 1)] = static_cast<char>(dice());
        CAPTURE(line);
        Flow flow;
        read_fast += reader.read(line, flow) ? 1 : 0;
        const std::string expected = outcome(unusual(line));
        REQUIRE(outcome(line) == expected);
        (expected.starts_with('{') ? accepted : refused) += 1;
    }
    CHECK(refused > 1000);
    CHECK(accepted > read_fast);
    CHECK(read_fast > 1000);
}

TEST_CASE("of several broken lines of a large text the first is told, by its number") {
    std::string text;
    std::size_t lines = 0;
    while (text.size() < (10u << 20)) {
        text += R"({"type":"flow","from":"application-a","to":"application-b"})"
                "\n";
        if (++lines % 1000 == 0) text += "\n", ++lines;
    }
    std::mt19937 dice(3);
    for (int round = 0; round < 12; ++round) {
        std::string broken = text;
        std::size_t first = broken.size();
        for (int fault = 0; fault < 3; ++fault) {
            const std::size_t at = broken.find("from", dice() % (broken.size() - 100));
            broken[at] = round % 2 == 0 ? 'F' : '\n';
            first = std::min(first, at);
        }
        const auto line = 1 + std::count(broken.begin(), broken.begin() + static_cast<std::ptrdiff_t>(first), '\n');
        Portfolio portfolio;
        try {
            portfolio.read(broken, "test");
            FAIL("nothing was refused");
        } catch (const plan::Error& error) {
            CHECK(error.diagnostic().where.line == static_cast<std::size_t>(line));
        }
    }
    Portfolio whole;
    whole.read(text, "test");
    CHECK(whole.where(plan::RecordType::flow, whole.flows.size() - 1).line == lines - (lines % 1001 == 0 ? 1 : 0));
}

TEST_CASE("flows read by two threads are those read in pieces") {
    std::mt19937 dice(6);
    const std::vector<std::string> more = {"", R"(,"data":["x"])", R"(,"data":["x","\u0079"])",
                                           R"(,"anonymised":true)"};
    std::string whole;
    Portfolio pieces;
    for (int piece = 0; piece < 10; ++piece) {
        std::string text;
        for (int line = 0; line < 15'000; ++line) {
            const auto id = [&] { return "application-" + std::to_string(dice() % 2000); };
            text += R"({"type":"flow","from":")" + id() + R"(","to":")" + id() + R"(")" + more[dice() % 4] + "}\n";
        }
        whole += text;
        pieces.read(text, "piece");
    }
    REQUIRE(whole.size() > (8u << 20));
    Portfolio at_once;
    at_once.read(whole, "whole");
    REQUIRE(at_once.flows.size() == pieces.flows.size());
    std::string first, second;
    for (const Flow& flow : at_once.flows) plan::write_record(first, flow);
    for (const Flow& flow : pieces.flows) plan::write_record(second, flow);
    CHECK((first == second));
}
