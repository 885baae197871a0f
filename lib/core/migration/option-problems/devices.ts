import type { DomainNic } from "../../model/domain.ts";
import type { MigrationOptions } from "../../model/options.ts";
import type { OptionDomain, OptionProblem } from "./problem.ts";

const NIC_KEY = "nic:";

/** NICs that are plugged in elsewhere, and devices that are unplugged for the time of the migration. */
export function deviceProblems(options: MigrationOptions, domain: OptionDomain): readonly OptionProblem[] {
  return [...nicProblems(options, domain.nics ?? null), ...unplugProblems(options, domain.nics ?? null)];
}

function nicProblems({ nicSources, hostDevices }: MigrationOptions, nics: readonly DomainNic[] | null): readonly OptionProblem[] {
  return nicSources.flatMap(({ mac }, index): readonly OptionProblem[] => {
    const field = `options.nicSources.${index}.mac`;
    const values = { mac };
    if (nicSources.findIndex((other) => other.mac === mac) !== index) return [{ field, key: "nic-twice", values }];
    if (hostDevices.some(({ key }) => macOf(key) === mac)) return [{ field, key: "nic-is-device", values }];
    if (nics === null) return [];
    const nic = nics.find((candidate) => candidate.mac.toLowerCase() === mac);
    if (!nic) return [{ field, key: "nic-unknown", values }];
    return nic.type === "hostdev" ? [{ field, key: "nic-is-device", values }] : [];
  });
}

function unplugProblems({ hostDevices }: MigrationOptions, nics: readonly DomainNic[] | null): readonly OptionProblem[] {
  return hostDevices.flatMap(({ key, replacement }, index): readonly OptionProblem[] => {
    const field = `options.hostDevices.${index}`;
    if (hostDevices.findIndex((other) => other.key === key) !== index)
      return [{ field, key: "device-twice", values: { device: key } }];
    const isNic = key.startsWith(NIC_KEY);
    if (isNic && nics && !nics.some(({ mac }) => mac.toLowerCase() === macOf(key)))
      return [{ field, key: "device-unknown", values: { device: key } }];
    // Several NICs may hang on one bridge; a host's device goes to one guest only.
    const taken = !isNic && replacement !== null && hostDevices.findIndex((other) => other.replacement === replacement) !== index;
    return taken ? [{ field: `${field}.replacement`, key: "replacement-twice", values: { device: replacement } }] : [];
  });
}

/** The MAC address of a NIC's key; a second NIC with one MAC has a number behind it. Null for another device. */
function macOf(key: string): string | null {
  return key.startsWith(NIC_KEY) ? key.slice(NIC_KEY.length).replace(/#\d+$/, "").toLowerCase() : null;
}
