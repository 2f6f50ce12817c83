#pragma once

#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace plan {

/// Finds the applications behind the ends of a landscape's dependencies. For one use.
class LandscapeResolution {
public:
    explicit LandscapeResolution(const Landscape& landscape);

    struct Resolved {
        std::size_t dependency;  ///< index among the landscape's
        std::size_t from, to;    ///< indices of applications among its elements, never the same
        std::string path;        ///< through parts, from the dependency's ends to the applications; empty when direct
    };

    /// Every dependency, in order, as flows between applications.
    void resolve(const std::function<void(const Resolved&)>& take);

    /// The applications behind an element, as indices; when there are none, `relation` is counted as lost.
    [[nodiscard]] std::vector<std::size_t> applications_behind(const std::string& element, const std::string& relation);

    /// What `resolve` and `applications_behind` could not use, and what the landscape skipped. To be called after them.
    void report_losses(const Report& report) const;

private:
    /// An application that owns an element, and the element's chain of parts up to it.
    struct Owner {
        std::size_t application;
        std::vector<std::size_t> chain;  ///< the element, then each part above it, the application left out
    };
    enum class End { found, unknown, unowned, shared };
    struct Ends {
        End state = End::unknown;
        std::vector<Owner> owners;
    };
    /// Dependencies lost for one reason: how many, and the ids of the first.
    struct Loss {
        std::size_t count = 0;
        std::vector<std::string> first;
        void add(const std::string& id);
    };

    const Ends& owners_of(const std::string& id);
    Ends climb(std::size_t element) const;
    [[nodiscard]] std::string path_text(const Owner& from, const Owner& to) const;
    [[nodiscard]] std::string chain_text(const Owner& owner) const;
    [[nodiscard]] std::string shown_name(std::size_t element) const;
    void lose(End from, End to, const std::string& id);

    const Landscape& landscape_;
    std::vector<std::vector<std::size_t>> owners_;  ///< of each element, in the model's order
    std::vector<Ends> known_;                       ///< of each element asked before
    std::vector<bool> asked_;
    Ends nowhere_;
    Loss unknown_, unowned_, shared_, inner_, values_;
};

}  // namespace plan
