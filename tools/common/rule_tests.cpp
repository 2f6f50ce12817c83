#include "tools/common/rule_tests.hpp"

namespace plan::tools {

ExitCode report_tests(Invocation& invocation, const std::string& id, const PolicyTestResult& result, bool strict) {
    for (const Diagnostic& finding : result.findings) invocation.report(finding);
    const bool french = invocation.language() == Language::french;
    const auto count = [](std::size_t number) { return std::to_string(number); };
    invocation.write(id + (french ? " : " : ": ") + count(result.rules) + (french ? " règles, " : " rules, ") +
                     count(result.examples) + (french ? " exemples, " : " examples, ") + count(result.failed) +
                     (french ? " en échec\n" : " failed\n"));
    const bool found = invocation.errors() > 0 || (strict && invocation.warnings() > 0);
    return found ? ExitCode::negative : ExitCode::success;
}

}  // namespace plan::tools
