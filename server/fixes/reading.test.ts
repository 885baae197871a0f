import { describe, expect, it } from "vitest";
import { parseMedium } from "./actions/eject-media.ts";
import { authorisation, publicKeyOf } from "./authorized-keys.ts";
import { localStart, parseLibvirt, tlsStart } from "./libvirt-units.ts";
import { defineWords, isSamePool, parsePool, poolInTheWay } from "./pool-definition.ts";
import { parseSshClient } from "./ssh-client.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF5x0DcIS6Ua+fM+INyuhopwpT0xDP9uNXu7UAGFj2Rw";

describe("authorized_keys", () => {
  it.each([
    ["", "none"],
    [`${KEY} root@hv1\n`, "plain"],
    [`# ${KEY}\n`, "none"],
    [`from="10.0.0.1" ${KEY}\n`, "limited"],
    [`ssh-ed25519 AAAA other\n${KEY}\n`, "plain"],
  ])("%j lets the key in: %s", (text, expected) => {
    expect(authorisation(text, KEY)).toBe(expected);
  });

  it("takes no key that needs a hand on a token, and no other text", () => {
    expect(publicKeyOf(`${KEY} c`)).toBe(KEY);
    expect(publicKeyOf("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIA")).toBeNull();
    expect(publicKeyOf("taken")).toBeNull();
  });
});

describe("root's ssh", () => {
  const to = { address: "hv2", port: 22 };
  it("is asked for names, ports and files, as ssh -G prints them", () => {
    const text =
      "hostname 10.0.0.2\nport 2222\nidentityfile ~/.ssh/id_rsa\nidentityfile /k/x\nuserknownhostsfile /root/.ssh/known_hosts /root/.ssh/known_hosts2\n";
    expect(parseSshClient(text, "/root", to)).toEqual({
      knownAs: "[10.0.0.2]:2222",
      knownHostsFile: "/root/.ssh/known_hosts",
      home: "/root",
      identityFiles: ["/root/.ssh/id_rsa", "/k/x"],
    });
    expect(parseSshClient("hostkeyalias vm2\nport 2222\n", "/root", to).knownAs).toBe("vm2");
  });
});

describe("what libvirt is started by", () => {
  const unit = (name: string, active = "inactive", enabled = "disabled") => `unit ${name} loaded ${active} ${enabled}\n`;
  const started = (text: string) => {
    const commands = localStart(parseLibvirt(text));
    return typeof commands === "string" ? commands : commands.map(({ argv }) => argv.join(" "));
  };
  it.each([
    ["no systemd", "daemon\n", ["libvirtd -d"]],
    ["no systemd, a libvirtd that hangs", "daemon\nalive\n", "hangs"],
    ["no systemd, no libvirt", "", "no-libvirt"],
    ["libvirtd's socket", `systemd\n${unit("libvirtd.service")}${unit("libvirtd.socket")}`, ["systemctl start libvirtd.socket"]],
    ["an old libvirtd without sockets", `systemd\n${unit("libvirtd.service")}`, ["systemctl start libvirtd.service"]],
    [
      "modular daemons",
      `systemd\nunit libvirtd.service loaded inactive masked\n${unit("virtqemud.socket", "inactive", "enabled")}${unit("virtstoraged.socket", "active", "enabled")}${unit("virtnetworkd.socket")}`,
      ["systemctl start virtqemud.socket", "systemctl start virtnetworkd.socket"],
    ],
    ["all sockets stand", `systemd\n${unit("libvirtd.service")}${unit("libvirtd.socket", "active")}`, "hangs"],
    ["systemd without libvirt", "systemd\nunit libvirtd.service not-found inactive \n", "no-libvirt"],
  ])("%s", (_what, text, expected) => {
    expect(started(text)).toEqual(expected);
  });

  it("listens for TLS after the service was stopped, which systemd wants", () => {
    const old = parseLibvirt(`systemd\n${unit("libvirtd.service", "active")}${unit("libvirtd-tls.socket")}`);
    const commands = tlsStart(old);
    expect(typeof commands === "string" ? commands : commands.map(({ argv }) => argv.slice(1).join(" "))).toEqual([
      "stop libvirtd.service",
      "start libvirtd-tls.socket",
      "start libvirtd.service",
    ]);
    expect(tlsStart(parseLibvirt("daemon\n"))).toBe("needs-restart");
    const modular = tlsStart(parseLibvirt(`systemd\n${unit("virtproxyd-tls.socket")}`));
    expect(modular).toEqual([
      { argv: ["systemctl", "start", "virtproxyd-tls.socket"], undo: ["systemctl", "stop", "virtproxyd-tls.socket"] },
    ]);
  });
});

describe("drives", () => {
  const text =
    " file   disk    vda   /srv/a.qcow2\n file   cdrom   sda   /iso/it's 1.iso\n file   cdrom   sdb   -\n network cdrom sdc x/y\n";
  it.each([
    ["sda", { path: "/iso/it's 1.iso", isFile: true }],
    ["sdb", null],
    ["sdc", { path: "x/y", isFile: false }],
    ["vda", "no-drive"],
    ["hdz", "no-drive"],
  ])("%s", (target, expected) => {
    expect(parseMedium(text, target)).toEqual(expected);
  });
});

describe("pools", () => {
  const nfs = { name: "vms", type: "netfs", targetPath: "/srv/vms", sourceHost: "nas", sourcePath: "/export" } as const;
  const xml = `<pool type='netfs'><name>vms</name><source><host name='nas'/><dir path='/export'/><format type='nfs'/></source><target><path>/srv/vms</path></target></pool>`;
  const there = parsePool(xml, { active: true, autostart: false });
  const iscsi = {
    name: "san",
    type: "iscsi",
    targetPath: "/dev/disk/by-path",
    sourceHost: "nas",
    targetIqn: "iqn.2026-01.x:y",
  } as const;

  it("are the same by type, source and folder", () => {
    if (!there) throw new Error("not read");
    expect(isSamePool(there, nfs)).toBe(true);
    expect(isSamePool(there, { ...nfs, sourcePath: "/other" })).toBe(false);
    expect(isSamePool(there, { ...nfs, sourceHost: "other" })).toBe(false);
    expect(isSamePool(there, { name: "vms", type: "dir", targetPath: "/srv/vms" })).toBe(false);
    const [san] = [
      parsePool(
        `<pool type='iscsi'><name>san</name><source><host name='nas'/><device path='iqn.2026-01.x:y'/></source><target><path>/dev/disk/by-path</path></target></pool>`,
        { active: true, autostart: true },
      ),
    ];
    expect(san && isSamePool(san, iscsi)).toBe(true);
    expect(parsePool("<domain/>", { active: true, autostart: true })).toBeNull();
  });

  it("stand in the way by name, or by folder; iSCSI pools share theirs", () => {
    const all = there ? [there] : [];
    expect(poolInTheWay(all, nfs)).toBeNull();
    expect(poolInTheWay(all, { ...nfs, sourceHost: "other" })?.name).toBe("vms");
    expect(poolInTheWay(all, { ...nfs, name: "more" })?.name).toBe("vms");
    expect(poolInTheWay(all, { ...iscsi, targetPath: "/srv/vms" })).toBeNull();
  });

  it("are defined by words that libvirt takes as they are", () => {
    expect(defineWords(nfs).join(" ")).toBe(
      "pool-define-as --name vms --type netfs --source-host nas --source-path /export --source-format nfs --target /srv/vms",
    );
    expect(defineWords(iscsi)).toContain("--source-dev");
  });
});
