#include "libplan/check/addresses.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <unordered_map>
#include <unordered_set>

/// The addresses of servers, by which flows seen on the network find their application.
namespace plan {

namespace {

void check_server(const Portfolio& portfolio, std::size_t index, std::unordered_map<std::string, std::size_t>& first_of,
                  InventoryFindings& findings) {
    const Server& server = portfolio.servers[index];
    const auto add = [&](InventoryFinding finding, std::vector<std::string> arguments) {
        findings.add(finding, portfolio.where(RecordType::server, index), std::move(arguments));
    };
    if (server.application.empty()) add(InventoryFinding::unattached_server, {server.id});
    std::unordered_set<std::string> own;
    std::unordered_set<std::size_t> told;
    for (const std::string& text : server.addresses) {
        const Address address = read_address(text);
        if (address.kind == AddressKind::invalid) add(InventoryFinding::invalid_address, {server.id, text});
        if (address.kind == AddressKind::unusable) add(InventoryFinding::unusable_address, {server.id, text});
        if (address.kind == AddressKind::invalid || address.kind == AddressKind::unusable) continue;
        if (!own.insert(address.canonical).second) {
            add(InventoryFinding::repeated_address, {server.id, text});
            continue;
        }
        const auto [first, added] = first_of.emplace(address.canonical, index);
        const Server& other = portfolio.servers[first->second];
        // Of different applications: that is an error of its own (shared-address).
        if (added || other.application != server.application || !told.insert(first->second).second) continue;
        add(InventoryFinding::same_servers, {other.id, server.id, server.application, text});
    }
}

}  // namespace

void check_addresses(const Portfolio& portfolio, InventoryFindings& findings) {
    std::unordered_map<std::string, std::size_t> first_of;
    for (std::size_t index = 0; index < portfolio.servers.size(); ++index)
        check_server(portfolio, index, first_of, findings);
}

}  // namespace plan
