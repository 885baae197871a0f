import { migrationPorts } from "../hosts.ts";
import { closePortsRules, portsTable } from "../parts/firewall.ts";
import { mustRun, sleep } from "../parts/run.ts";
import { guestOf, hostOf } from "../parts/state.ts";
import { migrate } from "./migrations.ts";
import type { Recorder } from "./recorder.ts";

const virsh = (...argv: string[]): string[] => ["virsh", "-c", "qemu:///system", ...argv];

/** Captures the texts of migrations that fail. Each is tried up to six times: libvirt hides about half of the causes behind an end of file. */
export async function captureFailures(recorder: Recorder): Promise<void> {
  const uuidOf = (key: string) => guestOf(recorder.lab, key).uuid;
  const fail = (word: string, from: string, argv: string[]) => untilTold(recorder, `migrate-fails-${word}`, from, argv);
  const web = uuidOf("web01");
  const to = (host: string) => `qemu+ssh://${host}/system`;

  await fail("unsafe.web01", "hv1", virsh("migrate", "--live", "--p2p", "--persistent", "--undefinesource", web, to("hv2")));
  await fail(
    "unsafe-local.db02",
    "hv1",
    virsh("migrate", "--live", "--p2p", "--persistent", "--undefinesource", uuidOf("db02"), to("hv2")),
  );
  await fail("disk-missing.db02", "hv1", migrate(uuidOf("db02"), "hv2"));
  await fail("name-clash.db02", "hv1", migrate(uuidOf("db02"), "hv3", "--copy-storage-all"));
  await fail("pool-missing.mix03", "hv1", migrate(uuidOf("mix03"), "hv3", "--copy-storage-all"));
  await fail("not-running.off05", "hv2", migrate(uuidOf("off05"), "hv1"));
  await fail("no-such-domain", "hv1", migrate("7a6b0001-0000-4000-8000-0000000000ff", "hv2"));
  await fail("name-unresolvable.web01", "hv1", migrate(web, "hv9"));
  await recorder.run("hv1", ["mv", "/root/.ssh/known_hosts", "/root/.ssh/kept"]);
  await fail("host-key-unknown.web01", "hv1", migrate(web, "hv2"));
  await recorder.run("hv1", [
    "sh",
    "-c",
    `awk '{ name[NR] = $1; key[NR] = $3 } END { print name[1], "ssh-ed25519", key[2]; print name[2], "ssh-ed25519", key[1] }' /root/.ssh/kept >/root/.ssh/known_hosts`,
  ]);
  await fail("host-key-changed.web01", "hv1", migrate(web, "hv2"));
  await recorder.run("hv1", ["mv", "-f", "/root/.ssh/kept", "/root/.ssh/known_hosts"]);
  await fail("not-authorised.web01", "hv1", virsh("migrate", "--live", "--p2p", "--unsafe", web, "qemu+ssh://nobody@hv2/system"));
  await fail("tls-wrong-name.web01", "hv1", migrate(web, "hv2", "--tls", "--tls-destination", "somewhere.else"));
  await fail("postcopy-suspend.web01", "hv1", migrate(web, "hv2", "--postcopy", "--suspend"));
  await recorder.keep(
    "connect-without-rights.txt",
    "hv1",
    virsh("list"),
    await recorder.run("hv1", [
      "setpriv",
      "--reuid=nolibvirt",
      "--regid=nolibvirt",
      "--clear-groups",
      "env",
      "LC_ALL=C",
      ...virsh("list"),
    ]),
    "as the account nolibvirt",
  );
  await captureNetworkMissing(recorder, uuidOf("mix03"), fail);
  await captureBridgeMissing(recorder, web, fail);
  await capturePortsClosed(recorder, web, fail);
  await captureDiskFull(recorder, uuidOf("db02"), fail);
  await captureLinkCut(recorder, uuidOf("busy04"));
  for (const host of ["hv1", "hv2"])
    await recorder.record(`libvirtd-log.${host}.txt`, host, ["tail", "-n", "120", "/var/log/libvirt/libvirtd.log"]);
}

type Fail = (word: string, from: string, argv: string[]) => Promise<void>;

async function captureNetworkMissing(recorder: Recorder, mix: string, fail: Fail): Promise<void> {
  const command = migrate(mix, "hv2", "--copy-storage-all", "--migrate-disks", "vdb");
  const xml = (await recorder.run("hv2", virsh("net-dumpxml", "lan"))).stdout;
  await recorder.run("hv2", virsh("net-destroy", "lan"));
  await fail("network-inactive.mix03", "hv1", command);
  await recorder.run("hv2", virsh("net-undefine", "lan"));
  await fail("network-missing.mix03", "hv1", command);
  await recorder.run(
    "hv2",
    [
      "sh",
      "-c",
      "cat >/tmp/lan.xml && virsh -q -c qemu:///system 'net-define /tmp/lan.xml; net-start lan; net-autostart lan; pool-refresh default'; rm -f /tmp/lan.xml",
    ],
    {
      input: xml,
    },
  );
}

