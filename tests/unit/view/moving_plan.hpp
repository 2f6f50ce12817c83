#pragma once

#include "libplan/record/portfolio.hpp"

#include <string>

/// A plan of two waves, small enough to be worked out by hand.
namespace plan::tests {

/// sso and pay move to nubo, in waves 1 and 2; hr stays; old is retired; fresh is a project at nubo; mute has no site.
/// Bridges: pay and hr each with sso from the day after wave 1; pay with hr from the day after wave 2.
[[nodiscard]] inline std::string moving_plan_records() {
    return R"({"type":"application","id":"sso","name":"Identité","site":"nord","business_owner":"DNUM","criticality":"vital","hosting":{"target":"nubo"},"planned":{"wave":1,"cutover":"2027-04-04"}}
{"type":"application","id":"pay","name":"Paie","site":"nord","business_owner":"DRH","users":300,"hosting":{"target":"nubo"},"planned":{"wave":2,"cutover":"2027-05-02"}}
{"type":"application","id":"hr","site":"nord","business_owner":"DRH","strategy":"retain"}
{"type":"application","id":"old","site":"sud","strategy":"retire"}
{"type":"application","id":"fresh","lifecycle":"project","go_live":"2027-04-20","hosting":{"target":"nubo"}}
{"type":"application","id":"mute"}
{"type":"flow","from":"pay","to":"sso","kind":"sso"}
{"type":"flow","from":"hr","to":"sso","kind":"sso"}
{"type":"flow","from":"pay","to":"hr","kind":"file","volume_gb_per_day":2}
{"type":"flow","from":"old","to":"hr","kind":"batch"}
{"type":"target","id":"nubo","provider":"DGFiP","offer":"Nubo"}
{"type":"wave","id":"wave-1","number":1,"start":"2027-03-01","finish":"2027-04-04","applications":["sso"],"effort_days":1}
{"type":"wave","id":"wave-2","number":2,"start":"2027-03-01","finish":"2027-05-02","applications":["pay"],"effort_days":1}
{"type":"task","id":"sso/cutover","application":"sso","phase":"cutover","wave":1,"team":"t","people":1,"effort_days":2,"duration_days":2,"start":"2027-04-03","finish":"2027-04-04"}
{"type":"task","id":"pay/cutover","application":"pay","phase":"cutover","wave":2,"team":"t","people":1,"effort_days":2,"duration_days":2,"start":"2027-05-01","finish":"2027-05-02"}
{"type":"task","id":"old/decommission","application":"old","phase":"decommission","team":"t","people":1,"effort_days":2,"duration_days":2,"start":"2027-04-12","finish":"2027-04-16"}
{"type":"bridge","from":"pay","to":"sso","start":"2027-04-05","finish":"2027-05-02","days":28,"weight":1,"flows":1}
{"type":"bridge","from":"hr","to":"sso","start":"2027-04-05","finish":"2027-06-30","days":87,"weight":1,"flows":1}
{"type":"bridge","from":"pay","to":"hr","start":"2027-05-03","finish":"2027-06-30","days":59,"weight":2,"flows":1}
{"type":"plan","settings":{},"seed":1,"start":"2027-03-01","finish":"2027-06-30","objective":{"total":1},"lower_bound":1,"gap":0,"verified":true}
{"type":"end"}
)";
}

[[nodiscard]] inline Portfolio read_records(const std::string& records) {
    Portfolio portfolio;
    portfolio.read(records, "test");
    return portfolio;
}

[[nodiscard]] inline Portfolio moving_plan() {
    return read_records(moving_plan_records());
}

}  // namespace plan::tests
