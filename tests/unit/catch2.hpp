#pragma once

// The one include of unit tests: version 3 of Catch2 split its headers and renamed them.
#ifdef PLAN_CATCH2_V3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
