#include "tools/common/completion.hpp"

#include "libplan/base/error.hpp"
#include "tools/common/options.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plan::tools {
namespace {

using Shipped = std::function<std::vector<std::string>(std::string_view)>;

std::vector<Option> every_option(const Description& description) {
    std::vector<Option> options = description.options;
    for (const Option& shared : shared_options())
        if (std::none_of(options.begin(), options.end(), [&](const Option& own) { return own.name == shared.name; }))
            options.push_back(shared);
    return options;
}

/// Inside single quotes of all three shells a quote is said by leaving them; fish reads a backslash as well.
std::string quoted(std::string_view text, bool backslash_escapes = false) {
    std::string result = "'";
    for (const char character : text) {
        if (character == '\'')
            result += "'\\''";
        else if (character == '\\' && backslash_escapes)
            result += "\\\\";
        else
            result += character == '\n' ? ' ' : character;
    }
    return result + "'";
}

/// Names of options and functions in shell code: '-' would end a name.
std::string identifier(std::string_view tool) {
    std::string name = "_";
    for (const char character : tool) name += character == '-' ? '_' : character;
    return name;
}

std::string words(const std::vector<std::string_view>& choices) {
    return fmt::format("{}", fmt::join(choices, " "));
}

std::string bash_argument(const Option& option, const Shipped& shipped) {
    if (!option.shipped.empty())
        return fmt::format(
            "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -W {} -- \"$word\"; "
            "compgen -f -- \"$word\")",
            quoted(fmt::format("{}", fmt::join(shipped(option.shipped), " "))));
    if (!option.choices.empty())
        return fmt::format("mapfile -t COMPREPLY < <(compgen -W {} -- \"$word\")", quoted(words(option.choices)));
    if (option.completion == Completion::file)
        return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
    if (option.completion == Completion::directory)
        return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
    return ":";
}

std::string bash_script(const Description& description, const std::vector<Option>& options, const Shipped& shipped) {
    std::string cases, spellings;
    for (const Option& option : options) {
        spellings += fmt::format("{}--{}", spellings.empty() ? "" : " ", option.name);
        if (option.letter != 0) spellings += fmt::format(" -{}", option.letter);
        if (option.argument.empty()) continue;
        const std::string letter = option.letter != 0 ? fmt::format("-{}|", option.letter) : "";
        cases += fmt::format("        {}--{}) {}; return ;;\n", letter, option.name, bash_argument(option, shipped));
    }
    const std::string function = identifier(description.name);
    // Readline makes three words of --color=auto: the equals sign is one of its word breaks.
    return fmt::format(
        "# bash completion for {0}\n"
        "{1}() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}\n"
        "    if [[ $word == = ]]; then\n"
        "        word=\n"
        "    elif [[ $previous == = && COMP_CWORD -ge 2 ]]; then\n"
        "        previous=${{COMP_WORDS[COMP_CWORD-2]}}\n"
        "    fi\n"
        "    COMPREPLY=()\n"
        "    case $previous in\n"
        "{2}"
        "    esac\n"
        "    if [[ $word == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W {3} -- \"$word\")\n"
        "        return\n"
        "    fi\n"
        "    compopt -o filenames\n"
        "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
        "}}\n"
        "complete -F {1} {0}\n",
        description.name, function, cases, quoted(spellings));
}

/// The text between the brackets of an _arguments specification.
std::string zsh_help(std::string_view help) {
    std::string result;
    for (const char character : help) {
        if (character == '[' || character == ']' || character == '\\' || character == ':') result += '\\';
        result += character;
    }
    return result;
}

std::string zsh_argument(const Option& option, const Shipped& shipped) {
    if (option.argument.empty()) return "";
    if (!option.shipped.empty())
        return fmt::format(":{0}:{{compadd -- {1}; _files}}", option.argument, fmt::join(shipped(option.shipped), " "));
    if (!option.choices.empty()) return fmt::format(":{}:({})", option.argument, words(option.choices));
    if (option.completion == Completion::file) return fmt::format(":{}:_files", option.argument);
    if (option.completion == Completion::directory) return fmt::format(":{}:_files -/", option.argument);
    return fmt::format(":{}: ", option.argument);
}

std::string zsh_script(const Description& description, const std::vector<Option>& options, const Shipped& shipped) {
    std::string script = fmt::format("#compdef {}\n_arguments -s -S \\\n", description.name);
    for (const Option& option : options) {
        const bool takes_argument = !option.argument.empty();
        const std::string tail = quoted(fmt::format("[{}]{}", zsh_help(option.help), zsh_argument(option, shipped)));
        const std::string long_form = fmt::format("--{}{}", option.name, takes_argument ? "=" : "");
        std::string forms = long_form;
        std::string exclusions = fmt::format("(--{})", option.name);
        if (option.letter != 0) {
            forms = fmt::format("{{-{}{},{}}}", option.letter, takes_argument ? "+" : "", long_form);
            exclusions = fmt::format("(-{} --{})", option.letter, option.name);
        }
        // An option with an argument may be given again; a switch need not be offered twice.
        script += fmt::format("    {}{}{} \\\n", quoted(takes_argument ? "*" : exclusions), forms, tail);
    }
    return script + "    '*:file:_files'\n";
}

std::string fish_argument(const Option& option, const Shipped& shipped) {
    if (option.argument.empty()) return "";
    if (!option.shipped.empty())
        return fmt::format(" -r -F -a {}", quoted(fmt::format("{}", fmt::join(shipped(option.shipped), " "))));
    if (!option.choices.empty()) return fmt::format(" -x -a {}", quoted(words(option.choices)));
    if (option.completion == Completion::file) return " -r -F";
    if (option.completion == Completion::directory) return " -x -a '(__fish_complete_directories)'";
    return " -x";
}

std::string fish_script(const Description& description, const std::vector<Option>& options, const Shipped& shipped) {
    std::string script = fmt::format("# fish completion for {}\n", description.name);
    for (const Option& option : options) {
        script += fmt::format("complete -c {}", description.name);
        if (option.letter != 0) script += fmt::format(" -s {}", option.letter);
        script +=
            fmt::format(" -l {}{} -d {}\n", option.name, fish_argument(option, shipped), quoted(option.help, true));
    }
    return script;
}

}  // namespace

std::string completion_script(const Description& description, std::string_view shell, const Shipped& shipped) {
    const std::vector<Option> options = every_option(description);
    if (shell == "bash") return bash_script(description, options, shipped);
    if (shell == "zsh") return zsh_script(description, options, shipped);
    if (shell == "fish") return fish_script(description, options, shipped);
    throw Error(Failure::usage, {Severity::error,
                                 "unknown-shell",
                                 PLAN_TEXT("no completion for shell \"{}\": choose bash, zsh or fish"),
                                 {std::string(shell)},
                                 {}});
}

}  // namespace plan::tools
