#include "libplan/graph/propagation.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <random>
#include <set>

using plan::CarriedMarks;
using plan::Marks;
using plan::Propagation;

namespace {

using Nodes = std::vector<Propagation::Node>;
constexpr Marks everything = ~Marks{0};

/// A carrier with what it brings beside it.
struct Road {
    std::uint32_t from, to;
    Marks always = 0, held = 0;
    bool doubtful = false;
};

/// What arises at one node.
using ArisingAt = std::function<Marks(Propagation::Node node, Marks received)>;

/// Marks that arise at the nodes, whatever they receive.
ArisingAt fixed(std::vector<Marks> marks) {
    return [marks = std::move(marks)](Propagation::Node node, Marks) { return marks[node]; };
}

/// Roads that bring the same share their kind.
Propagation propagation(std::size_t nodes, const std::vector<Road>& roads, const ArisingAt& arises) {
    std::vector<plan::Carrier> carriers;
    std::vector<CarriedMarks> kinds;
    for (const Road& road : roads) {
        const auto same = std::ranges::find_if(kinds, [&](const CarriedMarks& kind) {
            return kind.always == road.always && kind.held == road.held && kind.doubtful == road.doubtful;
        });
        carriers.push_back({road.from, road.to, static_cast<std::uint32_t>(same - kinds.begin())});
        if (same == kinds.end()) kinds.push_back({road.always, road.held, road.doubtful});
    }
    return {nodes, carriers, kinds,
            [&](std::span<const Propagation::Node> asked, std::span<const Marks> received, std::span<Marks> arising) {
                REQUIRE(std::set<Propagation::Node>(asked.begin(), asked.end()).size() == asked.size());
                for (std::size_t index = 0; index < asked.size(); ++index)
                    arising[index] = arises(asked[index], received[index]);
            }};
}

/// The same by rounds over all carriers until nothing changes, written without regard to speed.
struct Reference {
    std::vector<Marks> received, arising;
    Reference(std::size_t nodes, const std::vector<Road>& carriers, const ArisingAt& arises)
        : received(nodes), arising(nodes) {
        for (bool changed = true; changed;) {
            changed = false;
            for (Propagation::Node node = 0; node < nodes; ++node) {
                const Marks before = arising[node];
                arising[node] |= arises(node, received[node]);
                changed = changed || arising[node] != before;
            }
            for (const Road& carrier : carriers) {
                if (carrier.from == carrier.to) continue;
                const Marks before = received[carrier.to];
                received[carrier.to] |=
                    carrier.always | (carrier.held & (received[carrier.from] | arising[carrier.from]));
                changed = changed || received[carrier.to] != before;
            }
        }
    }
};

struct RandomCase {
    std::size_t nodes;
    std::vector<Road> carriers;
    std::vector<Marks> own;
    std::vector<Marks> needs, gives;  ///< a node that holds all of `needs` gives `gives`

    explicit RandomCase(std::uint32_t seed) {
        std::mt19937 engine(seed);
        const auto below = [&](std::size_t sides) { return engine() % sides; };
        nodes = 1 + below(12);
        const auto few = [&] { return (Marks{1} << below(6)) & (below(2) == 0 ? everything : 0); };
        for (std::size_t node = 0; node < nodes; ++node) {
            own.push_back(few());
            needs.push_back(Marks{1} << below(6));
            gives.push_back(below(3) == 0 ? few() : 0);
        }
        for (std::size_t count = below(30); count > 0; --count)
            carriers.push_back({static_cast<std::uint32_t>(below(nodes)), static_cast<std::uint32_t>(below(nodes)),
                                below(4) == 0 ? few() : 0, below(2) == 0 ? everything : few() | few()});
    }
    [[nodiscard]] ArisingAt arising() const {
        return [this](Propagation::Node node, Marks received) {
            const Marks holds = received | own[node];
            return own[node] | ((needs[node] & ~holds) == 0 ? gives[node] : 0);
        };
    }
};

/// Fewest carriers from a node where the mark arises to `node`, by relaxation; SIZE_MAX: none.
std::size_t distance(const RandomCase& random, const Reference& reference, std::size_t node, Marks mark) {
    std::vector<std::size_t> steps(random.nodes, SIZE_MAX);
    for (std::size_t start = 0; start < random.nodes; ++start)
        if ((reference.arising[start] & mark) != 0) steps[start] = 0;
    for (std::size_t round = 0; round < random.nodes; ++round)
        for (const Road& carrier : random.carriers)
            if (((carrier.always | carrier.held) & mark) != 0 && steps[carrier.from] != SIZE_MAX)
                steps[carrier.to] = std::min(steps[carrier.to], steps[carrier.from] + 1);
    return steps[node];
}

}  // namespace

TEST_CASE("marks follow a carrier of everything, through a cycle, and stop where none leads") {
    const Propagation spread =
        propagation(4, {{0, 1, 0, everything}, {1, 2, 0, everything}, {2, 0, 0, everything}}, fixed({1, 2, 0, 4}));
    CHECK(spread.received(0) == 3);
    CHECK(spread.received(1) == 3);
    CHECK(spread.received(2) == 3);
    CHECK(spread.received(3) == 0);
    CHECK(spread.path(2, 1) == Nodes{0, 1, 2});
    CHECK(spread.path(0, 2) == Nodes{1, 2, 0});
    CHECK(spread.path(1, 2) == Nodes{1});
    CHECK(spread.path(3, 1).empty());
}

