#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What every tool shares: the command line, the exit codes, input and output. A tool's main is
/// `return plan::tools::run_tool(argc, argv, description, run);` and nothing else touches argv, stdin, stdout,
/// locale or exit.
namespace plan::tools {

/// One table for all tools, printed at the end of every manual page.
enum class ExitCode : int { success = 0, negative = 1, usage = 2, invalid_input = 3, input_output = 4, internal = 5 };

enum class Completion { none, file, directory };

struct Option {
    std::string_view name;      ///< long spelling without dashes
    char letter = 0;            ///< short spelling, or 0
    std::string_view argument;  ///< name of the argument in help, "FILE"; empty for a switch; two names, "A B", take
                                ///< two words, which values() gives
    std::string_view help;      ///< a literal marked PLAN_TEXT
    std::vector<std::string_view> choices = {};  ///< when only these are allowed
    std::string_view fallback = {};              ///< default, shown in help and used
    Completion completion = Completion::none;
    std::string_view shipped = {};  ///< a folder of the shipped data: the names of its files are completed too
};

struct Description {
    std::string_view name;        ///< "plan-classify"
    std::string_view summary;     ///< a literal marked PLAN_TEXT
    std::string_view operands;    ///< "[FILE]..." as in the synopsis
    std::vector<Option> options;  ///< the tool's own; the shared ones are added
    /// With no operand and a terminal on stdin: short help and exit 2. False for a tool that needs no input.
    bool reads_stdin = true;
    /// Options with which it needs no input all the same, parted by spaces; empty: none.
    std::string_view reads_nothing_with = {};
};

/// A parsed command line and the world around it, handed to the tool's function.
class Invocation {
public:
    Invocation(const Invocation&) = delete;
    Invocation& operator=(const Invocation&) = delete;
    ~Invocation();

    [[nodiscard]] bool has(std::string_view option) const;
    /// The option's value, its fallback, or "".
    [[nodiscard]] std::string value(std::string_view option) const;
    /// Every value of an option given several times, in order.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    [[nodiscard]] const std::vector<std::string>& operands() const;

    [[nodiscard]] Language language() const;          ///< --lang
    [[nodiscard]] std::optional<Date> as_of() const;  ///< --as-of
    [[nodiscard]] std::uint64_t seed() const;         ///< --seed, 1 unless given
    [[nodiscard]] bool strict() const;                ///< --strict, where the tool declares it
    [[nodiscard]] bool colour_output() const;         ///< may stdout hold colour escapes

    /// A number or a date given as an option; throws Error(usage) naming the option when it is not one.
    [[nodiscard]] std::optional<double> number(std::string_view option) const;
    [[nodiscard]] std::optional<Date> date(std::string_view option) const;

    /// Prints to stderr in the reader's language (or as JSON) and counts by severity.
    void report(const Diagnostic& diagnostic);
    [[nodiscard]] Report reporter();
    [[nodiscard]] std::size_t errors() const;
    [[nodiscard]] std::size_t warnings() const;

    /// Says what long work is doing, only on a terminal or with --progress; replaces the line said before.
    void progress(std::string_view text);

    /// The whole of standard input or of a file; throws Error(input_output).
    [[nodiscard]] std::string read_all(const std::string& path);
    /// The records of the operands, or of stdin; refuses a stream without `end` unless --partial
    /// (Error(invalid_input), code "truncated-stream").
    [[nodiscard]] Portfolio read_portfolio(Keep keep = Keep::everything);

    /// Appends to the output: stdout, or the file given by -o, which appears under its name only when the tool
    /// ends without failure. Throws Error(input_output).
    void write(std::string_view text);
    /// `before` as in Portfolio::write().
    void write_portfolio(const Portfolio& portfolio, const Ownership& ownership,
                         const std::function<void(std::size_t)>& before = {});
    /// As Portfolio::write_key().
    void write_key(const Portfolio& portfolio, std::string_view key,
                   const std::function<std::string_view(std::size_t)>& text);

    /// A file of the shipped data ("policies/cloud-au-centre.xml"): below $PLAN_DATA_DIR, else beside the
    /// executable (../share/plan-nuage). Throws Error(input_output) when it is missing.
    [[nodiscard]] std::string data_file(std::string_view relative) const;
    /// The names, without their ending, of the files in a folder of the shipped data ("maps"), sorted.
    [[nodiscard]] std::vector<std::string> data_names(std::string_view folder) const;

private:
    struct State;
    friend int run_tool(int, char**, const Description&, ExitCode (*)(Invocation&));
    explicit Invocation(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Parses the command line, runs `run`, maps every exception to its exit code, checks stdout, renames -o.
[[nodiscard]] int run_tool(int argc, char** argv, const Description& description, ExitCode (*run)(Invocation&));

/// The translation of a PLAN_TEXT literal in the language of messages (LC_MESSAGES).
[[nodiscard]] std::string translate(std::string_view text);

}  // namespace plan::tools
