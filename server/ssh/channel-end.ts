import type { ClientChannel } from "ssh2";

/** How a remote command ended; both null when its channel ended without telling: the far side is gone. */
export interface ChannelEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/**
 * Calls once, when a channel is over and all of its stdout and stderr has been given out (both must be read).
 * ssh2's "close" does not wait for stderr, and its "exit" may come before anyone could listen: a fast command's exit status arrives in
 * the same packet as the confirmation of its start. So the status is taken from "close", which repeats it.
 */
export function onChannelEnd(channel: ClientChannel, listener: (end: ChannelEnd) => void): void {
  let open = 2;
  let end: ChannelEnd = { exitCode: null, signal: null };
  const part = () => {
    open -= 1;
    if (open === 0) listener(end);
  };
  channel.once("close", (exitCode?: number | null, signal?: string) => {
    end = { exitCode: exitCode ?? null, signal: signal ?? null };
    part();
  });
  channel.stderr.once("close", part);
}

/** Closes a channel without waiting for the other side. */
export function closeNow(channel: ClientChannel): void {
  channel.on("error", () => undefined);
  try {
    channel.close();
  } catch {
    // Already closed by the other side: nothing is left to be told.
    channel.destroy();
  }
}
