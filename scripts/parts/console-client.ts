import { readFileSync } from "node:fs";
import type { LabStatus } from "../../lab/verbs/status.ts";

/** A signed-in person's access to a running console, over the same HTTP that the browser uses. For the demo, benches and journeys. */
export interface ConsoleClient {
  readonly url: string;
  readonly cookie: string;
  /** Calls the REST API; throws with the server's words when it answers with an error. */
  call<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T>;
}

/** Signs in with a user name and password; throws with the answer's text when that fails. */
export async function signIn(url: string, username: string, password: string): Promise<ConsoleClient> {
  const headers = { "content-type": "application/json", origin: url };
  const answer = await fetch(`${url}/api/auth/sign-in/username`, {
    method: "POST",
    headers,
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`sign-in at ${url} failed: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return {
    url,
    cookie,
    async call<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
      const reply = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...headers, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 1500)}`);
      return (text ? JSON.parse(text) : null) as T;
    },
  };
}

/**
 * Gives the console the lab's SSH key and registers its hosts, as an admin would on the Add-host page. The fingerprint that is
 * accepted is the one that the lab itself knows, not the one that the network presents.
 */
export async function registerLabHosts(client: ConsoleClient, lab: LabStatus): Promise<void> {
  if (lab.privateKeyPath === undefined) throw new Error("the lab is not up: run `npm run lab -- up`");
  const key = await client.call<{ id: string }>("POST", "/keys", {
    name: "lab",
    privateKey: readFileSync(lab.privateKeyPath, "utf8"),
  });
  for (const host of lab.hosts) {
    await client.call("POST", "/hosts", {
      name: host.name,
      address: host.address,
      port: host.sshPort,
      user: host.sshUser,
      keyId: key.id,
      acceptedFingerprint: host.hostKeyFingerprint,
    });
  }
}
