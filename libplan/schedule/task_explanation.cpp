#include "libplan/schedule/task_explanation.hpp"

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <vector>

namespace plan {

namespace {

/// Without control characters, which a terminal would obey.
std::string printable(std::string text) {
    constexpr unsigned char space = 0x20, erase = 0x7f;
    for (char& byte : text)
        if (static_cast<unsigned char>(byte) < space || static_cast<unsigned char>(byte) == erase) byte = '?';
    return text;
}

class TaskExplainer {
public:
    TaskExplainer(const Portfolio& portfolio, Language language)
        : portfolio_(portfolio), french_(language == Language::french) {
        for (const Task& task : portfolio.tasks) {
            by_id_.emplace(task.id, &task);
            for (const std::string& before : task.predecessors) followers_[before].push_back(&task);
        }
    }

    std::optional<std::string> explain(std::string_view id) {
        if (const auto found = by_id_.find(id); found != by_id_.end()) {
            add_task(*found->second);
            add_chain(*found->second);
            add_followers(*found->second);
            return std::move(text_);
        }
        for (const Wave& wave : portfolio_.waves)
            if (wave.id == id) return add_wave(wave), std::move(text_);
        for (const Task& task : portfolio_.tasks)
            if (task.application == id) add_task(task);
        if (text_.empty()) return std::nullopt;
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string_view say(std::string_view french, std::string_view english) const {
        return french_ ? french : english;
    }
    void add(std::string_view french, std::string_view english, const std::vector<std::string>& arguments) {
        text_ += printable(fill_text(say(french, english), arguments)) + "\n";
    }

    /// As in the texts of reasons.
    [[nodiscard]] std::string shown(Date date) const {
        const std::string iso = date.to_iso();
        return french_ ? iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4) : iso;
    }

    void add_task(const Task& task) {
        add("{0} : du {1} au {2}", "{0}: from {1} to {2}", {task.id, shown(task.start), shown(task.finish)});
        if (!task.team.empty())
            add("  équipe {0}, {1} personne(s), {2} jour(s)", "  team {0}, {1} people, {2} day(s)",
                {task.team, number_text(task.people), std::to_string(task.duration_days)});
        if (task.critical)
            add("  critique : un jour de retard ici retarde la fin du plan",
                "  critical: a day late here ends the plan later", {});
        else if (task.slack_days)
            add("  marge : {0} jour(s)", "  slack: {0} day(s)", {std::to_string(*task.slack_days)});
        add_reasons(task.because);
    }

    void add_reasons(const Reasons& reasons) {
        for (const Reason& reason : reasons) add("  - {0}", "  - {0}", {reason.text});
    }

    /// What the first reason points to, and so on.
    void add_chain(const Task& task) {
        std::vector<const Task*> chain;
        std::set<const Task*> seen = {&task};
        for (const Task* at = &task;;) {
            const Task* next = nullptr;
            for (const Reason& reason : at->because)
                for (const std::string& id : reason.path)
                    if (const auto found = by_id_.find(id); found != by_id_.end() && !next) next = found->second;
            if (!next || !seen.insert(next).second) break;
            chain.push_back(at = next);
        }
        if (chain.empty()) return;
        add("Ce qui la retient, de proche en proche :", "What holds it back, step by step:", {});
        for (const Task* link : chain)
            add("  {0} ({1} – {2}) : {3}", "  {0} ({1} – {2}): {3}",
                {link->id, shown(link->start), shown(link->finish),
                 link->because.empty() ? std::string() : link->because.front().text});
    }

    void add_followers(const Task& task) {
        const auto found = followers_.find(task.id);
        if (found == followers_.end()) return;
        add("Ce qui l'attend :", "What waits for it:", {});
        for (const Task* follower : found->second)
            add("  {0}, le {1}", "  {0}, on {1}", {follower->id, shown(follower->start)});
    }

    void add_wave(const Wave& wave) {
        add("{0} : fenêtre {1}, du {2} au {3}, {4} application(s)",
            "{0}: window {1}, from {2} to {3}, {4} application(s)",
            {wave.id, wave.window, shown(wave.start), shown(wave.finish), std::to_string(wave.applications.size())});
        add_reasons(wave.because);
        for (const std::string& application : wave.applications)
            if (const auto cutover = by_id_.find(application + "/cutover"); cutover != by_id_.end())
                add("  {0} : {1}", "  {0}: {1}",
                    {application,
                     cutover->second->because.empty() ? std::string() : cutover->second->because.front().text});
    }

    const Portfolio& portfolio_;
    bool french_;
    std::unordered_map<std::string_view, const Task*> by_id_;
    std::unordered_map<std::string_view, std::vector<const Task*>> followers_;
    std::string text_;
};

}  // namespace

std::optional<std::string> explain_task(const Portfolio& portfolio, std::string_view id, Language language) {
    return TaskExplainer(portfolio, language).explain(id);
}

}  // namespace plan
