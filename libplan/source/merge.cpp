#include "libplan/source/merge.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/source/merge_decisions.hpp"
#include "libplan/source/merge_groups.hpp"
#include "libplan/source/merge_values.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace plan {

namespace {

class MergeWriter {
public:
    MergeWriter(const MergeLines& lines, const MergeOptions& options, const std::function<void(std::string_view)>& sink,
                const Report& report)
        : lines_(lines),
          options_(options),
          sink_(sink),
          report_(report),
          identity_(lines, {options.same, options.different, options.likely_score}, report),
          groups_(lines, identity_, report),
          decisions_(lines, report) {
        summary_.conflicts = identity_.contradictions();
        updates_ = std::ranges::any_of(lines.files, [](const auto& file) { return file->older; });
        for (const MergeLine& line : lines.lines) {
            if (line.type == RecordType::application) ++summary_.applications_read;
            if (line.type == RecordType::flow) ++summary_.flows_read;
            if (!is_older(line)) newer_has_.insert(line.type);
        }
        if (updates_ && options.drop_missing) find_dropped();
    }

    MergeSummary run() {
        // Derived records close a stream. Those of the first file stay behind the inventory of the others.
        std::vector<std::size_t> tails(lines_.files.size(), lines_.lines.size());
        for (std::size_t line = lines_.lines.size(); line-- > 0;)
            if (decision_unit(lines_.lines[line].type)) tails[lines_.lines[line].file] = line;
        for (const bool tail : {false, true})
            for (std::size_t line = 0; line < lines_.lines.size(); ++line)
                if ((line >= tails[lines_.lines[line].file]) == tail) write_line(line);
        write("{\"type\":\"end\"}");
        if (!out_.empty()) sink_(out_);
        return summary_;
    }

private:
    [[nodiscard]] bool is_older(const MergeLine& line) const { return lines_.files[line.file]->older; }

    void find_dropped() {
        if (!newer_has_.contains(RecordType::application)) return;
        for (std::size_t place = 0; place < lines_.lines.size(); ++place)
            if (lines_.lines[place].type == RecordType::application && only_older(groups_.of(place)))
                dropped_.insert(identity_.kept(lines_.lines[place].first));
    }

    [[nodiscard]] bool only_older(std::span<const std::uint32_t> group) const {
        return !group.empty() &&
               std::ranges::all_of(group, [&](std::uint32_t line) { return is_older(lines_.lines[line]); });
    }

    void write(std::string_view text) {
        constexpr std::size_t piece = 1 << 18;
        out_.append(text).append("\n");
        if (out_.size() < piece) return;
        sink_(out_);
        out_.clear();
    }

    void write_line(std::size_t place) {
        const MergeLine& line = lines_.lines[place];
        if (const auto unit = decision_unit(line.type)) {
            if (decisions_.keeps(*unit, line)) write(with_kept_ids(lines_, identity_, line, buffer_));
            return;
        }
        const auto group = groups_.of(place);
        if (group.empty() || (updates_ && !survives(place, group))) return;
        if (line.type == RecordType::application) ++summary_.applications;
        if (line.type == RecordType::flow) {
            ++summary_.flows;
            report_self_loop(group);
        }
        write(group.size() == 1 ? single(place) : merged(group));
    }

    /// Says what is new and what is gone; false for what is left out.
    bool survives(std::size_t place, std::span<const std::uint32_t> group) {
        const MergeLine& line = lines_.lines[place];
        const bool told = line.type == RecordType::application || line.type == RecordType::flow;
        const std::string label = told ? record_label(lines_, identity_, line) : std::string();
        const bool dangles = is_dropped(line);
        if (only_older(group)) {
            const bool gone = told && newer_has_.contains(line.type);
            const bool dropped = dangles || (gone && options_.drop_missing);
            if (gone || dropped) {
                ++summary_.disappeared;
                report_({Severity::warning,
                         dropped ? "dropped" : "disappeared",
                         dropped ? PLAN_TEXT("{0} is not in the newer inputs: left out")
                                 : PLAN_TEXT(
                                       "{0} is not in the newer inputs: kept as it was (--drop-missing leaves it out)"),
                         {record_label(lines_, identity_, line)},
                         lines_.where(place)});
            }
            return !dropped;
        }
        if (told && !is_older(line)) {
            ++summary_.added;
            report_({Severity::note, "added", PLAN_TEXT("{0} is new"), {label}, lines_.where(place)});
        }
        return true;
    }

    /// Of an application that is left out, what hangs on it.
    [[nodiscard]] bool is_dropped(const MergeLine& line) const {
        if (dropped_.empty()) return false;
        const auto contains = [&](std::uint32_t id) { return dropped_.contains(identity_.kept(id)); };
        if (line.type == RecordType::flow) return contains(line.first) || contains(line.second);
        return line.type == RecordType::server && contains(line.second);
    }

    void report_self_loop(std::span<const std::uint32_t> group) {
        for (const std::uint32_t place : group) {
            const MergeLine& flow = lines_.lines[place];
            if (flow.first == flow.second || identity_.kept(flow.first) != identity_.kept(flow.second)) continue;
            report_({Severity::warning,
                     "self-loop",
                     PLAN_TEXT("the flow from '{0}' to '{1}' now leads from '{2}' to itself, as the two are one"),
                     {lines_.ids.text(flow.first), lines_.ids.text(flow.second),
                      lines_.ids.text(identity_.kept(flow.first))},
                     lines_.where(place)});
        }
    }

