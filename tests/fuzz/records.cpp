// A stream from any bytes: refused with a message, or read and written so that writing what was read changes nothing.
// Record by record and as a whole, the same is accepted and the same refused.

#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/record/reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

namespace {

using namespace plan;

/// The code with which the stream is refused; nothing when it is read.
std::optional<std::string> read_whole(std::string_view text, std::string& written) {
    try {
        Portfolio portfolio;
        portfolio.read(std::string(text), "-");
        const auto append = [&](std::string_view piece) { written += piece; };
        // Every owned key goes through decoding and encoding.
        portfolio.write({{"classification", "assessment", "hosting", "group", "planned"},
                         {RecordType::group, RecordType::bridge, RecordType::wave, RecordType::task, RecordType::plan}},
                        append);
        return std::nullopt;
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        return error.diagnostic().code + error.diagnostic().where.to_string();
    }
}

std::optional<std::string> read_by_record(std::string_view text) {
    std::size_t position = 0;
    RecordReader reader(
        [&](char* buffer, std::size_t size) {
            // Small pieces, so that lines are cut everywhere.
            const std::size_t piece = std::min({size, text.size() - position, std::size_t{7}});
            std::memcpy(buffer, text.data() + position, piece);
            position += piece;
            return piece;
        },
        "-");
    try {
        while (reader.next()) {
            switch (reader.type()) {
                case RecordType::application: {
                    Application record;
                    reader.decode(record);
                    break;
                }
                case RecordType::flow: {
                    Flow record;
                    reader.decode(record);
                    break;
                }
                case RecordType::server: {
                    Server record;
                    reader.decode(record);
                    break;
                }
                case RecordType::team: {
                    Team record;
                    reader.decode(record);
                    break;
                }
                case RecordType::target: {
                    Target record;
                    reader.decode(record);
                    break;
                }
                case RecordType::calendar: {
                    Calendar record;
                    reader.decode(record);
                    break;
                }
                case RecordType::constraint: {
                    Constraint record;
                    reader.decode(record);
                    break;
                }
                case RecordType::group: {
                    Group record;
                    reader.decode(record);
                    break;
                }
                case RecordType::bridge: {
                    Bridge record;
                    reader.decode(record);
                    break;
                }
                case RecordType::wave: {
                    Wave record;
                    reader.decode(record);
                    break;
                }
                case RecordType::task: {
                    Task record;
                    reader.decode(record);
                    break;
                }
                case RecordType::plan: {
                    Plan record;
                    reader.decode(record);
                    break;
                }
                default:
                    break;
            }
        }
        return std::nullopt;
    } catch (const Error& error) {
        return error.diagnostic().code + error.diagnostic().where.to_string();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string once, twice;
    const auto refused = read_whole(text, once);
    if (read_by_record(text) != refused) std::abort();
    if (refused) return 0;
    if (read_whole(once, twice) || once != twice) std::abort();
    return 0;
}
