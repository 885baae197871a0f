import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A wire to a TCP server, that a test can cut: then nothing gets through any more, in either direction, and nobody is told. */
export interface Wire {
  /** The same URL by way of the wire. */
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays one to the server of `url` (host and port). */
export async function layWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      if (!whole) from.pause();
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        ends.delete(from);
        to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const through = new URL(url);
  through.port = String(address.port);
  return {
    url: through.href,
    cut() {
      whole = false;
      for (const end of ends) end.pause();
    },
    mend() {
      whole = true;
      for (const end of ends) end.resume();
    },
    async close() {
      server.close();
      for (const end of ends) end.destroy();
      await once(server, "close");
    },
  };
}
