import ssh2 from "ssh2";
import type { HostKey } from "../../lib/core/model/host.ts";
import { classifyFailure } from "./classify-failure.ts";
import { everyHostKeyAlgorithm, hostKeyFromBlob } from "./host-key.ts";
import { listenIn, openSocket, socketFacts } from "./open-socket.ts";
import type { SshProblem } from "./ssh-problem.ts";

export type FetchedHostKey =
  | { readonly ok: true; readonly hostKey: HostKey }
  | { readonly ok: false; readonly problem: SshProblem };

/**
 * The key that a host presents, without trusting it: key exchange only (in which the host proves that it holds the key), then the
 * connection is closed before any user name or credential is sent. Never rejects. `timeoutMs` covers TCP and key exchange each.
 */
export async function fetchHostKey(address: string, port: number, timeoutMs: number): Promise<FetchedHostKey> {
  const client = new ssh2.Client();
  try {
    const sock = await openSocket(address, port, timeoutMs);
    const spoke = listenIn(sock);
    return await new Promise<FetchedHostKey>((resolve) => {
      let presented: HostKey | undefined;
      const fail = (message: string, level?: string) =>
        resolve({ ok: false, problem: classifyFailure({ stage: "handshake", message, level, spoke: spoke() }) });
      client.on("handshake", () => {
        if (presented) resolve({ ok: true, hostKey: presented });
      });
      client.on("error", (error) => fail(error.message, error.level));
      client.on("close", () => fail("the connection was closed"));
      client.connect({
        sock,
        // ssh2 wants a user name; with no method to offer, and the connection closed at the handshake, it is never sent.
        username: "nobody",
        authHandler: [],
        readyTimeout: timeoutMs,
        algorithms: { serverHostKey: everyHostKeyAlgorithm() },
        hostVerifier: (blob: Buffer): boolean => {
          presented = hostKeyFromBlob(blob);
          return true;
        },
      });
    });
  } catch (error) {
    return { ok: false, problem: classifyFailure(socketFacts(error)) };
  } finally {
    client.destroy();
  }
}
