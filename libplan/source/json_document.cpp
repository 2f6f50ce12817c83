#include "libplan/source/json_document.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/json_tree.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

/// The tree is a list of nodes in the order of the text: a list or object knows where its subtree ends, so that a child
/// is passed over in one step and nothing is linked. A member is two nodes, its key and its value.
namespace plan {

JsonDocument::JsonDocument(std::string text, std::string file)
    : storage_(std::make_unique<JsonValue::Storage>(std::move(text), std::move(file))) {
    storage_->build();
}

JsonDocument::~JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;

JsonValue JsonDocument::root() const {
    return {storage_.get(), 0};
}

const std::string& JsonDocument::file() const {
    return storage_->file;
}

void JsonDocument::report_repeated_keys(const Report& report) const {
    if (storage_->replaced == 0) return;
    const JsonNode& key = storage_->nodes[storage_->first_replaced];
    report(
        {Severity::warning,
         "repeated-key",
         PLAN_TEXT("keys that stand twice in one object: {}, the first of them '{}'; the last value of each is read"),
         {std::to_string(storage_->replaced), std::string(key.characters())},
         storage_->where(key.offset)});
}

JsonKind JsonValue::kind() const {
    return storage_ ? storage_->nodes[node_].kind : JsonKind::missing;
}

std::string_view JsonValue::text() const {
    return storage_ ? storage_->nodes[node_].characters() : std::string_view();
}

JsonChildren JsonValue::children() const {
    JsonChildren children;
    if (kind() != JsonKind::list && kind() != JsonKind::object) return children;
    children.storage_ = storage_;
    children.begin_ = node_ + 1;
    children.end_ = storage_->nodes[node_].end;
    children.keyed_ = kind() == JsonKind::object;
    return children;
}

JsonValue JsonValue::operator[](std::string_view key) const {
    if (kind() != JsonKind::object) return {};
    for (const JsonChild child : children())
        if (child.key == key) return child.value;
    return {};
}

std::size_t JsonValue::size() const {
    std::size_t count = 0;
    const JsonChildren all = children();
    for (auto child = all.begin(); child != all.end(); ++child) ++count;
    return count;
}

Location JsonValue::where() const {
    return storage_ ? storage_->where(storage_->nodes[node_].offset) : Location{};
}

JsonChildren::Iterator::Iterator(const JsonValue::Storage* storage, std::size_t node, std::size_t end, bool keyed)
    : storage_(storage), node_(node), end_(end), keyed_(keyed) {
    skip_replaced();
}

void JsonChildren::Iterator::skip_replaced() {
    while (keyed_ && node_ < end_ && storage_->nodes[node_].kind == JsonKind::missing)
        node_ = storage_->nodes[node_ + 1].end;
}

JsonChild JsonChildren::Iterator::operator*() const {
    if (!keyed_) return {{}, JsonValue(storage_, node_)};
    return {storage_->nodes[node_].characters(), JsonValue(storage_, node_ + 1)};
}

JsonChildren::Iterator& JsonChildren::Iterator::operator++() {
    node_ = storage_->nodes[keyed_ ? node_ + 1 : node_].end;
    skip_replaced();
    return *this;
}

}  // namespace plan
