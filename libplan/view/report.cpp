#include "libplan/view/report.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/csp_hash.hpp"
#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <array>

/// A dossier is a frame around pages, and pages of sheets are a frame around these: what is long is written sheet by
/// sheet, so that a State's dossier needs no more memory than its largest page.
namespace plan {

namespace {

struct PageName {
    std::string_view keyword;
    Words title;
    std::string_view sheet;  ///< template of each sheet; empty: none
};

constexpr std::array<PageName, 7> page_names = {{
    {"executive", {"Synthèse", "Summary"}, {}},
    {"matrix", {"Matrice d’emploi", "Usage matrix"}, {}},
    {"compliance", {"État de conformité", "Compliance statement"}, {}},
    {"waves", {"Fiches de vague", "Wave sheets"}, "wave"},
    {"applications", {"Fiches d’application", "Application sheets"}, "application"},
    {"questions", {"Questions en suspens", "Open questions"}, {}},
    {"glossary", {"Glossaire", "Glossary"}, {}},
}};

constexpr std::string_view cut_mark = "{{{sheets}}}", pages_mark = "{{{pages}}}";

/// The text as a CSS string: everything but letters and digits by its number.
std::string css_string(std::string_view text) {
    std::string css = "\"";
    for (std::size_t place = 0; place < text.size();) {
        const auto first = static_cast<unsigned char>(text[place]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length == 1 && std::string_view(" ()/-.,").find(text[place]) == std::string_view::npos &&
            !(first >= '0' && first <= '9') && !(first >= 'A' && first <= 'Z') && !(first >= 'a' && first <= 'z'))
            css += fmt::format("\\{:x} ", first);
        else
            css.append(text, place, length);
        place += length;
    }
    return css + "\"";
}

class Dossier {
public:
    Dossier(const Portfolio& portfolio, const ReportTemplates& templates, const ReportOptions& options,
            const std::function<void(std::string_view)>& sink)
        : templates_(templates), options_(options), sink_(sink), scope_(portfolio, options) {}

    void write() {
        frame_values();
        const auto [before, after] = halves(file("dossier"), pages_mark);
        sink_(before.fill(shared_, {}));
        for (std::size_t place = 0; place < page_names.size(); ++place)
            if (scope_.shows(static_cast<ReportPage>(place))) page(static_cast<ReportPage>(place), page_names[place]);
        sink_(after.fill(shared_, {}));
    }

private:
    [[nodiscard]] std::string file(std::string_view name) const {
        return std::string(name) + (options_.format == ReportFormat::html ? ".html" : ".md");
    }

    void frame_values() {
        const bool french = options_.language == Language::french;
        shared_.flag("fr", french).flag("en", !french).text("language", french ? "fr" : "en");
        shared_.text("title",
                     options_.title.empty() ? scope_.say("Dossier de migration", "Migration dossier") : options_.title);
        shared_.text("mention", options_.mention);
        shared_.text("date", scope_.as_of ? long_date(*scope_.as_of, options_.language) : std::string());
        std::vector<ReportData> pages;
        for (std::size_t place = 0; place < page_names.size(); ++place)
            if (scope_.shows(static_cast<ReportPage>(place)))
                pages.emplace_back()
                    .text("page", page_names[place].keyword)
                    .text("page_title", page_names[place].title.in(options_.language));
        shared_.list("contents", std::move(pages));
        if (options_.format == ReportFormat::markdown) return;
        const std::string style = whole("dossier.css").fill(style_values(), {});
        shared_.markup("style", style).text("style_hash", csp_hash(style));
    }

    /// What a style sheet may say of the dossier: texts as strings of CSS.
    [[nodiscard]] ReportData style_values() const {
        ReportData values;
        values.flag("has_mention", !options_.mention.empty());
        values.markup("mention", css_string(visible_text(options_.mention)));
        values.markup("page_word", css_string(scope_.say("Page ", "Page ")));
        values.markup("title", css_string(visible_text(options_.title.empty()
                                                           ? scope_.say("Dossier de migration", "Migration dossier")
                                                           : options_.title)));
        return values;
    }

    /// The two parts of a template around a mark that stands in it once.
    [[nodiscard]] std::pair<ReportTemplate, ReportTemplate> halves(const std::string& name,
                                                                   std::string_view mark) const {
        const std::string_view text = template_text(templates_, name);
        const std::size_t place = text.find(mark);
        if (place == std::string_view::npos)
            throw Error(Failure::invalid_input, {Severity::error,
                                                 "missing-placeholder",
                                                 PLAN_TEXT("this template of the dossier lacks {}"),
                                                 {std::string(mark)},
                                                 {name, 0, 0, {}}});
        return {ReportTemplate(templates_, name, text.substr(0, place), options_.format),
                ReportTemplate(templates_, name, text.substr(place + mark.size()), options_.format)};
    }

    [[nodiscard]] ReportTemplate whole(const std::string& name) const {
        return {templates_, name, template_text(templates_, name), options_.format};
    }

    void page(ReportPage which, const PageName& names) {
        ReportData data = page_data(which);
        data.text("page", names.keyword).text("page_title", names.title.in(options_.language));
        if (names.sheet.empty()) {
            sink_(whole(file(names.keyword)).fill(shared_, data));
            return;
        }
        const auto [before, after] = halves(file(names.keyword), cut_mark);
        const ReportTemplate sheet = whole(file(names.sheet));
        sink_(before.fill(shared_, data));
        if (which == ReportPage::waves)
            for (const std::size_t index : waves_in_order(scope_))
                sink_(sheet.fill(shared_, wave_sheet(scope_, index)));
        else
            for (const std::size_t index : applications_in_order(scope_))
                sink_(sheet.fill(shared_, application_sheet(scope_, index)));
        sink_(after.fill(shared_, data));
    }

    [[nodiscard]] ReportData page_data(ReportPage which) const {
        switch (which) {
            case ReportPage::executive:
                return executive_page(scope_);
            case ReportPage::matrix:
                return matrix_page(scope_);
            case ReportPage::compliance:
                return compliance_page(scope_);
            case ReportPage::questions:
                return questions_page(scope_);
            case ReportPage::glossary:
                return glossary_page(scope_);
            case ReportPage::waves:
            case ReportPage::applications:
                break;
        }
        ReportData data;
        const std::size_t sheets =
            which == ReportPage::waves ? scope_.portfolio.waves.size() : scope_.portfolio.applications.size();
        data.text("count", sheets > 0 ? scope_.count(sheets) : std::string());
        return data;
    }

    const ReportTemplates& templates_;
    const ReportOptions& options_;
    const std::function<void(std::string_view)>& sink_;
    ReportScope scope_;
    ReportData shared_;
};

}  // namespace

std::span<const std::string_view> report_page_keywords() {
    static constexpr std::array<std::string_view, page_names.size()> keywords = [] {
        std::array<std::string_view, page_names.size()> found;
        for (std::size_t place = 0; place < found.size(); ++place) found[place] = page_names[place].keyword;
        return found;
    }();
    return keywords;
}

void write_report(const Portfolio& portfolio, const ReportTemplates& templates, const ReportOptions& options,
                  const std::function<void(std::string_view)>& sink) {
    Dossier(portfolio, templates, options, sink).write();
}

}  // namespace plan
