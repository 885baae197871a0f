import { describe, expect, it } from "vitest";
import { type Answer, standInHost } from "../test-support/stand-in-host.ts";
import { openDataPorts } from "./open-data-ports.ts";

/** The commands that it plans for a destination that answers so; the reason when it refuses. */
async function planned(answers: Readonly<Record<string, Answer>>): Promise<readonly string[] | string> {
  const source = standInHost("hv1", { "sh -c": "10.0.0.11\n10.0.0.11\n127.0.0.1\n" });
  const destination = standInHost("hv2", answers);
  const tls = { plan: () => Promise.reject(new Error("no part in the test")) };
  try {
    const isMigrating = async () => false;
    const unused = () => Promise.reject(new Error("no part in the test"));
    const others = { domainUuid: null, places: unused, isMigratingVm: unused, hostOf: unused };
    const context = { hosts: [source, destination], source, destination, domain: null, tls, isMigrating, ...others };
    const { steps } = await openDataPorts({ kind: "open-data-ports" }, context);
    return steps.map(({ argv }) => argv.join(" "));
  } catch (error) {
    return (error as { data: { message: { key: string } } }).data.message.key;
  }
}

const RULE = 'rule family="ipv4" source address="10.0.0.11" port port="49152-49215" protocol="tcp" accept';
const UFW = "ufw allow from 10.0.0.11 to any port 49152:49215 proto tcp";

describe("the firewall that is in force", () => {
  it("is firewalld's zone of the interface that the source comes in by, else the default zone", async () => {
    const firewalld = {
      "firewall-cmd --state": "running\n",
      "ip -o route get 10.0.0.11": "10.0.0.11 dev br0 src 10.0.0.12 uid 0 \\    cache\n",
      "firewall-cmd --get-zone-of-interface=br0": 2,
      "firewall-cmd --get-default-zone": "public\n",
      "firewall-cmd --zone": 1,
      "firewall-cmd --permanent": 1,
    };
    expect(await planned(firewalld)).toEqual([
      `sudo -n firewall-cmd --zone=public --add-rich-rule=${RULE}`,
      `sudo -n firewall-cmd --permanent --zone=public --add-rich-rule=${RULE}`,
    ]);
    const own = { ...firewalld, "firewall-cmd --get-zone-of-interface=br0": "vms\n", "firewall-cmd --zone": "yes\n" };
    expect(await planned(own)).toEqual([`sudo -n firewall-cmd --permanent --zone=vms --add-rich-rule=${RULE}`]);
    expect(await planned({ ...own, "firewall-cmd --permanent": "yes\n" })).toBe("errors.fixes.nothing-to-do");
  });

  it("is ufw when it is active", async () => {
    const added = "Added user rules (see 'ufw status' for running firewall):\n";
    const ufw = { "ufw status": "Status: active\n", "ufw show added": `${added}(None)\n` };
    expect(await planned(ufw)).toEqual([`sudo -n ${UFW}`]);
    expect(await planned({ ...ufw, "ufw show added": `${added}${UFW}\n` })).toBe("errors.fixes.nothing-to-do");
  });

  it("is none when ufw sleeps and nftables drops nothing", async () => {
    const none = { "ufw status": "Status: inactive\n", "nft -j list ruleset": '{"nftables": []}' };
    expect(await planned(none)).toBe("errors.fixes.no-firewall");
    expect(await planned({})).toBe("errors.fixes.no-firewall");
    expect(await planned({ "nft -j list ruleset": "garbage" })).toBe("errors.fixes.firewall-unread");
  });
});
