#include "libplan/fetch/register_source.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan::fetch {

namespace {

constexpr RegisterKind kinds[] = {
    {"mercator", true, 60,
     "fluxes|application-services|application-modules|databases|information|entities|application-blocks|"
     "logical-servers",
     fetch_mercator},
    {"refapp", false, 0, "relations", fetch_refapp},
};

}  // namespace

std::span<const RegisterKind> register_kinds() {
    return kinds;
}

const RegisterKind* find_register(std::string_view name) {
    const auto* found = std::ranges::find(kinds, name, &RegisterKind::name);
    return found == std::end(kinds) ? nullptr : found;
}

bool wants(const FetchOptions& options, std::string_view table) {
    return std::ranges::find(options.without, table) == options.without.end();
}

void report_absent_table(Client& client, const Request& request, std::string_view table, const Response& response) {
    client.report()({Severity::warning,
                     "absent-table",
                     PLAN_TEXT("the server has no {}, and the records are without what it would say: {}"),
                     {std::string(table), client.quoted(trim(response.body))},
                     {request.shown, 0, 0, {}}});
}

}  // namespace plan::fetch
