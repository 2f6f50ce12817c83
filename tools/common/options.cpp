// cxxopts splits list values at commas unless told otherwise; file names and texts hold commas.
#define CXXOPTS_VECTOR_DELIMITER '\0'

#include "tools/common/options.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <cxxopts.hpp>

#include <algorithm>

namespace plan::tools {

const std::vector<Option>& shared_options() {
    static const std::vector<Option> options = {
        {"output",
         'o',
         "FILE",
         PLAN_TEXT("write to FILE, which appears only when all went well"),
         {},
         {},
         Completion::file},
        {"as-of", 0, "DATE", PLAN_TEXT("the day on which the question is asked (YYYY-MM-DD); no clock is read")},
        {"lang", 0, "LANGUAGE", PLAN_TEXT("language of the text in the output"), {"fr", "en"}, "fr"},
        {"seed", 0, "N", PLAN_TEXT("seed of every random choice"), {}, "1"},
        {"partial", 0, "", PLAN_TEXT("accept a stream that does not close with an end record")},
        {"verbose", 'v', "", PLAN_TEXT("say more: notes, and every message of a kind")},
        {"quiet", 'q', "", PLAN_TEXT("say errors only")},
        {"messages", 0, "FORM", PLAN_TEXT("form of messages on standard error"), {"text", "json"}, "text"},
        {"color", 0, "WHEN", PLAN_TEXT("colours"), {"auto", "always", "never"}, "auto"},
        {"progress", 0, "", PLAN_TEXT("show progress even when standard error is not a terminal")},
        {"no-progress", 0, "", PLAN_TEXT("show no progress")},
        {"help", 'h', "", PLAN_TEXT("print this help and stop")},
        {"version", 'V', "", PLAN_TEXT("print the version and stop")},
    };
    return options;
}

namespace {

constexpr std::string_view hidden_completion = "print-completion";

[[noreturn]] void fail_usage(std::string code, std::string text, std::vector<std::string> arguments) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    diagnostic.arguments = std::move(arguments);
    throw Error(Failure::usage, std::move(diagnostic));
}

std::vector<Option> all_options(const Description& description) {
    std::vector<Option> options = description.options;
    options.insert(options.end(), shared_options().begin(), shared_options().end());
    return options;
}

/// cxxopts quotes the offending word in its message; nothing else gives it.
std::string quoted_word(std::string_view message) {
    constexpr std::string_view open = "\xE2\x80\x98", close = "\xE2\x80\x99";
    const std::size_t begin = message.find(open);
    const std::size_t end = message.rfind(close);
    if (begin == std::string_view::npos || end == std::string_view::npos) return std::string(message);
    return std::string(message.substr(begin + open.size(), end - begin - open.size()));
}

[[noreturn]] void fail_unknown(const Description& description, const std::string& word) {
    std::vector<std::string_view> names;
    for (const Option& option : all_options(description)) names.push_back(option.name);
    const std::string dashed = (word.size() == 1 ? "-" : "--") + word;
    if (const auto near = nearest(word, names))
        fail_usage("unknown-option", PLAN_TEXT("unknown option '{}'; did you mean '--{}'?"),
                   {dashed, std::string(*near)});
    fail_usage("unknown-option", PLAN_TEXT("unknown option '{}'; see {} --help"),
               {dashed, std::string(description.name)});
}

void check_choice(const Option& option, const std::string& value) {
    if (option.choices.empty() || std::ranges::find(option.choices, value) != option.choices.end()) return;
    const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
    fail_usage("bad-choice", PLAN_TEXT("option '--{}' takes one of {}, not '{}'"),
               {std::string(option.name), join(choices, ", "), value});
}

cxxopts::Options declare(const Description& description, const std::vector<Option>& options) {
    cxxopts::Options parser{std::string(description.name), ""};
    for (const Option& option : options) {
        std::string names(option.name);
        if (option.letter != 0) names = std::string(1, option.letter) + "," + names;
        if (option.argument.empty())
            parser.add_options()(names, "");
        else
            parser.add_options()(names, "", cxxopts::value<std::vector<std::string>>());
    }
    parser.add_options()(std::string(hidden_completion), "", cxxopts::value<std::vector<std::string>>());
    parser.add_options()("operands", "", cxxopts::value<std::vector<std::string>>());
    parser.parse_positional({"operands"});
    return parser;
}

/// The option that `name` ("--why") spells, if its argument has two names ("A B").
const Option* pair_option(const std::vector<Option>& options, std::string_view name) {
    for (const Option& option : options)
        if (option.argument.find(' ') != std::string_view::npos && name == "--" + std::string(option.name))
            return &option;
    return nullptr;
}

/// Such an option takes two words. cxxopts knows one an option, and is given "--why=A" and "--why=B".
std::vector<std::string> spread_pairs(int argc, char** argv, const std::vector<Option>& options) {
    std::vector<std::string> words;
    for (int place = 0; place < argc; ++place) {
        const std::string word = argv[place];
        const std::string name = word.substr(0, word.find('='));
        const Option* option = pair_option(options, name);
        words.push_back(word);
        if (word == "--") {
            words.insert(words.end(), argv + place + 1, argv + argc);
            break;
        }
        if (option == nullptr) continue;
        int wanted = 1;
        if (name == word) {
            words.pop_back();
            wanted = 2;
        }
        for (; wanted > 0 && place + 1 < argc && argv[place + 1][0] != '-'; --wanted)
            words.push_back(name + "=" + argv[++place]);
        if (wanted > 0)
            fail_usage("missing-argument", PLAN_TEXT("option '{}' needs two arguments: {}"),
                       {name, std::string(option->argument)});
    }
    return words;
}

}  // namespace

