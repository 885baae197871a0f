import type { Domain } from "../model/domain.ts";
import type { Message } from "../model/finding.ts";
import type { MigrationOptions } from "../model/options.ts";
import { armsAutoConverge } from "./option-uses.ts";

/**
 * Which of the choices nobody but this server carries out while the migration runs, in words: virsh would do some of them itself, but its timers die
 * with its process, and libvirt carries autostart for nobody. Keys below `steps.server-does`.
 */
export function serverDoes(options: MigrationOptions, domain: Pick<Domain, "autostart">): readonly Message[] {
  const isLive = options.mode === "live";
  const { maxDowntimeMs, timeoutS, timeoutAction, ladder, postCopy } = options;
  return [
    ...(isLive && maxDowntimeMs !== null ? [say("downtime", { ms: maxDowntimeMs })] : []),
    ...(isLive && timeoutS !== null ? [say(`time-limit-${timeoutAction}`, { seconds: timeoutS })] : []),
    ...(isLive && ladder.length > 0 ? [say("ladder", { count: ladder.length })] : []),
    ...(isLive && armsAutoConverge(options) ? [say("auto-converge-held")] : []),
    ...(isLive && postCopy === "after-first-pass" ? [say("after-first-pass")] : []),
    ...(domain.autostart && options.persistent && !options.newUuid ? [say("autostart")] : []),
  ];
}

function say(what: string, values: Message["values"] = {}): Message {
  return { key: `steps.server-does.${what}`, values };
}
