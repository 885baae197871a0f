import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrivateSshd, privateSshd } from "../../ssh/testing/private-sshd.ts";
import type { HostLink, HostLinks } from "../host-link.ts";
import { linksTo, registrationOf, stateOf } from "../testing/private-link.ts";
import { readCopy } from "./read-copy.ts";
import { startCopy } from "./start-copy.ts";
import type { CopyFile, CopyStatus } from "./types.ts";

/*
 * Hosts that have a POSIX shell, coreutils and findutils, and nothing else: no qemu-img, no cmp, no openssl. One machine is both of
 * them, and in the place of ssh a script hands the command to a shell, as sshd would. `id` says what the test wants, `sudo` obeys.
 */
const TOOLS = `base64 cat chmod chown cut date dd find head id ln ls mkdir mkfifo mktemp mv printf readlink rm rmdir sed setsid
  sha256sum sleep stat sync tail timeout touch tr truncate true wc env`.split(/\s+/);
const SSH = `#!/bin/sh
for command; do :; done
echo "Welcome to a chatty login"
unset AS_ROOT
[ ! -e "$HOME/no-sudo-there" ] || export NO_SUDO=1
exec sh -c "$command"
`;
const SUDO = `#!/bin/sh
[ "$1" = -n ] && [ -z "$NO_SUDO" ] && [ ! -e "$HOME/no-sudo" ] || { echo "sudo: a password is required" >&2; exit 1; }
shift
AS_ROOT=1 exec "$@"
`;
const ID = '#!/bin/sh\nif [ -e "$HOME/is-user" ] && [ -z "$AS_ROOT" ]; then echo 1000; else echo 0; fi\n';

let sshd: PrivateSshd;
let links: HostLinks;
let link: HostLink;
let folder: string;

async function setUp(shell: string): Promise<void> {
  const bin = `/tmp/virtferry-poor-${process.pid}`;
  sshd = await privateSshd({ PATH: bin });
  execFileSync("rm", ["-rf", bin]);
  mkdirSync(bin);
  symlinkSync(`/bin/${shell}`, join(bin, "sh"));
  for (const tool of TOOLS) symlinkSync(execFileSync("which", [tool], { encoding: "utf8" }).trim(), join(bin, tool));
  for (const [name, text] of Object.entries({ ssh: SSH, sudo: SUDO, id: ID })) {
    execFileSync("rm", ["-f", join(bin, name)]);
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  links = linksTo(sshd);
  link = links.open(registrationOf(sshd));
  await stateOf(link, (state) => state.kind !== "connecting");
  folder = join(sshd.dir, "files");
  mkdirSync(folder);
}
async function tearDown(): Promise<void> {
  execFileSync("rm", ["-rf", `/tmp/virtferry-poor-${process.pid}`]);
  await links.closeAll();
  await sshd.remove();
}

const REQUEST = { destination: { address: "192.0.2.7", port: 22, user: null }, bandwidthMiBps: null };

async function copied(files: readonly CopyFile[]): Promise<CopyStatus> {
  const id = `poor-${randomUUID()}`;
  expect(await startCopy(link, { ...REQUEST, id, files })).toEqual({ kind: "started" });
  for (let tries = 0; tries < 300; tries += 1) {
    const reading = await readCopy(link, id);
    if (reading.kind === "ok" && reading.state !== "running") return reading;
    await sleep(30);
  }
  throw new Error("the copy does not end");
}

// /bin/sh is dash on Debian and its relatives, bash on the others.
describe.each(["dash", "bash"])("hosts with nothing but %s and coreutils", (shell) => {
  beforeAll(() => setUp(shell));
  afterAll(tearDown);

  it("copy sparse, checksummed, and past the chatter of a login", async () => {
    expect((await link.exec(["sh", "-c", "command -v qemu-img cmp openssl"], { timeoutMs: 5_000 })).stdout).toBe("");
    const from = join(folder, "disk");
    writeFileSync(from, randomBytes(3_000_001));
    truncateSync(from, 50_000_003);
    const status = await copied([{ from, to: join(folder, "copy") }]);
    expect(status).toMatchObject({ state: "done", failure: null, files: [{ sizeBytes: 50_000_003, sentBytes: 50_000_003 }] });
    expect(status.wireBytes).toBe(8 * 1024 * 1024);
    expect(readFileSync(join(folder, "copy")).equals(readFileSync(from))).toBe(true);
    expect(statSync(join(folder, "copy")).blocks * 512).toBeLessThan(4_000_000);
  });

  it("by sudo at both ends, and say which end has no right to it", async () => {
    const from = join(folder, "small");
    writeFileSync(from, "small");
    const say = (name: string) => writeFileSync(join(sshd.dir, name), "");
    say("is-user");
    await asNewLink(async () => {
      expect(await copied([{ from, to: join(folder, "by-sudo") }])).toMatchObject({ state: "done" });
      say("no-sudo-there");
      const status = await copied([{ from, to: join(folder, "none") }]);
      expect(status.failure).toEqual({ code: "destination-no-root", file: null, words: "sudo: a password is required" });
      // A right that was taken away while we held the connection.
      say("no-sudo");
      const words = expect.stringContaining("sudo: a password is required");
      expect((await copied([{ from, to: join(folder, "none") }])).failure).toEqual({ code: "unexpected", file: null, words });
    });
    await asNewLink(async () => {
      const refused = { kind: "refused", code: "no-root", words: "sudo: a password is required" };
      expect(await startCopy(link, { ...REQUEST, id: "poor-none", files: [{ from, to: join(folder, "none") }] })).toEqual(
        refused,
      );
    });
    expect(readdirSync(folder).sort()).toEqual(["by-sudo", "copy", "disk", "small"]);
  });
});

/** With a link that remembers nothing of what we may. */
async function asNewLink(run: () => Promise<void>): Promise<void> {
  const fresh = linksTo(sshd);
  const was = link;
  link = fresh.open(registrationOf(sshd));
  try {
    await run();
  } finally {
    link = was;
    await fresh.closeAll();
  }
}
