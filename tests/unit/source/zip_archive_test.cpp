#include "libplan/source/zip_archive.hpp"
#include "libplan/base/error.hpp"
#include "tests/support/stored_zip.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;
using plan::support::StoredZip;

namespace {

std::string read_all(ByteSource& source) {
    std::string bytes, piece(7, ' ');
    while (const std::size_t count = source.read(piece.data(), piece.size())) bytes.append(piece, 0, count);
    return bytes;
}

template <class Do>
std::string code_of(Do act) {
    try {
        act();
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        CHECK(error.diagnostic().where.file == "a.zip");
        return error.diagnostic().code;
    }
    return "";
}

std::string open_code(const std::string& bytes, const ZipLimits& limits = {}) {
    return code_of([&] { static_cast<void>(ZipArchive(bytes, "a.zip", limits)); });
}

std::string read_code(const std::string& bytes, std::string_view name, const ZipLimits& limits = {}) {
    return code_of([&] {
        const ZipArchive archive(bytes, "a.zip", limits);
        const auto source = archive.open(name);
        static_cast<void>(read_all(*source));
    });
}

}  // namespace

TEST_CASE("entries of an archive are listed and read, folders left out", "[zip]") {
    const ZipArchive archive(StoredZip().add("a/", "").add("a/b.xml", "<b/>").add("c", "see").bytes(), "a.zip");
    CHECK(archive.names() == std::vector<std::string>{"a/b.xml", "c"});
    const auto source = archive.open("c");
    CHECK(read_all(*source) == "see");
    CHECK(source->rewind());
    CHECK(read_all(*source) == "see");
}

TEST_CASE("names are compared as office programs do, and lead nowhere", "[zip]") {
    const ZipArchive archive(StoredZip().add("xl\\Book.xml", "1").add("/etc/x", "2").add("../../y", "3").bytes(),
                             "a.zip");
    CHECK(archive.has("xl/book.xml"));
    CHECK(read_all(*archive.open("/XL/book.xml")) == "1");
    CHECK(read_all(*archive.open("etc/x")) == "2");
    CHECK(read_all(*archive.open("../../y")) == "3");
    CHECK_FALSE(archive.has("y"));
}

TEST_CASE("bytes after the archive's end do not matter", "[zip]") {
    CHECK(read_code(StoredZip().add("a", "x").bytes() + "and more", "a").empty());
}

TEST_CASE("what is no archive, cut off or changed is refused", "[zip]") {
    const std::string whole = StoredZip().add("a", "some bytes").bytes();
    CHECK(open_code("") == "not-a-zip");
    CHECK(open_code("Code;Nom\n") == "not-a-zip");
    CHECK(read_code(whole, "a").empty());
    CHECK(open_code(whole.substr(0, whole.size() / 2)) == "damaged-archive");
    std::string changed = whole;
    changed[35] ^= 1;
    CHECK(read_code(changed, "a") == "damaged-archive");
    CHECK(read_code(whole, "b") == "missing-entry");
}

TEST_CASE("an entry that needs a password, or that stands there twice, is refused when it is read", "[zip]") {
    const std::string locked = StoredZip().add("a", "some bytes", 1).add("b", "open").bytes();
    CHECK(ZipArchive(locked, "a.zip").is_encrypted("a"));
    CHECK_FALSE(ZipArchive(locked, "a.zip").is_encrypted("b"));
    CHECK(read_code(locked, "a") == "encrypted-file");
    CHECK(read_code(locked, "b").empty());
    CHECK(read_code(StoredZip().add("a", "1").add("A", "2").bytes(), "a") == "duplicate-entry");
}

TEST_CASE("an archive beyond the limits is refused", "[zip]") {
    StoredZip many;
    for (int entry = 0; entry < 20; ++entry) many.add("e" + std::to_string(entry), "x");
    ZipLimits limits;
    limits.most_entries = 19;
    CHECK(open_code(many.bytes(), limits) == "too-many-entries");
    limits.most_entries = 20;
    CHECK(open_code(many.bytes(), limits).empty());

    std::string claiming = StoredZip().add("a", "x").bytes();
    claiming[claiming.size() - 12] = claiming[claiming.size() - 14] = 21;  // entries, by the directory's end
    CHECK(open_code(claiming, limits) == "too-many-entries");

    const std::string hundred = StoredZip().add("a", std::string(100, 'x')).bytes();
    limits.most_unpacked = 99;
    CHECK(read_code(hundred, "a", limits) == "entry-too-large");
    limits.most_unpacked = 100;
    CHECK(read_code(hundred, "a", limits).empty());

    limits.most_bytes = std::size_t{1} << 20;
    const std::string large((std::size_t{1} << 20) + 1, 'x');
    MemorySource source(large);
    CHECK(code_of([&] { static_cast<void>(ZipArchive(source, "a.zip", limits)); }) == "file-too-large");
}
