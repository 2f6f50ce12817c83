#include "libplan/base/name_match.hpp"
#include "libplan/base/name_words.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>

/// The search for likely names: see likely_same_names() for the method. A State's registers hold 100,000 names, so
/// 5 * 10^9 pairs; a name is compared with the few that share its rarest word and all its codes.
namespace plan {

namespace {

constexpr std::size_t largest_block = 64;
constexpr std::size_t neighbours = 8;  ///< on each side, in a block that is larger
constexpr double least_threshold = 0.65;

/// FNV-1a, so that the buckets do not depend on the standard library.
std::uint64_t hash_without(std::string_view word, std::size_t skipped) {
    std::uint64_t hash = 14695981039346656037ull;
    for (std::size_t place = 0; place < word.size(); ++place) {
        if (place == skipped) continue;
        hash = (hash ^ static_cast<unsigned char>(word[place])) * 1099511628211ull;
    }
    return hash;
}

/// A word of a name, filed with the codes of the name. `name` is a place in the order of keys.
struct Filed {
    std::uint32_t word, codes, name;
    auto operator<=>(const Filed&) const = default;
};
using Block = std::span<const Filed>;

class PairSearch {
public:
    PairSearch(std::span<const std::string_view> names, double threshold) : threshold_(threshold) {
        read(names);
        pair_equal_names();
        file();
        find_spellings();
    }

    std::vector<NamePair> run() {
        pair_joined_names();
        for (std::uint32_t name = 0; name < names_.size(); ++name) look_up(name);
        std::ranges::sort(pairs_, {}, [](const NamePair& pair) { return std::pair(pair.first, pair.second); });
        const auto equal = [](const NamePair& a, const NamePair& b) {
            return std::pair(a.first, a.second) == std::pair(b.first, b.second);
        };
        pairs_.erase(std::unique(pairs_.begin(), pairs_.end(), equal), pairs_.end());
        return std::move(pairs_);
    }

private:
    struct Name {
        NameWords text;
        std::size_t index;  ///< in the caller's list
        std::uint32_t codes = 0;
        std::vector<std::uint32_t> words;
    };

    void read(std::span<const std::string_view> names) {
        names_.reserve(names.size());
        for (std::size_t index = 0; index < names.size(); ++index) {
            NameWords text = name_words(names[index]);
            if (!text.key.empty()) names_.push_back({std::move(text), index, 0, {}});
        }
        std::ranges::sort(names_, [](const Name& a, const Name& b) {
            return std::tie(a.text.key, a.index) < std::tie(b.text.key, b.index);
        });
    }

    /// Leaves one name of each key.
    void pair_equal_names() {
        std::vector<Name> distinct;
        distinct.reserve(names_.size());
        for (Name& name : names_) {
            if (!distinct.empty() && distinct.back().text.key == name.text.key)
                pairs_.push_back({distinct.back().index, name.index, 1});
            else
                distinct.push_back(std::move(name));
        }
        names_ = std::move(distinct);
    }

    void file() {
        std::map<std::vector<std::string>, std::uint32_t> codes;
        std::unordered_map<std::string_view, std::uint32_t> known;  // only looked up: the order of words is their first
        for (std::uint32_t place = 0; place < names_.size(); ++place) {
            Name& name = names_[place];
            if (!name.text.comparable) continue;
            name.codes = codes.emplace(name.text.codes, static_cast<std::uint32_t>(codes.size())).first->second;
            for (const std::string& text : name.text.words) {
                const auto [entry, fresh] = known.emplace(text, static_cast<std::uint32_t>(vocabulary_.size()));
                if (fresh) vocabulary_.push_back(text);
                name.words.push_back(entry->second);
                filed_.push_back({entry->second, name.codes, place});
            }
        }
        std::ranges::sort(filed_);
        filed_.erase(std::unique(filed_.begin(), filed_.end()), filed_.end());  // a word twice in one name
    }

