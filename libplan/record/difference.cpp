#include "libplan/record/difference.hpp"

#include "libplan/record/difference_lines.hpp"
#include "libplan/record/field_changes.hpp"

#include <algorithm>
#include <map>
#include <tuple>

/// Two streams of a plan and the plan that follows it are alike in most lines to the byte. So the older one is kept
/// with its lines in a table by their text; a line of the newer one that stands in it is taken out, and only what is
/// left of either is looked into.
namespace plan {

std::string_view keyword(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::added:
            return "added";
        case ChangeKind::removed:
            return "removed";
        case ChangeKind::changed:
            break;
    }
    return "changed";
}

bool DifferenceSummary::differ() const {
    return std::ranges::any_of(
        types, [](const TypeCounts& counts) { return counts.changed + counts.added + counts.removed > 0; });
}

namespace {

/// Decodes lines for nothing but what it refuses.
class LineCheck {
public:
    explicit LineCheck(RecordReader& reader) : reader_(reader) {}

    void operator()() {
        switch (reader_.type()) {
            case RecordType::application:
                return reader_.decode(application_);
            case RecordType::flow:
                return reader_.decode(flow_);
            case RecordType::server:
                return reader_.decode(server_);
            case RecordType::team:
                return reader_.decode(team_);
            case RecordType::target:
                return reader_.decode(target_);
            case RecordType::calendar:
                return reader_.decode(calendar_);
            case RecordType::constraint:
                return reader_.decode(constraint_);
            case RecordType::group:
                return reader_.decode(group_);
            case RecordType::bridge:
                return reader_.decode(bridge_);
            case RecordType::wave:
                return reader_.decode(wave_);
            case RecordType::task:
                return reader_.decode(task_);
            case RecordType::plan:
                return reader_.decode(plan_);
            case RecordType::usage:
                return reader_.decode(usage_);
            case RecordType::compliance:
                return reader_.decode(compliance_);
            case RecordType::risk:
            case RecordType::change:
            case RecordType::end:
            case RecordType::unknown:
                return;
        }
    }

private:
    RecordReader& reader_;
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
    Usage usage_;
    ComplianceLine compliance_;
};

bool is_compared(RecordType type) {
    return type != RecordType::end && type != RecordType::change;
}

/// A record of either stream, or both when they are one.
struct Pair {
    const KeyedRecord* older = nullptr;
    const KeyedRecord* newer = nullptr;

    [[nodiscard]] const KeyedRecord& any() const { return newer ? *newer : *older; }
    [[nodiscard]] std::optional<std::int64_t> wave() const {
        return newer && newer->wave ? newer->wave : older ? older->wave : std::nullopt;
    }
};

auto identity(const KeyedRecord& record) {
    return std::tie(record.type, record.type_name, record.key);
}

/// All that the record says of what is compared: equal for two records without a change between them.
std::string content_of(const KeyedRecord& record, const DifferenceOptions& options) {
    return said_by(record.type, record.text, options);
}

/// Records of one key, of both streams.
class PairsOfKey {
public:
    PairsOfKey(const DifferenceOptions& options, std::vector<Pair>& pairs) : options_(options), pairs_(pairs) {}

    void add(const std::vector<const KeyedRecord*>& older, const std::vector<const KeyedRecord*>& newer) {
        if (older.size() + newer.size() == 1 || (older.size() == 1 && newer.size() == 1 && is_keyed(*older.front()))) {
            pairs_.push_back({older.empty() ? nullptr : older.front(), newer.empty() ? nullptr : newer.front()});
            return;
        }
        std::multimap<std::string, const KeyedRecord*> left;
        for (const KeyedRecord* record : older) left.emplace(content_of(*record, options_), record);
        std::multimap<std::string, const KeyedRecord*> fresh;
        for (const KeyedRecord* record : newer) {
            std::string content = content_of(*record, options_);
            if (const auto same = left.find(content); same != left.end()) {
                pairs_.push_back({same->second, record});
                left.erase(same);
            } else {
                fresh.emplace(std::move(content), record);
            }
        }
        auto second = fresh.begin();
        for (const auto& [content, record] : left) {
            const bool paired = is_keyed(*record) && second != fresh.end();
            pairs_.push_back({record, paired ? (second++)->second : nullptr});
        }
        for (; second != fresh.end(); ++second) pairs_.push_back({nullptr, second->second});
    }

private:
    /// Another record with its key is the same one with other values.
    [[nodiscard]] static bool is_keyed(const KeyedRecord& record) {
        return !record.key.empty() || record.type == RecordType::plan;
    }

