#include "libplan/source/merge_fields.hpp"

#include "libplan/record/fields.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace plan {

namespace {

using Order = std::vector<std::string>;

/// The dotted names of a table; what the table leaves out stands before the origin, as the writer puts it.
template <class Record>
Order order_of(std::span<const Field<Record>> fields, std::initializer_list<std::string_view> structured) {
    Order order{"type"};
    for (const Field<Record>& field : fields) {
        if (field.name == "origin") order.insert(order.end(), structured.begin(), structured.end());
        order.emplace_back(field.name);
    }
    return order;
}

const Order& order_of(RecordType type) {
    static const std::map<RecordType, Order> orders = {
        {RecordType::application, order_of(application_fields(), {"components", "funding"})},
        {RecordType::flow, order_of(flow_fields(), {})},
        {RecordType::server, order_of(server_fields(), {})},
        {RecordType::team, order_of(team_fields(), {})},
        {RecordType::target, order_of(target_fields(), {})},
        {RecordType::calendar, order_of(calendar_fields(), {"freeze", "windows"})},
        {RecordType::constraint, order_of(constraint_fields(), {})},
    };
    static const Order unknown{"type"};
    const auto found = orders.find(type);
    return found == orders.end() ? unknown : found->second;
}

}  // namespace

FieldPlace field_place(RecordType type, std::string_view path, std::string_view key) {
    if (path.empty() && type == RecordType::application) {
        constexpr std::string_view decisions[] = {"classification", "assessment", "hosting", "group", "planned"};
        const auto found = std::ranges::find(decisions, key);
        if (found != std::end(decisions)) return {20000 + static_cast<std::size_t>(found - std::begin(decisions))};
    }
    if (path == "components") {
        constexpr std::string_view parts[] = {"name", "kind", "end_of_support"};
        return {static_cast<std::size_t>(std::ranges::find(parts, key) - std::begin(parts))};
    }
    std::string name = path.empty() ? std::string(key) : std::string(path) + "." + std::string(key);
    const Order& order = order_of(type);
    for (std::size_t place = 0; place < order.size(); ++place)
        if (order[place] == name || (order[place].starts_with(name) && order[place][name.size()] == '.'))
            return {place};
    return {10000};
}

bool joins_lists(RecordType type) {
    return type == RecordType::application || type == RecordType::flow || type == RecordType::server;
}

bool absence_means(RecordType type, std::string_view field) {
    return type == RecordType::constraint && field == "weight";
}

}  // namespace plan
