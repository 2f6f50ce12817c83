#include "libplan/base/error.hpp"
#include "libplan/view/report.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/tool.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-report",
    .summary = PLAN_TEXT("writes the dossier of a migration: summary, usage matrix, compliance statement, sheets"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "to",
             .argument = "FORMAT",
             .help = PLAN_TEXT("html: one self-contained page to read and print; md: Markdown"),
             .choices = {"html", "md"},
             .fallback = "html"},
            {.name = "page",
             .argument = "NAME",
             .help = PLAN_TEXT("write this part; may be repeated; all parts unless given"),
             .choices = {"executive", "matrix", "compliance", "waves", "applications", "questions", "glossary"}},
            {.name = "templates",
             .argument = "FOLDER",
             .help = PLAN_TEXT("take the templates that stand in this folder instead of the shipped ones of that name"),
             .completion = Completion::directory},
            {.name = "title", .argument = "TEXT", .help = PLAN_TEXT("heading of the dossier")},
            {.name = "watermark",
             .argument = "TEXT",
             .help = PLAN_TEXT("a mention for every page and across it: \"DIFFUSION RESTREINTE\"")},
        },
};

ReportOptions options_of(const Invocation& invocation) {
    ReportOptions options;
    options.format = invocation.value("to") == "md" ? ReportFormat::markdown : ReportFormat::html;
    options.language = invocation.language();
    options.title = invocation.value("title");
    options.mention = invocation.value("watermark");
    options.as_of = invocation.as_of();
    const auto keywords = report_page_keywords();
    for (const std::string& name : invocation.values("page"))
        options.pages.push_back(static_cast<ReportPage>(std::ranges::find(keywords, name) - keywords.begin()));
    return options;
}

/// The names of the templates of a format are those that the shipped folder has.
ReportTemplates templates_of(Invocation& invocation) {
    const std::filesystem::path shipped =
        std::filesystem::path(invocation.data_file("report/dossier.html")).parent_path();
    std::filesystem::path own = invocation.value("templates");
    if (!own.empty() && !std::filesystem::is_directory(own))
        throw Error(Failure::input_output,
                    {Severity::error, "no-folder", PLAN_TEXT("there is no such folder"), {}, {own.string(), 0, 0, {}}});
    ReportTemplates templates;
    const auto add = [&](const std::filesystem::path& folder) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.is_regular_file())
                templates[entry.path().filename().string()] = invocation.read_all(entry.path().string());
    };
    add(shipped);
    if (!own.empty()) add(own);
    return templates;
}

ExitCode run(Invocation& invocation) {
    const ReportOptions options = options_of(invocation);
    const ReportTemplates templates = templates_of(invocation);
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    use_default_targets(invocation, portfolio);
    write_report(portfolio, templates, options, [&](std::string_view text) { invocation.write(text); });
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return run_tool(argc, argv, description, run);
}