    const DifferenceOptions& options_;
    std::vector<Pair>& pairs_;
};

std::vector<Pair> pairs_of(std::vector<KeyedRecord>& older, std::vector<KeyedRecord>& newer,
                           const DifferenceOptions& options) {
    const auto by_identity = [](const KeyedRecord& a, const KeyedRecord& b) { return identity(a) < identity(b); };
    // By text too, so that nothing depends on the order in which they came.
    const auto order = [](const KeyedRecord& record) {
        return std::tuple_cat(identity(record), std::tie(record.text));
    };
    std::ranges::sort(older, {}, order);
    std::ranges::sort(newer, {}, order);
    std::vector<Pair> pairs;
    PairsOfKey of_key(options, pairs);
    auto first = older.cbegin();
    auto second = newer.cbegin();
    while (first != older.cend() || second != newer.cend()) {
        const bool starts_older = second == newer.cend() || (first != older.cend() && !by_identity(*second, *first));
        const auto key = identity(starts_older ? *first : *second);
        std::vector<const KeyedRecord*> of_older, of_newer;
        for (; first != older.cend() && identity(*first) == key; ++first) of_older.push_back(&*first);
        for (; second != newer.cend() && identity(*second) == key; ++second) of_newer.push_back(&*second);
        of_key.add(of_older, of_newer);
    }
    return pairs;
}

}  // namespace

struct StreamDifference::State {
    DifferenceOptions options;
    KeptLines older, newer;  ///< of the newer one, what the older does not say to the byte
    std::optional<LinesByText> older_by_text;
    std::map<std::pair<RecordType, std::string>, TypeCounts> counts;

    TypeCounts& counts_of(RecordType type, const std::string& name) {
        TypeCounts& found = counts[{type, name}];
        found.type = type;
        found.name = name.empty() ? std::string(keyword(type)) : name;
        return found;
    }

    void count_same(RecordType type, std::string_view text) {
        ++counts_of(type, type == RecordType::unknown ? written_type(text) : std::string()).same;
    }

    std::vector<KeyedRecord> left_of_older() const {
        std::vector<KeyedRecord> records;
        for (std::size_t place = 0; place < older.size(); ++place)
            if (!older_by_text || older_by_text->is_left(place))
                records.push_back(keyed_record(older.type(place), older.text(place)));
        return records;
    }

    std::vector<KeyedRecord> left_of_newer() const {
        std::vector<KeyedRecord> records;
        records.reserve(newer.size());
        for (std::size_t place = 0; place < newer.size(); ++place)
            records.push_back(keyed_record(newer.type(place), newer.text(place)));
        return records;
    }

    /// Counts the pair; gives the change when it is one.
    std::optional<Change> change_of(const Pair& pair) {
        const KeyedRecord& record = pair.any();
        TypeCounts& count = counts_of(record.type, record.type_name);
        Change change;
        change.type = record.type;
        change.type_name = count.name;
        change.wave = pair.wave();
        if (pair.older) change.before = pair.older->text;
        if (pair.newer) change.after = pair.newer->text;
        if (!pair.older || !pair.newer) {
            change.kind = pair.older ? ChangeKind::removed : ChangeKind::added;
            ++(pair.older ? count.removed : count.added);
        } else {
            change.fields = field_changes(record.type, change.before, change.after, options);
            ++(change.fields.empty() ? count.same : count.changed);
            if (change.fields.empty()) return std::nullopt;
        }
        change.key = record.key;
        return change;
    }
};

StreamDifference::StreamDifference(DifferenceOptions options) : state_(std::make_unique<State>()) {
    state_->options = std::move(options);
}
StreamDifference::~StreamDifference() = default;
StreamDifference::StreamDifference(StreamDifference&&) noexcept = default;
StreamDifference& StreamDifference::operator=(StreamDifference&&) noexcept = default;

bool StreamDifference::read_older(RecordReader::Source source, std::string_view name) {
    RecordReader reader(std::move(source), name);
    LineCheck check(reader);
    while (reader.next()) {
        if (!is_compared(reader.type())) continue;
        check();
        state_->older.add(reader.text(), reader.type());
    }
    state_->older_by_text.emplace(state_->older);
    return reader.ended();
}

bool StreamDifference::read_newer(RecordReader::Source source, std::string_view name) {
    RecordReader reader(std::move(source), name);
    LineCheck check(reader);
    while (reader.next()) {
        if (!is_compared(reader.type())) continue;
        if (state_->older_by_text && state_->older_by_text->take(reader.text())) {
            state_->count_same(reader.type(), reader.text());
            continue;
        }
        check();
        state_->newer.add(reader.text(), reader.type());
    }
    return reader.ended();
}

DifferenceSummary StreamDifference::compare(const std::function<void(const Change&)>& each) {
    std::vector<KeyedRecord> older = state_->left_of_older(), newer = state_->left_of_newer();
    std::vector<Pair> pairs = pairs_of(older, newer, state_->options);
    const auto order = [](const Pair& pair) {
        return std::tuple(pair.any().type, std::string_view(pair.any().type_name), !pair.wave(), pair.wave());
    };
    // Stable: within a wave they stand by key already.
    std::ranges::stable_sort(pairs, {}, order);
    for (const Pair& pair : pairs)
        if (const auto change = state_->change_of(pair)) each(*change);
    DifferenceSummary summary;
    for (auto& [key, counts] : state_->counts) summary.types.push_back(std::move(counts));
    return summary;
}

}  // namespace plan
