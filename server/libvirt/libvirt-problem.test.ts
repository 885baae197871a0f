import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { libvirtProblem, type VirshOutcome } from "./libvirt-problem.ts";

const fixtures = new URL("../../lib/core/facts/fixtures/debian12-libvirt-9.0.0/", import.meta.url);
const withoutRights = readFileSync(new URL("connect-without-rights.stderr.txt", fixtures), "utf8");
const noConnection = "error: failed to connect to the hypervisor\n";

describe("libvirtProblem", () => {
  it.each<[string, Partial<VirshOutcome>, string]>([
    ["captured: user without rights", { stderr: withoutRights }, "libvirt-denied"],
    [
      "polkit without agent",
      {
        stderr: `${noConnection}error: authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'\n`,
      },
      "libvirt-denied",
    ],
    ["access driver", { stderr: "error: access denied\n" }, "libvirt-denied"],
    [
      "no socket",
      {
        stderr: `${noConnection}error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory\n`,
      },
      "libvirt-down",
    ],
    [
      "nobody on the socket",
      { stderr: `${noConnection}error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': Connection refused\n` },
      "libvirt-down",
    ],
    ["died in the middle", { stderr: "error: End of file while reading data: Input/output error\n" }, "libvirt-down"],
    ["no answer", { exitCode: null, timedOut: true }, "libvirt-down"],
    ["env", { exitCode: 127, stderr: "env: 'virsh': No such file or directory\n" }, "virsh-missing"],
    [
      "timeout",
      { exitCode: 127, stderr: "timeout: failed to run command 'virsh': No such file or directory\n" },
      "virsh-missing",
    ],
    ["bash", { exitCode: 127, stderr: "bash: line 1: virsh: command not found\n" }, "virsh-missing"],
    ["dash", { exitCode: 127, stderr: "sh: 1: virsh: not found\n" }, "virsh-missing"],
    ["without words", { exitCode: 127 }, "virsh-missing"],
    ["no qemu driver", { stderr: `${noConnection}error: no connection driver available for qemu:///system\n` }, "qemu-missing"],
    ["no shell account", { stdout: "This account is currently not available.\n" }, "unexpected-output"],
    ["lost", { exitCode: null, connectionLost: true, stderr: "No response from server" }, "connection-lost"],
  ])("%s", (_name, part, code) => {
    const outcome = { exitCode: 1, stdout: "", stderr: "", timedOut: false, connectionLost: false, ...part };
    expect(libvirtProblem(outcome)?.code).toBe(code);
  });

  it("is none when virsh worked, whatever it printed", () => {
    const outcome = { exitCode: 0, stdout: "", stderr: withoutRights, timedOut: false, connectionLost: false };
    expect(libvirtProblem(outcome)).toBeNull();
  });

  it("tells libvirt's words without virsh's prefix", () => {
    const outcome = { exitCode: 1, stdout: "", stderr: withoutRights, timedOut: false, connectionLost: false };
    expect(libvirtProblem(outcome)?.detail).toBe(
      "failed to connect to the hypervisor\nFailed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied",
    );
  });
});
