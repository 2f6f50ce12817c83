#include "tools/fetch/options.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "tools/fetch/secrets.hpp"

#include <algorithm>
#include <utility>

namespace plan::tools {

namespace {

[[noreturn]] void fail_usage(const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::usage, {Severity::error, code, text, std::move(arguments), {}});
}

constexpr SecretPlace token_place{"token-file", "PLAN_FETCH_TOKEN", PLAN_TEXT("Token (not shown):")};
constexpr SecretPlace password_place{"password-file", "PLAN_FETCH_PASSWORD", PLAN_TEXT("Password (not shown):")};
constexpr SecretPlace application_place{"app-token-file", "PLAN_FETCH_APP_TOKEN"};

std::string user_of(const Invocation& invocation) {
    return invocation.has("user") ? invocation.value("user") : variable("PLAN_FETCH_USER");
}

/// The same place, when nobody can be asked.
SecretPlace unattended(SecretPlace place) {
    place.prompt = {};
    return place;
}

}  // namespace

std::vector<Option> fetch_options() {
    return {
        {.name = "token-file",
         .argument = "FILE",
         .help = PLAN_TEXT("the token to ask with is the first line of FILE; else $PLAN_FETCH_TOKEN"),
         .completion = Completion::file},
        {.name = "user",
         .letter = 'u',
         .argument = "NAME",
         .help = PLAN_TEXT("the account to ask as, with a password instead of a token; else $PLAN_FETCH_USER")},
        {.name = "password-file",
         .argument = "FILE",
         .help = PLAN_TEXT("its password is the first line of FILE; else $PLAN_FETCH_PASSWORD, or asked for"),
         .completion = Completion::file},
        {.name = "app-token-file",
         .argument = "FILE",
         .help = PLAN_TEXT("the App-Token of GLPI is the first line of FILE; else $PLAN_FETCH_APP_TOKEN"),
         .completion = Completion::file},
        {.name = "state",
         .argument = "FILE",
         .help = PLAN_TEXT("keep what is read in FILE until all is; after a failure the next run goes on from there"),
         .completion = Completion::file},
        {.name = "cache",
         .argument = "FOLDER",
         .help = PLAN_TEXT("keep answers in FOLDER, and ask only for what has changed since"),
         .completion = Completion::directory},
        {.name = "without",
         .argument = "TABLE",
         .help = PLAN_TEXT("do not ask for this table, which the account may not read; may be given again")},
        {.name = "name",
         .argument = "NAME",
         .help = PLAN_TEXT("what the origin of records begins with; the server's name unless given")},
        {.name = "map",
         .argument = "FILE",
         .help = PLAN_TEXT("column map, or the name of a shipped one; that of the register unless given"),
         .completion = Completion::file,
         .shipped = "maps"},
        {.name = "flows",
         .argument = "READING",
         .help = PLAN_TEXT("what source and destination of a flow mean: calls, the source depends on the "
                           "destination; data, the destination depends on the source; by kind of flow unless given"),
         .choices = {"calls", "data"}},
        {.name = "sha256",
         .argument = "DIGEST",
         .help =
             PLAN_TEXT("of a catalogue or policy: the SHA-256 that it must have; else the one beside it, URL.sha256")},
        {.name = "public-key",
         .argument = "FILE",
         .help = PLAN_TEXT("of a catalogue or policy: who signs it; the signature stands beside it, URL.sig"),
         .completion = Completion::file},
        {.name = "unverified",
         .argument = "",
         .help = PLAN_TEXT("take a catalogue or policy that nothing is known of to check it against")},
        {.name = "page-size",
         .argument = "N",
         .help = PLAN_TEXT("records of a page; the register's usual unless given")},
        {.name = "connections", .argument = "N", .help = PLAN_TEXT("requests at once, 1 to 16"), .fallback = "4"},
        {.name = "rate",
         .argument = "N",
         .help = PLAN_TEXT("requests a minute, 0 for no bound; for mercator 60 unless given, else no bound")},
        {.name = "retries",
         .argument = "N",
         .help = PLAN_TEXT("how often a request is repeated that failed in passing, 0 to 100"),
         .fallback = "4"},
        {.name = "retry-wait",
         .argument = "SECONDS",
         .help = PLAN_TEXT("before the first repetition; twice as long before each further one"),
         .fallback = "1"},
        {.name = "max-wait",
         .argument = "SECONDS",
         .help = PLAN_TEXT("longest wait at once; a server that asks for more is not waited for"),
         .fallback = "120"},
        {.name = "timeout", .argument = "SECONDS", .help = PLAN_TEXT("longest time of one request"), .fallback = "120"},
        {.name = "max-size", .argument = "MB", .help = PLAN_TEXT("largest answer, 1 to 256"), .fallback = "256"},
        {.name = "ca-file",
         .argument = "FILE",
         .help = PLAN_TEXT("trust the authorities of FILE instead of the system's; else $CURL_CA_BUNDLE or "
                           "$SSL_CERT_FILE"),
         .completion = Completion::file},
        {.name = "client-cert",
         .argument = "FILE",
         .help = PLAN_TEXT("the certificate to show to the server"),
         .completion = Completion::file},
        {.name = "client-key",
         .argument = "FILE",
         .help = PLAN_TEXT("its private key, where the certificate's file does not hold it"),
         .completion = Completion::file},
        {.name = "proxy", .argument = "URL", .help = PLAN_TEXT("instead of the one that $https_proxy names")},
        {.name = "insecure-http",
         .argument = "",
         .help = PLAN_TEXT("allow http beyond this machine, where anybody on the way reads the credentials")},
    };
}

