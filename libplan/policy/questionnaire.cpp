#include "libplan/policy/questionnaire.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <span>

namespace plan {

namespace {

/// The values of the fields that any text may fill, as plan-records(5) lists them.
constexpr std::string_view data_values[] = {"public", "internal",  "personal",   "special",        "criminal",
                                            "minors", "health",    "tax",        "social",         "judicial",
                                            "hr",     "financial", "geographic", "business_secret"};
constexpr std::string_view secret_values[] = {"government_deliberations", "defence",          "foreign_policy",
                                              "state_security",           "court_procedures", "privacy",
                                              "medical_secret",           "business_secret",  "none"};

/// What may be answered. plan-import reads these words in either language.
std::string allowed_answers(const Policy& policy, const std::string& name, Language language) {
    const bool french = language == Language::french;
    const Field<Application>* field = find_field(application_fields(), name);
    if (field == nullptr) return {};
    std::span<const std::string_view> values = field->keywords;
    if (name == "data") values = data_values;
    if (name == "legal_secrets") values = secret_values;
    std::vector<std::string> words;
    for (const std::string_view value : values) {
        const std::string_view word = policy.in_words(name, value, language);
        words.push_back(word == value || name == "data" ? std::string(value) : std::string(word));
    }
    switch (field->kind) {
        case FieldKind::boolean:
            return french ? "oui / non" : "yes / no";
        case FieldKind::date:
            return french ? "date (jj/mm/aaaa)" : "date (yyyy-mm-dd)";
        case FieldKind::integer:
        case FieldKind::number:
            return french ? "nombre" : "number";
        case FieldKind::text_list:
        case FieldKind::keyword_list:
            return (french ? "un ou plusieurs, séparés par | : " : "one or several, separated by |: ") +
                   join(words, ", ");
        default:
            return words.empty() ? (french ? "texte" : "text") : join(words, " / ");
    }
}

}  // namespace

std::vector<std::string> questionnaire_header(Language language) {
    if (language == Language::french)
        return {"Code application",   "Nom",     "Responsable",   "Champ", "Question",
                "Réponses possibles", "Réponse", "Justification", "Date",  "Validateur"};
    return {"Application code", "Name",   "Owner",         "Field", "Question",
            "Allowed answers",  "Answer", "Justification", "Date",  "Validator"};
}

QuestionnaireWriter::QuestionnaireWriter(const Policy& policy, Language language)
    : policy_(policy), language_(language) {
    table_.header = questionnaire_header(language);
}

void QuestionnaireWriter::add(const Application& application, const Classification& classification) {
    const auto add = [&](const Question& question) {
        table_.rows.push_back({application.id, application.name, question.owner, question.field, question.text,
                               allowed_answers(policy_, question.field, language_), "", "", "", ""});
    };
    for (const Question& question : classification.questions) add(question);
    for (const FilePiece& piece : classification.file)
        for (const Question& question : piece.questions) add(question);
}

}  // namespace plan
