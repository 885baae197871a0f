import { setTimeout as sleep } from "node:timers/promises";
import type { ClientChannel } from "ssh2";
import { closeNow, onChannelEnd } from "../ssh/channel-end.ts";
import { remoteCommandLine } from "../ssh/remote-command-line.ts";
import type { SshConnection } from "../ssh/ssh-connection.ts";
import type { DomainNames } from "./domain-names.ts";
import { createEventClock } from "./event-clock.ts";
import { eventDomain } from "./event-domain.ts";
import { eventParser, type RawEvent } from "./event-parser.ts";
import type { LibvirtEvent } from "./host-link.ts";
import { VIRSH } from "./virsh-routing.ts";

/**
 * `virsh event` never reads its stdin, and sshd kills nothing when a channel or connection ends: it would live on until its next event.
 * This shell watches the channel in its place (fd 3; a background process gets no stdin) and kills it when the channel ends.
 */
const WATCHED = 'exec 3<&0; "$@" </dev/null 3<&- & job=$!; { cat <&3 >/dev/null; kill "$job"; } >/dev/null 2>&1 & wait "$job"';
const COMMAND = ["sh", "-c", WATCHED, "sh", ...VIRSH, "event", "--all", "--loop", "--timestamp"];
/** Lines of one event come in one write; after this silence its last line has come. */
const SILENCE_MS = 20;
/** virsh registers within 30 ms of its start on an idle host. */
const REGISTERED_MS = 150;

/** already: it went on all the time; started: events before now were missed; refused: the host opened no channel. */
export type Listening = "already" | "started" | "refused";

export interface EventChannel {
  /** Starts listening when it is not under way. Never rejects. */
  ensure(): Promise<Listening>;
  close(): void;
}

export interface EventChannelParts {
  readonly connection: SshConnection;
  readonly names: DomainNames;
  readonly now: () => number;
  readonly emit: (event: LibvirtEvent) => void;
  /** The listening ended by itself, with what virsh said. */
  readonly onEnd: (stderr: string) => void;
}

/** The held `virsh event` of one connection. Events are given in the order in which libvirt printed them. */
export function createEventChannel(parts: EventChannelParts): EventChannel {
  const clock = createEventClock();
  let channel: ClientChannel | undefined;
  let opening: Promise<Listening> | undefined;
  let closed = false;
  let last: Promise<void> = Promise.resolve();

  const give = (raw: RawEvent) => {
    const arrivedAt = parts.now();
    last = last.then(async () => {
      if (closed) return;
      const known = (name: string) => parts.names.resolve(name);
      const first = eventDomain(raw.nameAndDetail, known);
      // A definition or a start may have given an old name to another domain.
      const stale = first.domainUuid === null || /^(Defined|Started)\b/.test(first.detail);
      if (stale) await parts.names.refresh();
      const { domainUuid, detail } = stale ? eventDomain(raw.nameAndDetail, known) : first;
      const whole = [detail, ...raw.more].filter((line) => line !== "").join("\n");
      parts.emit({ atMs: clock.atMs(raw.hostAtMs, arrivedAt), kind: raw.kind, domainUuid, detail: whole, text: raw.text });
    });
  };

  const listen = (opened: ClientChannel) => {
    const parser = eventParser();
    let stderr = "";
    let silence: NodeJS.Timeout | undefined;
    opened.on("data", (chunk: Buffer) => {
      clearTimeout(silence);
      for (const event of parser.push(chunk)) give(event);
      silence = setTimeout(() => parser.flush().forEach(give), SILENCE_MS);
    });
    opened.stderr.on("data", (chunk: Buffer) => {
      stderr = `${stderr}${chunk.toString("utf8")}`.slice(-4096);
    });
    opened.on("error", () => closeNow(opened));
    onChannelEnd(opened, () => {
      clearTimeout(silence);
      parser.flush().forEach(give);
      if (channel === opened) channel = undefined;
      if (!closed) parts.onEnd(stderr);
    });
  };

  const open = async (): Promise<Listening> => {
    try {
      const opened = await parts.connection.openChannel(remoteCommandLine(COMMAND));
      if (closed) {
        closeNow(opened);
        return "refused";
      }
      channel = opened;
      listen(opened);
      // virsh does not say when it has registered with libvirt; what happens after this is meant to be heard.
      await Promise.all([parts.names.refresh(), sleep(REGISTERED_MS)]);
      return "started";
    } catch {
      // The connection says by itself when it is over; a refused channel is tried again at the next check.
      return "refused";
    } finally {
      opening = undefined;
    }
  };

  return {
    ensure() {
      if (channel) return Promise.resolve("already");
      opening ??= open();
      return opening;
    },
    close() {
      closed = true;
      if (channel) closeNow(channel);
      channel = undefined;
    },
  };
}
