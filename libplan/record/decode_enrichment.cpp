#include "libplan/record/decode.hpp"

namespace plan {

Reasons decode_reasons(std::string_view type, JsonElement element) {
    Reasons reasons;
    if (!element.is_array()) fail_wrong_value(type, "because", "a list of objects", element);
    for (const JsonElement inner : array_of(element)) {
        const Members members(type, "because", inner);
        Reason reason;
        reason.rule = members.text("rule");
        reason.source = members.text("source");
        reason.text = members.text("text");
        members.members("args", [&](std::string_view key, JsonElement value) {
            if (!value.is_string()) fail_wrong_value(type, "because.args", "an object of texts", value);
            reason.args.emplace_back(key, value.get_string().value());
        });
        reason.path = members.texts("path");
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

Classification decode_classification(JsonElement element) {
    const Members members("application", "classification", element);
    Classification result;
    result.policy = members.text("policy");
    result.sensitivity_class = members.text("class");
    result.labels = members.texts("labels");
    result.verdict = members.keyword<Verdict>("verdict");
    members.objects("questions", [&](const Members& question) {
        result.questions.push_back({question.text("field"), question.text("text"), question.text("owner")});
    });
    members.objects("inherited", [&](const Members& inherited) {
        result.inherited.push_back({inherited.text("label"), inherited.texts("path")});
    });
    members.objects("file", [&](const Members& piece) {
        FilePiece read;
        read.piece = piece.text("piece");
        read.status = piece.keyword<PieceStatus>("status");
        read.rule = piece.text("rule");
        piece.objects("questions", [&](const Members& question) {
            read.questions.push_back({question.text("field"), question.text("text"), question.text("owner")});
        });
        result.file.push_back(std::move(read));
    });
    result.because = members.reasons("because");
    return result;
}

Assessment decode_assessment(JsonElement element) {
    const Members members("application", "assessment", element);
    Assessment result;
    result.strategy = members.keyword<Strategy>("strategy");
    result.forced = members.boolean("forced").value_or(false);
    result.runner_up = members.keyword<Strategy>("runner_up");
    members.members("scores", [&](std::string_view key, JsonElement value) {
        StrategyScore score;
        score.strategy = from_keyword<Strategy>(key);
        if (score.strategy == Strategy::unspecified)
            members.fail("scores", "an object whose keys are strategies", value);
        const Members inner("application", "assessment.scores", value);
        score.points = inner.number("points").value_or(0);
        score.rules = inner.texts("rules");
        result.scores.push_back(std::move(score));
    });
    result.readiness = members.number("readiness");
    result.complexity = members.keyword<Complexity>("complexity");
    result.risk = members.keyword<Risk>("risk");
    members.members("effort", [&](std::string_view key, JsonElement value) {
        const Phase phase = from_keyword<Phase>(key);
        if (phase == Phase::unspecified) members.fail("effort", "an object whose keys are phases", value);
        const Members estimate("application", "assessment.effort", value);
        result.effort.push_back({phase,
                                 {estimate.number("optimistic").value_or(0), estimate.number("likely").value_or(0),
                                  estimate.number("pessimistic").value_or(0)}});
    });
    members.members("cost", [&](std::string_view key, JsonElement value) {
        double amount = 0;
        if (value.get_double().get(amount) != simdjson::SUCCESS) members.fail("cost", "an object of numbers", value);
        result.cost.emplace_back(key, amount);
    });
    result.payback_year = members.integer("payback_year");
    result.because = members.reasons("because");
    return result;
}

Hosting decode_hosting(JsonElement element) {
    const Members members("application", "hosting", element);
    Hosting result;
    if (const auto today = members.find("today")) {
        const Members inner("application", "hosting.today", *today);
        result.today = inner.keyword<Compliance>("status");
        result.today_until = inner.date("until");
        result.today_because = inner.reasons("because");
    }
    members.objects("eligible", [&](const Members& eligible) {
        result.eligible.push_back({eligible.text("target"), eligible.date("valid_until"), eligible.reasons("because")});
    });
    members.objects("rejected", [&](const Members& rejected) {
        result.rejected.push_back({rejected.text("target"), rejected.reasons("because")});
    });
    result.target = members.text("target");
    result.because = members.reasons("because");
    return result;
}

Planned decode_planned(JsonElement element) {
    const Members members("application", "planned", element);
    Planned result;
    result.wave = members.integer("wave");
    result.cutover = members.date("cutover");
    result.alone = members.boolean("alone");
    result.before = members.texts("before");
    result.with = members.texts("with");
    members.objects("bridges", [&](const Members& bridge) {
        const auto start = bridge.date("start");
        const auto finish = bridge.date("finish");
        if (!start) fail_missing("application", "planned.bridges.start");
        if (!finish) fail_missing("application", "planned.bridges.finish");
        result.bridges.push_back({bridge.text("other"), *start, *finish});
    });
    result.because = members.reasons("because");
    return result;
}

}  // namespace plan