std::size_t whole_number(const Invocation& invocation, std::string_view option, std::size_t least, std::size_t most) {
    const std::string text = invocation.value(option);
    const auto number = parse_integer(text);
    if (!number || *number < static_cast<std::int64_t>(least) || *number > static_cast<std::int64_t>(most))
        fail_usage("bad-number", PLAN_TEXT("option '--{}' takes a whole number from {} to {}, not '{}'"),
                   {std::string(option), std::to_string(least), std::to_string(most), text});
    return static_cast<std::size_t>(*number);
}

fetch::Milliseconds seconds(const Invocation& invocation, std::string_view option) {
    constexpr double day = 86400;
    const double number = invocation.number(option).value_or(0);
    if (!(number >= 0 && number <= day))
        fail_usage("bad-number", PLAN_TEXT("option '--{}' takes a number of seconds from 0 to 86400, not '{}'"),
                   {std::string(option), invocation.value(option)});
    return fetch::Milliseconds(static_cast<std::int64_t>(number * 1000));
}

fetch::FetchOptions register_options(const Invocation& invocation, const fetch::RegisterKind& kind,
                                     const fetch::Address& address) {
    fetch::FetchOptions options;
    options.name = invocation.has("name") ? invocation.value("name") : address.authority();
    if (options.name.empty() || options.name.find('/') != std::string::npos)
        fail_usage("bad-name", PLAN_TEXT("--name takes a name without '/', not '{}'"), {options.name});
    if (invocation.has("page-size")) options.page_size = whole_number(invocation, "page-size", 1, 10'000);
    options.without = invocation.values("without");
    const std::vector<std::string> tables = split_list(kind.tables, "|");
    for (const std::string& table : options.without)
        if (std::ranges::find(tables, table) == tables.end())
            fail_usage("unknown-table", PLAN_TEXT("{} can be read without one of {}, not without '{}'"),
                       {std::string(kind.name), join(tables, ", "), table});
    return options;
}

fetch::Credentials read_credentials(Invocation& invocation, const fetch::RegisterKind& kind) {
    fetch::Credentials credentials;
    credentials.application_token = read_secret(invocation, application_place);
    credentials.user = kind.takes_password ? user_of(invocation) : std::string();
    const bool by_password = !credentials.user.empty() && !invocation.has("token-file");
    (by_password ? credentials.password : credentials.token) =
        read_secret(invocation, by_password ? password_place : token_place);
    if (credentials.password.empty() && credentials.token.empty())
        fail_usage("no-credentials",
                   kind.takes_password
                       ? PLAN_TEXT("nothing tells who asks: give --token-file, or --user with --password-file")
                       : PLAN_TEXT("nothing tells who asks: give --token-file; a user and a password will not do here"),
                   {});
    credentials.again = [&invocation, by_password](fetch::Credentials& known) {
        const SecretPlace place = unattended(by_password ? password_place : token_place);
        std::string& secret = by_password ? known.password : known.token;
        if (!invocation.has(place.option) || invocation.value(place.option) == "-") return;
        secret = read_secret(invocation, place);
    };
    return credentials;
}

fetch::Credentials read_optional_credentials(Invocation& invocation) {
    fetch::Credentials credentials;
    credentials.user = user_of(invocation);
    credentials.token = read_secret(invocation, unattended(token_place));
    if (credentials.token.empty() && !credentials.user.empty())
        credentials.password = read_secret(invocation, password_place);
    return credentials;
}

}  // namespace plan::tools
