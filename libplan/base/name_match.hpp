#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which names of applications are the same, and which may be.
namespace plan {

/// A key under which the ways to write one name are equal: fold() (accents, case, punctuation), dots inside an acronym
/// dropped ("S.I.R.H." is "sirh"), and a plus sign said in words ("Canal+" is not "Canal"). Words are neither dropped
/// nor shortened, so that equal keys may be acted upon. "" when the name holds no letter and no digit.
[[nodiscard]] std::string name_key(std::string_view name);

/// How likely two names mean the same application, from 0 to 1; 1 for equal keys alone. Symmetric, and dependent on
/// nothing but the two names. Of the words (without articles, in the singular, with the spelled-out form of an acronym
/// that stands beside it left away) it is the Jaccard index, where
/// - a word of six letters or more still counts in part when it is one slip of the pen away, two from nine letters on;
/// - words that say what kind of thing it is ("application", "portail") count for less;
/// - words that differ on both sides ("SIRH Paris", "SIRH Lyon") are held against the names: at most 0.6;
/// - so are numbers and codes of up to three letters that are not the same ("Paie 1", "Paie 2"; "Chorus",
///   "Chorus DT"): at most 0.5.
/// O(words of one * words of the other), 32 words at most; longer names are only equal or not.
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b);

/// Above most chance resemblances in registers of applications; a person decides all the same.
inline constexpr double likely_same_score = 0.85;

struct NamePair {
    std::size_t first, second;  ///< indices of names, first < second
    double score;               ///< name_similarity
};

/// The pairs whose similarity is at least `threshold` (raised to 0.65 when lower), sorted by first, then second.
/// Names of equal key are paired with the first of them only, and that one alone is compared with other names: n equal
/// names give n - 1 pairs.
///
/// Not all pairs are compared. As words that differ on both sides, and codes that differ, keep a score low, the words
/// of the shorter of two likely names all stand in the longer one and their codes are equal. So names are filed under
/// each word together with their codes, and looked up under their rarest word (prefix filtering: Chaudhuri, Ganti,
/// Kaushik, "A primitive operator for similarity joins in data cleaning", 2006) and under the words that differ from it
/// by one slip (found through the words with a letter left out: Mor and Fraenkel, "A hash code method for detecting and
/// correcting spelling errors", 1982). Where more than 64 names share such a word, only neighbours in the order of keys
/// are compared (sorted neighbourhood: Hernandez and Stolfo, "The merge/purge problem", 1995), so that a pair may be
/// missed there, never invented. O(n log n) time and memory for names of bounded length.
[[nodiscard]] std::vector<NamePair> likely_same_names(std::span<const std::string_view> names,
                                                      double threshold = likely_same_score);

}  // namespace plan
