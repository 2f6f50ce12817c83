#include "libplan/record/encode.hpp"

namespace plan {

namespace {

void list_member(JsonWriter& json, std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) json.member(name, values);
}

void reasons_member(JsonWriter& json, const Reasons& reasons) {
    json.key("because");
    encode(json, reasons);
}

void encode(JsonWriter& json, const Estimate& estimate) {
    json.open_object();
    json.member("optimistic", estimate.optimistic);
    json.member("likely", estimate.likely);
    json.member("pessimistic", estimate.pessimistic);
    json.close_object();
}

void encode(JsonWriter& json, const Question& question) {
    json.open_object();
    json.member("field", question.field);
    json.member("text", question.text);
    json.text_member("owner", question.owner);
    json.close_object();
}

}  // namespace

void encode(JsonWriter& json, const Reasons& reasons) {
    json.open_array();
    for (const Reason& reason : reasons) {
        json.open_object();
        json.member("rule", reason.rule);
        json.member("source", reason.source);
        json.member("text", reason.text);
        if (!reason.args.empty()) {
            json.key("args");
            json.open_object();
            for (const auto& [name, value] : reason.args) json.member(name, value);
            json.close_object();
        }
        list_member(json, "path", reason.path);
        json.close_object();
    }
    json.close_array();
}

void encode(JsonWriter& json, const Classification& classification) {
    json.open_object();
    json.text_member("policy", classification.policy);
    json.text_member("class", classification.sensitivity_class);
    list_member(json, "labels", classification.labels);
    json.text_member("verdict", keyword(classification.verdict));
    if (!classification.questions.empty()) {
        json.key("questions");
        json.open_array();
        for (const Question& question : classification.questions) encode(json, question);
        json.close_array();
    }
    if (!classification.inherited.empty()) {
        json.key("inherited");
        json.open_array();
        for (const InheritedLabel& inherited : classification.inherited) {
            json.open_object();
            json.member("label", inherited.label);
            list_member(json, "path", inherited.path);
            json.close_object();
        }
        json.close_array();
    }
    if (!classification.file.empty()) {
        json.key("file");
        json.open_array();
        for (const FilePiece& piece : classification.file) {
            json.open_object();
            json.member("piece", piece.piece);
            json.text_member("status", keyword(piece.status));
            json.text_member("rule", piece.rule);
            if (!piece.questions.empty()) {
                json.key("questions");
                json.open_array();
                for (const Question& question : piece.questions) encode(json, question);
                json.close_array();
            }
            json.close_object();
        }
        json.close_array();
    }
    reasons_member(json, classification.because);
    json.close_object();
}

void encode(JsonWriter& json, const Assessment& assessment) {
    json.open_object();
    json.text_member("strategy", keyword(assessment.strategy));
    if (assessment.forced) json.member("forced", true);
    json.text_member("runner_up", keyword(assessment.runner_up));
    if (!assessment.scores.empty()) {
        json.key("scores");
        json.open_object();
        for (const StrategyScore& score : assessment.scores) {
            json.key(keyword(score.strategy));
            json.open_object();
            json.member("points", score.points);
            list_member(json, "rules", score.rules);
            json.close_object();
        }
        json.close_object();
    }
    if (assessment.readiness) json.member("readiness", *assessment.readiness);
    json.text_member("complexity", keyword(assessment.complexity));
    json.text_member("risk", keyword(assessment.risk));
    if (!assessment.effort.empty()) {
        json.key("effort");
        json.open_object();
        for (const PhaseEffort& effort : assessment.effort) {
            json.key(keyword(effort.phase));
            encode(json, effort.estimate);
        }
        json.close_object();
    }
    if (!assessment.cost.empty()) {
        json.key("cost");
        json.open_object();
        for (const auto& [name, amount] : assessment.cost) json.member(name, amount);
        json.close_object();
    }
    if (assessment.payback_year) json.member("payback_year", *assessment.payback_year);
    reasons_member(json, assessment.because);
    json.close_object();
}

void encode(JsonWriter& json, const Hosting& hosting) {
    json.open_object();
    json.key("today");
    json.open_object();
    json.text_member("status", keyword(hosting.today));
    if (hosting.today_until) json.member("until", *hosting.today_until);
    reasons_member(json, hosting.today_because);
    json.close_object();
    json.key("eligible");
    json.open_array();
    for (const EligibleTarget& eligible : hosting.eligible) {
        json.open_object();
        json.member("target", eligible.target);
        if (eligible.valid_until) json.member("valid_until", *eligible.valid_until);
        reasons_member(json, eligible.because);
        json.close_object();
    }
    json.close_array();
    json.key("rejected");
    json.open_array();
    for (const RejectedTarget& rejected : hosting.rejected) {
        json.open_object();
        json.member("target", rejected.target);
        reasons_member(json, rejected.because);
        json.close_object();
    }
    json.close_array();
    json.text_member("target", hosting.target);
    reasons_member(json, hosting.because);
    json.close_object();
}

void encode(JsonWriter& json, const Planned& planned) {
    json.open_object();
    if (planned.wave) json.member("wave", *planned.wave);
    if (planned.cutover) json.member("cutover", *planned.cutover);
    if (planned.alone) json.member("alone", *planned.alone);
    list_member(json, "before", planned.before);
    list_member(json, "with", planned.with);
    if (!planned.bridges.empty()) {
        json.key("bridges");
        json.open_array();
        for (const PlannedBridge& bridge : planned.bridges) {
            json.open_object();
            json.member("other", bridge.other);
            json.member("start", bridge.start);
            json.member("finish", bridge.finish);
            json.close_object();
        }
        json.close_array();
    }
    reasons_member(json, planned.because);
    json.close_object();
}

}  // namespace plan
