#include "libplan/source/xml_engine.hpp"

#include <expat.h>

#include <exception>
#include <new>

namespace plan {

namespace {

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class ExpatEngine final : public XmlEngine {
public:
    ExpatEngine(ByteSource& source, XmlHandler& handler, std::string file, std::string part, const XmlLimits& limits)
        : XmlEngine(handler, std::move(file), std::move(part), limits),
          source_(source),
          parser_(XML_ParserCreate(nullptr)) {
        if (!parser_) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    }

    bool run() override {
        while (!done_ && !stopped_) {
            const XML_Status status = step();
            if (failure_) std::rethrow_exception(failure_);
            if (stopped_) break;
            if (status == XML_STATUS_ERROR) refuse_as(XML_GetErrorCode(parser_.get()));
            if (status == XML_STATUS_SUSPENDED) {
                suspended_ = true;
                return true;
            }
            done_ = last_;
            if (!done_) check_markup();
        }
        return false;
    }

protected:
    [[nodiscard]] Position position() const override {
        return {static_cast<std::size_t>(XML_GetCurrentLineNumber(parser_.get())),
                static_cast<std::size_t>(XML_GetCurrentColumnNumber(parser_.get())) + 1};
    }

private:
    static constexpr int piece_bytes = 1 << 16;

    /// Parses the next bytes of the source, or goes on after a pause.
    XML_Status step() {
        if (suspended_) {
            suspended_ = false;
            return XML_ResumeParser(parser_.get());
        }
        void* const buffer = XML_GetBuffer(parser_.get(), piece_bytes);
        if (!buffer) throw std::bad_alloc();
        const std::size_t count = source_.read(static_cast<char*>(buffer), piece_bytes);
        given_ += count;
        last_ = count == 0;
        return XML_ParseBuffer(parser_.get(), static_cast<int>(count), last_ ? XML_TRUE : XML_FALSE);
    }

    /// The parser keeps a tag that is not all there yet; it must not do so for ever.
    void check_markup() const {
        const XML_Index parsed = XML_GetCurrentByteIndex(parser_.get());
        if (given_ > static_cast<std::uint64_t>(parsed < 0 ? 0 : parsed) + limits_.longest_markup) refuse_size();
    }

    [[noreturn]] void refuse_as(XML_Error code) const {
        switch (code) {
            case XML_ERROR_NO_ELEMENTS:
            case XML_ERROR_UNCLOSED_TOKEN:
            case XML_ERROR_UNCLOSED_CDATA_SECTION:
            case XML_ERROR_PARTIAL_CHAR:
                refuse_end();
            case XML_ERROR_TAG_MISMATCH:
                refuse_mismatch();
            case XML_ERROR_UNKNOWN_ENCODING:
            case XML_ERROR_INCORRECT_ENCODING:
                refuse_encoding();
            case XML_ERROR_UNDEFINED_ENTITY:
                refuse_entity();
            default:
                refuse_malformed();
        }
    }

    /// Nothing may be thrown through the parser, which is in C.
    template <class Do>
    static void guarded(void* engine, Do act) {
        auto* const self = static_cast<ExpatEngine*>(engine);
        if (self->failure_) return;
        try {
            act(*self);
        } catch (...) {
            self->failure_ = std::current_exception();
        }
        if (self->failure_ || self->stopped_)
            XML_StopParser(self->parser_.get(), XML_FALSE);
        else if (self->pausing_)
            XML_StopParser(self->parser_.get(), XML_TRUE);
        self->pausing_ = false;
    }
    static void on_start(void* engine, const char* name, const char** values) {
        guarded(engine, [&](ExpatEngine& self) {
            self.written_.clear();
            for (const char** at = values; *at; at += 2) self.written_.push_back({at[0], at[1]});
            self.start(name, self.written_);
        });
    }
    static void on_end(void* engine, const char*) {
        guarded(engine, [](ExpatEngine& self) { self.end(); });
    }
    static void on_text(void* engine, const char* bytes, int size) {
        guarded(engine, [&](ExpatEngine& self) { self.text({bytes, static_cast<std::size_t>(size)}); });
    }
    static void on_doctype(void* engine, const char*, const char*, const char*, int) {
        guarded(engine, [](const ExpatEngine& self) { self.refuse_doctype(); });
    }

    ByteSource& source_;
    std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
    std::vector<Written> written_;
    std::exception_ptr failure_;
    std::uint64_t given_ = 0;  ///< bytes that the parser was given
    bool suspended_ = false, last_ = false, done_ = false;
};

}  // namespace

std::unique_ptr<XmlEngine> make_expat_engine(ByteSource& source, XmlHandler& handler, std::string file,
                                             std::string part, const XmlLimits& limits) {
    return std::make_unique<ExpatEngine>(source, handler, std::move(file), std::move(part), limits);
}

}  // namespace plan
