// XML as a stream. The two engines are held against each other: of documents that are UTF-8 and have no document type,
// the scanner takes those that expat takes, and says the same of them, however the bytes come in pieces.

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/xml_engine.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace plan;

class Recorder final : public XmlHandler {
public:
    void start(const XmlElement& element) override {
        said += "\n<" + name(element.name);
        for (const XmlAttribute& attribute : element.attributes)
            said.append(" ").append(name(*attribute.name)).append("=").append(attribute.value).append("\n");
    }
    void end(const XmlName& of) override { said += "\n>" + name(of) + "\n"; }
    void text(std::string_view piece) override { said += piece; }

    std::string said;

private:
    static std::string name(const XmlName& of) { return std::string(of.space) + "|" + std::string(of.local); }
};

/// Gives a few bytes at a time.
class Dripping final : public ByteSource {
public:
    Dripping(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}
    std::size_t read(char* out, std::size_t capacity) override {
        const std::size_t count = bytes_.copy(out, std::min(capacity, most_));
        bytes_.remove_prefix(count);
        return count;
    }
    [[nodiscard]] bool rewind() override { return false; }

private:
    std::string_view bytes_;
    std::size_t most_;
};

struct Outcome {
    std::string said, code;
};

template <class Make>
Outcome read(std::string_view bytes, std::size_t most, Make make) {
    Dripping source(bytes, most);
    Recorder recorder;
    std::string code;
    try {
        const auto engine = make(source, recorder, "f", "", XmlLimits());
        while (engine->run()) continue;
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
        code = error.diagnostic().code;
    }
    return {recorder.said, code};
}

[[noreturn]] void differ(const char* what, const Outcome& a, const Outcome& b) {
    std::fprintf(stderr, "%s\n[%s] %s\n[%s] %s\n", what, a.code.c_str(), a.said.c_str(), b.code.c_str(),
                 b.said.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Outcome whole = read(bytes, std::size_t{1} << 16, make_xml_scanner);
    const Outcome pieces = read(bytes, 3, make_xml_scanner);
    const auto agree = [](const Outcome& a, const Outcome& b) {  // of two refusals the reasons may differ
        return a.code.empty() == b.code.empty() && (!a.code.empty() || a.said == b.said);
    };
    if (!agree(whole, pieces)) differ("pieces", whole, pieces);
    const Outcome expat = read(bytes, std::size_t{1} << 16, make_expat_engine);
    // expat knows other encodings, and which letters beyond ASCII are those of names.
    const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte >= 0; });
    if (!is_utf8_xml(bytes) || (whole.code.empty() && !expat.code.empty() && !ascii)) return 0;
    if (!agree(whole, expat)) differ("engines", whole, expat);
    return 0;
}
