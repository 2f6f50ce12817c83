#include "libplan/view/json_lines.hpp"

#include "libplan/record/json_writer.hpp"

#include <string>
#include <type_traits>

namespace plan {

namespace {
constexpr std::size_t piece_bytes = 1 << 16;
}

void write_json_lines(const Table& table, std::string_view name, std::span<const std::string_view> keys,
                      const std::function<void(std::string_view)>& sink) {
    std::string piece;
    for (const auto& row : table.rows) {
        JsonWriter json(piece);
        json.open_object();
        json.member("table", name);
        for (std::size_t column = 0; column < row.size(); ++column) {
            json.key(keys[column]);
            std::visit(
                [&](const auto& value) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                        json.null();
                    else
                        json.value(value);
                },
                row[column]);
        }
        json.close_object();
        piece += '\n';
        if (piece.size() < piece_bytes) continue;
        sink(piece);
        piece.clear();
    }
    if (!piece.empty()) sink(piece);
}

}  // namespace plan
