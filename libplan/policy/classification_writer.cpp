#include "libplan/policy/classification_writer.hpp"

#include <algorithm>

namespace plan {

WrittenIds::WrittenIds(const std::vector<Application>& applications) {
    begins_.reserve(applications.size() + 1);
    begins_.push_back(0);
    for (const Application& application : applications) {
        JsonWriter::append_text(text_, application.id);
        begins_.push_back(text_.size());
    }
}

ClassificationWriter::ClassificationWriter(const Policy& policy, Language language, const WrittenIds& ids)
    : policy_(policy),
      language_(language),
      ids_(ids),
      reasons_(policy.rules().size()),
      no_rule_(written(no_rule_reason(policy, language))) {
    JsonWriter(policy_member_).text_member("policy", policy.id());
    for (const SensitivityClass& known : policy.classes())
        JsonWriter(class_members_.emplace_back()).text_member("class", known.id);
    for (const PolicyLabel& label : policy.labels()) JsonWriter(labels_.emplace_back()).value(label.id);
    for (const Verdict verdict : {Verdict::unspecified, Verdict::decided, Verdict::to_qualify})
        JsonWriter(verdict_members_[static_cast<std::size_t>(verdict)]).text_member("verdict", keyword(verdict));
    for (const PolicyQuestion& question : policy.questions()) {
        JsonWriter json(questions_.emplace_back());
        json.member("field", question.field);
        json.member("text", question.text.in(language));
    }
}

ClassificationWriter::WrittenReason ClassificationWriter::written(const Reason& reason) {
    WrittenReason result;
    JsonWriter until(result.until_path);
    until.open_object();
    until.member("rule", reason.rule);
    until.member("source", reason.source);
    until.member("text", reason.text);
    result.until_path.pop_back();
    result.behind_path = "\"";
    if (reason.args.empty()) return result;
    result.behind_path += ",\"args\":";
    JsonWriter behind(result.behind_path);
    behind.open_object();
    for (const auto& [name, value] : reason.args) behind.member(name, value);
    behind.close_object();
    return result;
}

const ClassificationWriter::WrittenReason& ClassificationWriter::reason(const Evaluation& evaluation,
                                                                        std::size_t rule) {
    constexpr std::size_t most_kept = 1024;  // of each rule: some show a justification, which nobody else gives
    key_.clear();
    evaluation.append_reason_key(rule, key_);
    auto& known = reasons_[rule];
    if (const auto found = known.find(key_); found != known.end()) return found->second;
    if (known.size() >= most_kept) known.clear();
    return known.emplace(key_, written(evaluation.reason(rule, language_))).first->second;
}

void ClassificationWriter::write_questions(JsonWriter& json, const std::vector<std::size_t>& questions,
                                           const std::string& owner) {
    if (questions.empty()) return;
    json.key("questions");
    json.open_array();
    for (const std::size_t question : questions) {
        json.open_object();
        json.written(questions_[question]);
        json.text_member("owner", owner);
        json.close_object();
    }
    json.close_array();
}

void ClassificationWriter::write_paths(const Inheritance& inheritance) {
    if (paths_.size() < inheritance.inflows.size()) paths_.resize(inheritance.inflows.size());
    for (std::size_t inflow = 0; inflow < inheritance.inflows.size(); ++inflow) {
        const std::span<const std::uint32_t> path = inheritance.path(inflow);
        WrittenPath& written = paths_[inflow];
        written.said.clear();
        written.list.clear();
        if (path.empty()) continue;
        say_path(written.said, path.size(), language_, [&](std::size_t step) { written.said += ids_[path[step]]; });
        for (const std::uint32_t step : path) (written.list += written.list.empty() ? "[\"" : "\",\"") += ids_[step];
        written.list += "\"]";
    }
}

void ClassificationWriter::write_labels(std::string& out, const std::vector<std::size_t>& labels) const {
    if (labels.empty()) return;
    out += ",\"labels\":";
    char sign = '[';
    for (const std::size_t label : labels) {
        (out += sign) += labels_[label];
        sign = ',';
    }
    out += ']';
}

void ClassificationWriter::write_inherited(std::string& out, const Inheritance& inheritance) const {
    if (inheritance.labels.empty()) return;
    out += ",\"inherited\":";
    char sign = '[';
    for (const auto& [label, inflow] : inheritance.labels) {
        ((out += sign) += "{\"label\":") += labels_[label];
        if (const std::string& list = paths_[inflow].list; !list.empty()) (out += ",\"path\":") += list;
        out += '}';
        sign = ',';
    }
    out += ']';
}

void ClassificationWriter::write_file(JsonWriter& json, const Evaluation& evaluation, const std::string& owner) {
    const RuleJudgement& outcome = *evaluation.judgement().outcome;
    const auto has_piece = [&](std::size_t rule) { return !policy_.rules()[rule].piece.empty(); };
    if (std::ranges::none_of(outcome.rules, has_piece)) return;
    json.key("file");
    json.open_array();
    for (const std::size_t index : outcome.rules) {
        const PolicyRule& rule = policy_.rules()[index];
        if (rule.piece.empty()) continue;
        json.open_object();
        json.member("piece", rule.piece);
        json.text_member("status", keyword(rule.status));
        json.text_member("rule", rule.id);
        if (rule.status == PieceStatus::missing)
            write_questions(json, questions_of_piece(policy_, outcome, rule.piece), owner);
        json.close_object();
    }
    json.close_array();
}

void ClassificationWriter::write_reason(std::string& out, const WrittenReason& reason, const WrittenPath* path) {
    out += reason.until_path;
    if (path != nullptr) out += path->said;
    out += reason.behind_path;
    if (path != nullptr && !path->list.empty()) (out += ",\"path\":") += path->list;
    out += '}';
}

/// The policy stands first and the verdict is always there, so that each member behind them begins with a comma.
void ClassificationWriter::write(std::string& out, const Application& application, const Evaluation& evaluation,
                                 const Inheritance& inheritance) {
    const RuleJudgement& outcome = *evaluation.judgement().outcome;
    const std::string& owner = asked_owner(application);
    JsonWriter json(out);
    json.open_object();
    json.written(policy_member_);
    if (outcome.class_rank) json.written(class_members_[*outcome.class_rank]);
    write_labels(out, outcome.labels);
    json.written(verdict_members_[static_cast<std::size_t>(verdict_of(outcome))]);
    write_questions(json, outcome.questions, owner);
    write_paths(inheritance);
    write_inherited(out, inheritance);
    write_file(json, evaluation, owner);
    out += ",\"because\":[";
    const std::size_t begin = out.size();
    for (const std::size_t rule : outcome.rules) {
        if (out.size() > begin) out += ',';
        const auto owed = std::ranges::find(inheritance.rules, rule, &std::pair<std::size_t, std::size_t>::first);
        const bool has_path = owed != inheritance.rules.end();
        write_reason(out, reason(evaluation, rule), has_path ? &paths_[owed->second] : nullptr);
    }
    if (lacks_rule(policy_, outcome)) {
        if (out.size() > begin) out += ',';
        write_reason(out, no_rule_, nullptr);
    }
    out += "]}";
}

}  // namespace plan
