#pragma once

#include "libplan/view/report.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Mustache templates of a dossier, and what fills them. Internal to this room.
namespace plan {

/// The names that a template may use. A name that says nothing is known and false, so that a template can say that it
/// is missing: {{^owner}}…{{/owner}}.
class ReportData {
public:
    ReportData();
    ~ReportData();
    ReportData(ReportData&&) noexcept;
    ReportData& operator=(ReportData&&) noexcept;

    /// Text of records and of ours: marks that would reorder or hide it are made visible, and the template escapes it.
    /// Empty: false.
    ReportData& text(std::string_view name, std::string_view content);
    /// What a template takes as it is, with {{{name}}}: a drawing, a style sheet.
    ReportData& markup(std::string_view name, std::string content);
    ReportData& flag(std::string_view name, bool truth);
    /// For {{#name}} once an element; empty: false. {{#has_name}} stands once around all of them.
    ReportData& list(std::string_view name, std::vector<ReportData> elements);
    ReportData& object(std::string_view name, ReportData content);

private:
    friend class ReportTemplate;
    struct State;
    std::unique_ptr<State> state_;
};

/// A template that is read once and filled many times.
class ReportTemplate {
public:
    /// `text` is the file `name` of `files`, or a part of it. Throws Error(invalid_input): code
    /// "bad-template" when it, or what it includes, is no mustache template; "missing-template"; "template-in-itself"
    /// when it includes itself, directly or not.
    ReportTemplate(const ReportTemplates& files, std::string_view name, std::string_view text, ReportFormat format);
    ~ReportTemplate();
    ReportTemplate(ReportTemplate&&) noexcept;

    /// Fills it from `data`, and what that does not know from `shared`. Throws Error(invalid_input), code
    /// "unknown-placeholder", for a name that neither knows.
    [[nodiscard]] std::string fill(const ReportData& shared, const ReportData& data) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The text of a file. Throws Error(invalid_input), code "missing-template".
[[nodiscard]] const std::string& template_text(const ReportTemplates& files, std::string_view name);

/// Text as Markdown (CommonMark, and the tables and links of GitHub's) that shows it as it is, wherever in a line.
[[nodiscard]] std::string escape_markdown(std::string_view text);

}  // namespace plan
