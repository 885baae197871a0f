import type { HostLink, HostLinks } from "../../libvirt/host-link.ts";
import { createHostLinks as createReal, type HostLinksParts } from "../../libvirt/host-links.ts";
import { stepBegins, stepDone } from "./points.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const JOB = /^m-[a-z0-9]{10,}/;
/** Asked all the time by the inventory, by a clock and at each event of a guest: they would make every run another one, and are no steps of it. */
const POLLED = /^(domjobinfo|domstats|dumpxml|dominfo|snapshot-list|list|nodeinfo|event|net-|pool-|capabilities)/;

/** The real links, with every command counted that is about a domain or a job of a migration. Stands in for `createHostLinks`. */
export function createHostLinks(parts: HostLinksParts): HostLinks {
  const links = createReal(parts);
  const counted = new WeakMap<HostLink, HostLink>();
  const wrap = (link: HostLink): HostLink => {
    const known = counted.get(link) ?? countOn(link);
    counted.set(link, known);
    return known;
  };
  return {
    ...links,
    get: (id) => {
      const link = links.get(id);
      return link && wrap(link);
    },
    open: (registration) => wrap(links.open(registration)),
    replace: (registration) => wrap(links.replace(registration)),
  };
}

function countOn(link: HostLink): HostLink {
  const step = async <T>(what: string | null, work: () => Promise<T>): Promise<T> => {
    const number = what === null ? null : stepBegins(`command ${link.registration.name} ${what}`);
    const result = await work();
    stepDone(number);
    return result;
  };
  // What it is, and to which host, goes on being asked of the real one.
  const counted: Pick<HostLink, "exec" | "script" | "virsh"> = {
    exec: (argv, options) => step(nameOf(argv), () => link.exec(argv, options)),
    script: (source, args, options) => step(nameOfScript(args), () => link.script(source, args, options)),
    virsh: (args, options) => step(nameOf(args), () => link.virsh(args, options)),
  };
  return Object.assign(Object.create(link) as HostLink, counted);
}

function nameOf(argv: readonly string[]): string | null {
  const words = argv[0] === "virsh" ? argv.slice(1).filter((word) => !word.startsWith("-") && !word.includes("://")) : argv;
  const [verb = ""] = words;
  return argv.some((word) => UUID.test(word)) && !POLLED.test(verb) ? verb : null;
}

function nameOfScript(args: readonly string[]): string | null {
  const [first = "", second = ""] = args;
  if (JOB.test(first)) return /virsh$/.test(second) || second === "env" ? "start job" : "look at job";
  return args.some((word) => UUID.test(word)) ? "script" : null;
}
