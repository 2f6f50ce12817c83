#pragma once

#include "libplan/record/records.hpp"

#include <string>

namespace plan {

/// Each appends one line of the stream, LF included, with the fixed key order of plan-records(5); absent fields are
/// left out. `out` is only appended to.
void write_record(std::string& out, const Application& record);
void write_record(std::string& out, const Flow& record);
void write_record(std::string& out, const Server& record);
void write_record(std::string& out, const Team& record);
void write_record(std::string& out, const Target& record);
void write_record(std::string& out, const Calendar& record);
void write_record(std::string& out, const Constraint& record);
void write_record(std::string& out, const Group& record);
void write_record(std::string& out, const Bridge& record);
void write_record(std::string& out, const Wave& record);
void write_record(std::string& out, const Task& record);
void write_record(std::string& out, const Plan& record);
void write_record(std::string& out, const Usage& record);
void write_record(std::string& out, const ComplianceLine& record);
void write_end(std::string& out);

}  // namespace plan
