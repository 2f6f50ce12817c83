#include "libplan/source/yaml_tree.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <yaml.h>

#include <algorithm>
#include <set>

namespace plan {

namespace {

[[noreturn]] void refuse(const std::string& name, std::size_t line, std::size_t column, const char* code,
                         const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), {name, line, column, {}}});
}

class Parser {
public:
    Parser(std::string_view text, const std::string& name) : name_(name) {
        if (yaml_parser_initialize(&parser_) == 0)
            throw Error(Failure::internal, {Severity::error, "out-of-memory", PLAN_TEXT("out of memory"), {}, {}});
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() {
        yaml_event_delete(&event_);
        yaml_parser_delete(&parser_);
    }

    const yaml_event_t& next() {
        yaml_event_delete(&event_);
        event_ = {};
        if (yaml_parser_parse(&parser_, &event_) == 0) {
            const yaml_mark_t& mark = parser_.problem_mark;
            refuse(name_, mark.line + 1, mark.column + 1, "broken-yaml", PLAN_TEXT("this is not well-formed YAML: {}"),
                   {parser_.problem == nullptr ? "?" : parser_.problem});
        }
        return event_;
    }

private:
    const std::string& name_;
    yaml_parser_t parser_ = {};
    yaml_event_t event_ = {};
};

class Reader {
public:
    Reader(std::string_view text, const std::string& name, const YamlLimits& limits)
        : parser_(text, name), name_(name), limits_(limits) {}

    std::vector<YamlNode> read() {
        std::vector<YamlNode> documents;
        for (;;) {
            const yaml_event_type_t type = parser_.next().type;
            if (type == YAML_STREAM_END_EVENT) return documents;
            if (type == YAML_DOCUMENT_START_EVENT) documents.push_back(read_node(parser_.next(), 1));
        }
    }

private:
    [[noreturn]] void refuse_at(const YamlNode& node, const char* code, const char* text,
                                std::vector<std::string> arguments) const {
        refuse(name_, node.line, node.column, code, text, std::move(arguments));
    }

    void refuse_anchor(const YamlNode& node, const yaml_char_t* anchor) const {
        if (anchor != nullptr)
            refuse_at(node, "yaml-alias", PLAN_TEXT("anchors and aliases (& and *) are not read; write the text out"),
                      {});
    }

    /// The event that begins the node is the current one; recursion is bounded by the depth that is allowed.
    YamlNode read_node(const yaml_event_t& event, std::size_t depth) {
        YamlNode node;
        node.line = event.start_mark.line + 1;
        node.column = event.start_mark.column + 1;
        if (depth > limits_.depth)
            refuse_at(node, "yaml-too-deep", PLAN_TEXT("more than {} levels of nesting"),
                      {std::to_string(limits_.depth)});
        if (++nodes_ > limits_.nodes)
            refuse_at(node, "yaml-too-large", PLAN_TEXT("more than {} values"), {std::to_string(limits_.nodes)});
        switch (event.type) {
            case YAML_SCALAR_EVENT:
                refuse_anchor(node, event.data.scalar.anchor);
                node.text.assign(reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length);
                return node;
            case YAML_SEQUENCE_START_EVENT:
                refuse_anchor(node, event.data.sequence_start.anchor);
                node.kind = YamlNode::Kind::sequence;
                read_items(node, depth);
                return node;
            case YAML_MAPPING_START_EVENT:
                refuse_anchor(node, event.data.mapping_start.anchor);
                node.kind = YamlNode::Kind::mapping;
                read_members(node, depth);
                return node;
            default:
                refuse_anchor(node, reinterpret_cast<const yaml_char_t*>("alias"));
                return node;
        }
    }

    void read_items(YamlNode& node, std::size_t depth) {
        for (;;) {
            const yaml_event_t& event = parser_.next();
            if (event.type == YAML_SEQUENCE_END_EVENT) return;
            node.items.push_back(read_node(event, depth + 1));
        }
    }

    void read_members(YamlNode& node, std::size_t depth) {
        std::set<std::string> keys;
        for (;;) {
            const yaml_event_t& event = parser_.next();
            if (event.type == YAML_MAPPING_END_EVENT) return;
            YamlNode key = read_node(event, depth + 1);
            if (key.kind != YamlNode::Kind::scalar)
                refuse_at(key, "yaml-key", PLAN_TEXT("a key is a text here, no list and no mapping"), {});
            if (!keys.insert(key.text).second)
                refuse_at(key, "repeated-key", PLAN_TEXT("the key \"{}\" stands twice"), {excerpt(key.text)});
            YamlNode value = read_node(parser_.next(), depth + 1);
            node.members.push_back({std::move(key.text), std::move(value)});
        }
    }

    Parser parser_;
    const std::string& name_;
    const YamlLimits& limits_;
    std::size_t nodes_ = 0;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, value] : members)
        if (name == key) return &value;
    return nullptr;
}

std::vector<YamlNode> read_yaml(std::string_view text, const std::string& name, const YamlLimits& limits) {
    if (text.size() > limits.bytes)
        refuse(name, 0, 0, "file-too-large", PLAN_TEXT("a YAML file has at most {} bytes"),
               {std::to_string(limits.bytes)});
    if (const auto broken = invalid_utf8(text)) {
        const std::string_view before = text.substr(0, *broken);
        refuse(name, static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
               before.size() - (before.rfind('\n') + 1) + 1, "broken-utf8",
               PLAN_TEXT("this is not text in UTF-8; save the file in this encoding"), {});
    }
    return Reader(text, name, limits).read();
}

}  // namespace plan
