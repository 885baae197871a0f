import type { PostgresHome } from "./home.ts";

/**
 * Settings of our own PostgreSQL, given at each start so that a newer VirtFerry brings newer ones. Durable (fsync and
 * synchronous_commit stay on), small (one writer, a few thousand rows a migration), reachable by the socket only.
 */
export function postgresArguments(home: PostgresHome): string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: "",
    unix_socket_directories: home.socketDir,
    unix_socket_permissions: "0700",
    port: "5432",
    fsync: "on",
    synchronous_commit: "on",
    shared_buffers: "24MB",
    max_connections: "30",
    // Each worker is a process: none for I/O, none for parallel queries.
    io_method: "sync",
    max_worker_processes: "2",
    max_parallel_workers_per_gather: "0",
    jit: "off",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    min_wal_size: "32MB",
    max_wal_size: "256MB",
    // A query whose VirtFerry was killed ends too, and frees what it held.
    client_connection_check_interval: "2s",
    log_min_messages: "warning",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  return ["-D", home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
