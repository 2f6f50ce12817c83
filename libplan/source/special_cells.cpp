#include "libplan/source/special_cells.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

constexpr std::string_view list_signs = ",|;\n\r";

bool read_needs(SecurityNeeds& needs, std::string_view cell, CellProblem& problem) {
    const std::optional<SecurityNeeds> read = parse_needs(cell);
    if (!read) {
        FieldValue value;  // "à confirmer" is an empty cell
        if (parse_cell({FieldKind::boolean}, cell, value, problem) && std::holds_alternative<std::monostate>(value))
            return true;
        problem = {"invalid-needs",
                   PLAN_TEXT("column '{}': '{}' is not four levels from 1 to 4; write 3-2-2-1 or D3 I2 C2 P1"),
                   {}};
        return false;
    }
    // Columns of their own come first.
    if (!needs.d) needs.d = read->d;
    if (!needs.i) needs.i = read->i;
    if (!needs.c) needs.c = read->c;
    if (!needs.p) needs.p = read->p;
    return true;
}

/// A name and the date that follows it, "RHEL 8 (31/05/2029)" or "RHEL 8 : 31/05/2029"; nothing when none follows.
std::optional<std::pair<std::string, Date>> named_date(std::string_view piece) {
    const auto split = [&](std::size_t at, std::size_t end) -> std::optional<std::pair<std::string, Date>> {
        if (at == std::string_view::npos || at == 0) return std::nullopt;
        const auto date = parse_local_date(trim(piece.substr(at + 1, end - at - 1)));
        if (!date) return std::nullopt;
        return std::pair(std::string(trim(piece.substr(0, at))), *date);
    };
    if (piece.ends_with(')')) return split(piece.rfind('('), piece.size() - 1);
    return split(piece.rfind(':'), piece.size());
}

void read_components(std::vector<Component>& components, std::string_view kind, std::string_view cell) {
    for (const std::string& piece : split_cell(cell)) {
        const auto dated = named_date(piece);
        Component& component = components.emplace_back();
        component.name = dated ? dated->first : piece;
        component.kind = kind;
        if (dated) component.end_of_support = dated->second;
    }
}

/// One date for all components, or a list of components with a date each.
bool read_support(const BoundColumn& column, std::string_view cell, PendingCells& pending, CellProblem& problem) {
    pending.support_header = column.header;
    FieldValue value;
    if (parse_cell({FieldKind::date}, cell, value, problem)) {
        if (const Date* date = std::get_if<Date>(&value)) pending.support = *date;
        return true;
    }
    for (const std::string& piece : split_list(cell, list_signs)) {
        auto dated = named_date(piece);
        if (!dated) {
            problem = {"invalid-date",
                       PLAN_TEXT("column '{}': '{}' is neither a date nor a list such as "
                                 "PostgreSQL 12 : 21/11/2024 | RHEL 8 : 31/05/2029"),
                       {}};
            return false;
        }
        pending.component_support.push_back(std::move(*dated));
    }
    return true;
}

/// "Fonds : 40 % : 01/01/2027 : 31/12/2028": who pays, the share, and the days between which; the days may be missing.
std::optional<Funding> funding_of(std::string_view piece) {
    std::vector<std::string_view> parts;
    for (std::size_t colon = 0; colon != std::string_view::npos && parts.size() < 3;) {
        colon = piece.rfind(':');
        parts.push_back(trim(piece.substr(colon == std::string_view::npos ? 0 : colon + 1)));
        if (colon != std::string_view::npos) piece = piece.substr(0, colon);
        if (!parse_local_date(parts.back())) break;  // the share
    }
    Funding funding;
    funding.source = trim(piece);
    std::string_view share = parts.back();
    if (share.ends_with('%')) share = trim(share.substr(0, share.size() - 1));
    const auto number = parse_local_number(share, false);
    if (!number || funding.source.empty() || piece.data() + piece.size() > share.data()) return std::nullopt;
    funding.share_percent = *number;
    if (parts.size() == 2) funding.from = parse_local_date(parts[0]);
    if (parts.size() == 3) {
        funding.from = parse_local_date(parts[1]);
        funding.until = parse_local_date(parts[0]);
    }
    return funding;
}

bool read_funding(std::vector<Funding>& funding, std::string_view cell, CellProblem& problem) {
    FieldValue value;  // "à confirmer" is an empty cell
    CellProblem other;
    if (parse_cell({FieldKind::boolean}, cell, value, other) && std::holds_alternative<std::monostate>(value))
        return true;
    for (const std::string& piece : split_list(cell, "|;\n\r")) {  // a share may have a decimal comma
        auto share = funding_of(piece);
        if (!share) {
            problem = {"invalid-funding",
                       PLAN_TEXT("column '{}': '{}' is not a list of shares such as "
                                 "Fund : 40 % : 01/01/2027 : 31/12/2028 | Programme : 12,5 %"),
                       {}};
            return false;
        }
        funding.push_back(std::move(*share));
    }
    return true;
}

