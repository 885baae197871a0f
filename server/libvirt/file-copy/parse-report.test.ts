import { describe, expect, it } from "vitest";
import { parseCopyReport } from "./parse-report.ts";
import { statusOf } from "./read-copy.ts";

const SUM = "a".repeat(64);
const OTHER = "b".repeat(64);
const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join("");
const TWO = lines(
  "process 4711 998877 0c2d6a1e-1111-4222-8333-444455556666",
  ...["file 0", "from /a/x; $(touch pwn) 'q'", "to /b/from /c to /d", "file 1", "from /a/two", "to /b/two"],
  ...["size 0 100 60", "size 1 8 8", "resume 0 40", "resume 1 0", "phase 0 copying"],
);

describe("the report of a copy", () => {
  it("says where each file stands, by the latest tick", () => {
    const report = parseCopyReport(TWO, `tick 0 52 12 0${" ".repeat(80)}\n`);
    expect(report).toMatchObject({ process: { pid: "4711", start: "998877" }, wireBytes: 12, failure: null, complete: false });
    expect(report.files).toEqual([
      {
        from: "/a/x; $(touch pwn) 'q'",
        to: "/b/from /c to /d",
        sizeBytes: 100,
        dataBytes: 60,
        sentBytes: 52,
        resumedAtBytes: 40,
        verifiedBytes: 0,
        phase: "copying",
        sha256: null,
        placed: null,
      },
      expect.objectContaining({ from: "/a/two", to: "/b/two", sizeBytes: 8, phase: "waiting", sentBytes: 0 }),
    ]);
  });

  it("follows a file to its end, with both sums and what it became", () => {
    const text = `${TWO}${lines("phase 0 verifying", `sum 0 ${SUM} ${SUM}`, "placed 0 77 100 1700000000.123456789 2", "phase 1 copying")}`;
    const { files } = parseCopyReport(text, "tick 1 3 63 0\n");
    const placed = { to: "/b/from /c to /d", sizeBytes: 100, sha256: SUM, inode: "77", modifiedAt: "1700000000.123456789" };
    expect(files[0]).toMatchObject({
      phase: "done",
      sentBytes: 60,
      verifiedBytes: 100,
      sha256: { source: SUM, destination: SUM },
      placed: { ...placed, madeFolders: 2 },
    });
    expect(files[1]).toMatchObject({ phase: "copying", sentBytes: 3 });
    const before = parseCopyReport(`${TWO}${lines("phase 0 verifying")}`, "tick 0 60 12 31\n").files[0];
    expect(before).toMatchObject({ phase: "verifying", sentBytes: 60, verifiedBytes: 31 });
    const has = parseCopyReport(`${TWO}${lines(`has 1 ${OTHER} 5 8 1.5 0`)}`, "").files[1];
    expect(has).toMatchObject({ phase: "done", placed: { inode: "5", sha256: OTHER }, resumedAtBytes: 8 });
  });

  it.each([
    ["fail exists 1 /b/two: exists", { code: "exists", file: 1, words: "/b/two: exists" }],
    ["fail no-space - /b: 9 bytes are needed, 8 are free", { code: "no-space", file: null }],
    ["fail ssh - 255 ssh: connect to host h port 1: Connection refused", { code: "ssh-refused", file: null }],
    ["fail ssh - 255 Host key verification failed.", { code: "host-key-unknown" }],
    [
      "fail ssh - 255 @ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ Host key verification failed.",
      { code: "host-key-changed" },
    ],
    ["fail ssh - 255 x@h: Permission denied (publickey).", { code: "ssh-denied" }],
    ["fail ssh - 255 ssh: Could not resolve hostname h: Name or service not known", { code: "ssh-unresolvable" }],
    ["fail ssh - 255 ssh: connect to host h port 22: Connection timed out", { code: "ssh-unreachable" }],
    ["fail ssh - 127 ", { code: "ssh-failed", words: "ssh ended with 127" }],
    ["fail something-new 0 words", { code: "unexpected", file: 0, words: "words" }],
  ])("reads %j", (line, failure) => {
    expect(parseCopyReport(`${TWO}${line}\n`, "").failure).toMatchObject(failure);
  });

  it("passes over a line that is still being written, and what it does not know", () => {
    const report = parseCopyReport(`${TWO}hello\nsize 9 1 1\nfail exists 0 /b`, "dd: something\ntick 0 7");
    expect(report).toMatchObject({ failure: null, wireBytes: 0, files: [{ sentBytes: 0 }, {}] });
  });
});

describe("the state of a copy", () => {
  const fail = parseCopyReport(`${TWO}fail no-space 0 full\n`, "tick 0 52 12 0\n");
  const cut = parseCopyReport(TWO, "");
  const complete = parseCopyReport(`${TWO}end\n`, "");
  it.each([
    ["absent", { state: "absent", exitCode: null }, cut, "absent", null],
    ["running", { state: "running", exitCode: null }, cut, "running", null],
    ["running, about to fail", { state: "running", exitCode: null }, fail, "running", null],
    ["failed with a reason", { state: "ended", exitCode: 1 }, fail, "failed", "no-space"],
    ["killed", { state: "ended", exitCode: 143 }, cut, "failed", "killed"],
    ["ended without a word", { state: "ended", exitCode: 2 }, cut, "failed", "unexpected"],
    ["ended well without the last word", { state: "ended", exitCode: 0 }, cut, "failed", "unexpected"],
    ["vanished", { state: "vanished", exitCode: null }, cut, "vanished", null],
    ["vanished after it had failed", { state: "vanished", exitCode: null }, fail, "failed", "no-space"],
    ["vanished when all was done", { state: "vanished", exitCode: null }, complete, "done", null],
    ["done", { state: "ended", exitCode: 0 }, complete, "done", null],
  ] as const)("%s", (_name, job, report, state, code) => {
    const status = statusOf({ ...job, stderr: "tick 0 1 1 0\nsh: no\n" }, report);
    expect([status.state, status.failure?.code ?? null]).toEqual([state, code]);
    if (code === "unexpected") expect(status.failure?.words).toBe(`exit status ${job.exitCode}: sh: no`);
    if (state === "failed") expect(status.files[0]?.phase).toBe("failed");
  });
});
