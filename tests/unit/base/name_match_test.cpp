#include "libplan/base/name_match.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <string>

using namespace plan;

namespace {

std::vector<NamePair> search(const std::vector<std::string>& names, double threshold = likely_same_score) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    return likely_same_names(views, threshold);
}

bool likely(std::string_view a, std::string_view b) {
    const bool found = !search({std::string(a), std::string(b)}).empty();
    CHECK(found == (name_similarity(a, b) >= likely_same_score));
    CHECK(name_similarity(a, b) == name_similarity(b, a));
    return found;
}

/// A repeatable sequence of numbers below `bound`.
class Numbers {
public:
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
        return static_cast<std::size_t>(state_ >> 33) % bound;
    }

private:
    std::uint64_t state_ = 7;
};

}  // namespace

TEST_CASE("one key for the ways to write a name") {
    CHECK(name_key("Paie des Agents") == name_key("  PAIE des-agents "));
    CHECK(name_key("Référentiel (Métier)") == "referentiel metier");
    CHECK(name_key("S.I.R.H. Paris") == "sirh paris");
    CHECK(name_key("Outil v1.2") == "outil v1 2");
    CHECK(name_key("Canal+") == "canal plus");
    CHECK(name_key("Canal") != name_key("Canal+"));
    CHECK(name_key("Paie 1") != name_key("Paie 2"));
    CHECK(name_key("Paie") != name_key("Paie des agents"));
    CHECK(name_key(" — ").empty());
    CHECK(name_key("").empty());
}

TEST_CASE("equal keys alone score 1") {
    CHECK(name_similarity("Paie", "PAIE") == 1);
    CHECK(name_similarity("Paie agent", "Paie agents") < 1);
    CHECK(name_similarity("", "") == 0);
    CHECK(name_similarity("?", "!") == 0);
    CHECK(name_similarity("", "Paie") == 0);
}

TEST_CASE("ways to write one name are likely the same") {
    CHECK(likely("Gestion des habilitations", "Gestion des habilitaions"));
    CHECK(likely("Gestion de l'habilitation", "Gestion des habilitations"));
    CHECK(likely("Open Data", "OpenData"));
    CHECK(likely("Paie v2", "PAIE V 2"));
    CHECK(likely("Annuaire 01", "Annuaire 1"));
    CHECK(likely("Suivi du courrier ministériel", "Courrier ministeriel - suivi"));
    CHECK(likely("SIRH (Système d'information des ressources humaines) Paris", "SIRH Paris"));
    CHECK(likely("Application annuaire interministériel des agents", "Annuaire interministériel des agents"));
}

TEST_CASE("numbers and short codes that differ keep names apart") {
    CHECK_FALSE(likely("Paie 1", "Paie 2"));
    CHECK_FALSE(likely("Paie", "Paie 2"));
    CHECK_FALSE(likely("Gestion des habilitations v1", "Gestion des habilitations v2"));
    CHECK_FALSE(likely("Plan A", "Plan B"));
    CHECK_FALSE(likely("Chorus", "Chorus DT"));
    CHECK_FALSE(likely("Base de suivi des dossiers phase II", "Base de suivi des dossiers phase III"));
    CHECK_FALSE(likely("Paie 1 2", "Paie 12"));
    CHECK(name_similarity("Suivi national des grands dossiers 1", "Suivi national des grands dossiers 2") <= 0.5);
}

TEST_CASE("words that differ keep names apart") {
    CHECK_FALSE(likely("SIRH Paris", "SIRH Lyon"));
    CHECK_FALSE(likely("Suivi national des grands dossiers de Paris", "Suivi national des grands dossiers de Lyon"));
    CHECK_FALSE(likely("Plateforme import", "Plateforme export"));
    CHECK_FALSE(likely("Service des importateurs", "Service des exportateurs"));
    CHECK_FALSE(likely("Paie", "Paie des agents"));
    CHECK_FALSE(likely("Cale", "Cane"));
    CHECK(name_similarity("SIRH Paris", "SIRH Lyon") <= 0.6);
}

TEST_CASE("equal names are paired with the first of them, which is compared for all") {
    const auto pairs =
        search({"Annuaire des agents", "", "ANNUAIRE des agents", "Annuaire des agent", "?", "annuaire-des-agents"});
    REQUIRE(pairs.size() == 3);
    CHECK((pairs[0].first == 0 && pairs[0].second == 2 && pairs[0].score == 1));
    CHECK((pairs[1].first == 0 && pairs[1].second == 3 && pairs[1].score == 0.99));
    CHECK((pairs[2].first == 0 && pairs[2].second == 5 && pairs[2].score == 1));
}

TEST_CASE("the search finds what comparing all pairs finds") {
    const std::vector<std::string> words = {"gestion", "habilitations", "habilitaions", "agents",   "agent",
                                            "portail", "Paris",         "Marseille",    "dossiers", "dossier",
                                            "open",    "data",          "opendata",     "de",       "1",
                                            "2",       "référentiel",   "referentiels"};
    Numbers numbers;
    std::vector<std::string> names;
    for (int count = 0; count < 300; ++count) {
        std::string name;
        for (std::size_t length = 1 + numbers.below(4); length > 0; --length)
            name += words[numbers.below(words.size())] + " ";
        names.push_back(name);
    }
    std::vector<std::pair<std::size_t, std::size_t>> expected, found;
    for (const double threshold : {0.7, 0.85, 0.95}) {
        expected.clear();
        found.clear();
        std::vector<bool> first_of_its_key(names.size(), true);
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (name_key(names[i]) == name_key(names[j])) first_of_its_key[i] = false;
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t j = i + 1; j < names.size(); ++j)
                if (first_of_its_key[i] && first_of_its_key[j] && name_similarity(names[i], names[j]) >= threshold)
                    expected.emplace_back(i, j);
        for (const NamePair& pair : search(names, threshold)) {
            CHECK(pair.score == name_similarity(names[pair.first], names[pair.second]));
            if (pair.score < 1) found.emplace_back(pair.first, pair.second);
        }
        CHECK_FALSE(expected.empty());
        // Blocks are larger than what is compared in full; most pairs are found, and none is made up.
        CHECK(std::ranges::includes(expected, found));
        CHECK(found.size() * 10 >= expected.size() * 9);
    }
}

TEST_CASE("many alike names give bounded work and few pairs") {
    std::vector<std::string> names;
    for (int number = 0; number < 20000; ++number) names.push_back("Application métier " + std::to_string(number));
    CHECK(search(names).empty());
    names.assign(20000, "Annuaire");
    CHECK(search(names).size() == names.size() - 1);
    // One word in common, and a second one each: nothing is likely, and not all pairs may be tried.
    for (std::size_t place = 0; place < names.size(); ++place) {
        std::string word = "dossiers aaaaa";
        for (std::size_t rest = place; rest > 0; rest /= 18) word += static_cast<char>('a' + rest % 18);
        names[place] = word;
    }
    CHECK(search(names, 0.95).empty());
    names.assign(3, std::string(200000, 'x') + " " + std::string(200000, 'x') + "y");
    CHECK(search(names).size() == 2);
    std::string long_name;
    for (int word = 0; word < 5000; ++word) long_name += "mot ";
    CHECK(search({long_name, long_name + "autre"}).empty());
}