    void find_spellings() {
        struct Shortened {
            std::uint64_t hash;
            std::uint32_t word;
            auto operator<=>(const Shortened&) const = default;
        };
        std::vector<Shortened> shortened;
        for (std::uint32_t word = 0; word < vocabulary_.size(); ++word) {
            const std::string_view text = vocabulary_[word];
            if (text.size() + 1 < shortest_slip || text.size() > longest_slip) continue;
            for (std::size_t place = 0; place <= text.size(); ++place)
                shortened.push_back({hash_without(text, place), word});
        }
        std::ranges::sort(shortened);
        spellings_.resize(vocabulary_.size());
        for (std::size_t start = 0, end = 0; start < shortened.size(); start = end) {
            while (end < shortened.size() && shortened[end].hash == shortened[start].hash) ++end;
            if (end - start > largest_block) continue;
            for (std::size_t i = start; i < end; ++i)
                for (std::size_t j = i + 1; j < end; ++j) join_spellings(shortened[i].word, shortened[j].word);
        }
        for (std::vector<std::uint32_t>& others : spellings_) {
            std::ranges::sort(others);
            others.erase(std::unique(others.begin(), others.end()), others.end());
        }
    }

    void join_spellings(std::uint32_t a, std::uint32_t b) {
        if (a == b || word_likeness(vocabulary_[a], vocabulary_[b]) == 0) return;
        spellings_[a].push_back(b);
        spellings_[b].push_back(a);
    }

    [[nodiscard]] Block block(std::uint32_t word, std::uint32_t codes) const {
        const auto key = [](const Filed& entry) { return std::pair(entry.word, entry.codes); };
        const auto first = std::ranges::lower_bound(filed_, std::pair(word, codes), {}, key);
        return {first, std::ranges::upper_bound(first, filed_.end(), std::pair(word, codes), {}, key)};
    }

    /// Names that hold the word, or one that differs by a slip, and the same codes.
    [[nodiscard]] std::vector<Block> blocks(std::uint32_t word, std::uint32_t codes) const {
        std::vector<Block> result{block(word, codes)};
        for (const std::uint32_t other : spellings_[word])
            if (const Block more = block(other, codes); !more.empty()) result.push_back(more);
        return result;
    }

    void look_up(std::uint32_t place) {
        const Name& name = names_[place];
        std::vector<Block> rarest;
        std::size_t least = 0;
        for (const std::uint32_t word : name.words) {
            std::vector<Block> found = blocks(word, name.codes);
            std::size_t size = 0;
            for (const Block& part : found) size += part.size();
            if (!rarest.empty() && size >= least) continue;
            rarest = std::move(found);
            least = size;
        }
        for (Block part : rarest) {
            if (part.size() > largest_block) {
                const auto own = std::ranges::lower_bound(part, place, {}, &Filed::name) - part.begin();
                const std::size_t middle = static_cast<std::size_t>(own);
                const std::size_t first = middle - std::min(middle, neighbours);
                part = part.subspan(first, std::min(part.size() - first, middle - first + neighbours + 1));
            }
            for (const Filed& entry : part) compare(place, entry.name);
        }
    }

    /// "Open Data" and "OpenData" share no word.
    void pair_joined_names() {
        std::vector<std::uint32_t> order(names_.size());
        for (std::uint32_t place = 0; place < order.size(); ++place) order[place] = place;
        std::ranges::stable_sort(order, {},
                                 [&](std::uint32_t place) { return std::string_view(names_[place].text.joined); });
        for (std::size_t first = 0, next = 1; next < order.size(); ++next) {
            if (names_[order[first]].text.joined == names_[order[next]].text.joined)
                compare(order[first], order[next]);
            else
                first = next;
        }
    }

    void compare(std::uint32_t a, std::uint32_t b) {
        if (a == b) return;
        const NameWords& first = names_[std::min(a, b)].text;
        const NameWords& second = names_[std::max(a, b)].text;
        const auto [less, more] = std::minmax(first.weight, second.weight);
        if (less < threshold_ * more && first.joined != second.joined) return;  // the Jaccard index cannot be higher
        const double score = words_similarity(first, second);
        if (score < threshold_) return;
        const auto [lower, upper] = std::minmax(names_[a].index, names_[b].index);
        pairs_.push_back({lower, upper, score});
    }

    double threshold_;
    std::vector<Name> names_;                            ///< sorted by key
    std::vector<std::string_view> vocabulary_;           ///< words of names_
    std::vector<std::vector<std::uint32_t>> spellings_;  ///< by word: those that differ by a slip
    std::vector<Filed> filed_;                           ///< sorted
    std::vector<NamePair> pairs_;
};

}  // namespace

std::vector<NamePair> likely_same_names(std::span<const std::string_view> names, double threshold) {
    return PairSearch(names, std::max(threshold, least_threshold)).run();
}

}  // namespace plan
