#include "tools/fetch/connection.hpp"

#include "tools/fetch/options.hpp"
#include "tools/fetch/secrets.hpp"

namespace plan::tools {

namespace {

fetch::TransportSettings transport_settings(const Invocation& invocation) {
    fetch::TransportSettings settings;
    settings.longest = seconds(invocation, "timeout");
    settings.most_bytes = whole_number(invocation, "max-size", 1, 256) << 20;
    for (const char* name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE"})
        if (settings.certificates.empty()) settings.certificates = variable(name);
    if (invocation.has("ca-file")) settings.certificates = invocation.value("ca-file");
    settings.certificate_folder = variable("SSL_CERT_DIR");
    settings.client_certificate = invocation.value("client-cert");
    settings.client_key = invocation.value("client-key");
    if (invocation.has("proxy")) settings.proxy = fetch::Address(invocation.value("proxy")).url();
    settings.allow_plain = invocation.has("insecure-http");
    return settings;
}

fetch::ClientSettings client_settings(const Invocation& invocation, std::size_t per_minute) {
    fetch::ClientSettings settings;
    settings.connections = whole_number(invocation, "connections", 1, 16);
    settings.per_minute = invocation.has("rate") ? whole_number(invocation, "rate", 0, 1'000'000) : per_minute;
    settings.retries = whole_number(invocation, "retries", 0, 100);
    settings.retry_wait = seconds(invocation, "retry-wait");
    settings.longest_wait = seconds(invocation, "max-wait");
    settings.reads_aside = true;
    return settings;
}

}  // namespace

Connection::Connection(Invocation& invocation, std::size_t per_minute)
    : report_(invocation.reporter()),
      transport_(transport_settings(invocation)),
      client_(transport_, client_settings(invocation, per_minute), report_) {
    if (invocation.has("state")) journal_.emplace(invocation.value("state"));
    if (invocation.has("cache")) cache_.emplace(invocation.value("cache"));
    client_.keep_in(journal_ ? &*journal_ : nullptr, cache_ ? &*cache_ : nullptr);
    client_.show_progress([&invocation](std::size_t done, std::size_t all) {
        invocation.progress(invocation.operands().front() + ": " + std::to_string(done) + " / " + std::to_string(all));
    });
}

void Connection::hide(const fetch::Credentials& credentials) {
    for (const std::string& secret : {credentials.password, credentials.token, credentials.application_token})
        client_.hide(secret);
}

void Connection::finish() {
    if (journal_) journal_->finish();
}

}  // namespace plan::tools
