import { describe, expect, it } from "vitest";
import { fixture } from "../facts/test-support/fixture.ts";
import { readConnectOutcome, readCpuOutcome, readLibvirtOutcome, readSshOutcome } from "./outcomes.ts";

const end = (exitCode: number | null, text: string, timedOut = false) => ({ exitCode, timedOut, text });

describe("what ssh said", () => {
  it.each([
    [0, "", "ok"],
    [
      255,
      "No ED25519 host key is known for 10.77.1.12 and you have requested strict checking.\nHost key verification failed.",
      "host-key-unknown",
    ],
    [255, "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", "host-key-changed"],
    [255, "root@10.77.1.12: Permission denied (publickey).", "denied"],
    [255, "ssh: Could not resolve hostname hv9: Name or service not known", "unresolvable"],
    [255, "ssh: connect to host hv2 port 22: Connection refused", "refused"],
    [255, "ssh: connect to host hv2 port 22: No route to host", "no-route"],
    [255, "ssh: connect to host hv2 port 22: Connection timed out", "timeout"],
    [124, "", "timeout"],
    [1, "This account is currently not available.", "other"],
  ] as const)("exit %i %j is %s", (code, text, outcome) => {
    expect(readSshOutcome(end(code, text))).toBe(outcome);
  });
});

describe("what virsh said about a remote libvirt", () => {
  it.each([
    [0, "", "ok"],
    [1, fixture("connect-without-rights.stderr.txt"), "not-allowed"],
    [1, "error: authentication unavailable: no polkit agent available to authenticate action", "not-allowed"],
    [1, "error: Cannot recv data: sh: 1: nc: not found: Connection reset by peer", "helper-missing"],
    [1, "error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory", "daemon-away"],
    [1, "error: Cannot recv data: Host key verification failed.: Connection reset by peer", "ssh-failed"],
    [1, "error: Cannot recv data: root@hv2: Permission denied (publickey).: Connection reset by peer", "ssh-failed"],
    [124, "", "timeout"],
    [1, "error: something new", "other"],
  ] as const)("exit %i %j is %s", (code, text, outcome) => {
    expect(readLibvirtOutcome(end(code, text), "ssh")).toBe(outcome);
  });

  it.each([
    [0, "", "ok"],
    [1, "error: unable to connect to server at '10.77.1.12:16514': Connection refused", "port-refused"],
    [1, "error: Cannot read CA certificate '/etc/pki/CA/cacert.pem': No such file or directory", "certificate"],
    [1, "error: The certificate hasn't got a known issuer.", "certificate"],
    [1, "error: authentication failed: Failed to verify peer's certificate", "certificate"],
    [1, "error: Cannot read: The TLS connection was non-properly terminated.", "certificate"],
    [1, "error: authentication failed: no SASL mechanism", "not-allowed"],
    [1, "error: unable to connect to server at 'hv9:16514': No route to host", "no-route"],
    [1, "error: Unable to resolve address 'hv9' service '16514': Name or service not known", "unresolvable"],
    [1, "error: unable to connect to server at 'hv9:16509': Connection timed out", "timeout"],
    [124, "", "timeout"],
    [1, "error: something new", "other"],
  ] as const)("without ssh, exit %i %j is %s", (code, text, outcome) => {
    expect(readLibvirtOutcome(end(code, text), "tls")).toBe(outcome);
  });
});

describe("what a connect came to", () => {
  it.each([
    [0, "", "open"],
    [1, "bash: line 1: /dev/tcp/10.77.1.13/49200: Connection refused", "refused"],
    [1, "bash: connect: No route to host", "no-route"],
    [1, "bash: hv9: Name or service not known", "unresolvable"],
    [124, "", "timeout"],
    [1, "", "other"],
  ] as const)("exit %i %j is %s", (code, text, outcome) => {
    expect(readConnectOutcome(end(code, text))).toBe(outcome);
  });
  it("is a timeout when we gave up ourselves", () => {
    expect(readConnectOutcome(end(null, "", true))).toBe("timeout");
  });
});

describe("what hypervisor-cpu-compare said", () => {
  it.each([
    [0, "The CPU provided by hypervisor on the host is a superset of CPU described in /dev/stdin", "superset"],
    [0, "CPU described in /dev/stdin is identical to the CPU provided by hypervisor on the host", "identical"],
    [1, "error: the CPU is incompatible with host CPU: Host CPU does not provide required features: vme, pcid", "incompatible"],
    [1, "CPU described in /dev/stdin is incompatible with the CPU provided by hypervisor on the host", "incompatible"],
    [1, "error: internal error: Unknown CPU model nonsense", "unsupported"],
    [1, "error: command 'hypervisor-cpu-compare' doesn't support option --error", "unsupported"],
    [0, "", "unsupported"],
  ] as const)("exit %i %j is %s", (code, text, outcome) => {
    expect(readCpuOutcome(end(code, text))).toBe(outcome);
  });
});
