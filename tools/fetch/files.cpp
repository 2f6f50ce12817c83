#include "tools/fetch/files.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/download.hpp"
#include "libplan/policy/assessment.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/policy/effort_model.hpp"
#include "libplan/policy/hosting.hpp"
#include "libplan/policy/policy.hpp"
#include "libplan/source/import.hpp"
#include "tools/common/files.hpp"
#include "tools/fetch/connection.hpp"
#include "tools/fetch/options.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>

namespace plan::tools {

namespace {

[[noreturn]] void refuse(const std::string& where, const char* code, const char* text, std::string argument) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, {std::move(argument)}, {where, 0, 0, {}}});
}

void check_catalogue(Invocation& invocation, const std::string& text, const std::string& name) {
    const std::size_t errors = invocation.errors();
    const std::size_t targets = read_targets_csv(text, name, invocation.reporter()).size();
    const std::size_t refused = invocation.errors() - errors;
    if (refused > 0)
        refuse(name, "bad-catalogue", PLAN_TEXT("this catalogue has errors, {} in all, and is not written"),
               std::to_string(refused));
    if (targets == 0)
        refuse(name, "empty-catalogue", PLAN_TEXT("this catalogue has {} targets, and is not written"), "0");
}

/// Whatever a file of templates/policies or templates/effort may be, by its outermost element.
void check_policy(const std::string& text, const std::string& name) {
    if (text.find("<effort-model") != std::string::npos) return static_cast<void>(read_effort_model(text, name));
    if (text.find("<decision-table") == std::string::npos) return static_cast<void>(read_policy(text, name));
    try {
        static_cast<void>(read_decision_table(text, name, hosting_words()));
    } catch (const Error&) {
        // The two kinds of table differ only in their words.
        static_cast<void>(read_decision_table(text, name, strategy_words()));
    }
}

[[noreturn]] void fail_keeping(const std::string& path) {
    throw Error(Failure::input_output, {Severity::error,
                                        "cannot-write",
                                        PLAN_TEXT("cannot be written: {}"),
                                        {std::strerror(errno)},
                                        {path, 0, 0, {}}});
}

/// Another name for the version that is there, before a new one takes its own.
void keep_previous(const std::string& path) {
    const std::string previous = path + ".previous", beside = previous + ".new";
    ::unlink(beside.c_str());
    if (::link(path.c_str(), beside.c_str()) != 0) {
        if (errno == ENOENT) return;
        fail_keeping(previous);
    }
    if (::rename(beside.c_str(), previous.c_str()) != 0) fail_keeping(previous);
}

std::string given_digest(const Invocation& invocation) {
    if (!invocation.has("sha256")) return {};
    const auto digest = fetch::digest_of_text(invocation.value("sha256"));
    if (!digest)
        throw Error(Failure::usage,
                    {Severity::error,
                     "bad-digest",
                     PLAN_TEXT("--sha256 takes the 64 hexadecimal digits that sha256sum writes, not '{}'"),
                     {invocation.value("sha256")},
                     {}});
    return *digest;
}

void report_check(Invocation& invocation, const fetch::Download& file, const std::string& shown) {
    const char* text = file.checked == fetch::Checked::signed_by_key
                           ? PLAN_TEXT("the file is signed by the owner of the key; its SHA-256 is {}")
                       : file.checked == fetch::Checked::given
                           ? PLAN_TEXT("the file is the one asked for, by its SHA-256 {}")
                       : file.checked == fetch::Checked::beside
                           ? PLAN_TEXT(
                                 "the file is whole, by the SHA-256 beside it, {}; that it is the right one nothing "
                                 "tells but the server's word")
                           : PLAN_TEXT("the file was not checked; its SHA-256 is {}");
    const Severity severity = file.checked == fetch::Checked::nothing ? Severity::warning : Severity::note;
    invocation.report({severity, "checksum", text, {file.digest}, {shown, 0, 0, {}}});
}

}  // namespace

bool is_file_kind(std::string_view name) {
    return name == "catalogue" || name == "policy";
}

ExitCode fetch_file(Invocation& invocation, std::string_view kind, const fetch::Address& address) {
    fetch::Expected expected;
    expected.digest = given_digest(invocation);
    expected.unverified = invocation.has("unverified");
    std::optional<fetch::PublicKey> key;
    if (invocation.has("public-key")) {
        const std::string path = invocation.value("public-key");
        key.emplace(read_file(path), path);
        expected.key = &*key;
    }
    const fetch::Credentials credentials = read_optional_credentials(invocation);
    Connection connection(invocation, 0);
    connection.hide(credentials);
    fetch::Client& client = connection.client();
    if (credentials.token.empty() && credentials.password.empty())
        client.let_move();
    else
        client.sign_with([&](fetch::Request& request) {
            request.headers.emplace_back("Authorization",
                                         credentials.token.empty()
                                             ? "Basic " + fetch::base64(credentials.user + ":" + credentials.password)
                                             : "Bearer " + credentials.token);
        });
    const fetch::Download file = fetch::download(client, address, expected);
    if (kind == "catalogue")
        check_catalogue(invocation, file.content, address.shown());
    else
        check_policy(file.content, address.shown());
    report_check(invocation, file, address.shown());
    invocation.write(file.content);
    const std::string path = invocation.value("output");
    std::error_code ignored;
    if (!path.empty() && std::filesystem::is_regular_file(path, ignored) && read_file(path) != file.content)
        keep_previous(path);
    connection.finish();
    return ExitCode::success;
}

}  // namespace plan::tools
