import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The figures as text, and who may read them. */
export interface MetricsPage {
  /** What has to be shown as `Authorization: Bearer ...`; null = only who asks from this machine, directly. */
  readonly token: string | null;
  readonly contentType: string;
  text(): Promise<string>;
}

/** A proxy on this machine asks for somebody else. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** Equal or not, in a time that tells nothing of how much of it was right. */
function sameToken(shown: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(wanted));
}

/** Whether this request may read the figures: by the token when there is one, else from a loopback address without a proxy between. */
export function mayReadMetrics(request: Pick<IncomingMessage, "headers" | "socket">, token: string | null): boolean {
  if (token !== null) {
    const shown = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    return shown !== undefined && sameToken(shown, token);
  }
  return isLoopback(request.socket.remoteAddress ?? "") && FORWARDED.every((name) => request.headers[name] === undefined);
}
