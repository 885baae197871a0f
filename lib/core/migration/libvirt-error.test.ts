import { describe, expect, it } from "vitest";
import { failures as english } from "../../i18n/en/failures.ts";
import { classifyFailure, classifyLibvirtText } from "./libvirt-error.ts";
import { LIBVIRT_ERRORS, SEEN_FAILURES } from "./libvirt-error-table.ts";

const EOF = "error: End of file while reading data: : Input/output error";

describe("classifyLibvirtText, real texts of libvirt 9.0", () => {
  it.each([
    ["bridge-missing", "error: Cannot get interface MTU on 'br0': No such device"],
    ["storage-not-shared", "error: Unsafe migration: Migration without shared storage is unsafe"],
    [
      "ssh-name-unresolvable",
      "error: Cannot recv data: ssh: Could not resolve hostname hv9: Temporary failure in name resolution: Connection reset by peer",
    ],
    ["name-clash", "error: operation failed: domain 'db02' already exists with uuid 7a6b9999-0000-4000-8000-0000000000ff"],
    [
      "storage-file-missing",
      `error: internal error: process exited while connecting to monitor: 2026-11-21T11:11:14.114694Z qemu-system-x86_64: -blockdev {"driver":"file"}: Could not open '/var/lib/libvirt/images/db02-vda.qcow2': No such file or directory`,
    ],
    ["host-key-unknown", "error: Cannot recv data: Host key verification failed.: Connection reset by peer"],
    ["canceled", "error: operation aborted: job 'migration out' canceled by client"],
    ["canceled", "error: operation aborted: migration out job: canceled by client"],
    ["domain-not-running", "error: Requested operation is not valid: domain is not running"],
    ["domain-gone", "error: failed to get domain '7a6b0001-0000-4000-8000-000000000001'"],
    ["cause-hidden", EOF],
    [
      "source-daemon-gone",
      "error: Disconnected from qemu:///system due to end of file\nerror: End of file while reading data: Input/output error",
    ],
    ["connection-lost", "error: internal error: client socket is closed"],
    ["connection-lost", "error: operation failed: Lost connection to destination host"],
    ["connection-lost", "error: operation failed: job 'migration out' failed: Unable to write to socket: Bad file descriptor"],
    [
      "tls-failed",
      "error: internal error: unable to execute QEMU command 'object-add': The server certificate /etc/pki/qemu/server-cert.pem has expired",
    ],
    ["disk-copy-failed", "error: operation failed: migration of disk vda failed: Input/output error"],
    ["same-host", "error: internal error: Attempt to migrate guest to the same host UUID"],
    ["already-migrating", "error: Requested operation is not valid: another migration job is already running for domain 'web01'"],
    ["migration-port-closed", "error: unable to connect to server at '10.77.1.13:49152': Connection refused"],
    ["libvirt-port-refused", "error: unable to connect to server at 'hv2:16509': Connection refused"],
    ["ssh-unreachable", "error: Cannot recv data: ssh: connect to host hv2 port 22: No route to host: Connection reset by peer"],
    [
      "libvirt-down-at-source",
      "error: failed to connect to the hypervisor\nerror: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory",
    ],
    [
      "cpu-incompatible",
      "error: unsupported configuration: guest and host CPU are not compatible: Host CPU does not provide required features: avx2",
    ],
    [
      "machine-type-unknown",
      "error: unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support machine type 'pc-q35-99.0'",
    ],
    [
      "memory-short",
      "error: internal error: process exited while connecting to monitor: cannot set up guest memory 'pc.ram': Cannot allocate memory",
    ],
    [
      "tls-failed",
      "error: internal error: qemu unexpectedly closed the monitor: Cannot read from TLS channel: Input/output error",
    ],
  ])("%s", (code, text) => {
    expect(classifyLibvirtText(text)).toBe(code);
    expect(classifyLibvirtText(text.toUpperCase())).toBe(code);
  });

  it("says that it does not know what it does not know", () => {
    expect(classifyLibvirtText("error: the moon is full")).toBeNull();
  });
});

describe("classifyFailure", () => {
  const cases: readonly [string, string, readonly string[], string][] = [
    [
      "virsh's own cause wins",
      "error: Cannot get interface MTU on 'br0': No such device",
      ["already exists with uuid 1"],
      "bridge-missing",
    ],
    [
      "a log tells what virsh could not",
      EOF,
      [
        `2026-11-21 11:11:13.533+0000: 33: error : virNetClientProgramDispatchError:172 : operation failed: domain 'db02' already exists with uuid 7a6b9999-0000-4000-8000-0000000000ff
2026-11-21 11:11:13.545+0000: 37: error : virNetSocketReadWire:1789 : End of file while reading data: : Input/output error`,
        "",
      ],
      "name-clash",
    ],
    [
      "silent logs leave it hidden",
      EOF,
      ["2026 error : virNetSocketReadWire:1789 : End of file while reading data", ""],
      "cause-hidden",
    ],
    [
      "a broken stream at the destination is a consequence",
      "error: internal error: client socket is closed",
      ["", "2026-11-21T11:08:44.897928Z qemu-system-x86_64: load of migration failed: Invalid argument"],
      "connection-lost",
    ],
    ["no words at all", "", ["", ""], "no-words"],
    ["words that are new", "error: the moon is full", [""], "unrecognised"],
  ];
  it.each(cases)("%s", (_, virsh, logs, code) => {
    const failure = classifyFailure({ virsh, logs });
    expect(failure.code).toBe(code);
    expect(failure.meaning.key).toBe(`failures.codes.${code}.meaning`);
    expect(failure.libvirtText).toContain(virsh.trim());
  });

  it("bounds what it keeps of a host's text", () => {
    expect(classifyFailure({ virsh: "x".repeat(100_000), logs: [] }).libvirtText.length).toBe(8000);
  });

  it("has words for every code", () => {
    const codes = [...LIBVIRT_ERRORS.map(([code]) => code), ...SEEN_FAILURES];
    expect(Object.keys(english.codes).sort()).toEqual([...codes].sort());
  });
});

it("does not take another VM's abort in the daemon's log for the cause of a failure that has words of its own", () => {
  const logs = ["2026-11-22 02:06:00.629+0000: 12275: error : operation aborted: job 'migration out' canceled by client"];
  expect(classifyFailure({ virsh: "error: internal error: something new", logs }).code).toBe("unrecognised");
  expect(classifyFailure({ virsh: EOF, logs }).code).toBe("canceled");
});
