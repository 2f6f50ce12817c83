#include "libplan/view/report_template.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/view/words.hpp"

#include <kainjow/mustache.hpp>

#include <utility>

namespace plan {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

struct ReportData::State {
    data values;
};

ReportData::ReportData() : state_(std::make_unique<State>()) {}
ReportData::~ReportData() = default;
ReportData::ReportData(ReportData&&) noexcept = default;
ReportData& ReportData::operator=(ReportData&&) noexcept = default;

ReportData& ReportData::text(std::string_view name, std::string_view content) {
    return content.empty() ? flag(name, false) : markup(name, visible_text(content));
}

ReportData& ReportData::markup(std::string_view name, std::string content) {
    if (content.empty()) return flag(name, false);
    state_->values[std::string(name)] = data(content);
    return *this;
}

ReportData& ReportData::flag(std::string_view name, bool truth) {
    state_->values[std::string(name)] = data(truth);
    return *this;
}

ReportData& ReportData::list(std::string_view name, std::vector<ReportData> elements) {
    flag("has_" + std::string(name), !elements.empty());
    if (elements.empty()) return flag(name, false);
    data all(data::type::list);
    // push_back() copies all that is below an element, at each level anew; the list is ours, so it may be moved into.
    auto& list = const_cast<kainjow::mustache::list&>(all.list_value());
    list.reserve(elements.size());
    for (ReportData& element : elements) list.push_back(std::move(element.state_->values));
    state_->values[std::string(name)] = std::move(all);
    return *this;
}

ReportData& ReportData::object(std::string_view name, ReportData content) {
    state_->values[std::string(name)] = std::move(content.state_->values);
    return *this;
}

namespace {

[[noreturn]] void fail(const char* code, const char* text, std::string_view file, std::vector<std::string> arguments) {
    throw Error(Failure::invalid_input,
                {Severity::error, code, text, std::move(arguments), {std::string(file), 0, 0, {}}});
}

void check_syntax(std::string_view name, std::string_view text) {
    if (const mustache probe{std::string(text)}; !probe.is_valid())
        fail("bad-template", PLAN_TEXT("this is no mustache template: {}"), name, {probe.error_message()});
}

/// The text with each {{> name}} replaced by the file of that name, once and for all: a template is filled for
/// thousands of sheets, and kainjow would read what it includes anew each time. `path` leads here.
std::string expanded(const ReportTemplates& files, std::string_view name, std::string_view text,
                     std::vector<std::string>& path) {
    for (const std::string& seen : path)
        if (seen == name)
            fail("template-in-itself", PLAN_TEXT("this template includes itself: {}"), name,
                 {join(path, " > ") + " > " + std::string(name)});
    check_syntax(name, text);
    path.emplace_back(name);
    std::string whole;
    std::size_t done = 0;
    for (std::size_t open = 0; (open = text.find("{{", open)) != std::string_view::npos;) {
        const std::size_t close = text.find("}}", open);
        const std::string_view tag = trim(text.substr(open + 2, close - open - 2));
        if (tag.starts_with(">")) {
            const std::string inner(trim(tag.substr(1)));
            whole.append(text, done, open - done);
            whole += expanded(files, inner, template_text(files, inner), path);
            done = close + 2;
        }
        open = close + 2;
    }
    path.pop_back();
    return whole.append(text, done);
}

/// Looks names up, and refuses those that are nowhere: a slip in a template must not become a gap in the dossier.
class Lookup final : public kainjow::mustache::basic_context<std::string> {
public:
    explicit Lookup(std::string_view name) : name_(name) {}

    void push(const data* item) override { items_.push_back(item); }
    void pop() override { items_.pop_back(); }

    const data* get(const std::string& name) const override {
        if (name == ".") return items_.back();
        for (auto item = items_.rbegin(); item != items_.rend(); ++item)
            if (const data* found = get_in(**item, name)) return found;
        fail("unknown-placeholder", PLAN_TEXT("the page template asks for {{{{{0}}}}}, which is not known"), name_,
             {name});
    }

    /// None is left, see expanded().
    const data* get_partial(const std::string&) const override { return nullptr; }

private:
    static const data* get_in(const data& item, const std::string& name) {
        if (name.find('.') == std::string::npos) return item.get(name);
        const data* found = &item;
        for (const std::string& part : split_list(name, ".")) {
            found = found->get(part);
            if (found == nullptr) return nullptr;
        }
        return found;
    }

    std::string_view name_;
    std::vector<const data*> items_;
};

}  // namespace

const std::string& template_text(const ReportTemplates& files, std::string_view name) {
    const auto found = files.find(name);
    if (found == files.end()) fail("missing-template", PLAN_TEXT("this template of the dossier is missing"), name, {});
    return found->second;
}

struct ReportTemplate::State {
    std::string name;
    mutable mustache page;  // render() is not const, as it keeps its last error
};

ReportTemplate::ReportTemplate(const ReportTemplates& files, std::string_view name, std::string_view text,
                               ReportFormat format) {
    std::vector<std::string> path;
    state_ = std::unique_ptr<State>(new State{std::string(name), mustache(expanded(files, name, text, path))});
    if (format == ReportFormat::markdown)
        state_->page.set_custom_escape([](const std::string& value) { return escape_markdown(value); });
    else
        state_->page.set_custom_escape([](const std::string& value) { return escape_markup(value); });
}

ReportTemplate::~ReportTemplate() = default;
ReportTemplate::ReportTemplate(ReportTemplate&&) noexcept = default;

std::string ReportTemplate::fill(const ReportData& shared, const ReportData& content) const {
    Lookup lookup(state_->name);
    lookup.push(&shared.state_->values);
    lookup.push(&content.state_->values);
    return state_->page.render(lookup);
}

std::string escape_markdown(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 8);
    for (std::size_t place = 0; place < text.size(); ++place) {
        const char letter = text[place];
        const std::string_view rest = text.substr(place + 1);
        // What opens a list, a heading or a quote does so only at the beginning of a line, which a value may be.
        const bool opens = place == 0 && std::string_view("#+-=:").find(letter) != std::string_view::npos;
        const bool numbers = (letter == '.' || letter == ')') && place > 0 && place < 10 &&
                             text.substr(0, place).find_first_not_of("0123456789") == std::string_view::npos;
        // Addresses become links by themselves.
        const bool links = letter == '@' || (letter == ':' && rest.starts_with("//")) ||
                           (letter == '.' && place >= 3 && fold(text.substr(place - 3, 3)) == "www");
        if (opens || numbers || links || std::string_view("\\`*_[]<>&|~$^{}!").find(letter) != std::string_view::npos)
            escaped += '\\';
        escaped += letter;
    }
    return escaped;
}

}  // namespace plan
