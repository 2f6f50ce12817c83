#include "libplan/source/merge_lines.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/name_match.hpp"
#include "libplan/record/reader.hpp"
#include "libplan/source/merge_decisions.hpp"

#include <algorithm>
#include <tuple>

namespace plan {

std::uint32_t IdNumbers::number(std::string_view id) {
    if (const auto known = numbers_.find(id); known != numbers_.end()) return known->second;
    const auto fresh = static_cast<std::uint32_t>(texts_.size());
    numbers_.emplace(texts_.emplace_back(id), fresh);
    return fresh;
}

std::uint32_t IdNumbers::find(std::string_view id) const {
    const auto known = numbers_.find(id);
    return known == numbers_.end() ? no_id : known->second;
}

namespace {

/// Decodes each line, so that what another tool would refuse is refused here, and keeps what merging asks for.
class LineFacts {
public:
    LineFacts(RecordReader& reader, MergeLines& all) : reader_(reader), all_(all) {}

    void fill(MergeLine& line) {
        switch (line.type) {
            case RecordType::application:
                return fill_application(line);
            case RecordType::flow:
                reader_.decode(flow_);
                line.first = all_.ids.number(flow_.from);
                line.second = all_.ids.number(flow_.to);
                line.detail = static_cast<std::uint8_t>(flow_.kind);
                return;
            case RecordType::server:
                identify(line, server_);
                if (!server_.application.empty()) line.second = all_.ids.number(server_.application);
                return;
            case RecordType::team:
                return identify(line, team_);
            case RecordType::target:
                return identify(line, target_);
            case RecordType::calendar:
                return identify(line, calendar_);
            case RecordType::constraint:
                return identify(line, constraint_);
            case RecordType::group:
                return identify(line, group_);
            case RecordType::wave:
                return identify(line, wave_);
            case RecordType::task:
                return identify(line, task_);
            case RecordType::bridge:
                return reader_.decode(bridge_);
            case RecordType::plan:
                return reader_.decode(plan_);
            case RecordType::usage:
            case RecordType::compliance:
            case RecordType::risk:
            case RecordType::change:
            case RecordType::end:
            case RecordType::unknown:
                return;
        }
    }

private:
    template <class Record>
    void identify(MergeLine& line, Record& record) {
        reader_.decode(record);
        if (!record.id.empty()) line.first = all_.ids.number(record.id);
    }

    void fill_application(MergeLine& line) {
        reader_.decode(application_);
        line.first = all_.ids.number(application_.id);
        line.second = static_cast<std::uint32_t>(all_.facts.size());
        line.detail = decisions_of(application_);
        ApplicationFacts& facts = all_.facts.emplace_back();
        facts.key = name_key(application_.name);
        facts.name = std::move(application_.name);
        for (const std::string& alias : application_.aliases)
            if (!alias.empty()) facts.aliases.push_back(all_.ids.number(alias));
    }

    RecordReader& reader_;
    MergeLines& all_;
    Application application_;
    Flow flow_;
    Server server_;
    Team team_;
    Target target_;
    Calendar calendar_;
    Constraint constraint_;
    Group group_;
    Bridge bridge_;
    Wave wave_;
    Task task_;
    Plan plan_;
};

}  // namespace

void MergeLines::read(ByteSource& source, std::string_view name, int rank, bool older) {
    MergeFile& file = *files.emplace_back(std::make_unique<MergeFile>());
    file.name = name;
    file.rank = rank;
    file.older = older;
    RecordReader reader([&](char* buffer, std::size_t size) { return source.read(buffer, size); }, name);
    LineFacts facts(reader, *this);
    std::uint32_t section = sections++;
    bool fresh = true;
    while (reader.next()) {
        if (reader.type() == RecordType::end) {
            if (!fresh) section = sections++;
            fresh = true;
            continue;
        }
        fresh = false;
        const std::string_view text = reader.text();
        MergeLine line{.offset = file.text.size(),
                       .length = static_cast<std::uint32_t>(text.size()),
                       .number = static_cast<std::uint32_t>(reader.where().line),
                       .section = section,
                       .type = reader.type()};
        facts.fill(line);
        file.lines.push_back(line);
        file.text.append(text).append("\n");
    }
    file.ended = reader.ended();
    file.text.shrink_to_fit();
}

void MergeLines::arrange() {
    std::ranges::sort(files, [](const auto& a, const auto& b) {
        return std::tuple(!a->older, -a->rank, std::string_view(a->text), std::string_view(a->name)) <
               std::tuple(!b->older, -b->rank, std::string_view(b->text), std::string_view(b->name));
    });
    std::size_t count = 0;
    for (const auto& file : files) count += file->lines.size();
    lines.reserve(count);
    for (std::size_t place = 0; place < files.size(); ++place) {
        for (MergeLine& line : files[place]->lines) {
            line.file = static_cast<std::uint32_t>(place);
            lines.push_back(line);
        }
        std::vector<MergeLine>().swap(files[place]->lines);
    }
}

}  // namespace plan
