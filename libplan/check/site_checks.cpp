#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/known_ids.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

/// Places. A site is the id of a target or the name of a place, and nothing lists the places; so a place is held to be
/// known when two records of the inventory stand there, or when it is a target. A place that one application alone
/// names is most often another place, written differently.
namespace plan {

namespace {

/// "salle-1" and "salle-2" differ by one letter and are two rooms: a suggestion keeps the digits.
bool same_digits(std::string_view a, std::string_view b) {
    const auto digits = [](std::string_view text) {
        std::string kept;
        std::ranges::copy_if(text, std::back_inserter(kept),
                             [](char letter) { return letter >= '0' && letter <= '9'; });
        return kept;
    };
    return digits(a) == digits(b);
}

class SiteChecks {
public:
    SiteChecks(const Portfolio& portfolio, InventoryFindings& findings)
        : portfolio_(portfolio), findings_(findings), known_(known_sites()) {}

    void applications();
    void flows();
    void servers();

private:
    [[nodiscard]] std::vector<std::string_view> known_sites() const;

    const Portfolio& portfolio_;
    InventoryFindings& findings_;
    KnownIds known_;
};

/// Targets, then places by their first mention.
std::vector<std::string_view> SiteChecks::known_sites() const {
    std::unordered_map<std::string_view, std::size_t> mentions;
    std::unordered_set<std::string_view> listed;
    std::vector<std::string_view> places, sites;
    const auto mention = [&](std::string_view site) {
        if (!site.empty() && ++mentions[site] == 2) places.push_back(site);
    };
    for (const Application& application : portfolio_.applications) mention(application.site);
    for (const Server& server : portfolio_.servers) mention(server.site);
    for (const Target& target : portfolio_.targets)
        if (listed.insert(target.id).second) sites.push_back(target.id);
    for (const std::string_view place : places)
        if (listed.insert(place).second) sites.push_back(place);
    return sites;
}

void SiteChecks::applications() {
    for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
        const Application& one = portfolio_.applications[index];
        if (one.site.empty() || known_.holds(one.site)) continue;
        std::vector<std::string> arguments = {std::string(keyword(RecordType::application)), one.id, one.site};
        const auto near = known_.suggest(one.site);
        const bool likely = near && same_digits(*near, one.site);
        if (likely) arguments.emplace_back(*near);
        findings_.add(likely ? InventoryFinding::unknown_site_near : InventoryFinding::unknown_site,
                      portfolio_.where(RecordType::application, index), std::move(arguments));
    }
}

/// One message for each application at an unknown site to which others send or from which they fetch.
void SiteChecks::flows() {
    struct Callers {
        std::size_t flows = 0, first = 0;
    };
    std::vector<Callers> callers(portfolio_.applications.size());
    for (std::size_t index = 0; index < portfolio_.flows.size(); ++index) {
        const Flow& flow = portfolio_.flows[index];
        const auto from = portfolio_.application_index(flow.from), to = portfolio_.application_index(flow.to);
        if (!from || !to || *from == *to) continue;
        const std::string& site = portfolio_.applications[*to].site;
        if (site.empty() || known_.holds(site) || portfolio_.applications[*from].site == site) continue;
        if (callers[*to].flows++ == 0) callers[*to].first = index;
    }
    for (std::size_t index = 0; index < callers.size(); ++index) {
        if (callers[index].flows == 0) continue;
        const Application& one = portfolio_.applications[index];
        findings_.add(
            InventoryFinding::flow_to_unknown_site, portfolio_.where(RecordType::flow, callers[index].first),
            {one.id, one.site, std::to_string(callers[index].flows), portfolio_.flows[callers[index].first].from});
    }
}

void SiteChecks::servers() {
    for (std::size_t index = 0; index < portfolio_.servers.size(); ++index) {
        const Server& server = portfolio_.servers[index];
        const auto application = portfolio_.application_index(server.application);
        if (server.site.empty() || !application) continue;
        const std::string& site = portfolio_.applications[*application].site;
        if (!site.empty() && site != server.site)
            findings_.add(InventoryFinding::site_mismatch, portfolio_.where(RecordType::server, index),
                          {server.id, server.site, server.application, site});
    }
}

}  // namespace

void check_sites(const Portfolio& portfolio, InventoryFindings& findings) {
    SiteChecks checks(portfolio, findings);
    checks.applications();
    checks.flows();
    checks.servers();
}

}  // namespace plan
