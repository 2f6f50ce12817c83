#include "libplan/view/dot_day.hpp"

#include "libplan/view/dot_frames.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plan {

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

Pair ends_of(const DotEdge& edge) {
    return {edge.from, edge.to};
}

bool is_somewhere(const SystemPlace& place) {
    return place.kind == PlaceKind::site || place.kind == PlaceKind::target;
}

/// More lines of bridges than this cannot be followed one by one.
constexpr std::size_t many_bridges = 40;

}  // namespace

void dot_begin_day(DotModel& model, const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    const Date day = *options.day;
    model.day.emplace(DotDay{day, SystemStates(portfolio, options.language), 0, 0, 0, 0, std::nullopt});
    const std::vector<HeldBridge> all = known_bridges(portfolio, report);
    model.day->peak = bridge_peak(all);
    std::vector<DotEdge>& edges = model.edges;
    std::vector<DotEdge> without_flows;
    for (const HeldBridge& held : all) {
        if (day < held.start || held.finish < day) continue;
        const auto lines = std::ranges::equal_range(edges, Pair(held.from, held.to), {}, ends_of);
        for (DotEdge& edge : lines) edge.bridge = true;
        if (!lines.empty()) continue;
        const auto flows = std::max<std::int64_t>(portfolio.bridges[held.bridge].flows, 1);
        without_flows.push_back(
            {held.from, held.to, FlowKind::unspecified, false, false, true, static_cast<std::size_t>(flows), 0});
    }
    edges.insert(edges.end(), without_flows.begin(), without_flows.end());
    std::ranges::stable_sort(edges, {}, ends_of);
}

void dot_count_day(DotModel& model) {
    DotDay& day = *model.day;
    const std::vector<SystemPlace>& places = day.states.places();
    const std::vector<Whereabouts>& whereabouts = day.states.whereabouts();
    for (std::size_t application = 0; application < model.shown.size(); ++application) {
        const Whereabouts& where = whereabouts[application];
        const bool moves = where.arrives && places[where.after].kind == PlaceKind::target &&
                           places[where.before].kind != PlaceKind::not_yet;
        if (model.shown[application] && moves) ++(day.day >= *where.arrives ? day.moved : day.waiting);
    }
    std::optional<Pair> last;
    for (const DotEdge& edge : model.edges) {
        if (last == ends_of(edge)) continue;
        last = ends_of(edge);
        const std::uint32_t from = whereabouts[edge.from].on(day.day), to = whereabouts[edge.to].on(day.day);
        if (edge.bridge)
            ++day.bridges;
        else if (from != to && is_somewhere(places[from]) && is_somewhere(places[to]))
            ++day.others;
    }
}

void dot_leave_inner_lines_out(DotModel& model, const DotOptions& options) {
    if (options.hub_neighbours == 0 || model.edges.size() <= dot_many_lines_on_shelves) return;
    const std::vector<Whereabouts>& whereabouts = model.day->states.whereabouts();
    model.inner = std::erase_if(model.edges, [&](const DotEdge& edge) {
        return !edge.bridge && whereabouts[edge.from].on(model.day->day) == whereabouts[edge.to].on(model.day->day);
    });
}

void dot_fold_bridges(DotModel& model, const DotOptions& options) {
    const auto lines = std::ranges::count_if(model.edges, &DotEdge::bridge);
    const bool framed = model.shelves && !model.root.frames.empty();
    if (options.hub_neighbours == 0 || !framed || static_cast<std::size_t>(lines) <= many_bridges) return;
    const std::vector<std::uint32_t> frame = dot_frame_numbers(model.root, model.shown.size());
    std::map<Pair, std::size_t> links;
    std::optional<Pair> last;
    std::erase_if(model.edges, [&](const DotEdge& edge) {
        if (!edge.bridge || frame[edge.from] == 0 || frame[edge.to] == 0 || frame[edge.from] == frame[edge.to])
            return false;
        if (last != ends_of(edge)) {
            ++links[std::minmax(frame[edge.from], frame[edge.to])];
            model.bridged[edge.from].push_back(edge.to);
            model.bridged[edge.to].push_back(edge.from);
        }
        last = ends_of(edge);
        return true;
    });
    for (const auto& [frames, bridges] : links)
        model.frame_links.push_back({frames.first - 1, frames.second - 1, bridges});
}

}  // namespace plan