Arguments parse_arguments(int argc, char** argv, const Description& description) {
    const std::vector<Option> options = all_options(description);
    cxxopts::Options parser = declare(description, options);
    Arguments arguments;
    try {
        const std::vector<std::string> words = spread_pairs(argc, argv, options);
        std::vector<const char*> pointers;
        for (const std::string& word : words) pointers.push_back(word.c_str());
        const cxxopts::ParseResult parsed = parser.parse(static_cast<int>(pointers.size()), pointers.data());
        for (const Option& option : options) {
            const std::string name(option.name);
            if (parsed.count(name) == 0) continue;
            auto& values = arguments.values[name];
            if (option.argument.empty())
                values = {""};
            else
                values = parsed[name].as<std::vector<std::string>>();
            for (const std::string& value : values)
                if (!option.argument.empty()) check_choice(option, value);
        }
        if (parsed.count(std::string(hidden_completion)) != 0)
            arguments.values[std::string(hidden_completion)] =
                parsed[std::string(hidden_completion)].as<std::vector<std::string>>();
        if (parsed.count("operands") != 0) arguments.operands = parsed["operands"].as<std::vector<std::string>>();
    } catch (const cxxopts::exceptions::no_such_option& exception) {
        fail_unknown(description, quoted_word(exception.what()));
    } catch (const cxxopts::exceptions::missing_argument& exception) {
        fail_usage("missing-argument", PLAN_TEXT("option '{}' needs an argument"), {quoted_word(exception.what())});
    } catch (const cxxopts::exceptions::exception& exception) {
        fail_usage("bad-option", PLAN_TEXT("the command line cannot be read at '{}'"), {quoted_word(exception.what())});
    }
    return arguments;
}

namespace {

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// Appends words, breaking lines before column 80; continuation lines are indented.
void append_wrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent) {
    for (const std::string& word : split_list(text, " ")) {
        if (column > indent && column + 1 + code_points(word) > 80) {
            out.append("\n").append(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += code_points(word);
    }
    out += '\n';
}

void append_option(std::string& out, const Option& option) {
    constexpr std::size_t indent = 28;
    std::string head = option.letter != 0 ? std::string("  -") + option.letter + ", --" : "      --";
    head += option.name;
    if (!option.argument.empty()) head.append(" ").append(option.argument);
    std::string text = translate(option.help);
    if (!option.choices.empty()) {
        const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
        text += ": " + join(choices, ", ");
    }
    if (!option.fallback.empty())
        text += " " + fill_text(translate(PLAN_TEXT("(default: {})")), {std::string(option.fallback)});
    out += head;
    if (head.size() + 2 > indent)
        out.append("\n").append(indent, ' ');
    else
        out.append(indent - head.size(), ' ');
    append_wrapped(out, text, indent, indent);
}

std::string heading(std::string_view text, bool colour) {
    return colour ? "\033[1m" + std::string(text) + "\033[0m" : std::string(text);
}

std::string synopsis(const Description& description) {
    std::string line = translate(PLAN_TEXT("Usage:")) + " " + std::string(description.name) + " [OPTION]...";
    if (!description.operands.empty()) line.append(" ").append(description.operands);
    return line;
}

}  // namespace

std::string help_text(const Description& description, bool colour) {
    std::string out = synopsis(description) + "\n\n";
    append_wrapped(out, translate(description.summary), 0, 0);
    if (!description.options.empty()) {
        out += "\n" + heading(translate(PLAN_TEXT("Options:")), colour) + "\n";
        for (const Option& option : description.options) append_option(out, option);
    }
    out += "\n" + heading(translate(PLAN_TEXT("Options of every tool:")), colour) + "\n";
    for (const Option& option : shared_options()) append_option(out, option);
    out += "\n";
    append_wrapped(out,
                   translate(PLAN_TEXT("Exit status: 0 success, 1 a well-formed negative answer, 2 usage, 3 invalid "
                                       "input, 4 input/output, 5 internal error.")),
                   0, 0);
    append_wrapped(
        out, fill_text(translate(PLAN_TEXT("The manual, with examples: man {}")), {std::string(description.name)}), 0,
        0);
    return out;
}

std::string short_help(const Description& description) {
    return synopsis(description) + "\n" + translate(description.summary) + "\n" +
           fill_text(translate(PLAN_TEXT("Give a file, or a stream on standard input; {} --help says more.")),
                     {std::string(description.name)}) +
           "\n";
}

}  // namespace plan::tools
