#include "libplan/record/portfolio.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/memory.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/members.hpp"
#include "libplan/record/stream.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <future>
#include <span>
#include <utility>

namespace plan {

Portfolio::Portfolio() : stream_(std::make_unique<Stream>()) {}
Portfolio::~Portfolio() = default;
Portfolio::Portfolio(Portfolio&&) noexcept = default;
Portfolio& Portfolio::operator=(Portfolio&&) noexcept = default;

std::vector<std::string_view> Portfolio::texts() const {
    std::vector<std::string_view> texts;
    for (const auto& buffer : stream_->buffers) texts.emplace_back(*buffer);
    return texts;
}

bool Portfolio::ended() const {
    return !stream_->lines.empty() && stream_->lines.back().type == RecordType::end;
}

Location Portfolio::where(RecordType type, std::size_t index) const {
    const StreamLine* line = stream_->line_of(type, index);
    return line ? Location{stream_->names[line->source], line->number, 0, {}} : Location{};
}

std::vector<UnknownType> Portfolio::unknown_types() const {
    std::vector<UnknownType> types;
    std::unordered_map<std::string, std::size_t> place_of;
    for (const StreamLine& line : stream_->lines) {
        if (line.type != RecordType::unknown) continue;
        std::string name;
        for (const MemberText& member : split_members(trim(std::string_view(line.text, line.length))))
            if (name.empty() && member.key == "type" && member.value.starts_with('"'))
                name = member.value.substr(1, member.value.size() - 2);
        const auto [place, added] = place_of.emplace(name, types.size());
        if (added) types.push_back({name, 0, {stream_->names[line.source], line.number, 0, {}}});
        ++types[place->second].records;
    }
    return types;
}

std::optional<std::size_t> Portfolio::application_index(std::string_view id) const {
    IdTable& places = stream_->application_places;
    if (places.empty()) {
        places.reserve(applications.size());
        for (const Application& application : applications) places.add(application.id);
    }
    return places.find(id);
}

namespace {

/// Of a flow, places of applications.
struct Ends {
    std::uint32_t from, to;
};

/// Of every flow. Two threads wait half as long for memory.
std::vector<Ends> ends_of_flows(const Portfolio& portfolio) {
    constexpr std::size_t worth_a_thread = 20'000, batch = 32;
    const std::vector<Flow>& flows = portfolio.flows;
    IdTable known;
    known.reserve(portfolio.applications.size());
    for (const Application& application : portfolio.applications) known.add(application.id);
    std::vector<Ends> ends(flows.size());
    const auto find = [&](std::size_t begin, std::size_t end) {
        std::array<std::string_view, 2 * batch> ids;
        std::array<std::uint32_t, 2 * batch> places;
        for (; begin < end; begin += std::min(batch, end - begin)) {
            const std::size_t count = std::min(batch, end - begin);
            for (std::size_t index = 0; index < count; ++index) {
                ids[2 * index] = flows[begin + index].from;
                ids[2 * index + 1] = flows[begin + index].to;
            }
            known.find_all(std::span(ids).first(2 * count), places);
            for (std::size_t index = 0; index < count; ++index)
                ends[begin + index] = {places[2 * index], places[2 * index + 1]};
        }
    };
    if (flows.size() < worth_a_thread) {
        find(0, flows.size());
        return ends;
    }
    auto other = std::async(std::launch::async, find, flows.size() / 2, flows.size());
    find(0, flows.size() / 2);
    other.get();
    return ends;
}

}  // namespace

std::vector<ResolvedFlow> resolve_flows(const Portfolio& portfolio, const Report& report) {
    const std::vector<Ends> ends = ends_of_flows(portfolio);
    std::vector<ResolvedFlow> resolved;
    resolved.reserve(portfolio.flows.size());
    prefer_large_pages(resolved.data(), resolved.capacity() * sizeof(ResolvedFlow));
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        const auto [from, to] = ends[index];
        if (from != IdTable::unknown && to != IdTable::unknown) {
            resolved.push_back({index, from, to});
            continue;
        }
        if (!report) continue;
        Diagnostic diagnostic;
        diagnostic.severity = Severity::warning;
        diagnostic.code = "dangling-flow";
        diagnostic.text = PLAN_TEXT("the flow from '{0}' to '{1}' is ignored: there is no application '{2}'");
        diagnostic.arguments = {flow.from, flow.to, from != IdTable::unknown ? flow.to : flow.from};
        diagnostic.where = portfolio.where(RecordType::flow, index);
        report(diagnostic);
    }
    return resolved;
}

void require_unique_applications(const Portfolio& portfolio) {
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const std::string& id = portfolio.applications[index].id;
        const std::size_t first = *portfolio.application_index(id);
        if (first == index) continue;
        Diagnostic diagnostic;
        diagnostic.where = portfolio.where(RecordType::application, index);
        diagnostic.code = "duplicate-id";
        diagnostic.text =
            PLAN_TEXT("application '{0}' stands here and at {1}: a decision about it would be ambiguous; keep one");
        diagnostic.arguments = {id, portfolio.where(RecordType::application, first).to_string()};
        throw Error(Failure::invalid_input, std::move(diagnostic));
    }
}

}  // namespace plan
