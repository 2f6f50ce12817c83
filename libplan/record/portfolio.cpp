#include "libplan/record/portfolio.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/memory.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/members.hpp"
#include "libplan/record/stream.hpp"

#include <cstdint>
#include <future>
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
    static constexpr std::uint32_t unknown = UINT32_MAX;
    std::uint32_t from = unknown, to = unknown;
};

/// Of every flow. A table of 100,000 ids lies all over memory, so that two threads wait half as long.
std::vector<Ends> ends_of_flows(const Portfolio& portfolio) {
    constexpr std::size_t worth_a_thread = 20'000;
    const std::vector<Flow>& flows = portfolio.flows;
    std::vector<Ends> ends(flows.size());
    const auto place = [&](const std::string& id) {
        return static_cast<std::uint32_t>(portfolio.application_index(id).value_or(Ends::unknown));
    };
    const auto find = [&](std::size_t begin, std::size_t end) {
        for (std::size_t index = begin; index < end; ++index)
            ends[index] = {place(flows[index].from), place(flows[index].to)};
    };
    if (flows.size() < worth_a_thread || portfolio.applications.empty()) {
        find(0, flows.size());
        return ends;
    }
    static_cast<void>(portfolio.application_index({}));  // makes the table, which is only read after that
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
        if (from != Ends::unknown && to != Ends::unknown) {
            resolved.push_back({index, from, to});
            continue;
        }
        if (!report) continue;
        Diagnostic diagnostic;
        diagnostic.severity = Severity::warning;
        diagnostic.code = "dangling-flow";
        diagnostic.text = PLAN_TEXT("the flow from '{0}' to '{1}' is ignored: there is no application '{2}'");
        diagnostic.arguments = {flow.from, flow.to, from != Ends::unknown ? flow.to : flow.from};
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
