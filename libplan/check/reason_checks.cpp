#include "libplan/check/plan_check_parts.hpp"

#include <string_view>

namespace plan {

namespace {

class ReasonChecks {
public:
    ReasonChecks(const Portfolio& portfolio, PlanFindings& findings) : portfolio_(portfolio), findings_(findings) {}

    void application(std::size_t index);
    template <class Record, class Name>
    void records(RecordType type, const std::vector<Record>& records, Name name) {
        for (std::size_t index = 0; index < records.size(); ++index)
            expect(type, index, name(records[index]), "because", records[index].because);
    }

private:
    void expect(RecordType type, std::size_t index, const std::string& name, std::string_view where,
                const Reasons& reasons);

    const Portfolio& portfolio_;
    PlanFindings& findings_;
};

void ReasonChecks::expect(RecordType type, std::size_t index, const std::string& name, std::string_view where,
                          const Reasons& reasons) {
    const auto add = [&](PlanFinding finding, std::vector<std::string> more) {
        std::vector<std::string> arguments = {std::string(keyword(type)), name, std::string(where)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        findings_.add(finding, portfolio_.where(type, index), std::move(arguments));
    };
    if (reasons.empty()) add(PlanFinding::no_reason, {});
    for (const Reason& reason : reasons) {
        if (reason.rule.empty()) add(PlanFinding::empty_reason, {"rule"});
        if (reason.source.empty()) add(PlanFinding::empty_reason, {"source"});
    }
}

void ReasonChecks::application(std::size_t index) {
    const Application& application = portfolio_.applications[index];
    const auto verdict = [&](std::string_view where, const Reasons& reasons) {
        expect(RecordType::application, index, application.id, where, reasons);
    };
    if (application.classification) verdict("classification.because", application.classification->because);
    if (application.assessment) verdict("assessment.because", application.assessment->because);
    if (!application.hosting) return;
    const Hosting& hosting = *application.hosting;
    if (hosting.today != Compliance::unspecified) verdict("hosting.today.because", hosting.today_because);
    for (const RejectedTarget& rejected : hosting.rejected)
        verdict("hosting.rejected." + rejected.target + ".because", rejected.because);
    verdict("hosting.because", hosting.because);
}

}  // namespace

void check_reasons(const Portfolio& portfolio, PlanFindings& findings) {
    ReasonChecks checks(portfolio, findings);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) checks.application(index);
    checks.records(RecordType::group, portfolio.groups, [](const Group& group) { return group.id; });
    checks.records(RecordType::wave, portfolio.waves, [](const Wave& wave) { return wave.id; });
    checks.records(RecordType::task, portfolio.tasks, [](const Task& task) { return task.id; });
    checks.records(RecordType::bridge, portfolio.bridges,
                   [](const Bridge& bridge) { return bridge.from + " > " + bridge.to; });
}

}  // namespace plan
