#include "libplan/view/graph_answers.hpp"

#include "tests/unit/catch2.hpp"

#include <string>

using namespace plan;

namespace {

std::string flow(const std::string& from, const std::string& to, const std::string& more = "") {
    return "{\"type\":\"flow\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"" + more + "}\n";
}

/// a to f, named only where it matters.
Portfolio portfolio_of(const std::string& flows) {
    Portfolio portfolio;
    std::string records = "{\"type\":\"application\",\"id\":\"a\",\"name\":\"Accueil\"}\n";
    for (const std::string id : {"b", "c", "d", "e", "f"})
        records += "{\"type\":\"application\",\"id\":\"" + id + "\"}\n";
    portfolio.read(records + flows, "test");
    return portfolio;
}

const std::string strong = ",\"kind\":\"api\",\"coupling\":\"strong\"";

}  // namespace

TEST_CASE("why gives a shortest chain with the kinds of its flows") {
    const Portfolio portfolio =
        portfolio_of(flow("a", "b", ",\"kind\":\"file\"") + flow("a", "b", strong) +
                     flow("b", "c", ",\"kind\":\"sso\"") + flow("a", "d") + flow("d", "e") + flow("e", "c"));
    CHECK(why_text(portfolio, 0, 2, Language::french, {}) ==
          "a (Accueil) dépend de c, en 2 étapes :\n"
          "  a → b  API, Fichier, couplage fort\n"
          "  b → c  Authentification, couplage faible\n");
    CHECK(why_text(portfolio, 1, 2, Language::english, {}) ==
          "b depends on c, directly:\n  b → c  Single sign-on, weak coupling\n");
    CHECK(why_text(portfolio, 3, 3, Language::english, {}) == "d: the same application\n");
    CHECK_FALSE(why_text(portfolio, 2, 0, Language::french, {}));
}

TEST_CASE("impact lists all dependents, nearest first, with the flow that reaches them") {
    const Portfolio portfolio =
        portfolio_of(flow("a", "b") + flow("b", "c") + flow("d", "c", strong) + flow("c", "c") + flow("c", "e"));
    CHECK(impact_text(portfolio, 2, Language::french, {}) ==
          "Si c s’arrête, 3\u00a0applications sont touchées, dont 2 directement :\n"
          "  1  b → c  couplage faible\n"
          "  1  d → c  API, couplage fort\n"
          "  2  a → b  couplage faible     Accueil\n");
    CHECK(impact_text(portfolio, 0, Language::french, {}) ==
          "Si a (Accueil) s’arrête, aucune autre application n’est touchée.\n");
}

TEST_CASE("cycles come largest first, with what is strongly coupled in them") {
    const Portfolio portfolio =
        portfolio_of(flow("a", "b", strong) + flow("b", "a", strong) + flow("b", "c") + flow("c", "d") +
                     flow("d", "b") + flow("e", "f") + flow("f", "e") + flow("e", "a"));
    CHECK(cycles_text(portfolio, Language::french, {}) ==
          "Cycle de 4\u00a0applications : a → b → a\n"
          "  dont 2\u00a0applications à couplages forts : a → b → a\n"
          "  toutes : a, b, c, d\n"
          "Cycle de 2\u00a0applications : e → f → e\n");
    CHECK(cycles_text(portfolio_of(flow("c", "c")), Language::english, {}) == "An application depends on itself: c\n");
    CHECK(cycles_text(portfolio_of(flow("a", "b")), Language::french, {}) == "Aucun cycle de dépendances.\n");
}
