#include "tests/support/workbooks.hpp"
#include "tests/unit/source/workbook_probe.hpp"

using namespace plan;
using plan::support::ods_content;
using plan::support::ods_file;

namespace {

/// Sheets as text: "Name:A;B|C;D" is a sheet of two rows, "" a row without cells.
std::string sheets(const std::vector<std::string>& described) {
    std::string xml;
    for (const std::string& one : described) {
        const std::size_t colon = one.find(':');
        xml += "<table:table table:name=\"" + one.substr(0, colon) + "\">";
        for (std::size_t at = colon + 1; at <= one.size();) {
            const std::size_t end = std::min(one.find('|', at), one.size());
            xml += "<table:table-row>";
            for (std::size_t cell = at; cell < end;) {
                const std::size_t stop = std::min(one.find(';', cell), end);
                xml += "<table:table-cell><text:p>" + one.substr(cell, stop - cell) + "</text:p></table:table-cell>";
                cell = stop + 1;
            }
            xml += "</table:table-row>";
            at = end + 1;
        }
        xml += "</table:table>";
    }
    return ods_file(ods_content(xml));
}

WorkbookResult read(const std::vector<std::string>& described, std::optional<RecordType> kind = {}) {
    ReadOptions options;
    options.kind = kind;
    return read_as("ods", sheets(described), options);
}

}  // namespace

TEST_CASE("workbook: sheets are read by their names, others are reported", "[workbook]") {
    const WorkbookResult result =
        read({"Notes:à lire", "Applications:Code|A", "Flux:Appelant;Appelé|A;B", "Vide:", "Équipes:"});
    CHECK(result.said == "[Applications]Code\n2:A\n[Flux]Appelant;Appelé\n2:A;B\n");
    CHECK(result.notes == std::vector<std::string>{"empty-sheet dir/f.ods", "skipped-sheet dir/f.ods"});
    CHECK(result.error.empty());
}

TEST_CASE("workbook: a lone sheet of another name is read when the kind is given", "[workbook]") {
    CHECK(read({"Feuil1:Code|A", "Feuil2:"}, RecordType::application).said == "[Feuil1]Code\n2:A\n");
    CHECK(read({"Feuil1:Code|A", "Feuil2:"}).error == "unknown-sheets dir/f.ods");
    CHECK(read({"Feuil1:Code|A", "Feuil2:x"}, RecordType::application).error == "unknown-sheets dir/f.ods");
    CHECK(read({"Feuil1:", "Feuil2:"}, RecordType::application).error == "empty-file dir/f.ods");
    CHECK(read({}).error == "empty-file dir/f.ods");
}

TEST_CASE("workbook: titles above the header are passed over", "[workbook]") {
    const WorkbookResult result =
        read({"Applications:Inventaire 2026||Mis à jour;12/03/2026|Code;Nom;Direction|A;a;d"});
    CHECK(result.said == "[Applications]Code;Nom;Direction\n5:A;a;d\n");
    CHECK(result.notes == std::vector<std::string>{"header-row dir/f.ods:Applications!4"});
    CHECK(read({"Applications:Titre|Code|A"}).said == "[Applications]Code\n3:A\n");
}

TEST_CASE("workbook: the first row is the header when no other is one, and its rows are all read", "[workbook]") {
    CHECK(read({"Applications:x;y|1;2|3;4"}).said == "[Applications]x;y\n2:1;2\n3:3;4\n");
    std::string many = "Applications:x;y", said = "[Applications]x;y\n";
    for (int row = 2; row < 60; ++row) {
        many += "|" + std::to_string(row) + ";z";
        said += std::to_string(row) + ":" + std::to_string(row) + ";z\n";
    }
    CHECK(read({many}).said == said);
    CHECK(read({"Applications:Code;Nom|Nom;Code|A;b"}).said == "[Applications]Code;Nom\n2:Nom;Code\n3:A;b\n");
}

TEST_CASE("workbook: values right of the last header are reported once and not read", "[workbook]") {
    const WorkbookResult result = read({"Applications:Code;Nom|A;a;x|B;b;;y"});
    CHECK(result.said == "[Applications]Code;Nom\n2:A;a\n3:B;b\n");
    CHECK(result.notes == std::vector<std::string>{"unnamed-column dir/f.ods:Applications!C2"});
}

TEST_CASE("workbook: rows of blanks are no rows", "[workbook]") {
    CHECK(read({"Applications:Code;Nom| ;\u00A0|A;a"}).said == "[Applications]Code;Nom\n3:A;a\n");
}

TEST_CASE("workbook: names of sheets are quoted as formulas have them", "[workbook]") {
    const auto origin = [](const std::string& name) {
        return read({name + ":Code|A"}, RecordType::application).origins.at(0);
    };
    CHECK(origin("Applications") == "f.ods:Applications!2");
    CHECK(origin("Équipés") == "f.ods:Équipés!2");
    CHECK(origin("Mes applis") == "f.ods:'Mes applis'!2");
    CHECK(origin("L'inventaire") == "f.ods:'L''inventaire'!2");
    CHECK(origin("2026") == "f.ods:'2026'!2");
    CHECK(origin("AB12") == "f.ods:'AB12'!2");
    CHECK(origin("a\nb") == "f.ods:'a b'!2");
}

TEST_CASE("workbook: a sheet that is no table does not keep the others from being read", "[workbook]") {
    class Refusing final : public TableConsumer {
    public:
        [[nodiscard]] std::optional<RecordType> kind_of(std::string_view name) const override {
            return table_type(name);
        }
        void take(TextTable& table, RecordType, std::string_view name) override {
            names += std::string(name) + " ";
            if (name != "Flux")
                throw Error(Failure::invalid_input, {Severity::error, "missing-column", "{}", {std::string(name)}, {}});
            TableRow row;
            while (table.next(row)) ++rows;
        }
        std::string names;
        int rows = 0;
    } consumer;
    const std::string bytes = sheets({"Applications:x|1|2", "Serveurs:y|1", "Flux:z|1|2"});
    MemorySource source(bytes);
    std::vector<std::string> said;
    std::string thrown;
    try {
        find_format("ods")->read(source, "f.ods", {}, consumer,
                                 [&](const Diagnostic& one) { said.push_back(one.arguments.at(0)); });
    } catch (const Error& error) {
        thrown = error.diagnostic().arguments.at(0);
    }
    CHECK(consumer.names == "Applications Serveurs Flux ");
    CHECK(consumer.rows == 2);
    CHECK(said == std::vector<std::string>{"Applications"});
    CHECK(thrown == "Serveurs");
}
