#include "libplan/schedule/minimum_cut.hpp"
#include "libplan/base/random.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

using namespace plan;
using schedule::MinimumCut;

namespace {

constexpr int nodes = 7;
constexpr std::int64_t plenty = 1'000'000;

std::vector<MinimumCut::Arc> random_arcs(Random& random) {
    std::vector<MinimumCut::Arc> arcs;
    for (int i = 0; i < 16; ++i) {
        const double cost = random.below(12) == 0 ? MinimumCut::barred : 0.25 * random.below(20);
        arcs.push_back({random.below(nodes), random.below(nodes), cost});
    }
    return arcs;
}

std::vector<MinimumCut::Price> random_prices(Random& random) {
    std::vector<MinimumCut::Price> prices;
    for (int i = 0; i < nodes; ++i) {
        MinimumCut::Price& price = prices.emplace_back();
        price.taken = 0.1 * random.below(60), price.left = 0.1 * random.below(60);
        if (random.below(10) == 0) (random.below(2) == 0 ? price.taken : price.left) = MinimumCut::barred;
    }
    return prices;
}

double least_of_all(const MinimumCut& cut, const std::vector<MinimumCut::Price>& prices, double scale) {
    double least = std::numeric_limits<double>::infinity();
    for (unsigned set = 0; set < 1U << nodes; ++set) {
        std::vector<char> taken;
        for (int i = 0; i < nodes; ++i) taken.push_back((set >> i & 1U) != 0 ? 1 : 0);
        least = std::min(least, cut.cost(taken, prices, scale));
    }
    return least;
}

}  // namespace

TEST_CASE("a minimum cut costs what the cheapest of all sets costs") {
    Random random(31);
    int allowed = 0;
    MinimumCut::Cut cut;
    for (int round = 0; round < 400; ++round) {
        MinimumCut cuts(nodes, random_arcs(random));
        for (int again = 0; again < 3; ++again) {  // what was asked before leaves no trace
            const std::vector<MinimumCut::Price> prices = random_prices(random);
            const double scale = 1 + random.below(30), least = least_of_all(cuts, prices, scale);
            std::int64_t effort = plenty;
            cut = cuts.solve(prices, scale, effort);
            CHECK(effort < plenty);
            CHECK(cut.value <= least);
            if (least >= MinimumCut::barred) {
                CHECK_FALSE(cut.exact);
                continue;
            }
            ++allowed;
            REQUIRE(cut.exact);
            CHECK(cut.value == Approx(least));
            CHECK(cuts.cost(cut.taken, prices, scale) == Approx(least));
        }
    }
    CHECK(allowed > 500);
}

TEST_CASE("a cut that is given up early still bounds what every set costs") {
    Random random(32);
    int early = 0;
    for (int round = 0; round < 300; ++round) {
        MinimumCut cuts(nodes, random_arcs(random));
        const std::vector<MinimumCut::Price> prices = random_prices(random);
        std::int64_t effort = 20 + random.below(150);
        const MinimumCut::Cut cut = cuts.solve(prices, 1, effort);
        early += cut.exact ? 0 : 1;
        CHECK(cut.value <= least_of_all(cuts, prices, 1));
        CHECK(cut.value >= 0);
    }
    CHECK(early > 50);
}
