import { hostname, networkInterfaces } from "node:os";
import type { Config } from "../config.ts";

/** The headers of any kind of request, as far as an origin check needs them. */
export interface OriginHeaders {
  readonly method: string;
  readonly origin: string | null;
  readonly secFetchSite: string | null;
}

function namesOf(host: string): readonly string[] {
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  if (["127.0.0.1", "::1", "localhost"].includes(host)) return loopback;
  if (host !== "0.0.0.0" && host !== "::") return [host.includes(":") ? `[${host}]` : host];
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((entry) => entry !== undefined && !entry.address.startsWith("fe80:"))
    .map((entry) => (entry?.family === "IPv6" ? `[${entry.address}]` : (entry?.address ?? "")));
  return [...loopback, hostname().toLowerCase(), ...addresses];
}

/**
 * The origins under which this server is known: VIRTFERRY_PUBLIC_URL alone if it is set, else http and the addresses that it listens on.
 */
export function knownOrigins(config: Pick<Config, "publicUrl" | "host" | "port">): readonly string[] {
  if (config.publicUrl !== null) return [config.publicUrl];
  // URL drops the port where it is the scheme's own, as browsers do.
  return [...new Set(namesOf(config.host).map((name) => new URL(`http://${name}:${config.port}`).origin))];
}

/**
 * True when a request that may change something comes from our own pages, or from no browser at all. Browsers send Origin with every
 * POST and with every WebSocket; a program such as curl sends neither Origin nor Sec-Fetch-Site.
 */
export function originAllowed(headers: OriginHeaders, known: readonly string[]): boolean {
  if (headers.origin !== null) return known.includes(headers.origin);
  if (headers.method === "GET" || headers.method === "HEAD") return true;
  return headers.secFetchSite === null || headers.secFetchSite === "same-origin";
}