    /// The line as it is, save ids and decisions that are not kept.
    std::string_view single(std::size_t place) { return part_text(lines_.lines[place], buffer_); }

    std::string_view part_text(const MergeLine& line, std::string& buffer) const {
        std::string_view text = with_kept_ids(lines_, identity_, line, buffer);
        if (line.type != RecordType::application) return text;
        std::vector<std::pair<std::string, std::string>> removed;
        for (const std::string_view key : decisions_.dropped_keys(line)) removed.emplace_back(key, "");
        if (removed.empty()) return text;
        std::string without = with_values(text, removed);
        buffer = std::move(without);
        return buffer;
    }

    std::string_view merged(std::span<const std::uint32_t> group) {
        const MergeLine& first = lines_.lines[group.front()];
        std::vector<std::string> buffers(group.size());
        std::vector<MergePart> parts;
        std::set<std::string> aliases;
        for (std::size_t member = 0; member < group.size(); ++member) {
            const MergeLine& line = lines_.lines[group[member]];
            const MergeFile& file = *lines_.files[line.file];
            const bool renamed = line.type == RecordType::application && identity_.kept(line.first) != line.first;
            parts.push_back({part_text(line, buffers[member]), file.rank, file.older, renamed, group[member]});
            if (renamed) aliases.insert(lines_.ids.text(line.first));
        }
        const bool alike =
            std::ranges::all_of(parts, [&](const MergePart& part) { return part.text == parts.front().text; });
        if (alike && aliases.empty()) {
            buffer_ = parts.front().text;
            return buffer_;
        }
        buffer_ = merge_parts(first.type, parts, {aliases.begin(), aliases.end()},
                              [&](const FieldFinding& finding) { report_field(first, finding); });
        return buffer_;
    }

    void report_field(const MergeLine& record, const FieldFinding& finding) {
        const std::string label = record_label(lines_, identity_, record);
        const FieldFinding::Value& kept = finding.values.front();
        std::vector<std::string> others;
        for (std::size_t value = 1; value < finding.values.size(); ++value)
            others.push_back(shown(finding.values[value].text) + " (" + place_of(finding.values[value].line) + ")");
        Diagnostic diagnostic;
        diagnostic.where = lines_.where(kept.line);
        diagnostic.arguments = {label, finding.field, shown(kept.text), join(others, ", "), place_of(kept.line)};
        switch (finding.event) {
            case FieldEvent::conflict:
                ++summary_.conflicts;
                diagnostic.code = "conflict";
                diagnostic.text = PLAN_TEXT(
                    "{0}: {1} is {2} ({4}), but {3}; {2} is kept; correct an input, or say with --prefer which is "
                    "right");
                break;
            case FieldEvent::overruled:
                diagnostic.severity = Severity::note;
                diagnostic.code = "overruled";
                diagnostic.text = PLAN_TEXT("{0}: {1} is {2} ({4}), which is preferred to {3}");
                break;
            case FieldEvent::changed:
                ++summary_.changed;
                diagnostic.severity = Severity::note;
                diagnostic.code = "changed";
                diagnostic.text = PLAN_TEXT("{0}: {1} is now {2}; it was {3}");
                break;
        }
        report_(diagnostic);
    }

    /// Where a record stands: what it says of its origin, and its line.
    [[nodiscard]] std::string place_of(std::size_t line) const {
        const std::string_view origin = member_value(lines_.text(lines_.lines[line]), "origin");
        const std::string place = lines_.where(line).to_string();
        return shape_of(origin) == JsonShape::text && origin.size() > 2 ? unquoted(origin) + ", " + place : place;
    }

    [[nodiscard]] static std::string shown(std::string_view value) {
        constexpr std::size_t longest = 80;
        return value.size() <= longest ? std::string(value)
                                       : replace_invalid_utf8(value.substr(0, longest - 3)) + "...";
    }

    const MergeLines& lines_;
    const MergeOptions& options_;
    const std::function<void(std::string_view)>& sink_;
    const Report& report_;
    Identity identity_;
    RecordGroups groups_;
    KeptDecisions decisions_;
    bool updates_ = false;
    std::set<RecordType> newer_has_;
    std::set<std::uint32_t> dropped_;
    std::string out_, buffer_;
    MergeSummary summary_;
};

}  // namespace

struct StreamMerge::State {
    MergeOptions options;
    MergeLines lines;
};

StreamMerge::StreamMerge(MergeOptions options) : state_(std::make_unique<State>()) {
    state_->options = std::move(options);
}
StreamMerge::~StreamMerge() = default;
StreamMerge::StreamMerge(StreamMerge&&) noexcept = default;
StreamMerge& StreamMerge::operator=(StreamMerge&&) noexcept = default;

bool StreamMerge::read(ByteSource& source, std::string_view name, int rank) {
    state_->lines.read(source, name, rank, false);
    return state_->lines.files.back()->ended;
}

bool StreamMerge::read_older(ByteSource& source, std::string_view name) {
    state_->lines.read(source, name, -1, true);
    return state_->lines.files.back()->ended;
}

MergeSummary StreamMerge::write(const std::function<void(std::string_view)>& sink, const Report& report) {
    state_->lines.arrange();
    return MergeWriter(state_->lines, state_->options, sink, report).run();
}

}  // namespace plan
