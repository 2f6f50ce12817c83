#include "libplan/record/encode.hpp"
#include "libplan/record/members.hpp"
#include "libplan/record/stream.hpp"
#include "libplan/record/writer.hpp"

#include <algorithm>

namespace plan {

namespace {

/// Enrichments stand in the order of the journey, whoever is run first.
const std::vector<std::string_view>& enrichment_order() {
    static const std::vector<std::string_view> order = {"classification", "assessment", "hosting", "group", "planned"};
    return order;
}

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
        case RecordType::usage:
            all(portfolio.usages);
            break;
        case RecordType::compliance:
            all(portfolio.compliance_lines);
            break;
        default:
            break;
    }
}

/// Collects output and passes it on in large pieces. Neighbouring unchanged lines go out as they stand in the input
/// buffer, without a copy.
class PieceWriter {
public:
    explicit PieceWriter(const std::function<void(std::string_view)>& sink) : sink_(sink) {}

    void unchanged(std::string_view line) {
        const char* run_end = run_.data() + run_.size();
        if (!run_.empty() && run_end + 1 == line.data() && *run_end == '\n') {
            run_ = {run_.data(), run_.size() + 1 + line.size()};
            return;
        }
        end_run();
        run_ = line;
    }
    /// Where one changed line is appended, with its LF.
    std::string& changed() {
        end_run();
        if (text_.size() >= piece) pass_on();
        return text_;
    }
    void finish() {
        end_run();
        pass_on();
    }

private:
    static constexpr std::size_t piece = 1 << 18;

    void end_run() {
        if (run_.empty()) return;
        if (run_.size() >= piece) {
            pass_on();
            sink_(run_);
        } else {
            text_ += run_;
        }
        text_ += '\n';
        run_ = {};
    }
    void pass_on() {
        if (!text_.empty()) sink_(text_);
        text_.clear();
    }

    const std::function<void(std::string_view)>& sink_;
    std::string text_;
    std::string_view run_;
};

}  // namespace

void Portfolio::write_lines(const Ownership& ownership, const AppendChanged& append_changed,
                            const std::function<void(std::string_view)>& sink) const {
    PieceWriter out(sink);
    for (const StreamLine& line : stream_->lines) {
        if (line.type == RecordType::end) continue;
        if (std::ranges::find(ownership.types, line.type) != ownership.types.end()) continue;
        const std::string_view text(line.text, line.length);
        if (line.type != RecordType::application || ownership.application_keys.empty()) {
            out.unchanged(text);
            continue;
        }
        std::string& changed = out.changed();
        append_changed(changed, text, line.index);
        changed += '\n';
    }
    for (RecordType type : ownership.types) append_owned(out.changed(), *this, type);
    write_end(out.changed());
    out.finish();
}

void Portfolio::write(const Ownership& ownership, const std::function<void(std::string_view)>& sink,
                      const std::function<void(std::size_t)>& before) const {
    const std::vector<std::string_view>& keys = ownership.application_keys;
    std::vector<std::string> texts(keys.size());
    std::vector<MemberChange> changes;
    const auto append_changed = [&](std::string& out, std::string_view line, std::size_t application) {
        if (before) before(application);
        changes.clear();
        for (std::size_t index = 0; index < keys.size(); ++index) {
            texts[index] = enrichment_text(applications[application], keys[index]);
            changes.push_back({keys[index], texts[index]});
        }
        append_with_changes(out, line, changes, enrichment_order());
    };
    write_lines(ownership, append_changed, sink);
}

void Portfolio::write_key(std::string_view key, const std::function<std::string_view(std::size_t)>& text,
                          const std::function<void(std::string_view)>& sink) const {
    std::vector<MemberChange> changes = {{key, {}}};
    const auto append_changed = [&](std::string& out, std::string_view line, std::size_t application) {
        changes.front().value = text(application);
        append_with_changes(out, line, changes, enrichment_order());
    };
    write_lines({{key}, {}}, append_changed, sink);
}

}  // namespace plan
