#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/curl_transport.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/record/writer.hpp"
#include "libplan/source/import.hpp"
#include "tools/common/maps.hpp"
#include "tools/common/tool.hpp"
#include "tools/fetch/connection.hpp"
#include "tools/fetch/files.hpp"
#include "tools/fetch/options.hpp"
#include "tools/fetch/secrets.hpp"

#include <algorithm>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-fetch",
    .summary = PLAN_TEXT("reads a register of applications over the network and writes it as records, or fetches a "
                         "catalogue of hosting or a policy"),
    .operands = "KIND URL",
    .options = fetch_options(),
    .reads_stdin = false,
};

ImportOptions import_options(const Invocation& invocation) {
    ImportOptions options;
    if (invocation.has("flows"))
        options.flow_ends = invocation.value("flows") == "calls" ? FlowEnds::calls : FlowEnds::data;
    options.language = invocation.language();
    return options;
}

ExitCode fetch_register(Invocation& invocation, const fetch::RegisterKind& kind, const fetch::Address& address) {
    fetch::FetchOptions options = register_options(invocation, kind, address);
    Maps maps(invocation);
    fetch::Credentials credentials = read_credentials(invocation, kind);
    Connection connection(invocation, kind.per_minute);
    connection.hide(credentials);

    const std::size_t errors = invocation.errors();
    const ImportOptions reading = import_options(invocation);
    const Sink sink = [&](std::string_view lines) { invocation.write(lines); };
    // The map of a register serves all its versions: what a server lacks of it is news only where the user chose it.
    const Report report = [&](const Diagnostic& diagnostic) {
        if (invocation.has("map") || diagnostic.code != "absent-columns") invocation.report(diagnostic);
    };
    Importer importer(reading, sink, report, maps.of(kind.name));
    kind.read(connection.client(), address, credentials, options, importer);
    for (const ImportSummary& summary : importer.summaries()) report_summary(invocation, summary);
    std::string end;
    write_end(end);
    invocation.write(end);
    connection.finish();
    return invocation.errors() > errors ? ExitCode::negative : ExitCode::success;
}

ExitCode run(Invocation& invocation) {
    const std::vector<std::string>& operands = invocation.operands();
    std::vector<std::string> names;
    for (const fetch::RegisterKind& kind : fetch::register_kinds()) names.emplace_back(kind.name);
    names.insert(names.end(), {"catalogue", "policy"});
    const auto fail_usage = [&](const char* code, const char* text, std::vector<std::string> arguments) {
        throw Error(Failure::usage, {Severity::error, code, text, std::move(arguments), {}});
    };
    if (operands.size() != 2)
        fail_usage("fetch-operands", PLAN_TEXT("give what is read, one of {}, and its address"), {join(names, ", ")});
    if (is_file_kind(operands[0])) return fetch_file(invocation, operands[0], fetch::Address(operands[1]));
    const fetch::RegisterKind* kind = fetch::find_register(operands[0]);
    if (!kind)
        fail_usage("unknown-register", PLAN_TEXT("'{}' is none of what is read: {}"), {operands[0], join(names, ", ")});
    return fetch_register(invocation, *kind, fetch::Address(operands[1]));
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