/** hv3 lacks several things, and QEMU and libvirt look in an order of their own: what hides the next is put there one by one. */
async function captureBridgeMissing(recorder: Recorder, web: string, fail: Fail): Promise<void> {
  const image = "/srv/shared/web01-vda.qcow2";
  await fail("bridge-missing.web01", "hv1", migrate(web, "hv3"));
  await recorder.run("hv3", ["ip", "link", "add", "br0", "type", "bridge"]);
  await fail("storage-missing.web01", "hv1", migrate(web, "hv3"));
  await mustRun(["cp", `${recorder.lab.paths.sharedDir}/web01-vda.qcow2`, `${hostOf(recorder.lab, "hv3").dir}/srv/shared/`]);
  await fail("tls-missing.web01", "hv1", migrate(web, "hv3", "--tls"));
  await recorder.run("hv3", ["ip", "link", "del", "br0"]);
  await recorder.run("hv3", ["rm", "-f", image]);
}

async function capturePortsClosed(recorder: Recorder, web: string, fail: Fail): Promise<void> {
  for (const verdict of ["reject", "drop"] as const) {
    await recorder.run("hv2", ["nft", "-f", "-"], { input: closePortsRules(migrationPorts, verdict) });
    await fail(`ports-${verdict}.web01`, "hv1", migrate(web, "hv2"));
  }
  await recorder.run("hv2", ["nft", "delete", "table", "inet", portsTable(migrationPorts)]);
}

async function captureDiskFull(recorder: Recorder, db: string, fail: Fail): Promise<void> {
  const image = "/var/lib/libvirt/images/db02-vda.qcow2";
  const fill =
    "df -B1 --output=avail /var/lib/libvirt/images | tail -1 | { read n; fallocate -l $((n - 20000000)) /var/lib/libvirt/images/filler; }";
  await recorder.run("hv2", ["sh", "-c", `rm -f ${image}; virsh -q -c qemu:///system pool-refresh default; ${fill}`]);
  await fail("disk-full.db02", "hv1", migrate(db, "hv2", "--copy-storage-all"));
  await recorder.run("hv2", ["rm", "-f", "/var/lib/libvirt/images/filler"]);
  // a volume that the pool still lists though its file is gone
  await recorder.run("hv2", [
    "sh",
    "-c",
    `qemu-img create -q -f qcow2 ${image} 160M; virsh -q -c qemu:///system pool-refresh default; rm -f ${image}`,
  ]);
  await fail("pool-stale.db02", "hv1", migrate(db, "hv2", "--copy-storage-all"));
  await recorder.run("hv2", virsh("pool-refresh", "default"));
}

async function captureLinkCut(recorder: Recorder, busy: string): Promise<void> {
  const { link } = hostOf(recorder.lab, "hv2");
  const command = migrate(busy, "hv2", "--bandwidth", "16");
  const running = recorder.run("hv1", command);
  await sleep(4000);
  await mustRun(["ip", "link", "set", link, "down"]);
  await sleep(5000);
  await recorder.record(
    "domjobinfo-rawstats-link-cut.busy04.txt",
    "hv1",
    virsh("domjobinfo", "--rawstats", busy),
    "5 s after the link was cut",
  );
  const result = await running;
  await mustRun(["ip", "link", "set", link, "up"]);
  await recorder.keep(
    "migrate-fails-link-cut.busy04.txt",
    "hv1",
    command,
    result,
    `link of hv2 cut after 4 s; virsh ended after ${result.durationMs} ms`,
  );
  await recorder.record("domstate-reason-after-link-cut.busy04.txt", "hv1", virsh("domstate", "--reason", busy));
  await recorder.record(
    "domjobinfo-completed-rawstats-after-link-cut.busy04.txt",
    "hv1",
    virsh("domjobinfo", "--completed", "--rawstats", busy),
  );
}

async function untilTold(recorder: Recorder, word: string, from: string, argv: string[]): Promise<void> {
  for (let attempt = 1; attempt <= 6; attempt++) {
    const result = await recorder.run(from, argv);
    const isHidden = result.stderr.includes("End of file while reading data");
    const note = `${Math.round(result.durationMs / 100) / 10} s`;
    if (!isHidden) return recorder.keep(`${word}.txt`, from, argv, result, note);
    await recorder.keep(`${word}.hidden.txt`, from, argv, result, `${note}; the true cause is hidden`);
  }
}
