#include "libplan/base/text.hpp"
#include "libplan/policy/conclusion.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace plan {

namespace {

/// The headings, in both languages.
struct Heading {
    std::string_view french, english;
    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::french ? french : english;
    }
};
constexpr Heading class_heading = {"Classe", "Class"};
constexpr Heading no_class = {"aucune règle n’en impose", "imposed by no rule"};
constexpr Heading verdict_heading = {"Verdict", "Verdict"};
constexpr Heading decided = {"décidé", "decided"};
constexpr Heading to_qualify = {"à qualifier", "to be qualified"};
constexpr Heading labels_heading = {"Marques", "Labels"};
constexpr Heading policy_heading = {"Politique", "Policy"};
constexpr Heading facts_heading = {"Ce que disent les réponses", "What the answers say"};
constexpr Heading flows_heading = {"Ce que les flux apportent", "What flows bring"};
constexpr Heading unstated = {", sur un flux qui ne dit pas ce qu’il transporte",
                              ", over a flow that does not say what it carries"};
constexpr Heading rules_heading = {"Règles qui s’appliquent", "Rules that apply"};
constexpr Heading file_heading = {"Dossier du projet", "File of the project"};
constexpr Heading present = {"présent", "present"};
constexpr Heading missing = {"manque", "missing"};
constexpr Heading questions_heading = {"Questions ouvertes", "Open questions"};
constexpr Heading asked_heading = {"à demander à", "to ask"};
constexpr Heading sources_heading = {"Sources", "Sources"};
constexpr Heading colon = {" : ", ": "};

class Explanation {
public:
    Explanation(const Policy& policy, const Application& application, const Evaluation& evaluation,
                const Inheritance& inheritance, Language language)
        : policy_(policy),
          application_(application),
          language_(language),
          evaluation_(evaluation),
          inheritance_(inheritance),
          result_(conclude(policy, application, evaluation, inheritance, language)) {}

    std::string write() {
        write_verdict();
        write_facts();
        write_inflows();
        write_rules();
        write_file();
        write_questions();
        write_sources();
        return std::move(text_);
    }

private:
    void line(std::string_view indent, std::string_view key, std::string_view value) {
        text_.append(indent).append(key).append(colon.in(language_)).append(value) += '\n';
    }
    void heading(const Heading& words) { text_.append("\n").append(words.in(language_)) += '\n'; }

    void write_verdict() {
        text_ += application_.id;
        if (!application_.name.empty()) text_ += " – " + application_.name;
        text_ += '\n';
        const auto rank = evaluation_.strictest_class();
        line("", class_heading.in(language_),
             rank ? policy_.classes()[*rank].id + " – " + policy_.classes()[*rank].title.in(language_)
                  : std::string(no_class.in(language_)));
        line("", verdict_heading.in(language_),
             (result_.verdict == Verdict::decided ? decided : to_qualify).in(language_));
        std::vector<std::string> labels;
        for (const PolicyLabel& label : policy_.labels())
            for (const std::string& given : result_.labels)
                if (given == label.id) labels.push_back(label.title.in(language_));
        if (!labels.empty()) line("", labels_heading.in(language_), join(labels, ", "));
        line("", policy_heading.in(language_), policy_.title().in(language_) + " (" + policy_.id() + ")");
    }

    void write_facts() {
        if (policy_.facts().empty()) return;
        heading(facts_heading);
        for (const PolicyFact& fact : policy_.facts()) {
            std::vector<std::string> words;
            for (const std::string& value : evaluation_.values(fact.name))
                words.emplace_back(policy_.in_words(fact.name, value, language_));
            line("  ", fact.title.in(language_), words.empty() ? "–" : join(words, ", "));
        }
    }

    void write_inflows() {
        if (inheritance_.inflows.empty()) return;
        heading(flows_heading);
        const PolicyFact& fact = *policy_.travelling_fact();
        for (std::size_t index = 0; index < inheritance_.inflows.size(); ++index) {
            const Inflow& inflow = inheritance_.inflows[index];
            const std::string& value = fact.cases[static_cast<std::size_t>(std::countr_zero(inflow.mark))].value;
            line("  ", policy_.in_words(fact.name, value, language_),
                 join(inheritance_.ids(index), " → ") + std::string(inflow.unstated ? unstated.in(language_) : ""));
        }
    }

    [[nodiscard]] const FilePiece* piece_of(const Reason& reason) const {
        const auto found = std::find_if(result_.file.begin(), result_.file.end(),
                                        [&](const FilePiece& piece) { return piece.rule == reason.rule; });
        return found == result_.file.end() ? nullptr : &*found;
    }

    void write_rules() {
        bool first = true;
        for (const Reason& reason : result_.because) {
            if (piece_of(reason) != nullptr) continue;
            if (std::exchange(first, false)) heading(rules_heading);
            text_ += "  " + reason.rule + " [" + reason.source + "] " + reason.text + "\n";
        }
    }

    /// What the rules ask of a project, piece by piece.
    void write_file() {
        if (result_.file.empty()) return;
        heading(file_heading);
        for (const Reason& reason : result_.because)
            if (const FilePiece* piece = piece_of(reason)) {
                const Heading& status = piece->status == PieceStatus::present ? present : missing;
                text_.append("  ").append(status.in(language_)).append(colon.in(language_)).append(piece->piece);
                text_ += " [" + reason.source + "] " + reason.text + "\n";
            }
    }

    void write_questions() {
        std::vector<Question> questions = result_.questions;
        for (const FilePiece& piece : result_.file)
            questions.insert(questions.end(), piece.questions.begin(), piece.questions.end());
        if (questions.empty()) return;
        heading(questions_heading);
        for (const Question& question : questions) {
            text_ += "  " + question.field;
            if (!question.owner.empty())
                text_.append(" (").append(asked_heading.in(language_)).append(" ").append(question.owner) += ")";
            text_.append(colon.in(language_)).append(question.text) += '\n';
        }
    }

    /// What the ids between brackets stand for, in the order of their first use.
    void write_sources() {
        std::vector<std::string> said;
        for (const Reason& reason : result_.because)
            for (std::string& source : split_list(reason.source, ","))
                if (std::find(said.begin(), said.end(), source) == said.end()) said.push_back(std::move(source));
        bool first = true;
        for (const std::string& source : said) {
            const BilingualText* title = policy_.source_title(source);
            if (title == nullptr) continue;
            if (std::exchange(first, false)) heading(sources_heading);
            text_ += "  [" + source + "] " + title->in(language_) + "\n";
        }
    }

    const Policy& policy_;
    const Application& application_;
    const Language language_;
    const Evaluation& evaluation_;
    const Inheritance& inheritance_;
    const Classification result_;
    std::string text_;
};

}  // namespace

std::string explain(const Policy& policy, const Application& application, const Evaluation& evaluation,
                    const Inheritance& inheritance, Language language) {
    return Explanation(policy, application, evaluation, inheritance, language).write();
}

}  // namespace plan
