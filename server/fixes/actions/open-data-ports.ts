import { blockingChains } from "../firewall/blocking-chains.ts";
import { firewalldSteps, richRule } from "../firewall/firewalld.ts";
import { nftablesSteps } from "../firewall/nftables.ts";
import type { FirewallStep, Opening } from "../firewall/opening.ts";
import { sourceAddresses } from "../firewall/source-addresses.ts";
import { ufwSteps } from "../firewall/ufw.ts";
import { type FixHost, mustHave } from "../host.ts";
import type { Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

interface Found {
  readonly kind: "firewalld" | "ufw" | "nftables";
  readonly steps: readonly FirewallStep[];
}

/** The destination's firewall lets the source in on libvirt's migration ports: firewalld, ufw, or nftables, whichever is in force. */
export const openDataPorts: Planner<"open-data-ports"> = async (_action, { source, destination: host }) => {
  const { min, max } = host.snapshot.facts?.migrationPorts ?? { min: 49_152, max: 49_215 };
  const addresses = await sourceAddresses(source, host);
  if (addresses.length === 0) throw refused({ key: "errors.fixes.no-address", values: { host: source.name } });
  const openings = addresses.map((from) => ({ from, min, max }));
  const { kind, steps } = (await firewalld(host, openings)) ?? (await ufw(host, openings)) ?? (await nftables(host, openings));
  if (steps.length === 0) throw nothingToDo();
  const values = { host: host.name, from: addresses.join(", "), range: `${min}-${max}` };
  return {
    steps: steps.map(({ does, argv, undo }) => ({
      hostId: host.id,
      hostName: host.name,
      does,
      argv: host.asRoot(argv),
      undo: host.asRoot(undo),
    })),
    consequences: [
      { key: "fixes.effect.ports-open", values },
      ...(kind === "nftables" ? [{ key: "fixes.effect.ports-until-boot", values }] : []),
    ],
    undo: "possible",
  };
};

/** Null when it is not running. */
async function firewalld(host: FixHost, openings: readonly Opening[]): Promise<Found | null> {
  const ask = (...words: readonly string[]) => host.look(host.asRoot(["firewall-cmd", ...words]));
  if ((await ask("--state")).exitCode !== 0) return null;
  const steps = await Promise.all(
    openings.map(async (opening) => {
      const route = await host.look(["ip", "-o", "route", "get", opening.from]);
      const device = / dev (\S+)/.exec(route.stdout)?.[1];
      const of = device === undefined ? null : await ask(`--get-zone-of-interface=${device}`);
      const own = of?.exitCode === 0 ? of.stdout.trim() : mustHave(host, await ask("--get-default-zone")).trim();
      if (!/^[A-Za-z0-9_-]{1,40}$/.test(own))
        throw refused({ key: "errors.fixes.firewall-unread", values: { host: host.name } }, own);
      const query = [`--zone=${own}`, `--query-rich-rule=${richRule(opening)}`];
      const [runtime, permanent] = await Promise.all([ask(...query), ask("--permanent", ...query)]);
      return firewalldSteps(opening, own, { runtime: runtime.exitCode === 0, permanent: permanent.exitCode === 0 });
    }),
  );
  return { kind: "firewalld", steps: steps.flat() };
}

/** Null when it is not active. */
async function ufw(host: FixHost, openings: readonly Opening[]): Promise<Found | null> {
  const status = await host.look(host.asRoot(["ufw", "status"]));
  if (status.exitCode !== 0 || !/^Status: active$/m.test(status.stdout)) return null;
  const added = mustHave(host, await host.look(host.asRoot(["ufw", "show", "added"])));
  return { kind: "ufw", steps: openings.flatMap((opening) => ufwSteps(opening, added)) };
}

/** Throws `conflict` when it keeps nothing out. */
async function nftables(host: FixHost, openings: readonly Opening[]): Promise<Found> {
  const values = { host: host.name };
  const ruleset = await host.look(host.asRoot(["nft", "-j", "list", "ruleset"]));
  if (ruleset.exitCode === 127) throw refused({ key: "errors.fixes.no-firewall", values });
  const text = mustHave(host, ruleset);
  const steps = openings.flatMap((opening) => {
    const chains = blockingChains(text, opening);
    if (chains === null) throw refused({ key: "errors.fixes.firewall-unread", values });
    if (chains.length === 0) throw refused({ key: "errors.fixes.no-firewall", values });
    return nftablesSteps(
      opening,
      chains.filter(({ isOpen }) => !isOpen),
    );
  });
  return { kind: "nftables", steps };
}
