#include "libplan/source/answers.hpp"

#include "libplan/source/import.hpp"
#include "tests/unit/catch2.hpp"

#include <string>

namespace {

struct Read {
    std::string lines, messages;
};

Read read(const std::string& text) {
    Read result;
    plan::MemorySource source(text);
    const plan::Sink sink = [&](std::string_view lines) { result.lines += lines; };
    const plan::Report report = [&](const plan::Diagnostic& diagnostic) {
        result.messages += std::to_string(diagnostic.where.line) + ":" + diagnostic.code + " ";
    };
    const plan::ImportOptions options;
    plan::Importer importer(options, sink, report);
    plan::read_answers(source, "q.csv", options, importer, report);
    return result;
}

const std::string header =
    "Code application;Nom;Responsable;Champ;Question;Réponses possibles;Réponse;Justification;"
    "Date;Validateur\r\n";

}  // namespace

TEST_CASE("a questionnaire is told by its columns, in both languages and encodings") {
    CHECK(plan::recognises_answers("q.csv", header));
    CHECK(plan::recognises_answers("q.csv", "\xEF\xBB\xBF" + header));
    CHECK(plan::recognises_answers("q.csv", "sep=;\r\n" + header));
    CHECK(plan::recognises_answers("q.csv", "Code application;Champ;Question;R\xE9ponse;Validateur\n"));
    CHECK(plan::recognises_answers("q.csv", "Application code,Field,Question,Answer,Validator\n"));
    CHECK_FALSE(plan::recognises_answers("applications.csv", "Code application;Nom;Justification\n"));
    CHECK_FALSE(plan::recognises_answers("q.csv", ""));
}

TEST_CASE("answers become partial applications, one for each that answers") {
    const Read result = read(header +
                             "PAIE;Paie;Mireille;legal_secrets;?;;vie privée | secret médical;;;\r\n"
                             "PAIE;Paie;Mireille;essential_mission;?;;;;;\r\n"
                             "ACTES;Actes;Paul;essential_mission;?;;;;;\r\n"
                             "PORT;Port;Anne;harm.public_order;?;;non;Rien;03/02/2026;RSSI\r\n"
                             "PORT;Port;Anne;harm.health_life;?;;oui;Urgences;05/02/2026;RSSI\r\n");
    CHECK(result.messages.empty());
    CHECK(result.lines ==
          "{\"type\":\"application\",\"id\":\"PAIE\",\"legal_secrets\":[\"privacy\",\"medical_secret\"],"
          "\"origin\":\"q.csv:2\"}\n"
          "{\"type\":\"application\",\"id\":\"PORT\",\"harm\":{\"public_order\":false,\"health_life\":true,"
          "\"justification\":\"Rien ; Urgences\",\"date\":\"2026-02-05\",\"validator\":\"RSSI\"},"
          "\"origin\":\"q.csv:5\"}\n");
}

TEST_CASE("the reasons of another answer are kept as a comment, and a neutralised id is itself again") {
    const Read result = read(header + "'=PAIE;;;personal_data;?;;oui;Fichier des agents;03/02/2026;DPO\n");
    CHECK(result.lines.find("\"id\":\"=PAIE\"") != std::string::npos);
    CHECK(result.lines.find("personal_data : Fichier des agents, 03/02/2026, DPO") != std::string::npos);
}

TEST_CASE("what cannot be read is told at its line") {
    CHECK(read(header + "PAIE;;;essential_mission;?;;oui;;;\nPAIE;;;personal_data;?;;peut-être;;;\n").messages ==
          "3:invalid-boolean ");
    CHECK(read(header + "PAIE;;;essential_mision;?;;oui;;;\n").messages == "2:unknown-field ");
    CHECK(read(header + ";;;essential_mission;?;;oui;;;\n").messages == "2:missing-value ");
    CHECK(read(header + "P;;;minors;?;;oui;;;\nP;;;minors;?;;oui;;;\nP;;;minors;?;;non;;;\n").messages ==
          "4:two-answers ");
    CHECK_THROWS(read("Code application;Champ;Question;Validateur\n"));
}
