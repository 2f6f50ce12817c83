#include "libplan/graph/propagation.hpp"

#include "libplan/base/memory.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

/// The State's register has 100,000 applications and 1,000,000 flows, and a score of kinds of data. Sets of marks are
/// words, so that one pass over a carrier moves all of them; a node stands in the worklist again only when its set has
/// grown, at most 64 times (Kildall, "A unified approach to global program optimization", POPL 1973: iteration over a
/// finite lattice). Shortest paths come from one more breadth-first search, in which each node meets each mark once.
namespace plan {

namespace {

using Node = Propagation::Node;
constexpr std::uint32_t unreached = UINT32_MAX;
constexpr std::uint32_t origin = UINT32_MAX - 1;                 ///< the mark arises here
constexpr std::uint32_t begins_before = std::uint32_t{1} << 31;  ///< flag: the path begins at this parent

}  // namespace

Propagation::Propagation(std::size_t nodes, std::span<const Carrier> carriers, std::vector<CarriedMarks> kinds,
                         const Arising& arising)
    : nodes_(nodes), kinds_(std::move(kinds)), received_(nodes), arising_(nodes), slots_(64) {
    join(carriers);
    settle(arising);
    trace();
}

void Propagation::join(std::span<const Carrier> carriers) {
    first_.assign(nodes_ + 1, 0);
    const auto useful = [&](const Carrier& carrier) {
        return carrier.from != carrier.to && (kinds_[carrier.kind].always | kinds_[carrier.kind].held) != 0;
    };
    for (const Carrier& carrier : carriers)
        if (useful(carrier)) ++first_[carrier.from + 1];
    for (std::size_t node = 0; node < nodes_; ++node) first_[node + 1] += first_[node];
    branches_.reserve(first_[nodes_]);
    prefer_large_pages(branches_.data(), branches_.capacity() * sizeof(Branch));
    branches_.resize(first_[nodes_]);
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const Carrier& carrier : carriers)
        if (useful(carrier)) branches_[next[carrier.from]++] = {carrier.to, carrier.kind};
}

/// Until nothing more arrives. The queue holds the nodes whose set has grown; `changed` gets those that received more,
/// some of them several times.
void Propagation::spread(std::vector<Node>& queue, std::vector<Node>& changed) {
    std::vector<bool> waiting(nodes_);
    for (const Node node : queue) waiting[node] = true;
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const Node node = queue[head];
        waiting[node] = false;
        const Marks holds = received_[node] | arising_[node];
        for (std::uint32_t index = first_[node]; index < first_[node + 1]; ++index) {
            const auto [to, number] = branches_[index];
            const CarriedMarks& kind = kinds_[number];
            const Marks brought = kind.always | (kind.held & holds);
            if ((brought & ~received_[to]) == 0) continue;
            const bool grows = (brought & ~(received_[to] | arising_[to])) != 0;
            received_[to] |= brought;
            changed.push_back(to);
            if (!grows || waiting[to]) continue;
            waiting[to] = true;
            queue.push_back(to);
        }
        if (head > nodes_ && head > queue.size() / 2) {  // what is done takes no room
            queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(head + 1));
            head = SIZE_MAX;
        }
    }
    queue.clear();
}

void Propagation::settle(const Arising& arising) {
    if (nodes_ == 0) return;
    std::vector<Node> queue(nodes_), changed, asked;
    std::vector<Marks> known(nodes_);  // with what each node was asked last
    std::vector<Marks> received(nodes_), answers(nodes_);
    std::iota(queue.begin(), queue.end(), Node{0});
    arising(queue, received, arising_);
    while (!queue.empty()) {
        changed.clear();
        spread(queue, changed);
        asked.clear();
        received.clear();
        for (const Node node : changed) {
            if (received_[node] == known[node]) continue;
            known[node] = received_[node];
            asked.push_back(node);
            received.push_back(received_[node]);
        }
        answers.assign(asked.size(), 0);
        arising(asked, received, answers);
        for (std::size_t index = 0; index < asked.size(); ++index) {
            const Node node = asked[index];
            const Marks more = answers[index] & ~arising_[node];
            if ((more & ~received_[node]) != 0) queue.push_back(node);
            arising_[node] |= more;
        }
    }
}

