#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

/// What stands in the way, by what the records say.
namespace plan {

namespace {

Strategy strategy_of(const Application& application) {
    return application.assessment ? application.assessment->strategy : application.strategy;
}

/// It is to go somewhere: it neither retires, nor stays, nor is yet to be built.
bool is_to_move(const Application& application) {
    const Strategy strategy = strategy_of(application);
    return strategy != Strategy::unspecified && strategy != Strategy::retire && strategy != Strategy::retain &&
           application.lifecycle != Lifecycle::project;
}

class Blockers {
public:
    explicit Blockers(const ReportScope& scope) : scope_(scope), portfolio_(scope.portfolio) {}

    std::vector<ReportData> data() {
        of_applications();
        of_dates();
        of_catalogue();
        return std::move(blockers_);
    }

private:
    using Test = std::function<bool(std::size_t, const Application&)>;

    void add(std::string_view french, std::string_view english, const std::string& source, const Test& test) {
        std::vector<std::size_t> concerned;
        for (const std::size_t index : applications_in_order(scope_))
            if (test(index, portfolio_.applications[index])) concerned.push_back(index);
        if (concerned.empty()) return;
        constexpr std::size_t most = 12;
        ReportData& blocker = blockers_.emplace_back();
        blocker.text("title", scope_.say(french, english)).text("source", source);
        blocker.text("count", scope_.applications(concerned.size()));
        const std::size_t more = concerned.size() > most ? concerned.size() - most : 0;
        concerned.resize(concerned.size() - more);
        blocker.list("applications", scope_.links(concerned));
        blocker.text("more", more > 0 ? scope_.count(more) : std::string());
    }

    void of_applications() {
        add("À qualifier : une question de droit ou de sensibilité est sans réponse",
            "To be qualified: a question of law or sensitivity has no answer", "classification.verdict (plan-classify)",
            [](std::size_t, const Application& application) {
                return application.classification && application.classification->verdict == Verdict::to_qualify;
            });
        add("À déplacer, sans cible éligible", "To move, without an eligible target", "hosting.target (plan-target)",
            [](std::size_t, const Application& application) {
                return is_to_move(application) && application.hosting && application.hosting->target.empty();
            });
        add("Non conforme aujourd’hui, et rien au plan n’y met fin",
            "Not conforming today, and nothing planned ends it", "hosting.today (plan-target), task (plan-schedule)",
            [&](std::size_t index, const Application& application) {
                return scope_.plan() && application.hosting &&
                       application.hosting->today == Compliance::non_conforming && !scope_.leaving(index);
            });
        add("Projet dont le dossier est incomplet", "Project whose file is incomplete",
            "classification.file (plan-classify)", [](std::size_t, const Application& application) {
                return application.classification &&
                       std::ranges::any_of(application.classification->file,
                                           [](const FilePiece& piece) { return piece.status == PieceStatus::missing; });
            });
    }

    void of_dates() {
        const auto late = [&](std::size_t index, const std::optional<Date>& day) {
            const auto& leaving = scope_.leaving(index);
            return day && leaving && leaving->day > *day;
        };
        add("La dérogation échoit avant la sortie", "The derogation ends before it leaves",
            "hosting.today.until (plan-target), task (plan-schedule)",
            [&](std::size_t index, const Application& application) {
                return application.hosting && application.hosting->today == Compliance::derogation &&
                       late(index, application.hosting->today_until);
            });
        add("L’échéance est dépassée par le plan", "The plan misses the deadline", "deadline, task (plan-schedule)",
            [&](std::size_t index, const Application& application) { return late(index, application.deadline); });
        add("Le marché d’hébergement échoit avant la sortie", "The hosting contract ends before it leaves",
            "contract_end, task (plan-schedule)",
            [&](std::size_t index, const Application& application) { return late(index, application.contract_end); });
        add("L’homologation échoit avant la sortie", "The security accreditation ends before it leaves",
            "accreditation_end, task (plan-schedule)", [&](std::size_t index, const Application& application) {
                return late(index, application.accreditation_end);
            });
    }

    /// Targets that are chosen and whose line of the catalogue nobody has read again.
    void of_catalogue() {
        const auto rests_on = [&](const Application& application) {
            const Target* target = application.hosting ? scope_.target(application.hosting->target) : nullptr;
            return target != nullptr && target->kind != "on_premises" && target->confidence != "read";
        };
        add("La cible repose sur une ligne du catalogue qui reste à vérifier",
            "The target rests on a line of the catalogue that is still to be verified", "target.confidence",
            [&](std::size_t, const Application& application) { return rests_on(application); });
    }

    const ReportScope& scope_;
    const Portfolio& portfolio_;
    std::vector<ReportData> blockers_;
};

}  // namespace

std::vector<ReportData> blockers(const ReportScope& scope) {
    return Blockers(scope).data();
}

}  // namespace plan
