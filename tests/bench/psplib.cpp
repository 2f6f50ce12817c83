// Schedules the projects of PSPLIB files, to compare with what others reach on them.
// usage: psplib [--seconds S | --schedules N] [--threads T] [--seed K] FILE...
// One line of JSON an instance, with the start of every job of the file, dummies included. psplib.py checks and sums
// up.

#include "tests/support/psplib.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/base/error.hpp"
#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/project_search.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace plan;

constexpr std::string_view usage = "usage: psplib [--seconds S | --schedules N] [--threads T] [--seed K] FILE...\n";

struct Options {
    double seconds = 0;
    std::int64_t schedules = 0;
    int threads = 2;
    std::uint64_t seed = 1;
    std::vector<std::string> files;
};

[[noreturn]] void refuse(const std::string& what) {
    fmt::print(stderr, "psplib: {}\n{}", what, usage);
    std::exit(2);
}

template <class Number>
Number number(std::string_view option, std::string_view text, Number least, Number most) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most))
        refuse(fmt::format("{} should be a number from {} to {}, not \"{}\"", option, least, most, text));
    return value;
}

Options read_options(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word.substr(0, 2) != "--") {
            options.files.emplace_back(word);
            continue;
        }
        if (i + 1 == count) refuse(fmt::format("{} needs a value", word));
        const std::string_view value = words[++i];
        if (word == "--seconds")
            options.seconds = number(word, value, 0.001, 1e6);
        else if (word == "--schedules")
            options.schedules = number<std::int64_t>(word, value, 1, 1'000'000'000'000);
        else if (word == "--threads")
            options.threads = number(word, value, 1, 2);
        else if (word == "--seed")
            options.seed = number<std::uint64_t>(word, value, 0, ~std::uint64_t{0});
        else
            refuse(fmt::format("there is no option {}", word));
    }
    if (options.seconds > 0 && options.schedules > 0) refuse("give either --seconds or --schedules");
    if (options.seconds == 0 && options.schedules == 0) options.seconds = 10;
    if (options.files.empty()) refuse("give at least one file");
    return options;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (file.fail() && !file.eof())
        throw Error(Failure::input_output, {Severity::error, "cannot-read", "cannot be read", {}, {path, 0, 0, {}}});
    return text;
}

/// "j301_1" of "data/j30/j301_1.sm".
std::string_view instance_name(std::string_view path) {
    path.remove_prefix(path.find_last_of('/') + 1);
    return path.substr(0, path.find_last_of('.'));
}

void solve(const std::string& path, const Options& options) {
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
    const schedule::Problem problem = read_psplib(read_file(path), path);
    const schedule::Network network(problem);
    schedule::ProjectSearchLimits limits;
    limits.lower_bound = schedule::finish_bound(network, schedule::earliest_dates(network));
    limits.network = &network;
    limits.schedules = options.schedules;
    limits.threads = options.threads;
    limits.seed = options.seed;
    if (options.seconds > 0) limits.time_spent = [&] { return passed() / options.seconds; };
    const schedule::ProjectSearchResult result = schedule::search_project(*schedule::make_project(problem), limits);
    if (!result.found)
        throw Error(Failure::internal, {Severity::error, "no-schedule", "no schedule was found", {}, {path, 0, 0, {}}});
    fmt::print(
        "{{\"instance\":\"{}\",\"makespan\":{},\"lower_bound\":{},\"seconds\":{:.3f},\"schedules\":{},\"starts\":[{}]}}"
        "\n",
        instance_name(path), result.finish, result.lower_bound, passed(), result.schedules,
        fmt::join(result.start, ","));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = read_options(argc, argv);
    int failed = 0;
    for (const std::string& path : options.files) try {
            solve(path, options);
        } catch (const Error& error) {
            fmt::print(stderr, "psplib: {}\n", error.what());
            failed = 3;
        }
    return failed;
}
