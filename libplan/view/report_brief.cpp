#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

/// What opens and closes the executive page: its answers in a line each, and what the records do not say.
namespace plan {

namespace {

/// The name of a verdict within a sentence.
std::string lower(std::string_view name) {
    std::string text(name);
    // "À qualifier" is two bytes of one letter.
    if (text.starts_with("À")) return "à" + text.substr(std::string_view("À").size());
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

}  // namespace

std::vector<ReportData> brief_lines(const ReportScope& scope) {
    const Portfolio& portfolio = scope.portfolio;
    std::map<Compliance, std::size_t> verdicts;
    std::set<std::string> targets;
    std::size_t going = 0, moving = 0, open = 0;
    double once = 0;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (application.hosting) {
            ++verdicts[application.hosting->today];
            if (!application.hosting->target.empty()) {
                targets.insert(application.hosting->target);
                ++going;
            }
        }
        if (const auto& leaving = scope.leaving(index)) moving += leaving->phase == Phase::cutover ? 1 : 0;
        if (application.classification) open += application.classification->questions.size();
        if (!application.assessment) continue;
        for (const auto& [name, amount] : application.assessment->cost)
            if (name == "migration" || name == "overlap") once += amount;
    }
    std::vector<ReportData> lines;
    const auto add = [&](std::string_view french, std::string_view english, const std::string& answer) {
        if (!answer.empty()) lines.emplace_back().text("question", scope.say(french, english)).text("answer", answer);
    };
    std::string where = scope.applications(portfolio.applications.size());
    for (const Compliance verdict : {Compliance::non_conforming, Compliance::derogation, Compliance::to_qualify})
        if (verdicts[verdict] > 0)
            where += fmt::format(fmt::runtime(scope.say(" ; hébergement {} : {}", "; hosting {}: {}")),
                                 lower(name_of(verdict, scope.language)), scope.count(verdicts[verdict]));
    add("Où en sommes-nous ?", "Where are we?", where);
    if (going > 0)
        add("Où allons-nous ?", "Where do we go?",
            fmt::format(fmt::runtime(scope.say("{} vers {} cibles", "{} to {} targets")), scope.applications(going),
                        scope.count(targets.size())));
    if (const Plan* plan = scope.plan())
        add("Quand ?", "When?",
            fmt::format(fmt::runtime(scope.say("du {} au {} : {} en {} vagues", "from {} to {}: {} in {} waves")),
                        long_date(plan->start, scope.language), long_date(plan->finish, scope.language),
                        scope.applications(moving), scope.count(portfolio.waves.size())));
    if (once > 0)
        add("À quel coût ?", "At what cost?",
            scope.euros(once) +
                scope.say(", une fois (migration et double hébergement)", ", once (migration and hosting twice)"));
    if (open > 0)
        add("Qu’est-ce qui bloque ?", "What blocks?",
            counted(static_cast<std::int64_t>(open), {"question sans réponse", "question without an answer"},
                    {"questions sans réponse", "questions without an answer"}, scope.language));
    return lines;
}

std::vector<ReportData> missing_parts(const ReportScope& scope) {
    const Portfolio& portfolio = scope.portfolio;
    std::size_t classes = 0, assessments = 0, hostings = 0;
    for (const Application& application : portfolio.applications) {
        classes += application.classification ? 1 : 0;
        assessments += application.assessment ? 1 : 0;
        hostings += application.hosting ? 1 : 0;
    }
    std::vector<ReportData> parts;
    const auto add = [&](bool missing, std::string_view tool, const std::string& text) {
        if (missing) parts.emplace_back().text("text", text).text("tool", tool);
    };
    const std::size_t all = portfolio.applications.size();
    const auto lacking = [&](std::size_t known, std::string_view french, std::string_view english) {
        return fmt::format(fmt::runtime(scope.say(french, english)), scope.applications(all - known));
    };
    add(classes < all, "plan-classify", lacking(classes, "la classe de {}", "the class of {}"));
    add(assessments < all, "plan-assess",
        lacking(assessments, "la stratégie, la charge et le coût de {}", "the strategy, effort and cost of {}"));
    add(hostings < all, "plan-target",
        lacking(hostings, "la conformité actuelle et la cible de {}", "the present compliance and the target of {}"));
    add(scope.plan() == nullptr, "plan-schedule",
        scope.say("le plan : dates, vagues, passerelles", "the plan: dates, waves, bridges"));
    add(portfolio.usages.empty(), "plan-target --matrix", scope.say("la matrice d’emploi", "the usage matrix"));
    add(portfolio.compliance_lines.empty(), "plan-target --compliance",
        scope.say("l’état de conformité, ou il n’y a rien à y porter",
                  "the compliance statement, or it has nothing to state"));
    add(true, "plan-risk",
        scope.say("les dates probables : aucune simulation n’est présentée ici",
                  "the probable dates: no simulation is shown here"));
    return parts;
}

}  // namespace plan
