#include "libplan/graph/group_hosting.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/group_description.hpp"
#include "libplan/graph/group_terms.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <set>

namespace plan {

namespace {

constexpr ReasonText several_text{
    "several-targets", "hosting",
    "ses membres vont vers plusieurs cibles ({targets}), et leurs flux resteront entre deux sites ; admissible pour "
    "tous : "
    "{common}",
    "its members go to several targets ({targets}), and their flows will stay between two sites; eligible for all: "
    "{common}"};
constexpr ReasonText no_common_text{
    "no-common-target", "hosting",
    "aucune cible n’est admissible à la fois pour « {one} » et pour « {other} » : leurs flux resteront entre deux "
    "sites",
    "no target is eligible for both {one} and {other}: their flows will stay between two sites"};

std::string joined(const std::vector<std::string_view>& names) {
    return join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

class HostingExplainer {
public:
    HostingExplainer(const Portfolio& portfolio, Language language, const Report& report)
        : portfolio_(portfolio), language_(language), report_(report), terms_(application_terms(portfolio)) {}

    void explain(Group& group, const std::vector<std::size_t>& members) const {
        std::set<std::string_view> chosen;
        GroupTerms all;
        for (const std::size_t member : members) {
            const Application& application = portfolio_.applications[member];
            if (application.hosting && !application.hosting->target.empty()) chosen.insert(application.hosting->target);
            if (terms_clash(all, terms_[member]) == TermsClash::targets) return say_none(group, members, member);
            GroupTerms targets;
            targets.targets = terms_[member].targets;
            all = merged_terms(all, targets);
        }
        if (chosen.size() < 2 || !all.targets) return;
        group.because.push_back(
            make_reason(several_text, language_,
                        {{"targets", joined({chosen.begin(), chosen.end()})}, {"common", joined(*all.targets)}}));
    }

private:
    /// Names a member that shares nothing with `latest`, or the first, when only all together share nothing.
    void say_none(Group& group, const std::vector<std::size_t>& members, std::size_t latest) const {
        std::size_t other = members.front();
        for (const std::size_t member : members) {
            if (member == latest) break;
            if (terms_clash(terms_[member], terms_[latest]) != TermsClash::targets) continue;
            other = member;
            break;
        }
        const std::string &one = portfolio_.applications[other].id, &two = portfolio_.applications[latest].id;
        group.because.push_back(make_reason(no_common_text, language_, {{"one", one}, {"other", two}}, {one, two}));
        if (report_)
            report_({Severity::warning,
                     "no-common-target",
                     PLAN_TEXT("'{0}' and '{1}' must move together (group '{2}'), but no target is eligible for all of "
                               "that group; see plan-target"),
                     {one, two, group.id},
                     portfolio_.where(RecordType::application, latest)});
    }

    const Portfolio& portfolio_;
    Language language_;
    const Report& report_;
    std::vector<GroupTerms> terms_;
};

}  // namespace

void explain_hosting(const Portfolio& portfolio, Language language, const Report& report, MoveGroups& groups) {
    std::vector<std::vector<std::size_t>> members(groups.groups.size());
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (cuts_over(portfolio.applications[application]))
            members[groups.group_of[application]].push_back(application);
    const HostingExplainer explainer(portfolio, language, report);
    for (std::size_t group = 0; group < members.size(); ++group)
        if (members[group].size() > 1) explainer.explain(groups.groups[group], members[group]);
}

}  // namespace plan
