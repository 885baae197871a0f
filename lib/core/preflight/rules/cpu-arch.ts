import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** 32-bit architectures whose guests a host of the 64-bit one runs only if it lists them, too. */
const WIDER: Readonly<Record<string, string>> = { i686: "x86_64", armv7l: "aarch64", ppc: "ppc64", s390: "s390x" };

/** The destination's capabilities must list the guest's very architecture: a 32-bit guest needs an entry of its own on a 64-bit host. */
export const cpuArch = defineRule({
  id: "cpu.arch",
  group: "cpu",
  reasons: ["offered", "no-32-bit", "missing"],
  evaluate: ({ domain, destination }, say) => {
    const guests = readFact(destination, (facts) => facts.guests);
    if (!guests.known) return say.cannotTell(guests.why);
    const offers = (arch: string | undefined) => guests.value.some((guest) => guest.arch === arch);
    const details = () => {
      const offered = [...new Set(guests.value.map(({ arch }) => arch))];
      return { values: { arch: domain.arch }, evidence: [seen(destination, "arch", offered.join(", ") || "-")] };
    };
    if (offers(domain.arch)) return say.pass("offered", details);
    const lacking = () => ({ ...details(), fix: fix("other-host") });
    const wider = Object.hasOwn(WIDER, domain.arch) ? WIDER[domain.arch] : undefined;
    return wider !== undefined && offers(wider) ? say.block("no-32-bit", lacking) : say.block("missing", lacking);
  },
});
