#include "libplan/source/xml_stream.hpp"
#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <stdexcept>

using namespace plan;

namespace {

/// Writes down what it is told.
class Recorder : public XmlHandler {
public:
    int token(std::string_view space, std::string_view local) override {
        asked.push_back(std::string(local));
        return space == "urn:a" && local == "known" ? 7 : 0;
    }
    void start(const XmlElement& element) override {
        said += "<" + name(element.name);
        for (const XmlAttribute& attribute : element.attributes)
            said += " " + name(*attribute.name) + "=" + std::string(attribute.value);
        said += ">";
    }
    void end(const XmlName& of) override {
        said += "</" + name(of) + ">";
        if (of.local == "pause") stream->pause();
        if (of.local == "stop") stream->stop();
        if (of.local == "throw") throw std::runtime_error("thrown");
    }
    void text(std::string_view piece) override { said += piece; }

    std::string said;
    std::vector<std::string> asked;
    XmlStream* stream = nullptr;

private:
    static std::string name(const XmlName& of) {
        std::string text = of.space.empty() ? "" : "{" + std::string(of.space) + "}";
        text += of.local;
        if (of.token != 0) text += "#" + std::to_string(of.token);
        return text;
    }
};

struct Document {
    Document(std::string_view xml, const XmlLimits& limits = {}, std::string part = "")
        : source(xml), stream(source, recorder, "f.xml", std::move(part), limits) {
        recorder.stream = &stream;
    }
    Recorder recorder;
    MemorySource source;
    XmlStream stream;
};

std::string said(std::string_view xml) {
    Document document(xml);
    while (document.stream.run()) document.recorder.said += "|";
    return document.recorder.said;
}

Diagnostic refusal(std::string_view xml, const XmlLimits& limits = {}, const std::string& part = "") {
    Document document(xml, limits, part);
    try {
        while (document.stream.run()) continue;
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.diagnostic();
    }
    return {};
}

}  // namespace

TEST_CASE("elements, attributes and text come in order with their namespaces", "[xml]") {
    CHECK(said("<a x='1' y='é &lt; &#233;'>text<![CDATA[<raw>]]><b/></a>") == "<a x=1 y=é < é>text<raw><b></b></a>");
    CHECK(said("<p:a xmlns:p='urn:a' xmlns='urn:d' p:x='1' x='2'><b/></p:a>") ==
          "<{urn:a}a {urn:a}x=1 x=2><{urn:d}b></{urn:d}b></{urn:a}a>");
    CHECK(said("<a xml:space='preserve'/>") == "<a {http://www.w3.org/XML/1998/namespace}space=preserve></a>");
}

TEST_CASE("a namespace holds within the element that declares it", "[xml]") {
    CHECK(said("<a xmlns='urn:a'><b xmlns='urn:b'><c/></b><b/><b xmlns=''/></a>") ==
          "<{urn:a}a><{urn:b}b><{urn:b}c></{urn:b}c></{urn:b}b><{urn:a}b></{urn:a}b><b></b></{urn:a}a>");
}

TEST_CASE("a name is asked for once, whatever prefix it comes with", "[xml]") {
    Document document("<p:known xmlns:p='urn:a'><q:known xmlns:q='urn:a'/><p:known/></p:known>");
    CHECK_FALSE(document.stream.run());
    CHECK(std::count(document.recorder.asked.begin(), document.recorder.asked.end(), "known") == 1);
    CHECK(document.recorder.said ==
          "<{urn:a}known#7><{urn:a}known#7></{urn:a}known#7><{urn:a}known#7></{urn:a}known#7></{urn:a}known#7>");
}

TEST_CASE("reading pauses where the handler asks, and goes on from there", "[xml]") {
    CHECK(said("<a><pause/>x<pause></pause><b/></a>") == "<a><pause></pause>|x<pause></pause>|<b></b></a>");
    CHECK(said("<a><stop/><b/></a>") == "<a><stop></stop>");
}

TEST_CASE("what the handler throws comes out of run", "[xml]") {
    Document document("<a><throw/><b/></a>");
    CHECK_THROWS_AS(document.stream.run(), std::runtime_error);
}

TEST_CASE("what is not well-formed is refused with its place", "[xml]") {
    CHECK(refusal("<a>\n <b></a>").where.to_string() == "f.xml:2:7");
    CHECK(refusal("<a>\n <b></a>", {}, "content.xml").where.to_string() == "f.xml:content.xml:2:7");
    for (const char* xml :
         {"", "   ", "<a>", "<a b='", "<a b='1' b='2'/>", "<a>&unknown;</a>", "<p:a/>", "<a p:b='1'/>", "<a/><b/>",
          "not xml", "<a>\xFF</a>", "<a>\x01</a>", "<?xml version='1.0' encoding='x'?><a/>"}) {
        INFO(xml);
        CHECK(refusal(xml).code == "invalid-xml");
    }
}

