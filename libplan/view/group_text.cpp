#include "libplan/view/group_text.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/group_compatibility.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace plan {

namespace {

/// A neighbour of the application, with the flows both ways.
struct Link {
    std::size_t other = 0;
    double weight = 0;
    std::vector<const Flow*> flows;
};

class GroupExplainer {
public:
    GroupExplainer(const GroupUnits& units, const MoveGroups& groups, const GroupLimits& limits,
                   std::size_t application, Language language)
        : units_(units),
          portfolio_(units.portfolio()),
          groups_(groups),
          limits_(limits),
          application_(application),
          unit_(units.unit_of(application)),
          group_(groups.group_of[application]),
          language_(language) {}

    std::string run() {
        add_title();
        add_reasons();
        if (unit_ == GroupUnits::none) return std::move(text_);
        find_links();
        add_links({"Liens dans le groupe :", "Links inside the group:"}, inside_, false);
        add_links({"Liens coupés :", "Links that are cut:"}, outside_, true);
        add_cost();
        add_next_place();
        return std::move(text_);
    }

private:
    static constexpr std::size_t most_links = 10;

    void add(Words words, const std::vector<std::string>& arguments) {
        text_ += fill_text(std::string(words.in(language_)), arguments) + "\n";
    }

    [[nodiscard]] std::string named(std::string_view id, std::string_view name) const {
        if (name.empty() || name == id || id == "g-" + std::string(name)) return visible_text(id);
        return visible_text(id) + (language_ == Language::french ? " « " : " (") + visible_text(name) +
               (language_ == Language::french ? " »" : ")");
    }
    [[nodiscard]] std::string application_name(std::size_t application) const {
        const Application& record = portfolio_.applications[application];
        return named(record.id, record.name);
    }
    [[nodiscard]] std::string group_name(std::size_t group) const { return visible_text(groups_.groups[group].id); }
    [[nodiscard]] std::string amount(double value) const {
        constexpr int decimals = 3;
        return quantity_text(value, decimals, language_);
    }
    [[nodiscard]] std::string applications(std::size_t count) const {
        return counted(static_cast<std::int64_t>(count), {"application", "application"},
                       {"applications", "applications"}, language_);
    }

    void add_title() {
        const Group& group = groups_.groups[group_];
        text_ += application_name(application_) + "\n";
        std::string line = fill_text(std::string(Words{"groupe {0}, {1}", "group {0}, {1}"}.in(language_)),
                                     {named(group.id, group.name), applications(group.applications.size())});
        if (group.weight)
            line += fill_text(std::string(Words{", {0} jours-personnes", ", {0} person-days"}.in(language_)),
                              {amount(*group.weight)});
        text_ += "  " + line + "\n";
        if (group.applications.size() == 1) return;
        std::vector<std::string> members;
        for (const std::string& member : group.applications) members.push_back(visible_text(member));
        text_ += "  " + join(members, ", ") + "\n";
    }

    /// Those that name the application, and those of the group that name nobody; else all.
    void add_reasons() {
        const std::string& id = portfolio_.applications[application_].id;
        std::vector<const Reason*> said;
        const bool part = unit_ != GroupUnits::none && units_.group(unit_).applications.size() > 1;
        for (const Reason& reason : groups_.groups[group_].because) {
            const bool about_part = reason.rule == "joined" && unit_ != GroupUnits::none && !reason.path.empty() &&
                                    reason.path.front() == units_.group(unit_).applications.front();
            const bool about_it = std::ranges::find(reason.path, id) != reason.path.end() && reason.rule != "joined";
            if (about_part || about_it || reason.path.empty()) said.push_back(&reason);
        }
        if (part && std::ranges::none_of(said, [](const Reason* reason) { return !reason->path.empty(); }))
            for (const Reason& reason : units_.group(unit_).because) said.push_back(&reason);
        add({"Pourquoi :", "Why:"}, {});
        for (const Reason* reason : said) text_ += "  - " + visible_text(reason->text) + chain(*reason) + "\n";
        if (!part) return;
        std::vector<std::string> bound;
        for (const std::string& member : units_.group(unit_).applications)
            if (member != id) bound.push_back(visible_text(member));
        add({"  - elle n’en sort qu’avec {0}", "  - it leaves only with {0}"}, {join(bound, ", ")});
    }

    static std::string chain(const Reason& reason) {
        if (reason.rule != "strong-cycle") return "";
        std::vector<std::string> path;
        for (const std::string& step : reason.path) path.push_back(visible_text(step));
        return " (" + join(path, " → ") + ")";
    }

    void find_links() {
        std::map<std::size_t, Link> links;
        for (const ResolvedFlow& flow : units_.flows()) {
            if (flow.from == flow.to || (flow.from != application_ && flow.to != application_)) continue;
            Link& link = links[flow.from == application_ ? flow.to : flow.from];
            link.flows.push_back(&portfolio_.flows[flow.flow]);
            link.weight += coupling_weight(units_.coupling(), portfolio_.flows[flow.flow]);
        }
        for (auto& [other, link] : links) {
            link.other = other;
            (groups_.group_of[other] == group_ ? inside_ : outside_).push_back(std::move(link));
        }
        for (std::vector<Link>* side : {&inside_, &outside_})
            std::ranges::stable_sort(*side, std::greater{}, &Link::weight);
    }

