#include "libplan/source/merge_decisions.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/source/merge_lines.hpp"

#include <algorithm>
#include <string>

namespace plan {

std::span<const DecisionUnit> decision_units() {
    static constexpr RecordType groups[] = {RecordType::group};
    static constexpr RecordType statements[] = {RecordType::usage, RecordType::compliance};
    static constexpr RecordType plans[] = {RecordType::wave, RecordType::task, RecordType::bridge, RecordType::plan};
    static constexpr RecordType risks[] = {RecordType::risk};
    static constexpr RecordType changes[] = {RecordType::change};
    static constexpr DecisionUnit units[] = {
        {"plan-classify", "classification", {}},
        {"plan-assess", "assessment", {}},
        {"plan-target", "hosting", statements},
        {"plan-group", "group", groups},
        {"plan-schedule", "planned", plans},
        {"plan-risk", "", risks},
        {"plan-diff", "", changes},
    };
    return units;
}

std::optional<std::size_t> decision_unit(RecordType type) {
    const auto units = decision_units();
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        if (std::ranges::find(units[unit].types, type) != units[unit].types.end()) return unit;
    return std::nullopt;
}

std::uint8_t decisions_of(const Application& application) {
    const bool held[] = {static_cast<bool>(application.classification), static_cast<bool>(application.assessment),
                         static_cast<bool>(application.hosting), !application.group.empty(),
                         static_cast<bool>(application.planned)};
    std::uint8_t bits = 0;
    for (std::size_t unit = 0; unit < std::size(held); ++unit)
        if (held[unit]) bits = static_cast<std::uint8_t>(bits | 1u << unit);
    return bits;
}

namespace {

bool holds(const MergeLine& line, std::size_t unit) {
    if (line.type == RecordType::application) return (line.detail >> unit & 1) != 0;
    return decision_unit(line.type) == unit;
}

/// All that a file says for a unit, the same for the same decisions.
std::vector<std::string> statements(const MergeLines& lines, std::size_t unit, std::size_t file) {
    std::vector<std::string> all;
    for (const MergeLine& line : lines.lines) {
        if (line.file != file || !holds(line, unit)) continue;
        const std::string_view text = lines.text(line);
        all.push_back(line.type == RecordType::application
                          ? lines.ids.text(line.first) + " " +
                                canonical_json(member_value(text, decision_units()[unit].key))
                          : canonical_json(text));
    }
    std::ranges::sort(all);
    return all;
}

/// The file to keep, of those that decided; nothing when they differ.
std::optional<std::size_t> agreed_file(const MergeLines& lines, std::size_t unit, std::vector<std::size_t> files) {
    // Files stand by rank, save that the older stream is first.
    const int highest =
        lines.files[*std::ranges::max_element(files, {}, [&](std::size_t file) { return lines.files[file]->rank; })]
            ->rank;
    std::erase_if(files, [&](std::size_t file) { return lines.files[file]->rank < highest; });
    if (files.size() == 1) return files.front();
    const auto first = statements(lines, unit, files.front());
    for (const std::size_t file : files)
        if (file != files.front() && statements(lines, unit, file) != first) return std::nullopt;
    return files.front();
}

}  // namespace

KeptDecisions::KeptDecisions(const MergeLines& lines, const Report& report)
    : all_(lines.files.size() < 2), file_of_(decision_units().size()) {
    if (all_) return;
    std::vector<std::string> kept, dropped;
    for (std::size_t unit = 0; unit < file_of_.size(); ++unit) {
        std::vector<bool> decided(lines.files.size(), false);
        for (const MergeLine& line : lines.lines)
            if (holds(line, unit)) decided[line.file] = true;
        std::vector<std::size_t> files;
        for (std::size_t file = 0; file < decided.size(); ++file)
            if (decided[file]) files.push_back(file);
        if (files.empty()) continue;
        file_of_[unit] = agreed_file(lines, unit, files);
        (file_of_[unit] ? kept : dropped).emplace_back(decision_units()[unit].tool);
    }
    const auto warn = [&](const char* code, const char* text, const std::vector<std::string>& tools) {
        if (!tools.empty()) report({Severity::warning, code, text, {join(tools, ", ")}, {}});
    };
    warn("decisions-kept", PLAN_TEXT("decisions taken before the merge are kept; run these tools again: {}"), kept);
    warn("decisions-dropped",
         PLAN_TEXT("the inputs hold different decisions, which are left out; run these tools again: {}"), dropped);
}

bool KeptDecisions::keeps(std::size_t unit, const MergeLine& line) const {
    return all_ || file_of_[unit] == line.file;
}

std::vector<std::string_view> KeptDecisions::dropped_keys(const MergeLine& line) const {
    std::vector<std::string_view> keys;
    if (all_ || line.detail == 0) return keys;
    for (std::size_t unit = 0; unit < file_of_.size(); ++unit)
        if (holds(line, unit) && !keeps(unit, line)) keys.push_back(decision_units()[unit].key);
    return keys;
}

}  // namespace plan
