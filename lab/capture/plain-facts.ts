import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hostOf } from "../parts/state.ts";
import type { Recorder } from "./recorder.ts";

const virsh = (...argv: string[]): string[] => ["virsh", "-q", "-c", "qemu:///system", ...argv];
const trio = ["hv1", "hv2", "hv3"] as const;

/** What one host says about itself: [file name, command]. */
const hostFacts: readonly (readonly [file: string, argv: readonly string[]])[] = [
  ["version.txt", virsh("version")],
  ["capabilities.xml", virsh("capabilities")],
  ["domcapabilities.xml", virsh("domcapabilities", "--virttype", "qemu")],
  ["nodeinfo.txt", virsh("nodeinfo")],
  ["nodememstats.txt", virsh("nodememstats")],
  ["nodecpustats.txt", virsh("nodecpustats")],
  ["sysinfo.xml", virsh("sysinfo")],
  ["hostname.txt", virsh("hostname")],
  ["list-all-uuid.txt", virsh("list", "--all", "--uuid")],
  ["list-all-name-uuid.txt", virsh("list", "--all", "--name", "--uuid")],
  ["list-all.txt", virsh("list", "--all", "--title")],
  ["domstats-all.txt", virsh("domstats", "--raw")],
  ["pool-list-all-details.txt", virsh("pool-list", "--all", "--details")],
  ["pool-dumpxml-default.xml", virsh("pool-dumpxml", "default")],
  ["net-list-all.txt", virsh("net-list", "--all")],
  ["net-dumpxml-default.xml", virsh("net-dumpxml", "default")],
  ["several-in-one.txt", virsh("version; hostname; nodeinfo; list --all --name --uuid; domstats --state --balloon --raw")],
  ["ip-link.json", ["ip", "-j", "-d", "link"]],
  ["ip-addr.json", ["ip", "-j", "addr"]],
  ["ip-route.json", ["ip", "-j", "route"]],
  ["free.txt", ["free", "-b"]],
  ["meminfo.txt", ["cat", "/proc/meminfo"]],
  ["listening-ports.txt", ["ss", "-Hltn"]],
  ["df-images.txt", ["df", "-B1", "--output=source,fstype,size,avail,target", "/var/lib/libvirt/images", "/srv/shared"]],
  ["stat-shared-folder.txt", ["stat", "-c", "%n %i %s %d %a %U %F", "/srv/shared"]],
  ["findmnt-shared-folder.txt", ["findmnt", "-n", "-o", "SOURCE,FSTYPE,TARGET", "-T", "/srv/shared"]],
  ["statf-shared-folder.txt", ["stat", "-f", "-c", "%T", "/srv/shared"]],
  ["stat-shared-disk.txt", ["stat", "-c", "%n %i %s %d", "/srv/shared/web01-vda.qcow2"]],
  ["findmnt-shared-disk.txt", ["findmnt", "-n", "-o", "SOURCE,FSTYPE,TARGET", "-T", "/srv/shared/web01-vda.qcow2"]],
  ["nft-ruleset.json", ["nft", "-j", "list", "ruleset"]],
  ["tls-files.txt", ["ls", "-l", "/etc/pki/qemu"]],
  ["os-release.txt", ["cat", "/etc/os-release"]],
  ["id.txt", ["id"]],
];

/** Captures everything that needs no job: host facts, guests, images, CPU comparison. */
export async function capturePlainFacts(recorder: Recorder): Promise<void> {
  for (const host of trio) for (const [file, argv] of hostFacts) await recorder.record(named(file, host), host, argv);
  for (const host of ["hv1", "hv2"]) {
    await recorder.record(named("pool-dumpxml-shared.xml", host), host, virsh("pool-dumpxml", "shared"));
    await recorder.record(named("net-dumpxml-lan.xml", host), host, virsh("net-dumpxml", "lan"));
  }
  await recorder.record("help-migrate.txt", "hv1", virsh("help", "migrate"));
  await captureGuests(recorder);
  await captureImages(recorder);
  await captureCpuCompare(recorder);
}

