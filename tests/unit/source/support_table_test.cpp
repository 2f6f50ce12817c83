#include "libplan/source/support_table.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <fstream>
#include <iterator>

namespace {

const std::string header = "Produit;Alias;Version;Fin de support;Source;Vérifié le;Confiance;Notes\n";

plan::SupportTable table(const std::string& rows) {
    return plan::read_support_table(header + rows, "support.csv");
}

std::string refusal(const std::string& text) {
    try {
        (void)plan::read_support_table(text, "support.csv");
    } catch (const plan::Error& error) {
        CHECK(error.failure() == plan::Failure::invalid_input);
        return error.diagnostic().code + " " + std::to_string(error.diagnostic().where.line);
    }
    return "accepted";
}

std::string end(const plan::SupportTable& table, const std::string& component) {
    const plan::SupportEntry* entry = table.find(component);
    return entry == nullptr ? "-" : entry->end.to_iso();
}

}  // namespace

TEST_CASE("a component is found by its product or alias and its version, the longest of several") {
    const auto known = table(
        "Windows Server;Microsoft Windows Server;2012;10/10/2023;s;25/11/2026;lu;\n"
        "Windows Server;Microsoft Windows Server;2012 R2;11/10/2023;s;25/11/2026;lu;\n"
        "PostgreSQL;Postgres;9.6;11/11/2021;s;25/11/2026;lu;\n"
        "Debian;;12;30/06/2028;s;;à vérifier;note\n");
    CHECK(end(known, "Windows Server 2012") == "2023-10-10");
    CHECK(end(known, "microsoft  windows server 2012-R2") == "2023-10-11");
    CHECK(end(known, "Windows Server 2012 Datacenter") == "2023-10-10");
    CHECK(end(known, "PostgreSQL 9.6.24 et PostGIS") == "2021-11-11");
    CHECK(end(known, "postgres 9.6") == "2021-11-11");
    CHECK(end(known, "Debian 12 (image)") == "2028-06-30");
    CHECK(end(known, "Debian 120") == "-");
    CHECK(end(known, "PostgreSQL") == "-");
    CHECK(end(known, "PostgreSQL 9") == "-");
    CHECK(end(known, "") == "-");
    CHECK(known.find("Debian 12")->to_verify);
    CHECK_FALSE(known.find("postgres 9.6")->to_verify);
}

TEST_CASE("a table of supports that cannot be trusted is refused at its line") {
    CHECK(refusal("Produit;Version;Source\nA;1;s\n") == "missing-column 1");
    CHECK(refusal(header + "A;;1;;s;25/11/2026;lu;\n") == "missing-value 2");
    CHECK(refusal(header + "A;;1;31/02/2026;s;25/11/2026;lu;\n") == "bad-date 2");
    CHECK(refusal(header + "A;;1;01/02/2026;s;;;\n") == "unverified-entry 2");
    CHECK(refusal(header + "A;;1;01/02/2026;s;;à vérifier;\nB;a;1;01/02/2026;s;;à vérifier;\n") == "repeated-id 3");
}

TEST_CASE("the shipped table reads, and every entry is verified or marked to be") {
    std::ifstream file(std::string(PLAN_TEMPLATES) + "/support/support.csv", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto shipped = plan::read_support_table(text, "support.csv");
    CHECK(shipped.size() > 90);
    CHECK(end(shipped, "RHEL 7") == "2024-06-30");
    CHECK(end(shipped, "Red Hat Enterprise Linux 7.9") == "2024-06-30");
    CHECK(end(shipped, "SQL Server 2008 R2") == "2019-07-09");
}