/// Marks come to a node, those of `doubted` by a doubtful path. False unless they are its first fresh ones.
bool Propagation::reach(Node node, Arrived arrived, Marks marks, Marks doubted, std::vector<Marks>& fresh) {
    const Marks found = marks & ~reached_[node];
    if (found == 0) return false;
    reached_[node] |= found;
    doubtful_[node] |= found & doubted;
    const bool first = fresh[node] == 0;
    fresh[node] |= found;
    for (Marks rest = found; rest != 0; rest &= rest - 1)
        arrived_[node * used_ + slots_[static_cast<std::size_t>(std::countr_zero(rest))]] = arrived;
    return first;
}

/// Breadth first, one level at a time, from the marks that are fresh at the nodes of the queue; what comes next gets
/// `first_length`.
void Propagation::trace_level(std::vector<Node>& queue, std::uint32_t first_length, std::vector<Marks>& fresh) {
    std::vector<Marks> next_fresh(nodes_);
    for (std::uint32_t length = first_length; !queue.empty(); ++length) {
        std::vector<Node> next;
        for (const Node node : queue) {
            const Marks holds = fresh[node];
            fresh[node] = 0;
            for (std::uint32_t index = first_[node]; index < first_[node + 1]; ++index) {
                const auto [to, number] = branches_[index];
                const CarriedMarks& kind = kinds_[number];
                if (reach(to, {node, length}, (kind.always | kind.held) & holds,
                          kind.doubtful ? holds : doubtful_[node], next_fresh))
                    next.push_back(to);
            }
        }
        queue.swap(next);
        fresh.swap(next_fresh);
    }
}

void Propagation::trace() {
    Marks used = 0;
    for (const Marks marks : received_) used |= marks;
    for (std::size_t bit = 0; bit < slots_.size(); ++bit)
        if ((used >> bit & 1) != 0) slots_[bit] = static_cast<std::uint32_t>(used_++);
    arrived_.assign(nodes_ * used_, {unreached, 0});
    reached_.assign(nodes_, 0);
    doubtful_.assign(nodes_, 0);
    if (used_ == 0) return;
    std::vector<Node> queue;
    std::vector<Marks> fresh(nodes_);
    for (Node node = 0; node < nodes_; ++node)
        if (reach(node, {origin, 1}, arising_[node] & used, 0, fresh)) queue.push_back(node);
    trace_level(queue, 2, fresh);
    const std::vector<Marks> held = reached_;
    for (Node node = 0; node < nodes_; ++node)
        for (std::uint32_t index = first_[node]; index < first_[node + 1]; ++index) {
            const auto [to, number] = branches_[index];
            const CarriedMarks& kind = kinds_[number];
            if (reach(to, {node | begins_before, 2}, kind.always & ~held[node], kind.doubtful ? kind.always : 0, fresh))
                queue.push_back(to);
        }
    trace_level(queue, 3, fresh);
}

const Propagation::Arrived& Propagation::arrived(Node node, Marks mark) const {
    return arrived_[node * used_ + slots_[static_cast<std::size_t>(std::countr_zero(mark))]];
}

std::size_t Propagation::path_length(Node node, Marks mark) const {
    if ((arising_[node] & mark) != 0) return 1;
    return (received_[node] & mark) == 0 ? 0 : arrived(node, mark).length;
}

void Propagation::append_path(Node node, Marks mark, std::vector<Node>& path) const {
    const std::size_t begin = path.size(), length = path_length(node, mark);
    if (length == 0) return;
    path.resize(begin + length);
    path.back() = node;
    for (std::size_t step = path.size() - 1; step > begin; --step)
        path[step - 1] = arrived(path[step], mark).parent & ~begins_before;
}

std::vector<Node> Propagation::path(Node node, Marks mark) const {
    std::vector<Node> path;
    append_path(node, mark, path);
    return path;
}

}  // namespace plan
