#pragma once

#include "libplan/view/dot_model.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What is said of a drawing, an application, a line: the same in every language of drawings. Texts of the stream are
/// as they came. Internal to this room.
namespace plan {

class DotWords {
public:
    /// All three outlive this.
    DotWords(const Portfolio& portfolio, const DotOptions& options, const DotModel& model)
        : portfolio_(portfolio), options_(options), model_(model) {}

    [[nodiscard]] std::string_view say(std::string_view french, std::string_view english) const;

    /// Of the options, else how much is shown, and of a day what is where.
    [[nodiscard]] std::string title() const;

    /// What a node says below its name: id, class, wave or dates of the move, retained or retired.
    [[nodiscard]] std::vector<std::string> facts(std::uint32_t application, bool with_id) const;
    /// What is written below that and not drawn: flows ("↦ SSO") and bridges, a text each. Empty lists are left out.
    [[nodiscard]] std::vector<std::string> written(std::uint32_t application) const;
    /// "12 bridges".
    [[nodiscard]] std::string on_link(const DotFrameLink& link) const;
    /// Name, facts, target, and flows that are written and not drawn.
    [[nodiscard]] std::string about(std::uint32_t application) const;
    /// The ids of applications, parted by commas.
    [[nodiscard]] std::string ids(const std::vector<std::uint32_t>& applications) const;

    /// "A → B · API · strong coupling · bridge".
    [[nodiscard]] std::string about(const DotEdge& edge) const;
    /// What stands on a line: that it is a bridge, and how many flows it is. Often empty.
    [[nodiscard]] std::string on_line(const DotEdge& edge) const;

    /// What else a reader must know to read the drawing right, a sentence each.
    [[nodiscard]] std::vector<std::string> notes() const;

private:
    [[nodiscard]] std::string move_text(std::uint32_t application) const;
    [[nodiscard]] std::string count(std::size_t number, std::string_view one_french, std::string_view one_english,
                                    std::string_view many_french, std::string_view many_english) const;

    const Portfolio& portfolio_;
    const DotOptions& options_;
    const DotModel& model_;
};

}  // namespace plan
