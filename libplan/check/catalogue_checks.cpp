#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <unordered_set>

/// Whether the catalogue of targets can be relied on: qualifications that are dated and last, facts that were verified.
namespace plan {

namespace {

class CatalogueChecks {
public:
    CatalogueChecks(const Portfolio& portfolio, const RecordCheckOptions& options, InventoryFindings& findings)
        : portfolio_(portfolio),
          options_(options),
          findings_(findings),
          judged_(judged_targets(portfolio, options.default_targets)) {}

    void qualifications();
    void reach();
    void verification();

private:
    void add(InventoryFinding finding, std::size_t index, std::vector<std::string> arguments) {
        findings_.add(finding, options_.default_targets ? Location{} : portfolio_.where(RecordType::target, index),
                      std::move(arguments));
    }

    const Portfolio& portfolio_;
    const RecordCheckOptions& options_;
    InventoryFindings& findings_;
    std::vector<std::size_t> judged_;
};

void CatalogueChecks::qualifications() {
    for (const std::size_t index : judged_) {
        const Target& one = portfolio_.targets[index];
        const auto needs = [&](bool given, std::string_view field, bool there, std::string_view other) {
            if (given && !there)
                add(InventoryFinding::undated_qualification, index, {one.id, std::string(field), std::string(other)});
        };
        needs(!one.snc_version.empty(), "snc_version", one.expires_on.has_value(), "expires_on");
        needs(one.expires_on.has_value(), "expires_on",
              !one.snc_version.empty() || !one.hds_version.empty() || !one.hds_activities.empty(), "snc_version");
        needs(!one.hds_version.empty(), "hds_version", !one.hds_activities.empty(), "hds_activities");
        if (!options_.as_of || !one.expires_on || *one.expires_on < *options_.as_of) continue;
        if (*one.expires_on - *options_.as_of < options_.soon_days)
            add(InventoryFinding::qualification_soon, index,
                {one.id, one.expires_on->to_iso(), std::to_string(options_.soon_days), options_.as_of->to_iso()});
    }
}

void CatalogueChecks::reach() {
    for (const std::size_t index : judged_) {
        const Target& one = portfolio_.targets[index];
        if (one.kind == "on_premises") continue;  // a room of the ministry has its own network
        if (one.rie == std::optional(false) && one.internet == std::optional(false))
            add(InventoryFinding::unreachable_target, index, {one.id});
    }
}

/// Two messages for the whole catalogue, since its lines are verified together.
void CatalogueChecks::verification() {
    std::unordered_set<std::string_view> used;
    for (const Application& application : portfolio_.applications)
        if (application.hosting) used.insert(application.hosting->target);
    for (const bool in_use : {true, false}) {
        std::vector<std::string> unverified;
        std::size_t first = 0;
        for (const std::size_t index : judged_) {
            const Target& one = portfolio_.targets[index];
            if (one.confidence != "to-verify" || (used.count(one.id) > 0) != in_use) continue;
            if (unverified.empty()) first = index;
            unverified.push_back(one.id);
        }
        if (unverified.empty()) continue;
        add(in_use ? InventoryFinding::to_verify_in_use : InventoryFinding::to_verify, first,
            {std::to_string(unverified.size()), shortened(unverified, ", ")});
    }
}

}  // namespace

void check_catalogue(const Portfolio& portfolio, const RecordCheckOptions& options, InventoryFindings& findings) {
    CatalogueChecks checks(portfolio, options, findings);
    checks.qualifications();
    checks.reach();
    checks.verification();
}

}  // namespace plan
