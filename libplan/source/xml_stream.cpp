#include "libplan/source/xml_stream.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/xml_names.hpp"

#include <expat.h>

#include <cstdint>
#include <exception>
#include <new>
#include <vector>

namespace plan {

int XmlHandler::token(std::string_view, std::string_view) {
    return 0;
}

namespace {

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

/// Bytes that are read at once.
constexpr int piece_bytes = 1 << 16;

const char* text_of(XML_Error code) {
    switch (code) {
        case XML_ERROR_NO_ELEMENTS:
        case XML_ERROR_UNCLOSED_TOKEN:
        case XML_ERROR_UNCLOSED_CDATA_SECTION:
            return PLAN_TEXT("the XML ends too early: the file is empty or cut off");
        case XML_ERROR_TAG_MISMATCH:
            return PLAN_TEXT("the XML is not well-formed: a tag closes another element than the one that is open");
        case XML_ERROR_UNKNOWN_ENCODING:
        case XML_ERROR_INCORRECT_ENCODING:
            return PLAN_TEXT("the XML is in an encoding that is not read: save it as UTF-8");
        case XML_ERROR_UNDEFINED_ENTITY:
            return PLAN_TEXT("the XML uses an entity that is not declared");
        default:
            return PLAN_TEXT("the XML is not well-formed: it cannot be read from here on");
    }
}

}  // namespace

struct XmlStream::Reading {
    Reading(ByteSource& bytes, XmlHandler& to, std::string file_name, std::string part_name, const XmlLimits& most)
        : source(bytes),
          handler(to),
          file(std::move(file_name)),
          part(std::move(part_name)),
          limits(most),
          parser(XML_ParserCreate(nullptr)),
          names(to, most.most_names) {
        if (!parser) throw std::bad_alloc();
        XML_SetUserData(parser.get(), this);
        XML_SetElementHandler(parser.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    }

    [[nodiscard]] Location where() const {
        const auto line = static_cast<std::size_t>(XML_GetCurrentLineNumber(parser.get()));
        const auto column = static_cast<std::size_t>(XML_GetCurrentColumnNumber(parser.get())) + 1;
        if (part.empty()) return {file, line, column, {}};
        return {file, 0, 0, Location{part, line, column, {}}.to_string()};
    }

    [[noreturn]] void refuse(const char* code, const char* text) const {
        throw Error(Failure::invalid_input, {Severity::error, code, text, {}, where()});
    }
    [[noreturn]] void refuse_size() const {
        refuse("xml-limit", PLAN_TEXT("the XML is nested deeper, has longer tags, longer texts or more names than any "
                                      "honest file: it is not read further"));
    }

    /// Nothing may be thrown through the parser, which is in C.
    template <class Do>
    void guarded(Do act) {
        if (failure) return;
        try {
            act();
        } catch (...) {
            failure = std::current_exception();
            XML_StopParser(parser.get(), XML_FALSE);
        }
    }

    const XmlName* named(const XmlName* name) const {
        if (name) return name;
        if (names.overflown()) refuse_size();
        refuse("invalid-xml", PLAN_TEXT("the XML is not well-formed: a prefix stands for no namespace"));
    }

    void start(const char* qualified, const char** values) {
        text_bytes = 0;
        if (open.size() >= limits.most_depth) refuse_size();
        names.open(open.size(), values);
        const XmlName* const name = named(names.element(qualified));
        attributes.clear();
        for (const char** at = values; *at; at += 2)
            if (!XmlNames::is_declaration(*at)) attributes.push_back({named(names.attribute(*at)), at[1]});
        open.push_back(name);
        handler.start({*name, attributes});
    }

    void end() {
        text_bytes = 0;
        handler.end(*open.back());
        open.pop_back();
        names.close(open.size());
    }

    void text(std::string_view piece) {
        text_bytes += piece.size();
        if (text_bytes > limits.longest_text) refuse_size();
        handler.text(piece);
    }

    static void on_start(void* reading, const char* name, const char** values) {
        auto* const self = static_cast<Reading*>(reading);
        self->guarded([&] { self->start(name, values); });
    }
    static void on_end(void* reading, const char*) {
        auto* const self = static_cast<Reading*>(reading);
        self->guarded([&] { self->end(); });
    }
    static void on_text(void* reading, const char* bytes, int size) {
        auto* const self = static_cast<Reading*>(reading);
        self->guarded([&] { self->text({bytes, static_cast<std::size_t>(size)}); });
    }
    static void on_doctype(void* reading, const char*, const char*, const char*, int) {
        auto* const self = static_cast<Reading*>(reading);
        self->guarded([&] {
            self->refuse("xml-doctype", PLAN_TEXT("the XML has a document type, which is not read: it could declare "
                                                  "entities that grow without end; save it without one"));
        });
    }

    /// Parses the next bytes of the source, or goes on after a pause.
    XML_Status step() {
        if (paused) {
            paused = false;
            return XML_ResumeParser(parser.get());
        }
        void* const buffer = XML_GetBuffer(parser.get(), piece_bytes);
        if (!buffer) throw std::bad_alloc();
        const std::size_t count = source.read(static_cast<char*>(buffer), piece_bytes);
        given += count;
        last = count == 0;
        return XML_ParseBuffer(parser.get(), static_cast<int>(count), last ? XML_TRUE : XML_FALSE);
    }

    bool run() {
        while (!done) {
            const XML_Status status = step();
            if (failure) std::rethrow_exception(failure);
            if (stopped) break;
            if (status == XML_STATUS_ERROR) refuse("invalid-xml", text_of(XML_GetErrorCode(parser.get())));
            if (status == XML_STATUS_SUSPENDED) {
                paused = true;
                return true;
            }
            done = last;
            check_markup();
        }
        done = true;
        return false;
    }

    /// The parser keeps a tag that is not all there yet; it must not do so for ever.
    void check_markup() const {
        const XML_Index parsed = XML_GetCurrentByteIndex(parser.get());
        const auto from = static_cast<std::uint64_t>(parsed < 0 ? 0 : parsed);
        if (!done && given > from + limits.longest_markup) refuse_size();
    }

    ByteSource& source;
    XmlHandler& handler;
    std::string file, part;
    XmlLimits limits;
    std::unique_ptr<XML_ParserStruct, FreeParser> parser;
    XmlNames names;
    std::vector<const XmlName*> open;  ///< elements, from the root
    std::vector<XmlAttribute> attributes;
    std::exception_ptr failure;
    std::uint64_t given = 0;  ///< bytes that the parser was given
    std::size_t text_bytes = 0;
    bool paused = false, last = false, done = false, stopped = false;
};

XmlStream::XmlStream(ByteSource& source, XmlHandler& handler, std::string file, std::string part,
                     const XmlLimits& limits)
    : reading_(std::make_unique<Reading>(source, handler, std::move(file), std::move(part), limits)) {}

XmlStream::~XmlStream() = default;

bool XmlStream::run() {
    return reading_->run();
}

void XmlStream::pause() {
    XML_StopParser(reading_->parser.get(), XML_TRUE);
}

void XmlStream::stop() {
    reading_->stopped = true;
    XML_StopParser(reading_->parser.get(), XML_FALSE);
}

Location XmlStream::where() const {
    return reading_->where();
}

}  // namespace plan
