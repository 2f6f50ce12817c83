#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plan {

/// A field whose answer is missing where a legal verdict waits for it.
struct MissingAnswer {
    std::string field;             ///< "harm.health_life"
    std::string question;          ///< as the classification asks it first
    std::size_t applications = 0;  ///< in which it is asked
    std::size_t alone = 0;         ///< where it is the only question left: the answer alone gives the verdict
    std::size_t owners = 0;        ///< how many people are asked it; nobody counts as one
    std::size_t unblocked = 0;     ///< verdicts given once this and every answer before it in the list are there
};

struct MissingAnswers {
    std::vector<MissingAnswer> answers;  ///< in the order in which it pays most to ask
    std::size_t blocked = 0;             ///< applications whose verdict is open, by `verdict` or by their questions
    std::size_t without_question = 0;    ///< of these, those of which no question says what is missing
    std::size_t unclassified = 0;        ///< applications that plan-classify has not seen
};

/// Which answers to look for first. The questions are those that plan-classify left in the stream, so that what the
/// law needs stays in the policy.
///
/// Verdicts often wait for several answers at once, so the order goes by sets of questions: again and again the set
/// that gives most verdicts for each answer still missing is asked whole (the greedy rule for covering within a
/// budget: Khuller, Moss, Naor, "The budgeted maximum coverage problem", 1999), its questions by how many applications
/// they stand in. Ties go to the question that the stream asks first. An answer may raise another question: run
/// plan-classify again to know.
/// O(n log n) in the number of questions, up to rounds * distinct sets, which is bounded: beyond, what is left goes by
/// how many applications each question stands in.
[[nodiscard]] MissingAnswers missing_answers(const Portfolio& portfolio);

}  // namespace plan