TEST_CASE("a document type is refused, and the entities that it could declare", "[xml]") {
    CHECK(refusal("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>").code == "xml-doctype");
    CHECK(refusal("<!DOCTYPE a SYSTEM '/etc/passwd'><a/>").code == "xml-doctype");
}

TEST_CASE("UTF-16 and Latin-1 come out as UTF-8", "[xml]") {
    CHECK(said("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>") == "<a>é</a>");
    CHECK(said(std::string_view("\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0", 18)) == "<a>é</a>");
}

TEST_CASE("a document beyond the limits is refused", "[xml]") {
    const auto repeated = [](std::string_view piece, std::size_t times) {
        std::string text;
        for (std::size_t time = 0; time < times; ++time) text += piece;
        return text;
    };
    XmlLimits limits;
    limits.most_depth = 10;
    CHECK(refusal(repeated("<a>", 10) + repeated("</a>", 10), limits).code.empty());
    CHECK(refusal(repeated("<a>", 11) + repeated("</a>", 11), limits).code == "xml-limit");

    limits.longest_text = 1000;
    CHECK(refusal("<a>" + std::string(1000, 'x') + "</a>", limits).code.empty());
    CHECK(refusal("<a>" + std::string(1001, 'x') + "</a>", limits).code == "xml-limit");
    CHECK(refusal("<a>" + repeated("&lt;", 1001) + "</a>", limits).code == "xml-limit");

    CHECK(refusal("<a b='" + std::string(500'000, 'x') + "'/>").code.empty());
    CHECK(refusal("<a b='" + std::string(2'000'000, 'x') + "'/>").code == "xml-limit");
    CHECK(refusal("<a><!--" + std::string(2'000'000, 'x') + "--></a>").code == "xml-limit");
    CHECK(refusal(std::string(2'000'000, '\n') + "<a/>").code.empty());
    CHECK(refusal("<a>" + repeated("<b c='d'/>\n", 300'000) + "</a>").code.empty());

    limits.most_names = 100;
    std::string names = "<a>", spaces = "<a>";
    for (int number = 0; number < 200; ++number) {
        names += "<n" + std::to_string(number) + "/>";
        spaces += "<n xmlns='urn:" + std::to_string(number) + "'/>";
    }
    CHECK(refusal(names + "</a>", limits).code == "xml-limit");
    CHECK(refusal(spaces + "</a>", limits).code == "xml-limit");
}

TEST_CASE("a tag that comes again means what its prefixes mean there") {
    CHECK(said("<r><p xmlns='urn:a'><known x='1'/><known x='1'/></p><p xmlns='urn:b'><known x='1'/><known x='1'/></p>"
               "<known x='1'/></r>") ==
          "<r><{urn:a}p><{urn:a}known#7 x=1></{urn:a}known#7><{urn:a}known#7 x=1></{urn:a}known#7></{urn:a}p>"
          "<{urn:b}p><{urn:b}known x=1></{urn:b}known><{urn:b}known x=1></{urn:b}known></{urn:b}p>"
          "<known x=1></known></r>");
}

TEST_CASE("tags that are nearly alike are told apart, however often they come") {
    std::string xml = "<r>", expected = "<r>";
    const std::pair<std::string, std::string> tags[] = {{"<c t='s'>", "<c t=s>"},          {"<c t='s' >", "<c t=s>"},
                                                        {"<c t='n'>", "<c t=n>"},          {"<c t='s>'>", "<c t=s>>"},
                                                        {"<c t='&lt;'>", "<c t=<>"},       {"<c>", "<c>"},
                                                        {"<c t='s' u='1'>", "<c t=s u=1>"}};
    for (int round = 0; round < 400; ++round)
        for (std::size_t tag = 0; tag <= static_cast<std::size_t>(round) % std::size(tags); ++tag) {
            xml += tags[tag].first + std::to_string(round) + "</c><c t='s'/>";
            expected += tags[tag].second + std::to_string(round) + "</c><c t=s></c>";
        }
    CHECK(said(xml + "</r>") == expected + "</r>");
}

TEST_CASE("a tag that comes again counts for the depth") {
    std::string xml;
    for (int depth = 0; depth < 300; ++depth) xml += "<a>";
    CHECK(refusal(xml).code == "xml-limit");
}