bool read_tag(const BoundColumn& column, std::string_view cell, PendingCells& pending, CellProblem& problem) {
    FieldValue value;
    if (!parse_cell({FieldKind::boolean}, cell, value, problem)) return false;
    const bool* yes = std::get_if<bool>(&value);
    if (yes && *yes) pending.tags.emplace_back(column.name->field.substr(special::tag.size()));
    return true;
}

}  // namespace

void PendingCells::clear() {
    support.reset();
    component_support.clear();
    support_header.clear();
    source.clear();
    destination.clear();
    tags.clear();
    extra.clear();
}

bool is_total(std::span<const std::string_view> cells) {
    const auto blank = [](std::string_view cell) { return cell.empty() || trim(cell).empty(); };
    const auto first = std::ranges::find_if_not(cells, blank);
    if (first == cells.end() || first->size() > 40) return false;
    const char letter = trim(*first).front();
    if (std::string_view("tTsSgG").find(letter) == std::string_view::npos) return false;
    const std::string word = fold(*first);
    constexpr std::string_view words[] = {"total", "totaux", "total general", "grand total", "sous total",
                                          "somme", "sum",    "totals",        "subtotal"};
    if (std::ranges::find(words, word) == std::end(words)) return false;
    bool any = false;
    for (auto cell = first + 1; cell != cells.end(); ++cell) {
        if (blank(*cell)) continue;
        const char begin = trim(*cell).front();
        if ((begin < '0' || begin > '9') && begin != '-') return false;
        any = true;
    }
    return any;
}

bool read_special(Application& record, const BoundColumn& column, std::string_view cell, PendingCells& pending,
                  CellProblem& problem) {
    const std::string_view field = column.name->field;
    if (field == special::dicp) return read_needs(record.dicp, cell, problem);
    if (field == special::funding) return read_funding(record.funding, cell, problem);
    if (field == special::support) return read_support(column, cell, pending, problem);
    if (field.starts_with(special::tag)) return read_tag(column, cell, pending, problem);
    read_components(record.components, field.substr(special::component.size()), cell);
    return true;
}

bool read_special(Flow&, const BoundColumn& column, std::string_view cell, PendingCells& pending, CellProblem&) {
    const std::string_view field = column.name->field;
    (field == special::flow_source ? pending.source : pending.destination) = cell;
    return true;
}

bool read_special(Target& record, const BoundColumn&, std::string_view cell, PendingCells&, CellProblem& problem) {
    return read_needs(record.max_dicp, cell, problem);
}

std::optional<std::string_view> settle(Application& record, PendingCells& pending, FlowEnds) {
    for (auto& [name, date] : pending.component_support) {
        const std::string key = fold(name);
        const auto same = std::find_if(record.components.begin(), record.components.end(),
                                       [&](const Component& component) { return fold(component.name) == key; });
        if (same == record.components.end())
            record.components.push_back({std::move(name), "product", date});
        else if (!same->end_of_support)
            same->end_of_support = date;
    }
    if (pending.support) {
        // A date without a component still says that something of the application runs out of support.
        if (record.components.empty()) record.components.push_back({pending.support_header, "product", {}});
        for (Component& component : record.components)
            if (!component.end_of_support) component.end_of_support = pending.support;
    }
    for (std::string& tag : pending.tags) record.tags.push_back(std::move(tag));
    record.extra.swap(pending.extra);
    return std::nullopt;
}

std::optional<std::string_view> settle(Flow& record, PendingCells& pending, FlowEnds ends) {
    if (record.from.empty() && record.to.empty() && !(pending.source.empty() && pending.destination.empty())) {
        const bool transfer = record.kind == FlowKind::file || record.kind == FlowKind::message ||
                              record.kind == FlowKind::batch || record.kind == FlowKind::manual;
        record.from.swap(pending.source);
        record.to.swap(pending.destination);
        if (ends == FlowEnds::data || (ends == FlowEnds::by_kind && transfer)) {
            // The receiver depends on the sender, so the ends change places, and the direction with them.
            record.from.swap(record.to);
            if (record.direction == Direction::pull)
                record.direction = Direction::push;
            else if (record.direction != Direction::both)
                record.direction = Direction::pull;
        }
    }
    if (record.from.empty()) return "from";
    if (record.to.empty()) return "to";
    return std::nullopt;
}

std::optional<std::string_view> settle(Constraint& record, PendingCells&, FlowEnds) {
    const bool dated = record.kind == ConstraintKind::not_before || record.kind == ConstraintKind::deadline;
    if (dated && !record.date) return "date";
    if (record.kind == ConstraintKind::window && record.windows.empty()) return "windows";
    if (record.kind == ConstraintKind::wave && !record.wave) return "wave";
    if (record.applications.empty()) return "applications";
    return std::nullopt;
}

std::optional<std::string_view> settle(CalendarRow& record, PendingCells&, FlowEnds) {
    if (record.kind == "workdays" && record.days.empty()) return "days";
    return std::nullopt;
}

}  // namespace plan
