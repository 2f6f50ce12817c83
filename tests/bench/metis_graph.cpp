#include "tests/bench/metis_graph.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace plan::bench {

namespace {

class Reader {
public:
    Reader(std::istream& in, const std::string& name) : in_(in), name_(name) {}

    WeightedGraph read() {
        if (!next_line()) fail("the file is empty");
        const auto nodes = static_cast<std::size_t>(number(most_count, "the number of nodes"));
        const auto edges = static_cast<std::size_t>(number(most_count, "the number of edges"));
        read_format();
        std::vector<WeightedGraph::Weight> weights;
        std::vector<WeightedGraph::Edge> found;
        std::size_t ends = 0;
        for (std::size_t node = 0; node < nodes; ++node) {
            if (!next_line()) fail("a line is missing: the file says " + std::to_string(nodes) + " nodes");
            if (has_sizes_) static_cast<void>(number(most_weight, "the size of the node"));
            weights.push_back(has_node_weights_ ? number(most_weight, "the weight of the node") : 1);
            while (!at_end()) {
                const std::int64_t to = number(static_cast<std::int64_t>(nodes), "a neighbour");
                const std::int64_t weight = has_edge_weights_ ? number(most_weight, "the weight of an edge") : 1;
                if (to == 0) fail("neighbours are counted from 1");
                ++ends;
                // Each edge stands at both of its ends.
                const auto other = static_cast<std::size_t>(to - 1);
                if (other > node && weight > 0)
                    found.push_back(
                        {static_cast<WeightedGraph::Node>(node), static_cast<WeightedGraph::Node>(other), weight});
            }
        }
        if (ends != 2 * edges)
            fail("the file says " + std::to_string(edges) + " edges and has " + std::to_string(ends) +
                 " ends of edges");
        return {std::move(weights), found};
    }

private:
    static constexpr std::int64_t most_count = 100'000'000, most_weight = 1'000'000'000'000;

    [[noreturn]] void fail(const std::string& what) const {
        throw GraphError(name_ + ":" + std::to_string(line_) + ": " + what);
    }

    bool next_line() {
        do {
            if (!std::getline(in_, text_)) return false;
            ++line_;
        } while (text_.starts_with('%'));
        rest_ = text_;
        return true;
    }

    void skip_blanks() {
        const std::size_t begin = rest_.find_first_not_of(" \t\r");
        rest_.remove_prefix(begin == std::string_view::npos ? rest_.size() : begin);
    }

    bool at_end() {
        skip_blanks();
        return rest_.empty();
    }

    std::int64_t number(std::int64_t most, const char* what) {
        skip_blanks();
        std::int64_t value = -1;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc() || value < 0 || value > most)
            fail(std::string(what) + " must be a number from 0 to " + std::to_string(most));
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        if (!rest_.empty() && rest_.find_first_of(" \t\r") != 0) fail(std::string(what) + " is followed by no blank");
        return value;
    }

    void read_format() {
        if (at_end()) return;
        const std::int64_t format = number(111, "the format");
        has_edge_weights_ = format % 10 == 1;
        has_node_weights_ = format / 10 % 10 == 1;
        has_sizes_ = format / 100 == 1;
        if (!at_end() && number(1, "the number of weights of a node") == 0) has_node_weights_ = false;
    }

    std::istream& in_;
    const std::string& name_;
    std::string text_;
    std::string_view rest_;
    std::size_t line_ = 0;
    bool has_sizes_ = false, has_node_weights_ = false, has_edge_weights_ = false;
};

}  // namespace

WeightedGraph read_metis_graph(std::istream& in, const std::string& name) {
    return Reader(in, name).read();
}

}  // namespace plan::bench
