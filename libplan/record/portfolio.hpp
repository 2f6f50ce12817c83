#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plan {

enum class RecordType : std::uint8_t {
    application,
    flow,
    server,
    team,
    target,
    calendar,
    constraint,
    group,
    bridge,
    wave,
    task,
    plan,
    risk,
    change,
    usage,
    compliance,
    end,
    unknown,  ///< a type of another tool, or of a later version: passed through
};

[[nodiscard]] std::string_view keyword(RecordType type);

struct StreamLine;

/// A type of record that this version does not know.
struct UnknownType {
    std::string name;
    std::size_t records = 0;
    Location first;
};

/// What a tool writes, and so replaces when it is run again.
struct Ownership {
    std::vector<std::string_view> application_keys;  ///< among classification, assessment, hosting, group, planned
    std::vector<RecordType> types;                   ///< among group, bridge, wave, task, plan, usage, compliance
};

/// What is kept in memory of what earlier tools decided; the text of every line is kept in any case.
enum class Keep : std::uint8_t {
    everything,
    decisions,  ///< not their reasons, paths and files, which take more room than all else: read and checked, then
                ///< dropped
};

/// A whole stream in memory. The typed vectors hold the records of each type in input order. The text of every
/// line is kept, so that writing gives back unknown fields, unknown types and the text of values unchanged.
///
/// Typical use: read, compute, assign `applications[i].classification` (or fill `groups`), write with the
/// Ownership of the tool. About 150 bytes per record on top of the text.
class Portfolio {
public:
    std::vector<Application> applications;
    std::vector<Flow> flows;
    std::vector<Server> servers;
    std::vector<Team> teams;
    std::vector<Target> targets;
    std::vector<Calendar> calendars;
    std::vector<Constraint> constraints;
    std::vector<Group> groups;
    std::vector<Bridge> bridges;
    std::vector<Wave> waves;
    std::vector<Task> tasks;
    std::vector<Plan> plans;
    std::vector<Usage> usages;
    std::vector<ComplianceLine> compliance_lines;

    static constexpr std::size_t read_padding = 64;

    Portfolio();
    ~Portfolio();
    Portfolio(Portfolio&&) noexcept;
    Portfolio& operator=(Portfolio&&) noexcept;

    /// Appends a stream. `name` is how messages call it ("-" for standard input). A text with `read_padding` bytes of
    /// spare capacity is taken without a copy.
    /// Throws Error(invalid_input) at a line that is not one JSON object with a string "type", at broken UTF-8, and
    /// at a known field whose value has another type, with file, line and column. Linear time.
    void read(std::string text, std::string_view name, Keep keep = Keep::everything);

    /// The streams that were read, byte for byte, in order: what a tool that only looks passes on.
    [[nodiscard]] std::vector<std::string_view> texts() const;

    /// The stream closes with an `end` record.
    [[nodiscard]] bool ended() const;

    /// Where the record stands in the input; empty for one that was added since.
    [[nodiscard]] Location where(RecordType type, std::size_t index) const;

    /// Types that are passed through unread, by their first record. Linear in the text of such records.
    [[nodiscard]] std::vector<UnknownType> unknown_types() const;

    /// Index in `applications` of the first application with this id. O(1) after the first call; ids must not
    /// change after that.
    [[nodiscard]] std::optional<std::size_t> application_index(std::string_view id) const;

    /// The stream again: input order, each owned key and type replaced by what the typed vectors now hold, new
    /// records of owned types before the closing `end` (always written). Throws nothing but what `sink` throws.
    /// `before` is called with the index of each application right before its line is written: a tool that fills and
    /// drops its key there need not hold that of all applications at once.
    void write(const Ownership& ownership, const std::function<void(std::string_view)>& sink,
               const std::function<void(std::size_t)>& before = {}) const;

    /// The same of one key of the applications, whose value `text` gives as JSON, right before the line is written;
    /// empty: without the key. It must be valid until the next is asked for.
    void write_key(std::string_view key, const std::function<std::string_view(std::size_t)>& text,
                   const std::function<void(std::string_view)>& sink) const;

private:
    struct Stream;
    using AppendChanged = std::function<void(std::string& out, std::string_view line, std::size_t application)>;
    void write_lines(const Ownership& ownership, const AppendChanged& append_changed,
                     const std::function<void(std::string_view)>& sink) const;
    /// Appends what a part of the text became; `part` and `lines` are emptied.
    void take(Portfolio& part, std::vector<StreamLine>& lines, std::uint16_t source);

    std::unique_ptr<Stream> stream_;
};

/// Ends of every flow as indices of applications.
struct ResolvedFlow {
    std::size_t flow;  ///< index in portfolio.flows
    std::size_t from, to;
};

/// Flows whose two ends are known applications, in input order. Each other flow is reported as a warning.
[[nodiscard]] std::vector<ResolvedFlow> resolve_flows(const Portfolio& portfolio, const Report& report);

/// Throws Error(invalid_input) when two applications share an id, naming both places. Tools that decide call it.
void require_unique_applications(const Portfolio& portfolio);

}  // namespace plan
