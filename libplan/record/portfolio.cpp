#include "libplan/record/portfolio.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/decode.hpp"
#include "libplan/record/encode.hpp"
#include "libplan/record/keywords.hpp"
#include "libplan/record/members.hpp"
#include "libplan/record/stream.hpp"
#include "libplan/record/writer.hpp"

#include <algorithm>
#include <utility>

/// Lines are parsed one by one with simdjson's DOM, which validates the whole line, in place: the buffer is padded as
/// the parser asks and is kept, since every line's text may be written again. A typed record is decoded at once; the
/// text is only split into members when an owned key changes. A stream of the State (1.6 million records, 400 MB)
/// so costs its own size plus the typed records.
namespace plan {

Portfolio::Portfolio() : stream_(std::make_unique<Stream>()) {}
Portfolio::~Portfolio() = default;
Portfolio::Portfolio(Portfolio&&) noexcept = default;
Portfolio& Portfolio::operator=(Portfolio&&) noexcept = default;

namespace {

const std::vector<std::string_view>& enrichment_order() {
    static const std::vector<std::string_view> order = {"classification", "assessment", "hosting", "group", "planned"};
    return order;
}

[[noreturn]] void fail(Location where, std::string code, std::string text, std::vector<std::string> arguments = {}) {
    Diagnostic diagnostic;
    diagnostic.where = std::move(where);
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    diagnostic.arguments = std::move(arguments);
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

/// Says why simdjson refused the line, with a column where one can be told.
[[noreturn]] void fail_json(Location where, std::string_view line, simdjson::error_code error, bool last_line) {
    if (const auto broken = invalid_utf8(line)) {
        where.column = *broken + 1;
        fail(std::move(where), "broken-utf8",
             PLAN_TEXT("this byte is not valid UTF-8; the stream is UTF-8 (plan-import converts files)"));
    }
    if (last_line && !line.ends_with('}'))
        fail(std::move(where), "truncated-line",
             PLAN_TEXT("the last line is cut off: the command that wrote it failed or is still running; run it again"));
    fail(std::move(where), "not-json", PLAN_TEXT("not a line of JSON: {}; each line must be one complete JSON object"),
         {simdjson::error_message(error)});
}

template <class Record>
std::uint32_t append(std::vector<Record>& records, Record record) {
    records.push_back(std::move(record));
    return static_cast<std::uint32_t>(records.size() - 1);
}

std::uint32_t decode(Portfolio& portfolio, RecordType type, JsonObject object) {
    switch (type) {
        case RecordType::application:
            return append(portfolio.applications, decode_application(object));
        case RecordType::flow:
            return append(portfolio.flows, decode_flow(object));
        case RecordType::server:
            return append(portfolio.servers, decode_server(object));
        case RecordType::team:
            return append(portfolio.teams, decode_team(object));
        case RecordType::target:
            return append(portfolio.targets, decode_target(object));
        case RecordType::calendar:
            return append(portfolio.calendars, decode_calendar(object));
        case RecordType::constraint:
            return append(portfolio.constraints, decode_constraint(object));
        case RecordType::group:
            return append(portfolio.groups, decode_group(object));
        case RecordType::bridge:
            return append(portfolio.bridges, decode_bridge(object));
        case RecordType::wave:
            return append(portfolio.waves, decode_wave(object));
        case RecordType::task:
            return append(portfolio.tasks, decode_task(object));
        case RecordType::plan:
            return append(portfolio.plans, decode_plan(object));
        case RecordType::risk:
        case RecordType::change:
        case RecordType::end:
        case RecordType::unknown:
            break;
    }
    return 0;
}

}  // namespace

void Portfolio::read(std::string text, std::string_view name) {
    const std::size_t length = text.size();
    text.reserve(length + simdjson::SIMDJSON_PADDING);
    stream_->names.emplace_back(name);
    const std::string& buffer = *stream_->buffers.emplace_back(std::make_unique<std::string>(std::move(text)));
    const auto source = static_cast<std::uint16_t>(stream_->names.size() - 1);
    simdjson::dom::parser parser;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < length;) {
        const std::size_t newline = std::min(buffer.find('\n', begin), length);
        const std::string_view line = trim(std::string_view(buffer).substr(begin, newline - begin));
        ++number;
        begin = newline + 1;
        if (line.empty()) continue;
        const auto here = [&] { return Location{std::string(name), number, 0, {}}; };
        if (line.size() > max_line_bytes) fail(here(), "line-too-long", PLAN_TEXT("this line is longer than 64 MiB"));
        JsonElement element;
        if (const auto error = parser.parse(line.data(), line.size(), false).get(element))
            fail_json(here(), line, error, newline == length);
        JsonObject object;
        if (element.get_object().get(object))
            fail(here(), "not-an-object", PLAN_TEXT("a line of the stream must be a JSON object: {{\"type\":…}}"));
        std::string_view type_text;
        if (object.at_key("type").get(type_text))
            fail(here(), "no-type", PLAN_TEXT("this record has no text \"type\""));
        const RecordType type = record_type(type_text);
        try {
            const std::uint32_t index = decode(*this, type, object);
            stream_->lines.push_back({line.data(), static_cast<std::uint32_t>(line.size()), index,
                                      static_cast<std::uint32_t>(number), source, type});
        } catch (DecodeFailure& failure) {
            failure.diagnostic.where = here();
            throw Error(Failure::invalid_input, std::move(failure.diagnostic));
        }
    }
    stream_->forget_index();
}

bool Portfolio::ended() const {
    return !stream_->lines.empty() && stream_->lines.back().type == RecordType::end;
}

Location Portfolio::where(RecordType type, std::size_t index) const {
    const StreamLine* line = stream_->line_of(type, index);
    return line ? Location{stream_->names[line->source], line->number, 0, {}} : Location{};
}

std::optional<std::size_t> Portfolio::application_index(std::string_view id) const {
    auto& by_id = stream_->application_by_id;
    if (by_id.size() == 0) {
        by_id.reserve(applications.size());
        for (std::size_t index = 0; index < applications.size(); ++index) by_id.emplace(applications[index].id, index);
    }
    const auto found = by_id.find(id);
    return found == by_id.end() ? std::nullopt : std::optional(found->second);
}

namespace {

std::string enrichment_text(const Application& application, std::string_view key) {
    std::string text;
    JsonWriter json(text);
    const auto write = [&](const auto& enrichment) {
        if (enrichment) encode(json, *enrichment);
    };
    if (key == "classification") write(application.classification);
    if (key == "assessment") write(application.assessment);
    if (key == "hosting") write(application.hosting);
    if (key == "planned") write(application.planned);
    if (key == "group" && !application.group.empty()) json.value(application.group);
    return text;
}

void append_owned(std::string& out, const Portfolio& portfolio, RecordType type) {
    const auto all = [&](const auto& records) {
        for (const auto& record : records) write_record(out, record);
    };
    switch (type) {
        case RecordType::group:
            all(portfolio.groups);
            break;
        case RecordType::bridge:
            all(portfolio.bridges);
            break;
        case RecordType::wave:
            all(portfolio.waves);
            break;
        case RecordType::task:
            all(portfolio.tasks);
            break;
        case RecordType::plan:
            all(portfolio.plans);
            break;
        default:
            break;
    }
}

}  // namespace

void Portfolio::write(const Ownership& ownership, const std::function<void(std::string_view)>& sink) const {
    constexpr std::size_t chunk = 1 << 18;
    std::string out;
    out.reserve(2 * chunk);
    std::vector<MemberChange> changes;
    for (const StreamLine& line : stream_->lines) {
        if (line.type == RecordType::end) continue;
        if (std::ranges::find(ownership.types, line.type) != ownership.types.end()) continue;
        const std::string_view text(line.text, line.length);
        if (line.type == RecordType::application && !ownership.application_keys.empty()) {
            changes.clear();
            for (std::string_view key : ownership.application_keys)
                changes.push_back({key, enrichment_text(applications[line.index], key)});
            append_with_changes(out, text, changes, enrichment_order());
        } else {
            out += text;
        }
        out += '\n';
        if (out.size() >= chunk) {
            sink(out);
            out.clear();
        }
    }
    for (RecordType type : ownership.types) append_owned(out, *this, type);
    write_end(out);
    sink(out);
}

std::vector<ResolvedFlow> resolve_flows(const Portfolio& portfolio, const Report& report) {
    std::vector<ResolvedFlow> resolved;
    resolved.reserve(portfolio.flows.size());
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        const auto from = portfolio.application_index(flow.from);
        const auto to = portfolio.application_index(flow.to);
        if (from && to) {
            resolved.push_back({index, *from, *to});
            continue;
        }
        if (!report) continue;
        Diagnostic diagnostic;
        diagnostic.severity = Severity::warning;
        diagnostic.code = "dangling-flow";
        diagnostic.text = PLAN_TEXT("the flow from '{0}' to '{1}' is ignored: there is no application '{2}'");
        diagnostic.arguments = {flow.from, flow.to, from ? flow.to : flow.from};
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
        fail(portfolio.where(RecordType::application, index), "duplicate-id",
             PLAN_TEXT("application '{0}' stands here and at {1}: a decision about it would be ambiguous; keep one"),
             {id, portfolio.where(RecordType::application, first).to_string()});
    }
}

}  // namespace plan
