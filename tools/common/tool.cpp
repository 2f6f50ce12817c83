#include "tools/common/tool.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "tools/common/allocator.hpp"
#include "tools/common/completion.hpp"
#include "tools/common/files.hpp"
#include "tools/common/messages.hpp"
#include "tools/common/options.hpp"

#include <libintl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <new>

namespace plan::tools {

struct Invocation::State {
    State(const Description& described, Arguments given)
        : description(described), arguments(std::move(given)), messages(described.name) {}

    const Description& description;
    Arguments arguments;
    Messages messages;
    Output output;
};

Invocation::Invocation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Invocation::~Invocation() = default;

namespace {

[[noreturn]] void fail_option(std::string_view option, std::string_view expected, const std::string& value) {
    Diagnostic diagnostic;
    diagnostic.code = "bad-option-value";
    diagnostic.text = PLAN_TEXT("option '--{}' takes {}, not '{}'");
    diagnostic.arguments = {std::string(option), translate(expected), value};
    throw Error(Failure::usage, std::move(diagnostic));
}

std::filesystem::path executable_folder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

bool wants_colour(const std::string& when, int descriptor) {
    if (when == "always") return true;
    if (when == "never") return false;
    const char* refused = std::getenv("NO_COLOR");
    return (refused == nullptr || *refused == '\0') && ::isatty(descriptor) == 1;
}

/// Messages follow the locale; numbers never do, so LC_NUMERIC stays "C".
void set_up_language() {
    std::setlocale(LC_MESSAGES, "");
    std::setlocale(LC_CTYPE, "");
    const char* given = std::getenv("PLAN_LOCALE_DIR");
    const std::string folder = given ? given : (executable_folder() / "../share/locale").string();
    ::bindtextdomain("plan-nuage", folder.c_str());
    ::bind_textdomain_codeset("plan-nuage", "UTF-8");
    ::textdomain("plan-nuage");
}

ExitCode exit_code(Failure failure) {
    switch (failure) {
        case Failure::negative:
            return ExitCode::negative;
        case Failure::usage:
            return ExitCode::usage;
        case Failure::invalid_input:
            return ExitCode::invalid_input;
        case Failure::input_output:
            return ExitCode::input_output;
        case Failure::internal:
            break;
    }
    return ExitCode::internal;
}

}  // namespace

bool Invocation::has(std::string_view option) const {
    return state_->arguments.values.find(option) != state_->arguments.values.end();
}

std::string Invocation::value(std::string_view option) const {
    const auto given = state_->arguments.values.find(option);
    if (given != state_->arguments.values.end() && !given->second.empty()) return given->second.back();
    const auto fallback_in = [&](const std::vector<Option>& options) {
        const auto found = std::ranges::find(options, option, &Option::name);
        return found == options.end() ? std::string() : std::string(found->fallback);
    };
    const std::string own = fallback_in(state_->description.options);
    return own.empty() ? fallback_in(shared_options()) : own;
}

std::vector<std::string> Invocation::values(std::string_view option) const {
    const auto given = state_->arguments.values.find(option);
    return given == state_->arguments.values.end() ? std::vector<std::string>() : given->second;
}

const std::vector<std::string>& Invocation::operands() const {
    return state_->arguments.operands;
}

Language Invocation::language() const {
    return value("lang") == "en" ? Language::english : Language::french;
}

std::optional<Date> Invocation::as_of() const {
    return date("as-of");
}

std::uint64_t Invocation::seed() const {
    const std::string text = value("seed");
    std::uint64_t seed = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size())
        fail_option("seed", PLAN_TEXT("a whole number from 0"), text);
    return seed;
}

bool Invocation::strict() const {
    return has("strict");
}

bool Invocation::colour_output() const {
    return !has("output") && wants_colour(value("color"), STDOUT_FILENO);
}

std::optional<double> Invocation::number(std::string_view option) const {
    const std::string text = value(option);
    if (text.empty() && !has(option)) return std::nullopt;
    const auto number = parse_number(text);
    if (!number) fail_option(option, PLAN_TEXT("a number"), text);
    return number;
}

std::optional<Date> Invocation::date(std::string_view option) const {
    const std::string text = value(option);
    if (text.empty() && !has(option)) return std::nullopt;
    const auto date = Date::from_iso(text);
    if (!date) fail_option(option, PLAN_TEXT("a date YYYY-MM-DD"), text);
    return date;
}

void Invocation::report(const Diagnostic& diagnostic) {
    state_->messages.report(diagnostic);
}

Report Invocation::reporter() {
    return [this](const Diagnostic& diagnostic) { report(diagnostic); };
}

std::size_t Invocation::errors() const {
    return state_->messages.errors();
}
std::size_t Invocation::warnings() const {
    return state_->messages.warnings();
}

void Invocation::progress(std::string_view text) {
    state_->messages.progress(text);
}

std::string Invocation::read_all(const std::string& path) {
    return read_file(path);
}

