#pragma once

#include "libplan/source/archimate_model.hpp"

#include <set>
#include <string>
#include <string_view>

/// Writes a model in the three forms that are read, so that tests can hold them against each other.
namespace plan::archimate_writer {

/// For element content and attributes alike; line ends in attributes would become blanks.
inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char byte : text) switch (byte) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
                out += "&#10;";
                break;
            default:
                out += byte;
        }
    return out;
}

inline std::string attribute(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

/// The exchange format: properties refer to definitions that follow.
inline std::string exchange(const ArchimateModel& model) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<model xmlns=\"http://www.opengroup.org/xsd/archimate/3.0/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" identifier=\"m\">\n<name>Model</name>\n<elements>\n";
    std::set<std::string> keys;
    const auto content = [&](const auto& one) {
        if (!one.name.empty())
            out += "<name xml:lang=\"nl\">naam</name><name xml:lang=\"fr-FR\">" + escaped(one.name) + "</name>";
        if (!one.documentation.empty()) out += "<documentation>" + escaped(one.documentation) + "</documentation>";
        out += "<properties>";
        for (const auto& [key, value] : one.properties) {
            keys.insert(key);
            out += "<property" + attribute("propertyDefinitionRef", "d-" + key) + "><value>" + escaped(value) +
                   "</value></property>";
        }
        out += "</properties>";
    };
    for (const ArchimateElement& element : model.elements) {
        out += "<element" + attribute("identifier", element.id) + attribute("xsi:type", element.type) + ">";
        content(element);
        out += "</element>\n";
    }
    out += "</elements>\n<relationships>\n";
    for (const ArchimateRelation& relation : model.relations) {
        out += "<relationship" + attribute("identifier", relation.id) + attribute("source", relation.source) +
               attribute("target", relation.target) + attribute("xsi:type", relation.type) + ">";
        content(relation);
        out += "</relationship>\n";
    }
    out += "</relationships>\n<organizations><item><label>x</label></item></organizations>\n<propertyDefinitions>\n";
    for (const std::string& key : keys)
        out += "<propertyDefinition" + attribute("identifier", "d-" + key) + " type=\"string\"><name>" + escaped(key) +
               "</name></propertyDefinition>\n";
    return out +
           "</propertyDefinitions>\n<views><diagrams><view identifier=\"v\" xsi:type=\"Diagram\"><node "
           "identifier=\"n\" "
           "xsi:type=\"Element\"><element identifier=\"not-one\" xsi:type=\"ApplicationComponent\"/></node></view>"
           "</diagrams></views>\n</model>\n";
}

/// Archi's own form, each concept in a folder one deeper than the one before, up to a bound.
inline std::string native(const ArchimateModel& model) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<archimate:model xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xmlns:archimate=\"http://www.archimatetool.com/archimate\" name=\"Model\" id=\"m\" version=\"5.0.0\">\n";
    constexpr int deepest = 100;
    int depth = 0;
    const auto down = [&] {
        for (; depth > 0; --depth) out += "</folder>";
        out += '\n';
    };
    const auto concept_ = [&](const auto& one, std::string_view suffix, const std::string& ends) {
        if (depth == deepest) down();
        out += "<folder name=\"f\" id=\"f\">";
        ++depth;
        out += "<element" + attribute("xsi:type", "archimate:" + one.type + std::string(suffix)) +
               attribute("name", one.name) + attribute("id", one.id) + ends + ">";
        if (!one.documentation.empty()) out += "<documentation>" + escaped(one.documentation) + "</documentation>";
        for (const auto& [key, value] : one.properties)
            out += "<property" + attribute("key", key) + attribute("value", value) + "/>";
        out += "</element>";
    };
    for (const ArchimateElement& element : model.elements) concept_(element, "", "");
    for (const ArchimateRelation& relation : model.relations)
        concept_(relation, "Relationship", attribute("source", relation.source) + attribute("target", relation.target));
    down();
    return out +
           "<folder name=\"Views\" id=\"v\"><element xsi:type=\"archimate:ArchimateDiagramModel\" id=\"d\"><child "
           "xsi:type=\"archimate:DiagramObject\" id=\"o\"/></element></folder>\n</archimate:model>\n";
}

struct Tables {
    std::string elements, relations, properties;
};

inline std::string cells(std::initializer_list<std::string_view> row) {
    std::string out;
    for (const std::string_view cell : row) {
        out += out.empty() ? "\"" : ",\"";
        for (const char byte : cell) out += byte == '"' ? std::string("\"\"") : std::string(1, byte);
        out += '"';
    }
    return out + "\r\n";
}

inline Tables tables(const ArchimateModel& model) {
    Tables out;
    out.elements = cells({"ID", "Type", "Name", "Documentation", "Specialization"}) +
                   cells({"m", "ArchimateModel", "Model", "", ""});
    out.relations = cells({"ID", "Type", "Name", "Documentation", "Source", "Target", "Specialization"});
    out.properties = cells({"ID", "Key", "Value"});
    const auto properties = [&](const auto& one) {
        for (const auto& [key, value] : one.properties) out.properties += cells({one.id, key, value});
    };
    for (const ArchimateElement& element : model.elements) {
        out.elements += cells({element.id, element.type, element.name, element.documentation, ""});
        properties(element);
    }
    for (const ArchimateRelation& relation : model.relations) {
        out.relations += cells({relation.id, relation.type + "Relationship", relation.name, relation.documentation,
                                relation.source, relation.target, ""});
        properties(relation);
    }
    return out;
}

}  // namespace plan::archimate_writer
