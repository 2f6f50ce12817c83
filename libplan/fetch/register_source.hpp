#pragma once

#include "libplan/fetch/address.hpp"
#include "libplan/fetch/client.hpp"
#include "libplan/source/table_consumer.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Registers and CMDBs that are read over the network: what each calls its tables, how it is asked for them, and how it
/// says that it gave them all. What their answers mean is said in libplan/source, where files of the same are read.
namespace plan::fetch {

/// How the server is told who asks. Empty texts are those that were not given.
struct Credentials {
    std::string user, password;
    std::string token;
    std::string application_token;  ///< of GLPI: which program asks
    /// Reads the secrets again where they came from, in case they were renewed there.
    std::function<void(Credentials&)> again = {};
};

struct FetchOptions {
    std::string name;                  ///< begins every `origin`
    std::size_t page_size = 0;         ///< 0: the register's usual one
    std::vector<std::string> without;  ///< tables that are not asked for
};

struct RegisterKind {
    std::string_view name;   ///< "mercator"; also of its map below templates/maps
    bool takes_password;     ///< a user and a password will do
    std::size_t per_minute;  ///< what the server allows unless it is set up otherwise; 0: nothing is known
    /// What may be left out; of several, "a|b".
    std::string_view tables;
    /// Asks for everything, then gives its tables to the consumer. Throws what Client::each and read_listing throw, and
    /// Error(invalid_input, "model-too-large").
    void (*read)(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                 TableConsumer& consumer);
};

[[nodiscard]] std::span<const RegisterKind> register_kinds();
[[nodiscard]] const RegisterKind* find_register(std::string_view name);

void fetch_glpi(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                TableConsumer& consumer);
void fetch_itop(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                TableConsumer& consumer);
void fetch_mercator(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                    TableConsumer& consumer);
void fetch_refapp(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                  TableConsumer& consumer);

/// Whether the table is asked for.
[[nodiscard]] bool wants(const FetchOptions& options, std::string_view table);

}  // namespace plan::fetch
