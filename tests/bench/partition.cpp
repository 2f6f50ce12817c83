#include "libplan/graph/partition.hpp"
#include "tests/bench/metis_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

/// Cuts a graph in METIS's format into blocks:
///   partition (--parts K --imbalance F | --max-weight W) [--seconds S | --rounds N] [--seed K] FILE.graph
/// Prints the number of each node's block, a line each, and a summary on standard error. A block weighs at most
/// W, or (1 + F) times the K-th part of the whole. Exit code 1: there is no such partition, and why; 3: bad input.

namespace {

using namespace plan;

struct Options {
    std::optional<std::size_t> parts, rounds;
    double imbalance = 0.03, seconds = 10;
    std::optional<std::int64_t> most_weight;
    std::uint64_t seed = 1;
    std::string file;
};

struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

template <class Number>
Number number_of(const std::string& option, const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < Number{})
        throw UsageError(option + " needs a number, not '" + text + "'");
    return value;
}

Options options_of(int count, char** arguments) {
    Options options;
    for (int index = 1; index < count; ++index) {
        const std::string name = arguments[index];
        if (!name.starts_with("--")) {
            options.file = name;
            continue;
        }
        if (++index == count) throw UsageError(name + " needs a value");
        const std::string value = arguments[index];
        if (name == "--parts")
            options.parts = number_of<std::size_t>(name, value);
        else if (name == "--imbalance")
            options.imbalance = number_of<double>(name, value);
        else if (name == "--max-weight")
            options.most_weight = number_of<std::int64_t>(name, value);
        else if (name == "--seconds")
            options.seconds = number_of<double>(name, value);
        else if (name == "--rounds")
            options.rounds = number_of<std::size_t>(name, value);
        else if (name == "--seed")
            options.seed = number_of<std::uint64_t>(name, value);
        else
            throw UsageError("unknown option " + name);
    }
    if (options.file.empty() || options.parts.has_value() == options.most_weight.has_value() ||
        (options.parts && *options.parts == 0))
        throw UsageError(
            "usage: partition (--parts K --imbalance F | --max-weight W) [--seconds S | --rounds N] "
            "[--seed K] FILE.graph");
    return options;
}

PartitionProblem problem_of(const Options& options) {
    std::ifstream in(options.file, std::ios::binary);
    if (!in) throw bench::GraphError(options.file + ": the file cannot be read");
    PartitionProblem problem;
    problem.graph = bench::read_metis_graph(in, options.file);
    const std::int64_t total = problem.graph.total_weight();
    if (options.parts) {
        problem.blocks = *options.parts;
        const auto parts = static_cast<std::int64_t>(*options.parts);
        const double share = static_cast<double>(total) / static_cast<double>(parts);
        problem.most_weight =
            std::max((total + parts - 1) / parts, static_cast<std::int64_t>((1 + options.imbalance) * share + 1e-9));
    } else {
        problem.most_weight = *options.most_weight;
        const std::int64_t needed = (total + problem.most_weight - 1) / std::max<std::int64_t>(1, problem.most_weight);
        problem.blocks = static_cast<std::size_t>(needed + std::max<std::int64_t>(2, needed / 8));
    }
    return problem;
}

std::string reason_of(const PartitionClash& clash, const PartitionProblem& problem) {
    using Kind = PartitionClash::Kind;
    const std::string node = clash.nodes.empty() ? "" : std::to_string(clash.nodes.front() + 1);
    switch (clash.kind) {
        case Kind::too_heavy:
            return fmt::format("node {} weighs {}, more than a block may ({})", node,
                               problem.graph.weight(clash.nodes.front()), problem.most_weight);
        case Kind::too_many:
            return fmt::format("all nodes weigh {}, more than {} blocks of {}", problem.graph.total_weight(),
                               problem.blocks, problem.most_weight);
        case Kind::none:
            return "no partition fits; in the last one that was tried, node " + node + " is too much";
        default:
            return "no partition was found that fits; in the best one, node " + node + " is too much";
    }
}

int run(int count, char** arguments) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    const Options options = options_of(count, arguments);
    const PartitionProblem problem = problem_of(options);
    PartitionSettings settings;
    settings.seed = options.seed;
    settings.rounds = options.rounds.value_or(SIZE_MAX);
    if (!options.rounds) settings.stop = [&] { return seconds() >= options.seconds; };
    const PartitionResult result = partition_graph(problem, settings);
    if (!result.partition) {
        fmt::print(stderr, "partition: {}: {}\n", options.file, reason_of(*result.clash, problem));
        return 1;
    }
    std::vector<std::int64_t> weights(problem.blocks, 0);
    std::string lines;
    for (std::size_t node = 0; node < problem.graph.size(); ++node) {
        const std::uint32_t block = result.partition->block_of[node];
        weights[block] += problem.graph.weight(static_cast<WeightedGraph::Node>(node));
        lines += std::to_string(block) + '\n';
    }
    fmt::print("{}", lines);
    fmt::print(stderr, "partition: cut {}{}, {} blocks, heaviest {} of at most {}, {:.2f} s\n", result.partition->cut,
               result.partition->proven ? " (proven least)" : "",
               std::ranges::count_if(weights, [](std::int64_t weight) { return weight > 0; }),
               *std::ranges::max_element(weights), problem.most_weight, seconds());
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const UsageError& error) {
        fmt::print(stderr, "partition: {}\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "partition: {}\n", error.what());
        return 3;
    }
}
