#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace plan {

/// What the flows of a portfolio bring to each application, as the policy's travelling fact has it: a flow that names
/// its data brings those categories and what goes with them, one that names none brings all that its sender holds, an
/// anonymised one brings nothing; data goes the way of effective_direction(). Nothing when the policy lets nothing
/// travel. O((applications + flows) * marks) at most.
class DataFlows {
public:
    /// What each of these applications holds when it has received the marks at the same place: the cases of the
    /// travelling fact. None is named twice at once; all are asked first, with nothing received.
    using Held = std::function<void(std::span<const std::uint32_t> applications, std::span<const Marks> received,
                                    std::span<Marks> held)>;

    DataFlows(const Policy& policy, const Portfolio& portfolio, const Held& held);

    [[nodiscard]] ReceivedData received(std::size_t application) const;
    /// Appends the applications by which a mark came, from where it arises to `application`. Of a path of more than
    /// `longest_path` applications, the first and the last ones.
    void append_path(std::size_t application, Marks mark, std::vector<std::uint32_t>& path) const;
    static constexpr std::size_t longest_path = 32;
    /// How many applications the whole path has.
    [[nodiscard]] std::size_t path_length(std::size_t application, Marks mark) const {
        return propagation_.path_length(static_cast<Propagation::Node>(application), mark);
    }

    /// Ways of flows that name no data and are not anonymised, from a sender that holds something that travels.
    [[nodiscard]] std::size_t unstated_flows() const { return unstated_flows_; }

private:
    void count_sources();

    std::vector<Marks> own_;
    Propagation propagation_;
    std::vector<Marks> undeclared_;
    std::vector<std::uint32_t> sources_;
    std::size_t unstated_flows_ = 0;
    bool travels_;
};

}  // namespace plan
