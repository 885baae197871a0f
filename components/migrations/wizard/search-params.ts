import { z } from "zod";
import { type DomainUuid, domainUuidInput, type HostId, hostIdInput, type TimeoutAction } from "@/lib/contract/index.ts";

/** The wizard's steps, in order. The URL holds the name of the one on the screen. */
export const WIZARD_STEPS = ["vm", "destination", "how", "preflight", "review"] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/**
 * All that the wizard remembers, as the URL holds it. Numbers stay the text that was typed, so that a wrong one survives a reload
 * and its error stands at its field.
 */
export interface WizardParams {
  readonly step: WizardStep;
  readonly vm: DomainUuid | null;
  readonly from: HostId | null;
  readonly to: HostId | null;
  /** Text of the downtime limit in ms; empty = QEMU's default. */
  readonly downtime: string;
  /** Text of the bandwidth limit in MiB/s; empty = unlimited. */
  readonly bandwidth: string;
  readonly converge: boolean;
  /** Text of the time limit in seconds; empty = none. */
  readonly timeout: string;
  readonly timeoutAction: TimeoutAction;
  /** The definition moves with the VM; null = as the VM is (moves when it is persistent). */
  readonly persist: boolean | null;
  /** Rule ids of acknowledged warnings. */
  readonly ack: readonly string[];
}

export const WIZARD_DEFAULTS: WizardParams = {
  step: "vm",
  vm: null,
  from: null,
  to: null,
  downtime: "",
  bandwidth: "",
  converge: false,
  timeout: "",
  timeoutAction: "suspend",
  persist: null,
  ack: [],
};

/** Long enough for any number that is meant, short enough for a URL. */
const NUMBER_TEXT = z.string().max(24);
const RULE_ID = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/);

interface Reader {
  get(name: string): string | null;
}

/** Reads the wizard's state from a query string. What is malformed counts as not there; nothing throws. */
export function readWizardParams(query: Reader): WizardParams {
  const take = <T>(name: string, schema: z.ZodType<T, unknown>, otherwise: T): T => {
    const read = schema.safeParse(query.get(name) ?? undefined);
    return read.success ? read.data : otherwise;
  };
  const flag = query.get("persist");
  return {
    step: take("step", z.enum(WIZARD_STEPS), WIZARD_DEFAULTS.step),
    vm: take<DomainUuid | null>("vm", domainUuidInput, null),
    from: take<HostId | null>("from", hostIdInput, null),
    to: take<HostId | null>("to", hostIdInput, null),
    downtime: take("downtime", NUMBER_TEXT, ""),
    bandwidth: take("bandwidth", NUMBER_TEXT, ""),
    converge: query.get("converge") === "1",
    timeout: take("timeout", NUMBER_TEXT, ""),
    timeoutAction: take("then", z.enum(["suspend", "abort"]), WIZARD_DEFAULTS.timeoutAction),
    persist: flag === "1" ? true : flag === "0" ? false : null,
    ack: (query.get("ack") ?? "").split(",").filter((id) => RULE_ID.safeParse(id).success),
  };
}

/** The query string (without `?`) that `readWizardParams` reads back; defaults are left out. */
export function writeWizardParams(params: WizardParams): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value) query.set(name, value);
  };
  put("vm", params.vm);
  put("from", params.from);
  put("to", params.to);
  put("step", params.step === WIZARD_DEFAULTS.step ? null : params.step);
  put("downtime", params.downtime);
  put("bandwidth", params.bandwidth);
  put("converge", params.converge ? "1" : null);
  put("timeout", params.timeout);
  put("then", params.timeoutAction === WIZARD_DEFAULTS.timeoutAction ? null : params.timeoutAction);
  put("persist", params.persist === null ? null : params.persist ? "1" : "0");
  put("ack", params.ack.join(","));
  return query.toString();
}

/**
 * Applies a change of choices. What rested on the old choice is dropped: another VM forgets the destination and how its definition
 * moves, and any change but the step and the acknowledgements themselves forgets what was acknowledged.
 */
export function changeWizardParams(params: WizardParams, change: Partial<WizardParams>): WizardParams {
  const next = { ...params, ...change };
  const other = (name: "vm" | "from" | "to") => next[name] !== params[name];
  const otherVm = other("vm") || (params.from !== null && other("from"));
  const keepsAck = "ack" in change || Object.keys(change).every((name) => name === "step");
  return {
    ...next,
    to: otherVm && !("to" in change) ? null : next.to,
    persist: otherVm && !("persist" in change) ? null : next.persist,
    ack: keepsAck ? next.ack : [],
  };
}

/** The link into the wizard that repeats a request with the same choices, at a given step. */
export function wizardHref(params: Partial<WizardParams>): string {
  const query = writeWizardParams({ ...WIZARD_DEFAULTS, ...params });
  return query === "" ? "/migrations/new" : `/migrations/new?${query}`;
}
