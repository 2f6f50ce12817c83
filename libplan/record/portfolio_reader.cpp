#include "libplan/base/memory.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/flow_line.hpp"
#include "libplan/record/line_parser.hpp"
#include "libplan/record/stream.hpp"
#include "libplan/record/stream_scan.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <thread>
#include <utility>

/// Lines are parsed one by one with simdjson's DOM, which validates the whole line, in place: the buffer is padded as
/// the parser asks and is kept, since every line's text may be written again. A typed record is decoded at once; the
/// text is only split into members when an owned key changes. A stream of the State (1.6 million records, 400 MB)
/// so costs its own size plus the typed records. A large text is parsed in two halves at once, since most of the time
/// goes into fresh memory; what is read, and which error is reported, do not depend on that.
namespace plan {

namespace {

template <class Record>
std::uint32_t decode_new(std::vector<Record>& records, JsonObject object) {
    decode(object, records.emplace_back());
    return static_cast<std::uint32_t>(records.size() - 1);
}

/// The record's index in the vector of its type.
std::uint32_t decode_into(Portfolio& portfolio, RecordType type, JsonObject object) {
    switch (type) {
        case RecordType::application:
            return decode_new(portfolio.applications, object);
        case RecordType::flow:
            return decode_new(portfolio.flows, object);
        case RecordType::server:
            return decode_new(portfolio.servers, object);
        case RecordType::team:
            return decode_new(portfolio.teams, object);
        case RecordType::target:
            return decode_new(portfolio.targets, object);
        case RecordType::calendar:
            return decode_new(portfolio.calendars, object);
        case RecordType::constraint:
            return decode_new(portfolio.constraints, object);
        case RecordType::group:
            return decode_new(portfolio.groups, object);
        case RecordType::bridge:
            return decode_new(portfolio.bridges, object);
        case RecordType::wave:
            return decode_new(portfolio.waves, object);
        case RecordType::task:
            return decode_new(portfolio.tasks, object);
        case RecordType::plan:
            return decode_new(portfolio.plans, object);
        case RecordType::usage:
            return decode_new(portfolio.usages, object);
        case RecordType::compliance:
            return decode_new(portfolio.compliance_lines, object);
        case RecordType::risk:
        case RecordType::change:
        case RecordType::end:
        case RecordType::unknown:
            break;
    }
    return 0;
}

template <class Record>
void reserve_more(std::vector<Record>& records, std::size_t more) {
    if (records.size() + more <= records.capacity()) return;
    records.reserve(records.size() + more);
    prefer_large_pages(records.data(), records.capacity() * sizeof(Record));
}

/// Takes the memory of the large types at once: growing by doubling would move every record several times.
void reserve_for(Portfolio& portfolio, const LineCounts& counts) {
    const auto of = [&](RecordType type) { return counts[static_cast<std::size_t>(type)]; };
    reserve_more(portfolio.applications, of(RecordType::application));
    reserve_more(portfolio.flows, of(RecordType::flow));
    reserve_more(portfolio.servers, of(RecordType::server));
    reserve_more(portfolio.bridges, of(RecordType::bridge));
    reserve_more(portfolio.tasks, of(RecordType::task));
}

/// Some whole lines of a text, and what they become. Each part is filled by one thread and knows nothing of others.
struct Part {
    std::string_view text;
    std::string_view name;
    std::size_t first_line = 1;
    LineCounts counts{};  ///< what to take memory for
    Keep keep = Keep::everything;
    Portfolio records;
    std::vector<StreamLine> lines;
    FlowLineReader flow_lines;
    std::exception_ptr failure;
};

/// With the memory that it has.
template <class List>
void drop(List& list) {
    List().swap(list);
}

void drop_reasons(Application& application) {
    if (auto& classification = application.classification) {
        drop(classification->because);
        drop(classification->inherited);
        drop(classification->file);
    }
    if (auto& assessment = application.assessment) drop(assessment->because);
    if (auto& hosting = application.hosting) {
        drop(hosting->today_because);
        drop(hosting->because);
        for (EligibleTarget& target : hosting->eligible) drop(target.because);
        for (RejectedTarget& target : hosting->rejected) drop(target.because);
    }
    if (auto& planned = application.planned) drop(planned->because);
}

/// Most flows can be read without knowing all of JSON.
bool read_flow(Part& part, std::string_view line) {
    std::vector<Flow>& flows = part.records.flows;
    if (part.flow_lines.read(line, flows.emplace_back())) return true;
    flows.pop_back();
    return false;
}

void read_line(Part& part, LineParser& parser, std::string_view line, const Location& here, bool last) {
    const auto add = [&](RecordType type, std::size_t index) {
        part.lines.push_back({line.data(), static_cast<std::uint32_t>(line.size()), static_cast<std::uint32_t>(index),
                              static_cast<std::uint32_t>(here.line), 0, type});
    };
    if (line.starts_with(FlowLineReader::opening) && read_flow(part, line))
        return add(RecordType::flow, part.records.flows.size() - 1);
    const ParsedLine parsed = parser.parse(line, here, last);
    decode_at(here, [&] {
        const std::uint32_t index = decode_into(part.records, parsed.type, parsed.object);
        if (part.keep == Keep::decisions && parsed.type == RecordType::application)
            drop_reasons(part.records.applications[index]);
        add(parsed.type, index);
    });
}

void read_part(Part& part, bool closes_text) try {
    reserve_for(part.records, part.counts);
    reserve_more(part.lines, total(part.counts));
    LineParser parser;
    Location here{std::string(part.name), part.first_line, 0, {}};
    for (std::size_t begin = 0; begin < part.text.size(); ++here.line) {
        const std::size_t newline = std::min(part.text.find('\n', begin), part.text.size());
        std::string_view line = part.text.substr(begin, newline - begin);
        if (!line.starts_with('{') || !line.ends_with('}')) line = trim(line);  // nearly none has anything to trim
        begin = newline + 1;
        if (!line.empty()) read_line(part, parser, line, here, closes_text && newline == part.text.size());
    }
} catch (...) {
    part.failure = std::current_exception();
}

/// Moves `more` behind `all`; the index at which it begins there.
template <class Record>
std::uint32_t append(std::vector<Record>& all, std::vector<Record>& more) {
    const auto offset = static_cast<std::uint32_t>(all.size());
    if (all.empty())
        all = std::move(more);
    else
        std::move(more.begin(), more.end(), std::back_inserter(all));
    return offset;
}

/// Where the second half of a text begins, at the start of a line; its size when it is not worth two threads.
std::size_t halfway(std::string_view text) {
    constexpr std::size_t worth_it = 8u << 20;
    if (text.size() < worth_it) return text.size();
    const std::size_t newline = text.find('\n', text.size() / 2);
    return newline == std::string_view::npos ? text.size() : newline + 1;
}

}  // namespace

void Portfolio::read(std::string text, std::string_view name, Keep keep) {
    static_assert(read_padding >= simdjson::SIMDJSON_PADDING);
    text.reserve(text.size() + read_padding);
    stream_->names.emplace_back(name);
    const std::string& buffer = *stream_->buffers.emplace_back(std::make_unique<std::string>(std::move(text)));
    const auto source = static_cast<std::uint16_t>(stream_->names.size() - 1);

    const std::size_t half = halfway(buffer);
    Part first, second;
    first.text = std::string_view(buffer).substr(0, half);
    second.text = std::string_view(buffer).substr(half);
    first.name = second.name = name;
    first.keep = second.keep = keep;
    first.counts = count_lines(first.text);
    second.counts = count_lines(second.text);
    second.first_line = 1 + total(first.counts);
    if (second.text.empty()) {
        read_part(first, true);
    } else {
        std::thread other([&] { read_part(second, true); });
        // The records of both halves end up in the vectors of the first.
        for (std::size_t type = 0; type < first.counts.size(); ++type) first.counts[type] += second.counts[type];
        read_part(first, false);
        other.join();
    }
    // The error of the earlier line, whichever thread met its own first.
    for (const Part* part : {&first, &second})
        if (part->failure) std::rethrow_exception(part->failure);
    take(first.records, first.lines, source);
    take(second.records, second.lines, source);
    stream_->forget_index();
}

void Portfolio::take(Portfolio& part, std::vector<StreamLine>& lines, std::uint16_t source) {
    LineCounts offsets{};
    const auto append_all = [&](RecordType type, auto& all, auto& more) {
        offsets[static_cast<std::size_t>(type)] = append(all, more);
    };
    append_all(RecordType::application, applications, part.applications);
    append_all(RecordType::flow, flows, part.flows);
    append_all(RecordType::server, servers, part.servers);
    append_all(RecordType::team, teams, part.teams);
    append_all(RecordType::target, targets, part.targets);
    append_all(RecordType::calendar, calendars, part.calendars);
    append_all(RecordType::constraint, constraints, part.constraints);
    append_all(RecordType::group, groups, part.groups);
    append_all(RecordType::bridge, bridges, part.bridges);
    append_all(RecordType::wave, waves, part.waves);
    append_all(RecordType::task, tasks, part.tasks);
    append_all(RecordType::plan, plans, part.plans);
    append_all(RecordType::usage, usages, part.usages);
    append_all(RecordType::compliance, compliance_lines, part.compliance_lines);
    for (StreamLine& line : lines) {
        line.source = source;
        line.index += static_cast<std::uint32_t>(offsets[static_cast<std::size_t>(line.type)]);
    }
    append(stream_->lines, lines);
}

}  // namespace plan
