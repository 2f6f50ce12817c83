#pragma once

#include "libplan/fetch/address.hpp"
#include "libplan/fetch/client.hpp"
#include "libplan/source/glpi.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plan::fetch {

/// The computers of a GLPI that appliances stand on, asked for by fifties, and only those. One computer that may not be
/// read makes the server refuse all that are asked for with it: they are then asked for by halves. A server that gives
/// none of the first ones has no such request.
class GlpiComputers {
public:
    /// What is given outlives the computers.
    GlpiComputers(Client& client, Address interface, GlpiModel& model)
        : client_(client), base_(std::move(interface)), model_(model) {}

    /// Takes note of those that the model names. On the thread where answers are read.
    void note() { numbers_ = model_.computers(); }
    /// Within a conversation: asks for them, and adds them to the model in the order in which they were named.
    void ask();
    /// Says what was not given. Behind the conversation.
    void report() const;

private:
    /// Of `numbers_`, from the first to the one behind the last.
    struct Batch {
        std::size_t begin = 0, end = 0;
    };
    using Answer = std::optional<JsonDocument>;

    [[nodiscard]] Request request(Batch batch) const;
    void ask_for(Batch batch);
    void take(Batch batch, Answer& answer, const Response& response);
    void ask_rest();
    void end_round();
    void add_arrived();

    Client& client_;
    Address base_;
    GlpiModel& model_;
    std::vector<std::string> numbers_;
    bool first_ = true;                                              ///< only the first ones were asked for
    std::size_t outstanding_ = 0;                                    ///< of them
    std::vector<Batch> next_round_;                                  ///< halves of them
    std::map<std::size_t, std::pair<std::size_t, Answer>> arrived_;  ///< end and answer, by begin
    std::size_t added_ = 0;
    std::size_t given_ = 0, refused_ = 0;
    std::string refusal_;  ///< the last one, as the server worded it
};

/// What is no list of items of the type. Throws UnusableAnswer.
[[noreturn]] void refuse_glpi_answer(std::string_view type, const Response& response);

}  // namespace plan::fetch
