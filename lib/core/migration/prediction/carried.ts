import type { MigrationOptions } from "../../model/options.ts";

const MIB = 1_048_576;
/** One QEMU channel keeps one core busy, and ends there: bytes/s, without and with TLS. Rough: both depend on the CPU. */
const CHANNEL_BYTES_PER_SEC = 1200 * MIB;
const TLS_CHANNEL_BYTES_PER_SEC = 400 * MIB;
/** Files that we copy go through one ssh or TLS stream. */
const FILE_BYTES_PER_SEC = 400 * MIB;

type CarriedOptions = Pick<
  MigrationOptions,
  "bandwidthMiBps" | "postCopyBandwidthMiBps" | "parallelConnections" | "tls" | "tunnelled"
>;

/** What goes over in one ms, bytes, in each part of a migration. Null = neither the link nor a limit is known. */
export interface Carried {
  /** Pre-copy and block copy: within the admin's own limit. */
  readonly copying: number;
  /** QEMU drops the limit for the last pages, while the guest stands still. */
  readonly stopped: number;
  readonly postCopy: number;
  readonly files: number;
  /** What the channels take at most, whatever the link carries. */
  readonly channels: number;
}

/**
 * How much a link that carries `linkBytesPerSec` gives to a migration with these options. A link that nobody knows is taken to carry the admin's
 * limit, if there is one. Compression is not reckoned with: how well memory packs is not known beforehand.
 */
export function carriedBy(linkBytesPerSec: number | null, options: CarriedOptions): Carried | null {
  const limit = options.bandwidthMiBps === null ? null : options.bandwidthMiBps * MIB;
  const link = linkBytesPerSec ?? limit;
  if (link === null || link <= 0) return null;
  const secured = options.tls || options.tunnelled;
  const channels = (options.parallelConnections ?? 1) * (secured ? TLS_CHANNEL_BYTES_PER_SEC : CHANNEL_BYTES_PER_SEC);
  const free = Math.min(link, channels);
  const limited = (own: number | null) => (own === null ? free : Math.min(free, own)) / 1000;
  return {
    copying: limited(limit),
    stopped: free / 1000,
    postCopy: limited(options.postCopyBandwidthMiBps === null ? null : options.postCopyBandwidthMiBps * MIB),
    files: Math.min(link, FILE_BYTES_PER_SEC, limit ?? Number.POSITIVE_INFINITY) / 1000,
    channels: channels / 1000,
  };
}
