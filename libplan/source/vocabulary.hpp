#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plan {

/// A value of the stream and how people write it.
struct ValueWord {
    std::string_view value;      ///< "": the cell counts as empty
    std::string_view spellings;  ///< separated by '|'; the first is the usual French one
};

/// The words that a column understands, compared by plan::fold (case, accents and punctuation do not count). The
/// value itself is always one of its spellings.
class Vocabulary {
public:
    explicit Vocabulary(std::span<const ValueWord> words);

    /// The value that `text` stands for; nothing when it is not a spelling of any.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view text) const;
    /// The spelling nearest to `text`, when it is near enough to be a slip of the pen.
    [[nodiscard]] std::optional<std::string_view> nearest(std::string_view text) const;
    [[nodiscard]] std::span<const ValueWord> words() const { return words_; }
    /// "interne (internal), partenaires (partners)", for messages.
    [[nodiscard]] std::string list() const;

private:
    std::span<const ValueWord> words_;
    std::unordered_map<std::string, std::string_view> values_;  ///< by folded spelling; only looked up
    std::vector<std::string_view> spellings_;
};

/// Pieces of `text` between '|'.
[[nodiscard]] std::vector<std::string_view> spellings_of(std::string_view text);

namespace words {

const Vocabulary& lifecycle();
const Vocabulary& environment();
const Vocabulary& exposure();
const Vocabulary& access();
const Vocabulary& mention();
const Vocabulary& restricted_mention();  ///< of a column that asks only about Diffusion Restreinte
const Vocabulary& derogation();          ///< "non" in a column that names the basis
const Vocabulary& strategy();
const Vocabulary& criticality();
const Vocabulary& data();
const Vocabulary& legal_secrets();
const Vocabulary& harm_criterion();
const Vocabulary& harm_nature();
const Vocabulary& flow_kind();
const Vocabulary& coupling();
const Vocabulary& direction();
const Vocabulary& phase();
const Vocabulary& constraint_kind();
const Vocabulary& calendar_row();
const Vocabulary& holidays();
const Vocabulary& target_kind();
const Vocabulary& service_types();
const Vocabulary& legal_exposure();
const Vocabulary& confidence();
const Vocabulary& boolean();
/// Answers that say nothing: the cell counts as empty. An empty answer is never a no.
const Vocabulary& unknown();

}  // namespace words

}  // namespace plan
