#include "libplan/graph/partition.hpp"

#include "libplan/graph/partition_coarsening.hpp"
#include "libplan/graph/partition_exact.hpp"
#include "libplan/graph/partition_initial.hpp"
#include "libplan/graph/partition_refinement.hpp"

#include <algorithm>

namespace plan {

namespace {

using Block = PartitionProblem::Block;
using Node = PartitionProblem::Node;
using Weight = WeightedGraph::Weight;

struct Member {
    std::vector<Block> block_of;
    Weight cut = 0;
    bool valid = false;

    /// Valid ones first, then by cut.
    [[nodiscard]] bool is_better(const Member& other) const {
        return valid != other.valid ? valid : valid && cut < other.cut;
    }
};

/// Breeds partitions.
class Breeder {
public:
    Breeder(const PartitionProblem& problem, const PartitionSettings& settings)
        : settings_(settings), finest_(finest_level(problem)), random_(settings.seed) {}

    Member run() {
        for (std::size_t round = 0; round < settings_.rounds && (round == 0 || !(settings_.stop() || is_uncut()));
             ++round) {
            // Newcomers take longest, and are worse; but without them the others would soon be all alike.
            const bool full = population_.size() == most_members;
            if (round < 2 || news_ == 0 || (!full && round % 5 == 0)) {
                Member newcomer = found();
                if (full) newcomer = combined(pick(), newcomer);
                add(std::move(newcomer));
                news_ = patience;
            } else {
                add(combined(pick(), pick()));
            }
        }
        return best();
    }

private:
    static constexpr std::size_t most_members = 8, patience = 6;

    [[nodiscard]] bool is_uncut() const { return best().valid && best().cut == 0; }

    /// From nothing.
    Member found() {
        const std::size_t used = blocks_to_use();
        if (used == finest_.blocks) return found(finest_);
        PartitionLevel fewer = finest_;
        for (Block block = 0; block < fewer.blocks; ++block)
            if (block >= used && std::ranges::find(finest_.pinned, block) == finest_.pinned.end())
                fewer.most[block] = 0;
        return found(fewer);
    }

    /// Few blocks cut little, but what must fit tightly cannot choose: among those allowed, rather few.
    std::size_t blocks_to_use() {
        const Weight most = std::max(Weight{1}, finest_.most.front());
        const auto needed = static_cast<std::size_t>((finest_.graph.total_weight() + most - 1) / most);
        if (needed >= finest_.blocks) return finest_.blocks;
        const std::size_t spare = finest_.blocks - needed + 1;
        return std::max<std::size_t>(1, needed + std::min({random_.below(spare), random_.below(spare)}));
    }

    Member found(const PartitionLevel& finest) {
        const Coarsening coarsening = coarsen(finest, {}, random_, never);
        const PartitionLevel& coarsest = coarsening.coarsest(finest);
        constexpr int tries = 3;
        Member first;
        for (int number = 0; number < tries && (number == 0 || !settings_.stop()); ++number) {
            const bool halves = finest_.blocks > 2 && finest_.apart.empty() && number % 3 != 2;
            PartitionState state(coarsest,
                                 halves ? halve_partition(coarsest, random_) : grow_partition(coarsest, random_));
            static_cast<void>(unload(state, random_));
            refine(state, random_, never);
            Member member = member_of(state);
            if (number == 0 || member.is_better(first) || (!first.valid && !member.valid && member.cut < first.cut))
                first = std::move(member);
        }
        Member member = refined(finest, coarsening, std::move(first.block_of));
        return member.valid ? member : packed();
    }

    Member packed() {
        PartitionState state(finest_, pack_partition(finest_, random_));
        refine(state, random_, settings_.stop);
        return member_of(state);
    }

    /// Of two: nodes that both parents keep together are joined, so that the better of them is there to begin with.
    Member combined(const Member& one, const Member& other) {
        const Member& better = other.is_better(one) ? other : one;
        std::vector<std::uint64_t> kinds(finest_.graph.size());
        for (Node node = 0; node < kinds.size(); ++node)
            kinds[node] = std::uint64_t{one.block_of[node]} << 32 | other.block_of[node];
        const Coarsening coarsening = coarsen(finest_, std::move(kinds), random_, never);
        std::vector<Block> block_of = better.block_of;
        for (const std::vector<Node>& cluster_of : coarsening.cluster_of) {
            std::vector<Block> coarse(*std::ranges::max_element(cluster_of) + std::size_t{1});
            for (Node node = 0; node < cluster_of.size(); ++node) coarse[cluster_of[node]] = block_of[node];
            block_of = std::move(coarse);
        }
        return refined(finest_, coarsening, std::move(block_of));
    }

    /// Carries a partition of the coarsest level down to the finest, better at each.
    Member refined(const PartitionLevel& finest, const Coarsening& coarsening, std::vector<Block> block_of) {
        for (std::size_t depth = coarsening.levels.size();; --depth) {
            const PartitionLevel& level = depth == 0 ? finest : coarsening.levels[depth - 1];
            PartitionState state(level, std::move(block_of));
            static_cast<void>(unload(state, random_));
            refine(state, random_, settings_.stop);
            if (depth == 0) return member_of(state);
            const std::vector<Node>& cluster_of = coarsening.cluster_of[depth - 1];
            block_of.resize(cluster_of.size());
            for (Node node = 0; node < cluster_of.size(); ++node) block_of[node] = state.block(cluster_of[node]);
        }
    }

    static Member member_of(const PartitionState& state) { return {state.blocks(), state.cut(), state.is_valid()}; }

    /// The better of two by chance.
    const Member& pick() {
        const Member& one = population_[random_.below(population_.size())];
        const Member& other = population_[random_.below(population_.size())];
        return other.is_better(one) ? other : one;
    }