Portfolio Invocation::read_portfolio(Keep keep) {
    Portfolio portfolio;
    std::vector<std::string> paths = operands();
    if (paths.empty()) paths.emplace_back("-");
    for (const std::string& path : paths) portfolio.read(read_all(path), path, keep);
    if (portfolio.ended() || has("partial")) return portfolio;
    Diagnostic diagnostic;
    diagnostic.where.file = paths.back();
    diagnostic.code = "truncated-stream";
    diagnostic.text = PLAN_TEXT(
        "the stream does not close with an end record: the tool before may have failed; run it again, or "
        "give --partial to go on with what there is");
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

void Invocation::write(std::string_view text) {
    state_->output.write(text);
}

void Invocation::write_portfolio(const Portfolio& portfolio, const Ownership& ownership,
                                 const std::function<void(std::size_t)>& before) {
    portfolio.write(
        ownership, [this](std::string_view text) { write(text); }, before);
}

void Invocation::write_key(const Portfolio& portfolio, std::string_view key,
                           const std::function<std::string_view(std::size_t)>& text) {
    portfolio.write_key(key, text, [this](std::string_view piece) { write(piece); });
}

namespace {

std::filesystem::path data_path(std::string_view relative) {
    const char* given = std::getenv("PLAN_DATA_DIR");
    const std::filesystem::path folder = given ? given : executable_folder() / "../share/plan-nuage";
    return (folder / relative).lexically_normal();
}

}  // namespace

std::vector<std::string> Invocation::data_names(std::string_view folder) const {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator iterator(data_path(folder), error);
    for (; !error && iterator != std::filesystem::directory_iterator(); iterator.increment(error))
        names.push_back(iterator->path().stem().string());
    std::ranges::sort(names);
    return names;
}

std::string Invocation::data_file(std::string_view relative) const {
    const std::filesystem::path path = data_path(relative);
    if (std::filesystem::exists(path)) return path.string();
    Diagnostic diagnostic;
    diagnostic.where.file = path.string();
    diagnostic.code = "missing-data-file";
    diagnostic.text =
        PLAN_TEXT("this file of the installation is missing; install the suite again or set PLAN_DATA_DIR");
    throw Error(Failure::input_output, std::move(diagnostic));
}

namespace {

void set_up_messages(Messages& messages, const Invocation& invocation) {
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const bool quiet = invocation.has("quiet");
    const bool verbose = invocation.has("verbose");
    messages.set_form(invocation.value("messages") == "json" ? MessageForm::json : MessageForm::text);
    messages.set_colour(wants_colour(invocation.value("color"), STDERR_FILENO));
    messages.set_show_notes(!quiet && (verbose || terminal));
    messages.set_show_warnings(!quiet);
    messages.set_show_all(verbose);
    messages.set_progress(!quiet && !invocation.has("no-progress") && (terminal || invocation.has("progress")));
}

/// A last message from what was thrown; the exit code it means.
template <class Action>
ExitCode guarded(Messages& messages, Action action) {
    const auto internal = [&](std::string what) {
        Diagnostic diagnostic;
        diagnostic.code = "internal";
        diagnostic.text = PLAN_TEXT("internal error: {}; please report it with the input that shows it");
        diagnostic.arguments = {std::move(what)};
        messages.report(diagnostic);
        return ExitCode::internal;
    };
    try {
        return action();
    } catch (const Error& error) {
        messages.report(error.diagnostic());
        return exit_code(error.failure());
    } catch (const std::bad_alloc&) {
        return internal("out of memory");
    } catch (const std::exception& exception) {
        return internal(exception.what());
    }
}

/// One of the options was given with which the tool reads nothing.
bool needs_no_input(const Invocation& invocation, const Description& description) {
    const std::vector<std::string> names = split_list(description.reads_nothing_with, " ");
    return std::ranges::any_of(names, [&](const std::string& name) { return invocation.has(name); });
}

}  // namespace

int run_tool(int argc, char** argv, const Description& description, ExitCode (*run)(Invocation&)) {
    allocate_in_large_pages();
    set_up_language();
    Messages early(description.name);
    std::unique_ptr<Invocation> invocation;
    const ExitCode parsed = guarded(early, [&] {
        auto state = std::make_unique<Invocation::State>(description, parse_arguments(argc, argv, description));
        invocation.reset(new Invocation(std::move(state)));
        set_up_messages(invocation->state_->messages, *invocation);
        return ExitCode::success;
    });
    if (parsed != ExitCode::success) return static_cast<int>(parsed);

    Messages& messages = invocation->state_->messages;
    Output& output = invocation->state_->output;
    const ExitCode code = guarded(messages, [&] {
        ExitCode result = ExitCode::success;
        if (invocation->has("help")) {
            output.write(help_text(description, invocation->colour_output()));
        } else if (invocation->has("version")) {
            output.write(std::string(description.name) + " (Plan Nuage) " PLAN_VERSION "\n");
        } else if (invocation->has("print-completion")) {
            output.write(completion_script(description, invocation->value("print-completion"),
                                           [&](std::string_view folder) { return invocation->data_names(folder); }));
        } else if (description.reads_stdin && !needs_no_input(*invocation, description) &&
                   invocation->operands().empty() && ::isatty(STDIN_FILENO) == 1) {
            messages.say(short_help(description));
            result = ExitCode::usage;
        } else {
            // A slip in a shared option is told even by a tool that has no use for it.
            static_cast<void>(invocation->as_of());
            static_cast<void>(invocation->seed());
            if (invocation->has("output")) output.open(invocation->value("output"));
            result = run(*invocation);
        }
        // A negative answer is an answer: its output counts. After a failure the old file stays.
        if (result == ExitCode::success || result == ExitCode::negative) output.commit();
        return result;
    });
    messages.close();
    return static_cast<int>(code);
}

}  // namespace plan::tools
