#include "tests/unit/check/small_plan.hpp"

#include <algorithm>
#include <stdexcept>

using namespace plan;

namespace {

/// `@` stands for a list of one reason.
constexpr std::string_view text =
    R"({"type":"calendar","id":"cal","holidays":"FR","freeze":[{"start":"2026-12-14","finish":"2027-01-03","reason":"budget"}],"windows":[{"id":"w1","start":"2026-03-07","finish":"2026-03-08","max_applications":2},{"id":"w2","start":"2026-04-11","finish":"2026-04-12"}]}
{"type":"team","id":"dev","phases":["study","build","migrate","test"],"capacity_people":2,"calendar":"cal","from":"2026-01-01","until":"2026-12-31"}
{"type":"team","id":"ops","phases":["cutover","decommission"],"capacity_people":2,"calendar":"cal"}
{"type":"target","id":"t1","onboarding_days":3,"source":"s","verified_on":"2026-01-15"}
{"type":"target","id":"t2","source":"s","verified_on":"2026-01-15"}
{"type":"application","id":"a","owner":"o","site":"old","deadline":"2026-03-01","classification":{"class":"personal","because":@},"assessment":{"strategy":"rehost","effort":{"study":{"optimistic":1,"likely":2,"pessimistic":3},"migrate":{"optimistic":3,"likely":4,"pessimistic":6},"test":{"optimistic":1,"likely":2,"pessimistic":3},"cutover":{"optimistic":1,"likely":1,"pessimistic":1},"decommission":{"optimistic":1,"likely":1,"pessimistic":1}},"because":@},"hosting":{"today":{"status":"non_conforming","because":@},"eligible":[{"target":"t1","valid_until":"2027-03-08"}],"rejected":[{"target":"t2","because":@}],"target":"t1","because":@},"group":"g1","planned":{"wave":1,"cutover":"2026-03-08","alone":false,"before":[],"with":["b"],"bridges":[{"other":"c","start":"2026-03-09","finish":"2026-04-11"}]}}
{"type":"application","id":"b","owner":"o","site":"old","team":"dev","assessment":{"strategy":"relocate","effort":{"study":{"optimistic":1,"likely":1,"pessimistic":2},"test":{"optimistic":1,"likely":1,"pessimistic":2}},"because":@},"hosting":{"today":{"status":"conforming","because":@},"eligible":[{"target":"t1"}],"rejected":[],"target":"t1","because":@},"group":"g1","planned":{"wave":1,"cutover":"2026-03-08","alone":false,"before":[],"with":["a"],"bridges":[]}}
{"type":"application","id":"c","owner":"o","site":"room","contract_end":"2026-04-10","classification":{"class":"open","because":@},"assessment":{"strategy":"refactor","effort":{"study":{"optimistic":1,"likely":2,"pessimistic":3},"build":{"optimistic":2,"likely":3,"pessimistic":5},"test":{"optimistic":1,"likely":1,"pessimistic":1},"cutover":{"optimistic":1,"likely":1,"pessimistic":1},"decommission":{"optimistic":1,"likely":1,"pessimistic":1}},"because":@},"hosting":{"today":{"status":"derogation","until":"2026-03-31","because":@},"eligible":[{"target":"t2"}],"rejected":[],"target":"t2","because":@},"group":"g2","planned":{"wave":2,"cutover":"2026-04-11","alone":true,"before":["a"],"with":[],"bridges":[{"other":"a","start":"2026-03-09","finish":"2026-04-11"}]}}
{"type":"application","id":"d","owner":"o","site":"room","assessment":{"strategy":"retire","effort":{"study":{"optimistic":1,"likely":1,"pessimistic":1},"decommission":{"optimistic":1,"likely":1,"pessimistic":1}},"because":@}}
{"type":"application","id":"e","owner":"o","site":"room","assessment":{"strategy":"retain","effort":{},"because":@}}
{"type":"flow","from":"a","to":"b","kind":"api"}
{"type":"flow","from":"a","to":"c","kind":"database","coupling":"strong","volume_gb_per_day":12}
{"type":"flow","from":"e","to":"d","kind":"file"}
{"type":"flow","from":"e","to":"e","kind":"file"}
{"type":"constraint","id":"k-together","kind":"together","applications":["a","b"]}
{"type":"constraint","id":"k-apart","kind":"apart","applications":["a","c"]}
{"type":"constraint","id":"k-before","kind":"before","applications":["a","c"],"lag_days":5}
{"type":"constraint","id":"k-not-before","kind":"not_before","applications":["c"],"date":"2026-04-01"}
{"type":"constraint","id":"k-deadline","kind":"deadline","applications":["c","d"],"date":"2026-04-30"}
{"type":"constraint","id":"k-window","kind":"window","applications":["c"],"windows":["w2"]}
{"type":"constraint","id":"k-wave","kind":"wave","applications":["a"],"wave":1}
{"type":"constraint","id":"k-soft","kind":"not_before","applications":["b"],"date":"2026-03-10","weight":2}
{"type":"group","id":"g1","applications":["a","b"],"weight":12.5,"because":@}
{"type":"group","id":"g2","applications":["c"],"weight":8,"because":@}
{"type":"bridge","from":"a","to":"c","start":"2026-03-09","finish":"2026-04-11","days":34,"weight":9,"flows":1,"because":@}
{"type":"wave","id":"wave-1","number":1,"window":"w1","start":"2026-03-07","finish":"2026-03-08","groups":["g1"],"applications":["a","b"],"effort_days":12.5,"because":@}
{"type":"wave","id":"wave-2","number":2,"window":"w2","start":"2026-04-11","finish":"2026-04-12","groups":["g2"],"applications":["c"],"effort_days":8,"because":@}
{"type":"task","id":"t1/onboard","target":"t1","phase":"onboard","duration_days":3,"start":"2026-02-02","finish":"2026-02-04","because":@}
{"type":"task","id":"a/study","application":"a","phase":"study","group":"g1","wave":1,"team":"dev","people":1,"effort_days":2,"duration_days":2,"start":"2026-02-02","finish":"2026-02-03","slack_days":1,"critical":false,"because":@}
{"type":"task","id":"a/migrate","application":"a","phase":"migrate","group":"g1","wave":1,"team":"dev","people":2,"effort_days":4,"duration_days":2,"start":"2026-02-05","finish":"2026-02-06","predecessors":["a/study","t1/onboard"],"because":@}
{"type":"task","id":"a/test","application":"a","phase":"test","group":"g1","wave":1,"team":"dev","people":1,"effort_days":2,"duration_days":2,"start":"2026-02-09","finish":"2026-02-10","predecessors":["a/migrate"],"because":@}
{"type":"task","id":"a/cutover","application":"a","phase":"cutover","group":"g1","wave":1,"team":"ops","people":0.5,"effort_days":1,"duration_days":2,"start":"2026-03-07","finish":"2026-03-08","predecessors":["a/test"],"because":@}
{"type":"task","id":"a/decommission","application":"a","phase":"decommission","group":"g1","wave":1,"team":"ops","people":1,"effort_days":1,"duration_days":1,"start":"2026-03-09","finish":"2026-03-09","predecessors":["a/cutover"],"because":@}
{"type":"task","id":"b/study","application":"b","phase":"study","group":"g1","wave":1,"team":"dev","people":1,"effort_days":1,"duration_days":1,"start":"2026-02-02","finish":"2026-02-02","because":@}
{"type":"task","id":"b/test","application":"b","phase":"test","group":"g1","wave":1,"team":"dev","people":1,"effort_days":1,"duration_days":1,"start":"2026-02-09","finish":"2026-02-09","predecessors":["b/study","t1/onboard"],"because":@}
{"type":"task","id":"b/cutover","application":"b","phase":"cutover","group":"g1","wave":1,"team":"ops","people":0.5,"effort_days":0.5,"duration_days":1,"start":"2026-03-08","finish":"2026-03-08","predecessors":["b/test"],"because":@}
{"type":"task","id":"c/study","application":"c","phase":"study","group":"g2","wave":2,"team":"dev","people":2,"effort_days":2,"duration_days":1,"start":"2026-02-04","finish":"2026-02-04","because":@}
{"type":"task","id":"c/build","application":"c","phase":"build","group":"g2","wave":2,"team":"dev","people":1,"effort_days":3,"duration_days":3,"start":"2026-02-10","finish":"2026-02-12","predecessors":["c/study"],"because":@}
{"type":"task","id":"c/test","application":"c","phase":"test","group":"g2","wave":2,"team":"dev","people":1,"effort_days":1,"duration_days":1,"start":"2026-02-13","finish":"2026-02-13","predecessors":["c/build"],"because":@}
{"type":"task","id":"c/cutover","application":"c","phase":"cutover","group":"g2","wave":2,"team":"ops","people":1,"effort_days":1,"duration_days":1,"start":"2026-04-11","finish":"2026-04-11","predecessors":["c/test"],"because":@}
{"type":"task","id":"c/decommission","application":"c","phase":"decommission","group":"g2","wave":2,"team":"ops","people":1,"effort_days":1,"duration_days":1,"start":"2026-04-13","finish":"2026-04-13","predecessors":["c/cutover"],"slack_days":0,"critical":true,"because":@}
{"type":"task","id":"d/study","application":"d","phase":"study","team":"dev","people":1,"effort_days":1,"duration_days":1,"start":"2026-02-03","finish":"2026-02-03","because":@}
{"type":"task","id":"d/decommission","application":"d","phase":"decommission","team":"ops","people":1,"effort_days":1,"duration_days":1,"start":"2026-03-10","finish":"2026-03-10","predecessors":["d/study"],"because":@}
{"type":"plan","settings":{"horizon_months":"12","exposure_weight_personal":"2"},"seed":1,"start":"2026-02-02","finish":"2026-04-13","objective":{"lateness":13,"exposure":81,"bridges":306,"makespan_days":71,"disruption":0,"total":312.6},"lower_bound":300,"gap":0.042,"verified":true}
{"type":"end"}
)";

}  // namespace