    /// The worst member gives way, unless it is the better one.
    void add(Member member) {
        news_ -= news_ > 0 ? 1 : 0;
        for (const Member& known : population_)
            if (known.cut == member.cut && known.valid == member.valid && difference(known, member) == 0) return;
        if (population_.empty() || member.is_better(best())) news_ = patience;
        if (population_.size() < most_members) {
            population_.push_back(std::move(member));
            return;
        }
        // Of those that are no better, the one that is most alike: the others keep what is different.
        std::size_t place = population_.size(), least = SIZE_MAX;
        for (std::size_t index = 0; index < population_.size(); ++index) {
            if (population_[index].is_better(member)) continue;
            const std::size_t distance = difference(population_[index], member);
            if (distance < least) {
                least = distance;
                place = index;
            }
        }
        if (place < population_.size()) population_[place] = std::move(member);
    }

    /// How many edges only one of the two cuts.
    [[nodiscard]] std::size_t difference(const Member& one, const Member& other) const {
        std::size_t count = 0;
        for (Node node = 0; node < finest_.graph.size(); ++node)
            for (const WeightedGraph::Arc& arc : finest_.graph.arcs(node))
                count +=
                    (one.block_of[node] == one.block_of[arc.to]) != (other.block_of[node] == other.block_of[arc.to]);
        return count;
    }

    [[nodiscard]] const Member& best() const {
        return *std::ranges::min_element(population_,
                                         [](const Member& one, const Member& other) { return one.is_better(other); });
    }

    const PartitionSettings& settings_;
    PartitionLevel finest_;
    Random random_;
    std::vector<Member> population_;
    std::size_t news_ = patience;  ///< rounds that a better one may still take to come
    const std::function<bool()> never = [] { return false; };
};

using Clash = PartitionClash::Kind;

/// What rules out every partition and can be told at once.
std::optional<PartitionClash> find_clash(const PartitionProblem& problem) {
    const WeightedGraph& graph = problem.graph;
    for (Node node = 0; node < graph.size(); ++node)
        if (graph.weight(node) > problem.most_weight) return PartitionClash{Clash::too_heavy, {node}};
    const double room = static_cast<double>(problem.most_weight) * static_cast<double>(problem.blocks);
    if (static_cast<double>(graph.total_weight()) > room) return PartitionClash{Clash::too_many, {}};
    if (problem.pinned.empty()) return std::nullopt;
    std::vector<Weight> weight(problem.blocks, 0);
    for (Node node = 0; node < graph.size(); ++node) {
        const Block block = problem.pinned[node];
        if (block == PartitionProblem::free) continue;
        weight[block] += graph.weight(node);
        if (weight[block] <= problem.most_weight) continue;
        PartitionClash clash{Clash::pinned_full, {}};
        for (Node other = 0; other <= node; ++other)
            if (problem.pinned[other] == block) clash.nodes.push_back(other);
        return clash;
    }
    for (const auto& [one, other] : problem.apart)
        if (problem.pinned[one] != PartitionProblem::free && problem.pinned[one] == problem.pinned[other])
            return PartitionClash{Clash::pinned_apart, {one, other}};
    return std::nullopt;
}

/// The heaviest node of the first block that is too full, or the first that stands beside one it must be apart from.
std::vector<Node> left_over(const PartitionProblem& problem, const Member& member) {
    std::vector<Weight> weight(problem.blocks, 0);
    for (Node node = 0; node < member.block_of.size(); ++node)
        weight[member.block_of[node]] += problem.graph.weight(node);
    const auto full = std::ranges::find_if(weight, [&](Weight one) { return one > problem.most_weight; });
    if (full != weight.end()) {
        const auto block = static_cast<Block>(full - weight.begin());
        Node heaviest = PartitionProblem::free;
        for (Node node = 0; node < member.block_of.size(); ++node)
            if (member.block_of[node] == block &&
                (heaviest == PartitionProblem::free || problem.graph.weight(node) > problem.graph.weight(heaviest)))
                heaviest = node;
        return {heaviest};
    }
    for (const auto& [one, other] : problem.apart)
        if (member.block_of[one] == member.block_of[other]) return {one, other};
    return {};
}

}  // namespace

Weight cut_of(const WeightedGraph& graph, const std::vector<Block>& block_of) {
    Weight twice = 0;
    for (Node node = 0; node < graph.size(); ++node)
        for (const WeightedGraph::Arc& arc : graph.arcs(node))
            if (block_of[node] != block_of[arc.to]) twice += arc.weight;
    return twice / 2;
}

PartitionResult partition_graph(const PartitionProblem& problem, const PartitionSettings& settings) {
    if (auto clash = find_clash(problem)) return {std::nullopt, std::move(clash)};
    const bool is_small = problem.graph.size() <= most_proven_nodes;
    PartitionSettings bred = settings;
    if (is_small) bred.rounds = std::min<std::size_t>(bred.rounds, 30);
    Member member = Breeder(problem, bred).run();
    bool complete = member.valid && member.cut == 0;
    if (is_small && !complete) {
        constexpr std::size_t most_steps = 400'000;
        const PartitionLevel level = finest_level(problem);
        const auto known = member.valid ? std::optional(member.cut) : std::nullopt;
        ExactSearch search = search_exactly(level, known, most_steps, settings.stop);
        complete = search.complete;
        if (search.better) member = {*search.better, cut_of(problem.graph, *search.better), true};
    }
    if (member.valid) return {Partition{std::move(member.block_of), member.cut, complete}, std::nullopt};
    return {std::nullopt, PartitionClash{complete ? Clash::none : Clash::not_found, left_over(problem, member)}};
}

}  // namespace plan
