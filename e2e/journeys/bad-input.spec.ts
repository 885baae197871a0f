import { randomUUID } from "node:crypto";
import { labExec, labFault, labGuest, labStatus } from "../../lab/client.ts";
import type { MigrationRecord } from "../../lib/contract/index.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";
import { prepareRequest, waitForEnd } from "../support/start-migration.ts";

test("two starts of one migration at once: one wins, the other is told which", async ({ virtferry }) => {
  const { uuid } = await labGuest("web01");
  const request = await prepareRequest(virtferry, { uuid, from: "hv1", to: "hv2", options: { bandwidthMiBps: 16 } });
  const start = () => virtferry.client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey: randomUUID() });
  const [first, second] = await Promise.allSettled([start(), start()]);
  const won = [first, second].filter((outcome) => outcome.status === "fulfilled");
  const lost = [first, second].filter((outcome) => outcome.status === "rejected");
  expect(won).toHaveLength(1);
  expect(lost).toHaveLength(1);
  const winner = won[0]?.value;
  expect(String(lost[0]?.reason)).toContain("already-migrating");
  expect(String(lost[0]?.reason)).toContain(winner?.id ?? "no winner");
  expect((await waitForEnd(virtferry, winner?.id ?? "no winner")).state).toBe("succeeded");
  await expectOneCopy("web01", "hv2");
});

test("the same press twice starts once", async ({ virtferry }) => {
  const { uuid } = await labGuest("web01");
  const request = await prepareRequest(virtferry, { uuid, from: "hv1", to: "hv2" });
  const idempotencyKey = randomUUID();
  const start = () => virtferry.client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey });
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.id).toBe(second.id);
  expect((await waitForEnd(virtferry, first.id)).state).toBe("succeeded");
  await expectOneCopy("web01", "hv2");
});

test("a VM whose name is shell text moves like any other, and nothing runs", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("odd06");
  const request = await prepareRequest(virtferry, { uuid, from: "hv2", to: "hv1" });
  const record = await virtferry.client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey: randomUUID() });
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("verdict")).toContainText(`x; $(touch pwn) "数据库" 'q' runs on hv1`, { timeout: 90_000 });
  await expectOneCopy("odd06", "hv1");
  for (const host of ["hv1", "hv2"]) {
    const found = await labExec(host, ["find", "/root", "/tmp", "/var/tmp", "/srv", "-name", "pwn"]);
    expect(found.stdout).toBe("");
  }
});

test("destination = source, absurd numbers and malformed ids are refused at their field", async ({ virtferry }) => {
  const { uuid } = await labGuest("web01");
  const request = await prepareRequest(virtferry, { uuid, from: "hv1", to: "hv2" });
  const refused = async (changed: object, ...words: string[]) => {
    const answer = await virtferry.client
      .call("POST", "/migrations", { request: { ...request, ...changed }, idempotencyKey: randomUUID() })
      .then(() => "accepted", String);
    for (const word of words) expect(answer).toContain(word);
  };
  await refused({ destinationHostId: request.sourceHostId }, "destinationHostId");
  await refused({ options: { ...request.options, bandwidthMiBps: 99_999_999_999_999 } }, "400", "options.bandwidthMiBps");
  await refused({ options: { ...request.options, maxDowntimeMs: -1 } }, "400", "options.maxDowntimeMs");
  await refused({ options: { ...request.options, timeoutS: 1.5 } }, "400", "options.timeoutS");
  await refused({ domainUuid: "web01; reboot" }, "400", "domainUuid");
  await expectOneCopy("web01", "hv1");
});

test("a VM that is gone between two clicks is said to be gone", async ({ virtferry }) => {
  const { uuid } = await labGuest("web01");
  const request = await prepareRequest(virtferry, { uuid, from: "hv1", to: "hv2" });
  await labExec("hv1", ["virsh", "-c", "qemu:///system", "destroy", "--domain", uuid]);
  await labExec("hv1", ["virsh", "-c", "qemu:///system", "undefine", "--domain", uuid]);
  const answer = await virtferry.client
    .call("POST", "/migrations", { request, idempotencyKey: randomUUID() })
    .then(() => "accepted", String);
  expect(answer).toContain("not-found");
  expect(answer).toContain("domain-gone");
});

test("adding a host: each mistake has its message, and nothing is left behind", async ({ page, virtferry }) => {
  await signInOnPage(page, virtferry, "/hosts");
  const hosts = await virtferry.client.call<readonly unknown[]>("GET", "/hosts");
  const probe = (changed: object) =>
    virtferry.client
      .call<{ steps: readonly { id: string; status: string; problem: string | null }[] }>("POST", "/hosts/probe", {
        address: "127.0.0.1",
        port: 1,
        user: "root",
        keyId: "server",
        ...changed,
      })
      .then((result) => JSON.stringify(result.steps), String);
  expect(await probe({})).toContain("connection-refused");
  expect(await probe({ address: "no-such-host.invalid" })).toContain("address-unresolvable");
  expect(await probe({ address: "-oProxyCommand=touch pwn" })).toContain("address");
  expect(await probe({ address: "hv1/system?command=/bin/sh" })).toContain("address");
  expect(await probe({ port: 0 })).toContain("port");
  expect(await probe({ user: "-root" })).toContain("user");
  const hv1 = (await labStatus()).hosts.find((host) => host.name === "hv1");
  const wrongKey = { address: hv1?.address, port: hv1?.sshPort, acceptedFingerprint: hv1?.hostKeyFingerprint };
  expect(await probe(wrongKey)).toContain("auth-failed");
  expect((await virtferry.client.call<readonly unknown[]>("GET", "/hosts")).length).toBe(hosts.length);
});

test("a changed host key is refused, and shown beside the one that was accepted", async ({ page, virtferry }) => {
  const before = (await labStatus()).hosts.find((host) => host.name === "hv2");
  await labFault({ host: "hv2", kind: "hostkey" });
  await labFault({ host: "hv2", kind: "kill", what: "sshd:sessions" });
  const after = (await labStatus()).hosts.find((host) => host.name === "hv2");
  expect(after?.hostKeyFingerprint).not.toBe(before?.hostKeyFingerprint);
  await signInOnPage(page, virtferry, "/hosts");
  const row = page.getByRole("row").filter({ hasText: "hv2" }).first();
  await expect(row).toContainText("Blocked", { timeout: 60_000 });
  await row.click();
  const drawer = page.getByRole("dialog");
  for (const known of [before, after]) await expect(drawer).toContainText(known?.hostKeyFingerprint ?? "?");
});
