#include "tests/support/psplib.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <string>

using namespace plan;

namespace {

const std::string head = R"(jobs (incl. supersource/sink ):  4
horizon                       :  9
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
)";
const std::string jobs = "  1 1 0 0 0\n  2 1 5 2 0\n  3 1 4 1 3\n  4 1 0 0 0\n";
const std::string tail = "*****\nRESOURCEAVAILABILITIES:\n  R 1  R 2\n    2    3\n*****\n";

std::string message(const std::string& text) {
    try {
        static_cast<void>(read_psplib(text, "p.sm"));
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("both formats of PSPLIB give the same problem") {
    const schedule::Problem single = read_psplib(head + jobs + tail, "p.sm");
    const schedule::Problem patterson = read_psplib("4 2\n2 3\n0 0 0 2 2 3\n5 2 0 1 4\n4 1 3 1 4\n0 0 0 0\n", "p.rcp");
    for (const schedule::Problem& problem : {single, patterson}) {
        REQUIRE(problem.activities.size() == 4);
        CHECK(problem.horizon == 9);
        CHECK(problem.modes[1].duration == 5);
        REQUIRE(problem.demands.size() == 3);
        CHECK(problem.demands[2].resource == 1);
        CHECK(problem.demands[2].amount == 3);
        REQUIRE(problem.arcs.size() == 4);
        CHECK(problem.arcs[3].from == 2);
        CHECK(problem.arcs[3].to == 3);
        CHECK(problem.resources[1].capacity == std::vector<std::int32_t>(9, 3));
    }
}

TEST_CASE("a file that is no such project is refused with its line") {
    CHECK(message("") != "");
    CHECK(message("3 1\n4\n0 0 1 2\n3 2 1 3\n0 0 1 1\n") ==
          "p.sm:5: job 1 has to wait for itself, through its predecessors [precedence-cycle]");
    CHECK(message("2 1\n4\n3 9 1 2\n0 0 0\n").find("job 1 needs 9 of resource 1, of which there are only 4") !=
          std::string::npos);
    CHECK(message("2 1\n4\n3 x 1 2\n0 0 0\n").find("p.sm:3: ") == 0);
    CHECK(message("2 1\n4\n3 1 1 7\n0 0 0\n").find("a successor is 7, but must lie between 1 and 2") !=
          std::string::npos);
    CHECK(message("2 1\n4\n3 1 1").find("the file ends where a successor should stand") != std::string::npos);
    CHECK(message("2 64\n").find("the file ends") != std::string::npos);
    CHECK(message("2 1\n4\n99999999999 1 0\n0 0 0\n").find("p.sm:3: ") == 0);
    CHECK(message(head).find("p.sm:") == 0);
    CHECK(message(head + "  1 2 0 0 0\n" + tail).find("a mode is 2") != std::string::npos);
}
