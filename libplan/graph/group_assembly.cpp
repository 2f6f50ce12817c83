#include "libplan/graph/group_assembly.hpp"

#include "libplan/graph/figures.hpp"
#include "libplan/graph/group_description.hpp"
#include "libplan/graph/group_hosting.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plan {

namespace {

constexpr ReasonText joined_text{
    "joined", "move-groups",
    "« {application} » y est liée par {flows} flux (couplage {weight}) ; sa meilleure autre place serait le groupe de "
    "« {other} » (couplage {other_weight})",
    "{application} belongs here by {flows} flows (coupling {weight}); its next best place would be the group of "
    "{other} "
    "(coupling {other_weight})"};
constexpr ReasonText joined_only_text{
    "joined", "move-groups",
    "« {application} » y est liée par {flows} flux (couplage {weight}) ; aucun flux ne la lie à un autre groupe",
    "{application} belongs here by {flows} flows (coupling {weight}); no flow ties it to another group"};
constexpr ReasonText applications_text{
    "group-limit", "move-groups",
    "au plus {limit} applications par groupe : un couplage de {cut} reste avec d’autres groupes",
    "at most {limit} applications a group: a coupling of {cut} is left with other groups"};
constexpr ReasonText effort_text{
    "group-limit", "move-groups",
    "au plus {limit} jours-personnes par groupe : un couplage de {cut} reste avec d’autres groupes",
    "at most {limit} person-days a group: a coupling of {cut} is left with other groups"};

class Assembler {
public:
    Assembler(const GroupUnits& units, const std::vector<std::size_t>& standing, const GroupLimits& limits,
              Language language)
        : units_(units),
          portfolio_(units.portfolio()),
          standing_(standing),
          limits_(limits),
          language_(language),
          parts_(units.size(), 0) {
        for (const std::size_t unit : standing_) ++parts_[unit];
    }

    MoveGroups assemble() {
        MoveGroups result;
        result.group_of.resize(portfolio_.applications.size());
        const MoveGroups& must = units_.must();
        std::vector<std::size_t> place(must.groups.size(), GroupUnits::none);  // by the group that stands for it
        for (std::size_t application = 0; application < result.group_of.size(); ++application) {
            const std::size_t unit = units_.unit_of(application);
            const std::size_t first =
                unit == GroupUnits::none ? must.group_of[application] : units_.group_index(standing_[unit]);
            if (place[first] == GroupUnits::none) {
                place[first] = result.groups.size();
                result.groups.emplace_back();
            }
            result.group_of[application] = place[first];
            result.groups[place[first]].applications.push_back(portfolio_.applications[application].id);
        }
        for (std::size_t group = 0; group < must.groups.size(); ++group)
            if (units_.unit_of_group(group) == GroupUnits::none)
                result.groups[place[group]].because = must.groups[group].because;
        for (const std::size_t hub : name_groups(portfolio_, units_.flows(), result))
            hubs_.push_back(portfolio_.applications[hub].id);
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            place_.push_back(place[units_.group_index(standing_[unit])]);
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            explain(unit, result.groups[place[units_.group_index(standing_[unit])]].because);
        describe_groups(portfolio_, units_.flows(), units_.coupling(), language_, result);
        if (limits_.applications || limits_.effort_days)
            for (std::size_t unit = 0; unit < units_.size(); ++unit)
                if (standing_[unit] == unit && parts_[unit] > 1)
                    say_limit(result.groups[place[units_.group_index(unit)]]);
        explain_hosting(portfolio_, language_, {}, result);
        return result;
    }

private:
    /// Why a unit is in its group: what holds it together, and, with others, what ties it to them.
    void explain(std::size_t unit, Reasons& because) const {
        const Group& group = units_.group(unit);
        const bool alone = parts_[standing_[unit]] == 1;
        if (alone || group.applications.size() > 1)
            for (const Reason& reason : group.because)
                if (reason.source != "hosting") because.push_back(reason);  // said anew, of the whole group
        if (!alone) because.push_back(place_of(unit));
    }

    [[nodiscard]] Reason place_of(std::size_t unit) const {
        const Group& group = units_.group(unit);
        Bond inside;
        std::map<std::size_t, double> outside;
        std::vector<std::string> path = {group.applications.front()};
        double heaviest = 0;
        for (const auto& [other, bond] : units_.bonds(unit)) {
            if (standing_[other] != standing_[unit]) {
                outside[standing_[other]] += bond.weight;
                continue;
            }
            inside.flows += bond.flows;
            inside.weight += bond.weight;
            if (bond.weight <= heaviest) continue;
            heaviest = bond.weight;
            path.resize(1);
            path.push_back(units_.group(other).applications.front());
        }
        ReasonArguments arguments = {{"application", group.applications.front()},
                                     {"flows", std::to_string(inside.flows)},
                                     {"weight", rounded_text(inside.weight)}};
        if (outside.empty())
            return make_weighed_reason(joined_only_text, language_, std::move(arguments), std::move(path));
        const auto best = std::ranges::max_element(outside, {}, &std::pair<const std::size_t, double>::second);
        arguments.emplace_back("other", hubs_[place_[best->first]]);
        arguments.emplace_back("other_weight", rounded_text(best->second));
        return make_weighed_reason(joined_text, language_, std::move(arguments), std::move(path));
    }

    void say_limit(Group& group) const {
        group.because.push_back(make_weighed_reason(limits_.applications ? applications_text : effort_text, language_,
                                                    {{"limit", limit_text(limits_)},
                                                     {"of", limits_.applications ? "applications" : "person-days"},
                                                     {"cut", rounded_text(group.cut.value_or(0))}}));
    }

    const GroupUnits& units_;
    const Portfolio& portfolio_;
    const std::vector<std::size_t>& standing_;
    const GroupLimits& limits_;
    const Language language_;
    std::vector<std::string> hubs_;   ///< of each group the id of the application that it is called after
    std::vector<std::size_t> place_;  ///< of each unit its group
    std::vector<std::size_t> parts_;  ///< of a unit that stands for a joined group, how many it has
};

}  // namespace

MoveGroups assemble_groups(const GroupUnits& units, const std::vector<std::size_t>& standing, const GroupLimits& limits,
                           Language language) {
    return Assembler(units, standing, limits, language).assemble();
}

}  // namespace plan
