import { z } from "zod";
import { domainUuidInput, hostIdInput } from "@/lib/contract/index.ts";
import { linkedChoice } from "./linked-choice.ts";
import { WIZARD_DEFAULTS, WIZARD_STEPS, type WizardParams } from "./params.ts";
import { chosenNames, flag, maybeFlag, names, oneOf, type ParamCodec, parsed, rows, typed } from "./url-codecs.ts";

/** Long enough for any number that is meant, short enough for a URL. */
const NUMBER = 24;
const ADDRESS = 253;
const RULE_ID = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const TARGET = /^[a-z]{2,8}$/;
const text = z.string();

const rung = z.object({
  after: text.max(NUMBER),
  kind: z.enum(["max-downtime", "bandwidth", "auto-converge", "post-copy", "suspend", "abort"]),
  figure: text.max(NUMBER),
});
const nic = z.object({ mac: text.max(17), type: z.enum(["bridge", "network", "direct"]), source: text.max(80) });
const path = z.object({ target: text.regex(TARGET), path: text });
const device = z.object({ key: text.max(90), replacement: text.max(90) });

/** Each choice with its name in the URL: short, and never reused for another meaning, because links are kept. */
const CODECS: { readonly [Name in keyof WizardParams]: ParamCodec<WizardParams[Name]> } = {
  vm: parsed("vm", domainUuidInput.nullable(), null),
  from: parsed("from", hostIdInput.nullable(), null),
  to: parsed("to", hostIdInput.nullable(), null),
  step: oneOf("step", WIZARD_STEPS, "vm"),
  policy: parsed("policy", text.regex(/^(none|p_[a-z0-9]{10,32})$/).nullable(), null),
  mode: oneOf("mode", ["live", "offline", "cold-copy", "saved-state"], null),
  postCopy: oneOf("postcopy", ["off", "by-hand", "after-first-pass"], "off"),
  storage: oneOf("copy", ["full", "incremental"], "full"),
  disks: chosenNames("disks", TARGET),
  syncWrites: flag("sync"),
  paths: rows("paths", ["target", "path"], path),
  nics: rows("nics", ["mac", "type", "source"], nic),
  graphics: typed("graphics", ADDRESS),
  downtime: typed("downtime", NUMBER),
  bandwidth: typed("bandwidth", NUMBER),
  postCopyBandwidth: typed("pcbandwidth", NUMBER),
  converge: flag("converge"),
  convergeInitial: typed("throttle", NUMBER),
  convergeIncrement: typed("throttlestep", NUMBER),
  timeout: typed("timeout", NUMBER),
  timeoutAction: oneOf("then", ["suspend", "abort", "post-copy"], "suspend"),
  ladder: rows("ladder", ["after", "kind", "figure"], rung),
  tls: flag("tls"),
  tlsName: typed("tlsname", ADDRESS),
  parallel: flag("parallel"),
  channels: typed("channels", NUMBER),
  zeroCopy: flag("zerocopy"),
  compression: oneOf("compress", ["none", "xbzrle", "mt", "zlib", "zstd"], "none"),
  compressionLevel: typed("level", NUMBER),
  compressionCache: typed("cache", NUMBER),
  compressionThreads: typed("threads", NUMBER),
  decompressThreads: typed("dthreads", NUMBER),
  connection: oneOf("connection", ["ssh", "tls", "tcp"], "ssh"),
  tunnelled: flag("tunnelled"),
  migrateAddress: typed("address", ADDRESS),
  migratePort: typed("port", NUMBER),
  listen: typed("listen", ADDRESS),
  disksPort: typed("diskport", NUMBER),
  disksSocket: typed("disksocket", 200),
  cpus: typed("cpus", 400),
  devices: rows("devices", ["key", "replacement"], device),
  persist: maybeFlag("persist"),
  paused: flag("paused"),
  newName: typed("name", 200),
  newUuid: flag("newuuid", true),
  newMacs: flag("newmacs", true),
  ping: typed("ping", 64),
  priority: oneOf("priority", ["low", "normal", "high"], "normal"),
  tries: typed("tries", NUMBER),
  triesAfter: typed("tryafter", NUMBER),
  ack: names("ack", RULE_ID),
  choice: linkedChoice("choice"),
};

/** The codecs without their types: each one only ever meets its own value. */
const ALL = Object.entries(CODECS) as unknown as readonly (readonly [keyof WizardParams, ParamCodec<unknown>])[];

interface Reader {
  get(name: string): string | null;
}

/** Reads the wizard's state from a query string. What is malformed counts as not there; nothing throws. */
export function readWizardParams(query: Reader): WizardParams {
  const read = Object.fromEntries(ALL.map(([key, codec]) => [key, codec.read(query.get(codec.name))]));
  return read as unknown as WizardParams;
}

/** The query string (without `?`) that `readWizardParams` reads back; defaults are left out. */
export function writeWizardParams(params: WizardParams): string {
  const query = new URLSearchParams();
  for (const [key, codec] of ALL) {
    const value = codec.write(params[key]);
    if (value !== null) query.set(codec.name, value);
  }
  return query.toString();
}

/** The link into the wizard that repeats a request with the same choices, at a given step. */
export function wizardHref(params: Partial<WizardParams>): string {
  const query = writeWizardParams({ ...WIZARD_DEFAULTS, ...params });
  return query === "" ? "/migrations/new" : `/migrations/new?${query}`;
}
