#pragma once

#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

/// What a reader wrote, as a portfolio. A reader that writes what the stream refuses is at fault, whatever its bytes:
/// the target ends there.
inline plan::Portfolio must_read_back(const std::string& lines) {
    plan::Portfolio portfolio;
    try {
        portfolio.read(lines + "{\"type\":\"end\"}\n", "lines");
    } catch (const plan::Error& error) {
        std::fprintf(stderr, "%s\n%s", error.what(), lines.c_str());
        std::abort();
    }
    return portfolio;
}