    void add_links(Words title, const std::vector<Link>& links, bool with_group) {
        if (links.empty()) return;
        add(title, {});
        double rest = 0;
        for (std::size_t place = 0; place < links.size(); ++place) {
            const Link& link = links[place];
            if (place >= most_links) {
                rest += link.weight;
                continue;
            }
            std::string line = "  - " + application_name(link.other);
            if (with_group) line += " [" + group_name(groups_.group_of[link.other]) + "]";
            const Reason reason = explain_coupling(units_.coupling(), link.flows, language_);
            text_ += line + (language_ == Language::french ? " : " : ": ") + reason.text + "\n";
        }
        if (links.size() > most_links)
            add({"  - et {0}, pour un couplage de {1}", "  - and {0}, for a coupling of {1}"},
                {applications(links.size() - most_links), amount(rest)});
    }

    void add_cost() {
        double cut = 0;
        for (const Link& link : outside_) cut += link.weight;
        if (cut == 0) {
            add({"Aucun lien n’est coupé : sa bascule ne demande aucune passerelle.",
                 "No link is cut: its cut-over needs no bridge."},
                {});
            return;
        }
        constexpr double month = 30;
        add({"En tout {0} de couplage coupé : autant de points de passerelle par jour entre sa bascule et celle de "
             "l’autre, environ {1} d’une fenêtre mensuelle à la suivante.",
             "In all a coupling of {0} is cut: as many points of bridges for each day between its cut-over and the "
             "other’s, about {1} from one monthly window to the next."},
            {amount(cut), amount(cut * month)});
    }

    [[nodiscard]] std::size_t group_of_unit(std::size_t unit) const {
        return groups_.group_of[units_.members(unit).front()];
    }

    /// The group, other than its own, that the unit exchanges most with.
    void add_next_place() {
        std::map<std::size_t, double> bonds;
        for (const auto& [other, bond] : units_.bonds(unit_)) bonds[group_of_unit(other)] += bond.weight;
        const double here = bonds.contains(group_) ? bonds[group_] : 0;
        bonds.erase(group_);
        const auto best = std::ranges::max_element(bonds, {}, &std::pair<const std::size_t, double>::second);
        if (best == bonds.end()) {
            add({"Aucun autre groupe n’échange avec elle.", "No other group exchanges with it."}, {});
            return;
        }
        const double more = here - best->second;
        add({"Autre place : {0} ({1})", "Next best place: {0} ({1})"},
            {named(groups_.groups[best->first].id, groups_.groups[best->first].name),
             applications(groups_.groups[best->first].applications.size())});
        if (more > 0)
            add({"  - {0} de plus serait coupé chaque jour : {1} ici, {2} là",
                 "  - {0} more would be cut each day: {1} here, {2} there"},
                {amount(more), amount(here), amount(best->second)});
        else
            add({"  - {0} de moins serait coupé chaque jour : {1} ici, {2} là",
                 "  - {0} less would be cut each day: {1} here, {2} there"},
                {amount(-more), amount(here), amount(best->second)});
        add_hindrance(best->first);
    }

    void add_hindrance(std::size_t group) {
        std::vector<std::size_t> members;
        std::int64_t weight = unit_weight(limits_, units_.group(unit_));
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            if (group_of_unit(unit) == group) {
                members.push_back(unit);
                weight += unit_weight(limits_, units_.group(unit));
            }
        if (limits_.applications && weight > limit_weight(limits_))
            add({"  - impossible : ils seraient plus de {0} applications",
                 "  - impossible: more than {0} applications"},
                {limit_text(limits_)});
        if (limits_.effort_days && weight > limit_weight(limits_))
            add({"  - impossible : ce serait plus de {0} jours-personnes", "  - impossible: more than {0} person-days"},
                {limit_text(limits_)});
        if (!limits_.applications && !limits_.effort_days)
            add({"  - rien ne l’y oblige, et aucune limite n’a été donnée pour réunir des groupes "
                 "(--max-applications, --max-effort-days)",
                 "  - nothing forces it there, and no limit was given for joining groups (--max-applications, "
                 "--max-effort-days)"},
                {});
        switch (GroupCompatibility(units_).obstacle(unit_, members)) {
            case Obstacle::none:
                break;
            case Obstacle::apart:
                add({"  - impossible : une contrainte « apart » les sépare",
                     "  - impossible: an apart constraint parts them"},
                    {});
                break;
            case Obstacle::order:
                add({"  - impossible : une contrainte « before » veut l’une avant l’autre",
                     "  - impossible: a before constraint wants one ahead of the other"},
                    {});
                break;
            case Obstacle::hosting:
                add({"  - impossible : aucune cible d’hébergement n’est admissible pour tous",
                     "  - impossible: no hosting target is eligible for all"},
                    {});
                break;
            case Obstacle::destinations:
                add({"  - impossible : ils vont vers des cibles différentes, et leurs flux resteraient entre deux "
                     "sites",
                     "  - impossible: they go to different targets, and their flows would stay between two sites"},
                    {});
                break;
            case Obstacle::pins:
                add({"  - impossible : des contraintes de fenêtre ou de date ne leur laissent aucun jour commun",
                     "  - impossible: constraints on windows or dates leave them no day in common"},
                    {});
                break;
        }
    }

    const GroupUnits& units_;
    const Portfolio& portfolio_;
    const MoveGroups& groups_;
    const GroupLimits& limits_;
    const std::size_t application_, unit_, group_;
    const Language language_;
    std::vector<Link> inside_, outside_;
    std::string text_;
};

}  // namespace

std::string group_text(const GroupUnits& units, const MoveGroups& groups, const GroupLimits& limits,
                       std::size_t application, Language language) {
    return GroupExplainer(units, groups, limits, application, language).run();
}

}  // namespace plan
