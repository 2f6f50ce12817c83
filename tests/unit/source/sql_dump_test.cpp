#include "libplan/source/sql_dump.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>

using namespace plan;

namespace {

struct Read {
    std::vector<std::string> rows;  ///< "table@line column=text|column=~|…"
    std::vector<std::string> codes;
    std::size_t unwanted = 0;
};

/// A source that gives a few bytes at a time, so that every token is cut somewhere.
class SlowSource final : public ByteSource {
public:
    SlowSource(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
    std::size_t read(char* out, std::size_t capacity) override {
        const std::size_t count = bytes_.copy(out, std::min(capacity, step_), at_);
        at_ += count;
        return count;
    }
    bool rewind() override { return false; }

private:
    std::string_view bytes_;
    std::size_t step_, at_ = 0;
};

Read read_by(ByteSource& source) {
    Read read;
    SqlDump dump(source, "d.sql");
    dump.read([](std::string_view table, const std::vector<std::string>&) { return table != "logs"; },
              [&](const SqlRow& row) {
                  std::string text = std::string(row.table) + "@" + std::to_string(row.where.line);
                  for (std::size_t index = 0; index < row.columns.size(); ++index)
                      text += " " + row.columns[index] + "=" + (row.cells[index] ? *row.cells[index] : "~");
                  read.rows.push_back(std::move(text));
              });
    dump.report_losses([&](const Diagnostic& diagnostic) { read.codes.push_back(diagnostic.code); });
    read.unwanted = dump.unwanted_rows();
    return read;
}

Read read(std::string_view text) {
    MemorySource source(text);
    Read whole = read_by(source);
    for (const std::size_t step : {1, 7}) {
        SlowSource slow(text, step);
        const Read again = read_by(slow);
        CHECK(again.rows == whole.rows);
        CHECK(again.codes == whole.codes);
    }
    return whole;
}

std::string refusal(std::string_view text) {
    try {
        MemorySource source(text);
        static_cast<void>(read_by(source));
    } catch (const Error& error) {
        return error.diagnostic().code + " " + error.diagnostic().where.to_string();
    }
    return {};
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("rows are read with the columns of the statement, or of the table") {
    CHECK(read("INSERT INTO t (a, `b`, \"c\") VALUES (1,'x',NULL),\n(-2.5e-3, 'y''z', TRUE);").rows ==
          Rows{"t@1 a=1 b=x c=~", "t@2 a=-2.5e-3 b=y'z c=TRUE"});
    CHECK(read("CREATE TABLE IF NOT EXISTS `s`.`t` (`a` int(10) DEFAULT '0', `key` varchar(5) COMMENT 'b, (c)',\n"
               "PRIMARY KEY (`a`,`key`), CONSTRAINT x FOREIGN KEY (`a`) REFERENCES `u` (`id`)) ENGINE=InnoDB;\n"
               "REPLACE INTO s.t VALUES (1,'x');")
              .rows == Rows{"t@3 a=1 key=x"});
}

TEST_CASE("quotes and escapes are those of the dialect") {
    CHECK(read(R"(INSERT INTO t (a,b) VALUES ('it\'s; \\ \"','l\n2');)").rows == Rows{"t@1 a=it's; \\ \" b=l\n2"});
    CHECK(read("-- PostgreSQL database dump\nINSERT INTO t (a,b) VALUES ('C:\\', E'x\\ty');").rows ==
          Rows{"t@2 a=C:\\ b=x\ty"});
    CHECK(read("SET standard_conforming_strings = on;\nINSERT INTO t (a) VALUES ('\\');").rows == Rows{"t@2 a=\\"});
    CHECK(read("PRAGMA foreign_keys=OFF;\nINSERT INTO \"t\" (a) VALUES ('\\');").rows == Rows{"t@2 a=\\"});
    CHECK(read("/*!50003 SET sql_mode='NO_BACKSLASH_ESCAPES' */;INSERT INTO t (a) VALUES ('\\');").rows ==
          Rows{"t@1 a=\\"});
}

TEST_CASE("comments and statements that say nothing of rows are passed over and counted") {
    const Read dump = read(
        "-- INSERT INTO t (a) VALUES (1);\n# another\n/* INSERT INTO t (a) VALUES (2); */\n"
        "LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n"
        "DELIMITER ;;\nCREATE TRIGGER x BEFORE INSERT ON t BEGIN INSERT INTO t (a) VALUES (3); END ;;\nDELIMITER ;\n"
        "CREATE FUNCTION f() RETURNS int AS $body$ INSERT INTO t (a) VALUES ('4); $body$ LANGUAGE sql;\n"
        "INSERT INTO t SELECT * FROM u;\n"
        "INSERT INTO t (a) VALUES (5) ON DUPLICATE KEY UPDATE a=VALUES(a);");
    CHECK(dump.rows == Rows{"t@11 a=5"});
    CHECK(dump.codes == std::vector<std::string>{"statements-passed-over"});
}

TEST_CASE("rows of tables that nobody wants are only counted") {
    const Read dump =
        read("INSERT INTO logs VALUES (1,'(''); INSERT'),(2,NULL),(f(3),X'00');INSERT INTO t (a) VALUES (1);");
    CHECK(dump.rows == Rows{"t@1 a=1"});
    CHECK(dump.unwanted == 3);
}

TEST_CASE("rows that COPY brings are read") {
    const Read dump = read(
        "COPY public.t (a, b, c) FROM stdin;\n1\tx\\ty\\\\\t\\N\n2\t\\x41\\101\t\n\\.\n\nCOPY public.logs (a) FROM "
        "stdin;\n"
        "';\n\\.\nCOPY t (a) TO stdout;\nINSERT INTO t (a) VALUES (1);");
    CHECK(dump.rows == Rows{"t@2 a=1 b=x\ty\\ c=~", "t@3 a=2 b=AA c=", "t@10 a=1"});
    CHECK(dump.unwanted == 1);
}

TEST_CASE("values are texts, whatever stands around them; expressions are not values") {
    const Read dump =
        read("INSERT INTO t (a,b,c,d,e,f) VALUES (_utf8mb4'x','{\"k\":1}'::jsonb,0xAF,'a' 'b',now(),'a'||'b');");
    CHECK(dump.rows == Rows{"t@1 a=x b={\"k\":1} c=0xAF d=ab e=~ f=~"});
    CHECK(dump.codes == std::vector<std::string>{"expressions"});
}

TEST_CASE("rows that cannot be told apart are counted, with the first one's place") {
    const Read dump = read("INSERT INTO u VALUES (1);\nINSERT INTO t (a,b) VALUES (1),(2,3),(4,5,6);");
    CHECK(dump.rows == Rows{"t@2 a=2 b=3"});
    CHECK(dump.codes == std::vector<std::string>{"nameless-columns", "ragged-row"});
}

TEST_CASE("a value that is too long is left out, and nothing else is") {
    const Read dump = read("INSERT INTO t (a,b) VALUES ('" + std::string((1 << 20) + 1, 'x') + "','y');");
    CHECK(dump.rows == Rows{"t@1 a=~ b=y"});
    CHECK(dump.codes == std::vector<std::string>{"long-value"});
}

TEST_CASE("a dump that is cut off is refused with the place") {
    CHECK(refusal("\nINSERT INTO t (a) VALUES (1,'x") == "unterminated-quote d.sql:2:29");
    CHECK(refusal("INSERT INTO t (a) VALUES (1,\n2") == "broken-row d.sql:2:2");
    CHECK(refusal("INSERT INTO logs (a) VALUES (1,") == "broken-row d.sql:1:32");
    CHECK(refusal("COPY t (a) FROM stdin;\n1\n") == "broken-row d.sql:3:1");
    CHECK(refusal("/* never closed") == "");
}
