#include "libplan/check/known_words.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>

namespace plan {

const Words& data_categories() {
    static const Words words = {"public",   "internal", "personal",        "special",   "criminal",
                                "minors",   "health",   "business_secret", "tax",       "social",
                                "judicial", "hr",       "financial",       "geographic"};
    return words;
}
const Words& legal_secrets() {
    static const Words words = {"government_deliberations", "defence",          "foreign_policy",
                                "state_security",           "court_procedures", "privacy",
                                "medical_secret",           "business_secret",  "none"};
    return words;
}
const Words& criticalities() {
    static const Words words = {"low", "medium", "high", "vital"};
    return words;
}
const Words& harm_natures() {
    static const Words words = {"operational", "political", "economic", "legal", "environmental", "heritage"};
    return words;
}
const Words& harm_criteria() {
    static const Words words = {"C", "I", "A", "T"};
    return words;
}
const Words& component_kinds() {
    static const Words words = {"os", "database", "language", "product"};
    return words;
}
const Words& target_kinds() {
    static const Words words = {"internal", "commercial", "on_premises"};
    return words;
}
const Words& service_types() {
    static const Words words = {"iaas", "caas", "paas", "saas"};
    return words;
}
const Words& legal_exposures() {
    static const Words words = {"none", "extra_european", "unknown"};
    return words;
}
const Words& confidences() {
    static const Words words = {"read", "to-verify"};
    return words;
}
const Words& qualification_milestones() {
    static const Words words = {"J0", "J1", "J2", "J3"};
    return words;
}

void expect_word(const WordPlace& place, std::string_view field, std::string_view word, const Words& known,
                 RecordFindings& findings) {
    if (word.empty() || std::ranges::find(known, word) != known.end()) return;
    std::vector<std::string> arguments = {std::string(keyword(place.type)), std::string(place.name), std::string(field),
                                          std::string(word)};
    const auto near = word.size() < 100 ? nearest(fold(word), known) : std::nullopt;
    if (near)
        arguments.emplace_back(*near);
    else
        arguments.push_back(join(std::vector<std::string>(known.begin(), known.end()), ", "));
    findings.add(near ? RecordFinding::unknown_word_near : RecordFinding::unknown_word,
                 place.portfolio.where(place.type, place.index), std::move(arguments));
}

}  // namespace plan