async function captureGuests(recorder: Recorder): Promise<void> {
  for (const { guest, uuid } of recorder.lab.guests) {
    const domain = (file: string, ...argv: string[]) => recorder.record(file, guest.home, virsh(...argv));
    const { key } = guest;
    if (guest.running) await domain(`dumpxml-live.${key}.xml`, "dumpxml", uuid);
    await domain(`dumpxml-inactive.${key}.xml`, "dumpxml", "--inactive", uuid);
    await domain(`domstate-reason.${key}.txt`, "domstate", "--reason", uuid);
    await domain(`dominfo.${key}.txt`, "dominfo", uuid);
    await domain(`domstats-raw.${key}.txt`, "domstats", "--raw", uuid);
    await domain(`domblklist-details.${key}.txt`, "domblklist", "--details", uuid);
    await domain(`domiflist.${key}.txt`, "domiflist", uuid);
    await domain(`domblkinfo-all.${key}.txt`, "domblkinfo", "--all", uuid);
    await domain(`domjobinfo-none.${key}.txt`, "domjobinfo", uuid);
    await domain(`domjobinfo-rawstats-none.${key}.txt`, "domjobinfo", "--rawstats", uuid);
  }
  await recorder.record("dumpxml-inactive.decoy-db02.xml", "hv3", virsh("dumpxml", "--inactive", "db02"));
  await recorder.record(
    "domstate-missing.txt",
    "hv1",
    virsh("domstate", "--reason", "7a6b0001-0000-4000-8000-0000000000ff"),
    "no such domain",
  );
  await recorder.record("domdirtyrate-calc.busy04.txt", "hv1", virsh("domdirtyrate-calc", "busy04", "--seconds", "1"));
  await recorder.run("hv1", ["sleep", "3"]);
  await recorder.record("domstats-dirtyrate-raw.busy04.txt", "hv1", virsh("domstats", "--dirtyrate", "--raw", "busy04"));
}

async function captureImages(recorder: Recorder): Promise<void> {
  const image = (file: string, host: string, ...argv: string[]) =>
    recorder.record(file, host, ["qemu-img", "info", "--output=json", ...argv]);
  await image("qemu-img-info-shared.json", "hv1", "-U", "/srv/shared/web01-vda.qcow2");
  await image("qemu-img-info-local.json", "hv1", "-U", "/var/lib/libvirt/images/db02-vda.qcow2");
  await image("qemu-img-info-locked.json", "hv1", "/var/lib/libvirt/images/db02-vda.qcow2");
  await image("qemu-img-info-missing.json", "hv2", "-U", "/var/lib/libvirt/images/db02-vda.qcow2");
  await recorder.run("hv1", [
    "qemu-img",
    "create",
    "-q",
    "-f",
    "qcow2",
    "-b",
    "/srv/shared/off05-vda.qcow2",
    "-F",
    "qcow2",
    "/tmp/overlay.qcow2",
  ]);
  await image("qemu-img-info-chain.json", "hv1", "-U", "--backing-chain", "/tmp/overlay.qcow2");
  await recorder.run("hv1", ["rm", "-f", "/tmp/overlay.qcow2"]);
}

async function captureCpuCompare(recorder: Recorder): Promise<void> {
  const cpus = {
    fits: "<cpu mode='custom' match='exact'><model fallback='forbid'>qemu64</model></cpu>",
    "lacks-features": "<cpu mode='custom' match='exact'><model fallback='forbid'>EPYC-Rome</model></cpu>",
    "host-model": "<cpu mode='host-model' check='partial'/>",
    broken: "<cpu mode='custom'><model>NoSuchCpu</model></cpu>",
  };
  for (const [word, xml] of Object.entries(cpus)) {
    await writeFile(join(hostOf(recorder.lab, "hv2").dir, "tmp/cpu.xml"), xml);
    const compare = virsh("hypervisor-cpu-compare", "--virttype", "qemu", "--error", "/tmp/cpu.xml");
    await recorder.record(`hypervisor-cpu-compare-${word}.txt`, "hv2", compare, xml);
  }
  await recorder.run("hv2", ["rm", "-f", "/tmp/cpu.xml"]);
}

function named(file: string, host: string): string {
  const dot = file.lastIndexOf(".");
  return `${file.slice(0, dot)}.${host}${file.slice(dot)}`;
}