std::string small_plan_text() {
    std::string whole;
    for (const char character : text) {
        if (character == '@')
            whole += R"([{"rule":"by-hand","source":"test","text":"because"}])";
        else
            whole += character;
    }
    return whole;
}

Portfolio portfolio_of(const std::string& stream) {
    Portfolio portfolio;
    portfolio.read(stream, "test");
    return portfolio;
}

Portfolio small_plan() {
    return portfolio_of(small_plan_text());
}

Task& task_of(Portfolio& portfolio, std::string_view id) {
    const auto found = std::ranges::find(portfolio.tasks, id, &Task::id);
    if (found == portfolio.tasks.end()) throw std::logic_error("no task " + std::string(id));
    return *found;
}

Application& application_of(Portfolio& portfolio, std::string_view id) {
    return portfolio.applications.at(portfolio.application_index(id).value());
}

Date day(std::string_view iso) {
    return Date::from_iso(iso).value();
}

Codes codes_of(const std::vector<Diagnostic>& findings) {
    Codes codes;
    for (const Diagnostic& finding : findings) codes.insert(finding.code);
    return codes;
}

std::string texts_of(const std::vector<Diagnostic>& findings) {
    std::string texts;
    for (const Diagnostic& finding : findings)
        texts +=
            finding.where.to_string() + ": " + fill_text(finding.text, finding.arguments) + " [" + finding.code + "]\n";
    return texts;
}
