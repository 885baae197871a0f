import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCapabilities } from "./capabilities.ts";
import { parseCgroupControllers } from "./cgroup-controllers.ts";
import { parseDomstate } from "./domain-state.ts";
import { parseDomainXml } from "./domain-xml.ts";
import { parseDominfo } from "./dominfo.ts";
import { parseJobInfo } from "./domjobinfo.ts";
import { parseDomstats } from "./domstats.ts";
import { parseFindmnt } from "./filesystem.ts";
import { parseFirewall } from "./firewall.ts";
import { parseHostClock } from "./host-clock.ts";
import { parseHostCpus } from "./host-cpus.ts";
import { parseHugePages } from "./host-huge-pages.ts";
import { parseIpInterfaces } from "./ip-interfaces.ts";
import { parseLoadavg } from "./loadavg.ts";
import { parseLogin } from "./login.ts";
import { parseMeminfo } from "./meminfo.ts";
import { parseMigrateOptions } from "./migrate-options.ts";
import { parseNetworkXml } from "./network-xml.ts";
import { parseNodeInfo } from "./node-info.ts";
import { parseOsRelease } from "./os-release.ts";
import { parsePoolXml } from "./pool-xml.ts";
import { parseMigrationPorts } from "./qemu-conf.ts";
import { splitSections } from "./sections.ts";
import { collected, detailed, fixture } from "./test-support/fixture.ts";
import { parseUuidList } from "./uuid-list.ts";
import { parseVersion } from "./version.ts";
import { parseSecretList } from "./virsh-lists.ts";

/** Each parser with a real text that it reads, as the seed of mutations. */
const PARSERS: readonly (readonly [string, (text: string) => unknown, string])[] = [
  ["capabilities", parseCapabilities, fixture("capabilities.hv1.xml")],
  ["domain XML", parseDomainXml, fixture("dumpxml-live.odd06.xml")],
  ["pool XML", (text) => parsePoolXml(text, true), fixture("pool-dumpxml-shared.hv1.xml")],
  ["network XML", (text) => parseNetworkXml(text, true), fixture("net-dumpxml-lan.hv1.xml")],
  ["domstats", parseDomstats, fixture("domstats-all.hv1.txt")],
  ["domstate", parseDomstate, fixture("domstate-reason.web01.txt")],
  ["dominfo", parseDominfo, fixture("dominfo.web01.txt")],
  ["domjobinfo", parseJobInfo, collected("domjobinfo-rawstats-memory.busy04.txt")],
  ["findmnt", parseFindmnt, collected("findmnt-shared.hv1.json")],
  ["ip", parseIpInterfaces, collected("ip-d-addr.hv1.json")],
  ["clock", parseHostClock, collected("date.hv1.txt")],
  ["loadavg", parseLoadavg, collected("loadavg.hv1.txt")],
  ["login", parseLogin, collected("login-ferry.hv1.txt")],
  ["meminfo", parseMeminfo, fixture("meminfo.hv1.txt")],
  ["migrate options", parseMigrateOptions, fixture("help-migrate.txt")],
  ["nodeinfo", parseNodeInfo, fixture("nodeinfo.hv1.txt")],
  ["os-release", parseOsRelease, fixture("os-release.hv1.txt")],
  ["qemu.conf", parseMigrationPorts, "migration_port_min = 50000\nmigration_port_max = 50010\n"],
  ["huge pages", parseHugePages, detailed("hugepages.hv1.txt")],
  ["host CPUs", parseHostCpus, detailed("cpus.hv1.txt")],
  ["firewall", (text) => parseFirewall(text, true), detailed("firewall.hv1.txt")],
  ["cgroup mounts", (text) => parseCgroupControllers(text, text), "cgroup /c cgroup rw,cpu 0 0\n"],
  ["secrets", parseSecretList, detailed("secret-list.hv1.txt")],
  ["needs", parseDomainXml, detailed("dumpxml-inactive.needs12.xml")],
  ["sections", (text) => splitSections(text, "N"), "N begin a\nx\nN end 0\n"],
  ["uuids", parseUuidList, fixture("list-all-uuid.hv1.txt")],
  ["version", parseVersion, collected("version-daemon.hv1.txt")],
];

/** A real text with some parts cut out, doubled, or replaced by anything. */
function mutated(seed: string): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.nat(seed.length), length: fc.nat(200), insert: fc.string({ unit: "binary", maxLength: 40 }) });
  return fc
    .array(edit, { maxLength: 4 })
    .map((edits) => edits.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), seed));
}

describe.each(PARSERS)("%s", (_, parse, seed) => {
  it("never throws, whatever a host says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 2000 }), mutated(seed)), (text) => {
        parse(text);
      }),
      { numRuns: 300 },
    );
  });

  it("does not hang on long lines that almost fit", () => {
    // CPU time, not the clock: the machine may be busy.
    const before = process.cpuUsage();
    for (const unit of [" ", "(", "'", "a ", "<a>", "<!--", "\n", "Domain: '", "0", "--x ", "\\", '"'])
      parse(unit.repeat(200_000));
    parse(seed.slice(0, 200) + " ".repeat(200_000) + seed.slice(200));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
