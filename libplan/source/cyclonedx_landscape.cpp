#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/cyclonedx_bom.hpp"
#include "libplan/source/table_consumer.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace plan {

namespace {

constexpr std::string_view link_begin = "urn:cdx:";

bool is_hexadecimal(char byte) {
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
}

/// What a link says behind its '#', where signs are written as %20.
std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size() && is_hexadecimal(text[at + 1]) && is_hexadecimal(text[at + 2])) {
            const auto digit = [](char byte) { return byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10; };
            out += static_cast<char>(static_cast<unsigned char>(digit(text[at + 1]) * 16 + digit(text[at + 2])));
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

/// An address by which two spellings are compared: without query, fragment and closing slashes; scheme and host in
/// small letters. Empty when it has no scheme.
std::string same_address(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return {};
    while (address.size() > scheme + 3 && address.ends_with('/')) address.remove_suffix(1);
    const std::size_t path = std::min(address.find('/', scheme + 3), address.size());
    std::string text(address);
    for (std::size_t at = 0; at < path; ++at)
        if (text[at] >= 'A' && text[at] <= 'Z') text[at] = static_cast<char>(text[at] + 32);
    return text;
}

std::string truth(const std::string& text) {
    return text == "1" ? "true" : text == "0" ? "false" : text;
}

/// How components that are no application are counted: by the types of the specification.
std::string kind_of(std::string_view type) {
    constexpr std::string_view types[] = {
        "application",        "framework", "library", "container",        "platform", "device",
        "device-driver",      "firmware",  "file",    "operating-system", "data",     "machine-learning-model",
        "cryptographic-asset"};
    const bool known = std::ranges::find(types, type) != std::end(types);
    return known ? "component " + std::string(type) : "component of no known type";
}

class Builder {
public:
    Builder(const CycloneDxBom& bom, const std::string& file) : bom_(bom), landscape_(file) {
        for (const CycloneDxDependency& dependency : bom.dependencies) {
            involved_.insert(dependency.ref);
            involved_.insert(dependency.depends_on.begin(), dependency.depends_on.end());
            involved_.insert(dependency.provides.begin(), dependency.provides.end());
        }
    }

    void build() {
        // JSON and XML have the sections in different orders.
        for (const CycloneDxItem& item : bom_.items)
            if (item.described) add(item);
        for (const CycloneDxItem& item : bom_.items)
            if (item.is_service()) add(item);
        for (const CycloneDxItem& item : bom_.items)
            if (!item.described && !item.is_service()) add(item);
        for (const CycloneDxItem& item : bom_.items) add_data(item);
        add_transfers();
        for (const CycloneDxDependency& dependency : bom_.dependencies) add_dependency(dependency);
        for (const auto& [section, count] : bom_.unread)
            for (std::size_t time = 0; time < count; ++time) landscape_.skip(section);
    }

    Landscape& landscape() { return landscape_; }
    std::size_t nested() const { return nested_; }

private:
    bool is_application(const CycloneDxItem& item) const {
        return item.described || item.is_service() ||
               (item.type == "application" && !item.ref.empty() && involved_.contains(item.ref));
    }

    void add(const CycloneDxItem& item) {
        const std::string id = item.id();
        if (!is_application(item)) {
            if (!item.ref.empty()) components_.insert(item.ref);
            return landscape_.skip(kind_of(item.type));
        }
        Properties cells;
        const auto cell = [&](const char* header, const std::string& text) {
            if (!text.empty()) cells.emplace_back(header, text);
        };
        cell("type", item.type);
        cell("description", item.description);
        cell("provider", item.provider);
        cell("group", item.group);
        cell("version", item.version);
        if (!item.endpoints.empty()) cell("endpoint", item.endpoints.front());
        if (item.endpoints.size() > 1) cell("endpoints", join(item.endpoints, "; "));
        cell("authenticated", truth(item.authenticated));
        cell("x-trust-boundary", truth(item.trust_boundary));
        cell("trustZone", item.trust_zone);
        std::set<std::string_view> seen;
        std::vector<std::string> classifications;
        for (const CycloneDxData& data : item.data)
            if (!data.classification.empty() && seen.insert(data.classification).second)
                classifications.push_back(data.classification);
        cell("classification", join(classifications, "; "));
        if (item.parent != CycloneDxItem::none) {
            cell("parent", bom_.items[item.parent].id());
            ++nested_;
        }
        for (const auto& [name, value] : item.properties)
            if (!name.empty() && !value.empty()) cells.emplace_back("properties." + name, value);
        landscape_.add_application(id, item.name, std::move(cells), item.where);
        applications_.insert(id);
        for (const std::string& endpoint : item.endpoints) {
            const std::string address = same_address(endpoint);
            if (address.empty()) continue;
            const auto [known, added] = endpoints_.emplace(address, id);
            if (!added && known->second != id) known->second.clear();  // of two services: of neither
        }
    }

    /// The application behind a source or destination; empty when it is not in the bill.
    std::string resolve(const std::string& text) const {
        if (applications_.contains(text)) return text;
        if (text.starts_with(link_begin)) {
            const std::size_t mark = text.find('#');
            if (mark == std::string::npos) return {};
            std::string ref = decoded(std::string_view(text).substr(mark + 1));
            return applications_.contains(ref) ? ref : std::string();
        }
        constexpr std::size_t longest = 2048, most_steps = 32;
        if (text.size() > longest) return {};
        std::string address = same_address(text);
        for (std::size_t step = 0; step < most_steps && !address.empty(); ++step) {
            const auto known = endpoints_.find(address);
            if (known != endpoints_.end()) return known->second;
            const std::size_t slash = address.rfind('/');
            if (slash == std::string::npos || (slash > 0 && address[slash - 1] == '/')) break;
            address.resize(slash);
        }
        return {};
    }

    void add_data(const CycloneDxItem& item) {
        if (!is_application(item)) return;
        const std::string id = item.id();
        for (const CycloneDxData& data : item.data) {
            const bool both = data.flow == "bi-directional";
            std::set<std::string> others;
            for (const std::string& source : data.sources) {
                const std::string other = resolve(source);
                add_transfer(other, id, both, data, item);
                if (both) others.insert(other);
            }
            for (const std::string& destination : data.destinations) {
                const std::string other = resolve(destination);
                if (!others.contains(other)) add_transfer(id, other, both, data, item);
            }
        }
    }

    struct Transfer {
        std::string source, destination;
        bool both;
        std::vector<std::string> classifications, names;
        Location where;
    };

    void add_transfer(const std::string& source, const std::string& destination, bool both, const CycloneDxData& data,
                      const CycloneDxItem& item) {
        if (source.empty() || destination.empty())
            return landscape_.skip("data from or to what is not in the document");
        if (source == destination) return landscape_.skip("data within one service");
        const std::string key = source + '\n' + destination + (both ? "\n=" : "\n>");
        const auto [known, added] = transfer_index_.emplace(key, transfers_.size());
        if (added) transfers_.push_back({source, destination, both, {}, {}, item.where});
        Transfer& transfer = transfers_[known->second];
        constexpr std::size_t most_named = 256;
        const auto add_once = [](std::vector<std::string>& list, const std::string& text) {
            if (!text.empty() && list.size() < most_named && std::ranges::find(list, text) == list.end())
                list.push_back(text);
        };
        add_once(transfer.classifications, data.classification);
        add_once(transfer.names, data.name);
    }

    void add_transfers() {
        for (Transfer& transfer : transfers_) {
            Properties cells;
            if (!transfer.classifications.empty())
                cells.emplace_back("classification", join(transfer.classifications, "; "));
            if (!transfer.names.empty()) cells.emplace_back("name", join(transfer.names, "; "));
            if (transfer.both) cells.emplace_back("direction", "both");
            landscape_.add_transfer(transfer.source + (transfer.both ? " <> " : " > ") + transfer.destination, "data",
                                    transfer.source, transfer.destination, std::move(cells), transfer.where);
        }
    }

    void add_dependency(const CycloneDxDependency& dependency) {
        const auto add = [&](const std::string& from, const std::string& to) {
            if (components_.contains(from) || components_.contains(to))
                return landscape_.skip("dependency of a component");
            landscape_.add_dependency(from + " > " + to, "dependsOn", from, to, {}, dependency.where);
        };
        for (const std::string& other : dependency.depends_on) add(dependency.ref, other);
        // What is provided needs who provides it.
        for (const std::string& other : dependency.provides) add(other, dependency.ref);
    }

    const CycloneDxBom& bom_;
    Landscape landscape_;
    std::set<std::string> involved_, components_, applications_;
    std::unordered_map<std::string, std::string> endpoints_;  ///< only looked up
    std::vector<Transfer> transfers_;
    std::unordered_map<std::string, std::size_t> transfer_index_;  ///< only looked up
    std::size_t nested_ = 0;
};

bool is_known(std::string_view version) {
    constexpr std::string_view known[] = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"};
    return std::ranges::find(known, version) != std::end(known);
}

}  // namespace

std::string CycloneDxItem::id() const {
    if (!ref.empty()) return ref;
    std::string id = group.empty() ? name : group + "/" + name;
    if (!version.empty()) id += "@" + version;
    return id;
}

void give_cyclonedx(const CycloneDxBom& bom, const std::string& file, TableConsumer& consumer, const Report& report) {
    const Location place{file, 0, 0, {}};
    if (!is_known(bom.version))
        report({Severity::warning,
                "unknown-version",
                PLAN_TEXT("version '{}' of CycloneDX is not known; read as the versions 1.2 to 1.7 are"),
                {excerpt(bom.version)},
                place});
    Builder builder(bom, file);
    builder.build();
    if (builder.nested() > 0)
        report({Severity::note,
                "nested-services",
                PLAN_TEXT("services and components nested in others, each read as an application with its \"parent\": "
                          "{}"),
                {std::to_string(builder.nested())},
                place});
    if (builder.landscape().applications() == 0)
        report({Severity::warning,
                "no-application",
                PLAN_TEXT("the document describes no service and no application; a list of libraries alone says "
                          "nothing of flows"),
                {},
                place});
    builder.landscape().give(consumer, report);
}

}  // namespace plan