TEST_CASE("a carrier brings what it always brings, and no more of what is held than it lets pass") {
    const Propagation spread = propagation(3, {{0, 1, 4, 1}, {1, 2, 0, everything}}, fixed({3, 0, 0}));
    CHECK(spread.received(1) == 5);
    CHECK(spread.received(2) == 5);
    CHECK(spread.path(2, 4) == Nodes{0, 1, 2});  // though it is not held at 0
    CHECK(spread.path(0, 4).empty());
}

TEST_CASE("a mark that no node holds can come back to where it began") {
    const Propagation spread = propagation(2, {{0, 1, 1, 0}, {1, 0, 0, everything}}, fixed({0, 0}));
    CHECK(spread.received(0) == 1);
    CHECK(spread.path(1, 1) == Nodes{0, 1});
    CHECK(spread.path(0, 1) == Nodes{0, 1, 0});
}

TEST_CASE("what arises from what is received travels on") {
    const Propagation spread =
        propagation(4, {{0, 1, 0, 1}, {1, 2, 0, everything}, {2, 3, 0, 2}}, [](Propagation::Node node, Marks received) {
            if (node == 0) return Marks{1};
            return node == 1 && (received & 1) != 0 ? Marks{2} : Marks{0};
        });
    CHECK(spread.arising(1) == 2);
    CHECK(spread.received(3) == 2);
    CHECK(spread.path(3, 2) == Nodes{1, 2, 3});
}

TEST_CASE("among shortest paths the first node and carrier win; parallel carriers and loops do no harm") {
    const Propagation spread = propagation(
        5, {{0, 0, 7, 7}, {0, 2, 0, 1}, {0, 1, 0, 1}, {0, 1, 0, 1}, {1, 3, 0, 1}, {2, 3, 0, 1}, {4, 3, 0, 1}},
        fixed({1, 0, 0, 0, 0}));
    CHECK(spread.received(0) == 0);
    CHECK(spread.path(3, 1) == Nodes{0, 2, 3});
}

TEST_CASE("a graph without nodes or carriers holds nothing") {
    CHECK_NOTHROW(propagation(0, {}, fixed({})));
    CHECK_NOTHROW(Propagation(0, {}, {}, {}));
    const Propagation spread = propagation(1, {}, fixed({1}));
    CHECK(spread.received(0) == 0);
    CHECK(spread.arising(0) == 1);
}

TEST_CASE("a long chain of nodes that each pass on something else is followed to its end") {
    constexpr std::uint32_t length = 3000;
    std::vector<Road> carriers;
    for (std::uint32_t node = 0; node + 1 < length; ++node)
        carriers.push_back({node, node + 1, 0, Marks{1} << node % 2});
    const Propagation spread = propagation(length, carriers, [](Propagation::Node node, Marks received) {
        if (node == 0) return Marks{1};
        const Marks wanted = Marks{1} << (node - 1) % 2;
        return (received & wanted) != 0 ? Marks{1} << node % 2 : Marks{0};
    });
    CHECK(spread.received(length - 1) != 0);
}

TEST_CASE("random graphs agree with rounds over all carriers") {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        const RandomCase random(seed);
        const Propagation spread = propagation(random.nodes, random.carriers, random.arising());
        const Reference reference(random.nodes, random.carriers, random.arising());
        CAPTURE(seed);
        for (Propagation::Node node = 0; node < random.nodes; ++node) {
            REQUIRE(spread.received(node) == reference.received[node]);
            REQUIRE(spread.arising(node) == reference.arising[node]);
        }
    }
}

TEST_CASE("random graphs: every path leads along carriers that bring the mark, and none is shorter") {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        const RandomCase random(seed);
        const Propagation spread = propagation(random.nodes, random.carriers, random.arising());
        const Reference reference(random.nodes, random.carriers, random.arising());
        CAPTURE(seed);
        for (Propagation::Node node = 0; node < random.nodes; ++node)
            for (Marks rest = spread.received(node) | spread.arising(node); rest != 0; rest &= rest - 1) {
                const Marks mark = Marks{1} << std::countr_zero(rest);
                const Nodes path = spread.path(node, mark);
                REQUIRE_FALSE(path.empty());
                REQUIRE(path.back() == node);
                REQUIRE(spread.path_length(node, mark) == path.size());
                const bool arises = (reference.arising[path.front()] & mark) != 0;
                for (std::size_t step = 0; step + 1 < path.size(); ++step)
                    REQUIRE(std::ranges::any_of(random.carriers, [&](const Road& carrier) {
                        const Marks passes = step == 0 && !arises ? carrier.always : carrier.always | carrier.held;
                        return carrier.from == path[step] && carrier.to == path[step + 1] && (passes & mark) != 0;
                    }));
                const std::size_t shortest = distance(random, reference, node, mark);
                REQUIRE(arises == (shortest != SIZE_MAX));
                if (arises) REQUIRE(path.size() == shortest + 1);
            }
    }
}

TEST_CASE("a path over a doubtful carrier is doubtful to its end, and a sure carrier that comes first is taken") {
    const Propagation spread = propagation(
        4,
        {{0, 1, 0, everything, true}, {1, 2, 0, everything, false}, {0, 3, 0, 1, false}, {0, 3, 0, everything, true}},
        fixed({3, 0, 0, 0}));
    CHECK(spread.doubtful(0) == 0);
    CHECK(spread.doubtful(1) == 3);
    CHECK(spread.doubtful(2) == 3);
    CHECK(spread.doubtful(3) == 2);
}
