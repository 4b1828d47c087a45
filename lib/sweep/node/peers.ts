/** Packages that a sweep's folder needs, which not everyone installs. */

/** To read its rows, and to write them. */
export const READ_PEERS: readonly string[] = ["hyparquet"];
export const SHARD_PEERS: readonly string[] = [...READ_PEERS, "hyparquet-writer"];

/** To ask them in SQL. */
export const QUERY_PEERS: readonly string[] = [...READ_PEERS, "@duckdb/node-api"];
