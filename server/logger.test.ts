import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { addLogFields, openLogScope, withLogFields } from "./log-scope.ts";
import { createLogger } from "./logger.ts";

function logged(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger("debug", secrets, out);
  return { logger, text: () => lines.join(""), last: () => JSON.parse(lines.at(-1) ?? "") as Record<string, unknown> };
}

describe("what a line is about", () => {
  it("stands on every line of a piece of work, and on none after it", async () => {
    const { logger, last } = logged();
    await withLogFields({ requestId: "r1" }, async () => {
      await sleep(1);
      addLogFields({ userName: "admin" });
      logger.child({ part: "x" }).info("in it");
    });
    expect(last()).toMatchObject({ requestId: "r1", userName: "admin", part: "x" });
    logger.info("after it");
    expect(last()).not.toHaveProperty("requestId");
  });

  it("is left behind by what a request began and what lives longer", async () => {
    const { logger, last } = logged();
    const request = openLogScope({ requestId: "r1" });
    const later = Promise.withResolvers<void>();
    const link = request.run(() =>
      openLogScope({ hostId: "h_1" }).run(async () => {
        logger.info("link opens");
        await later.promise;
        logger.info("link goes down");
      }),
    );
    expect(last()).toMatchObject({ requestId: "r1", hostId: "h_1" });
    request.end();
    later.resolve();
    await link;
    expect(last()).toMatchObject({ hostId: "h_1", msg: "link goes down" });
    expect(last()).not.toHaveProperty("requestId");
  });

  it("is not mixed between two requests at once", async () => {
    const { logger, text } = logged();
    const one = (requestId: string) =>
      withLogFields({ requestId }, async () => {
        for (let round = 0; round < 5; round++) {
          await sleep(1);
          logger.info(`mine is ${requestId}`);
        }
      });
    await Promise.all([one("r1"), one("r2")]);
    const lines = text().trim().split("\n");
    expect(lines).toHaveLength(10);
    for (const line of lines) {
      const { requestId, msg } = JSON.parse(line) as { requestId: string; msg: string };
      expect(msg).toBe(`mine is ${requestId}`);
    }
  });
});

describe("secrets", () => {
  const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\nQUJDREVGRw==\n-----END OPENSSH PRIVATE KEY-----";
  const failedQuery = Object.assign(new Error('Failed query: insert into "session"\nparams: tok-3,hash-7'), {
    query: "insert",
    params: ["tok-3", "hash-7"],
    cause: Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (token)=(tok-3) already exists." }),
  });

  it.each([
    ["by its key", { body: { password: "pw-123456" } }, "pw-123456"],
    ["two levels down", { a: { b: { passphrase: "pw-123456" } } }, "pw-123456"],
    ["a private key in any text", { text: `it says ${KEY} here` }, "b3BlbnNz"],
    ["a private key that was cut off", { text: KEY.slice(0, 60) }, "b3BlbnNz"],
    ["a database URL with a password", { url: "postgresql://vf:p%40ss:word@db/vf" }, "ss:word"],
    ["a session cookie", { header: "virtferry.session_token=abc.def%3D; Path=/" }, "abc.def"],
    ["a bearer token", { header: "Authorization: Bearer abcdefgh12345678" }, "abcdefgh12345678"],
    ["the parameters of a failed query", { err: failedQuery }, "tok-3"],
    ["the same under another key", { error: failedQuery }, "hash-7"],
    ["the same among the arguments of a library", { args: [failedQuery] }, "tok-3"],
    ["a secret of the settings, quotes and all", { text: 'he said s3"cret\\value' }, 's3\\"cret'],
  ])("never appear: %s", (_, fields, secret) => {
    const { logger, text, last } = logged(['s3"cret\\value']);
    logger.info(fields, "said");
    expect(text()).not.toContain(secret);
    expect(text()).toContain("[redacted]");
    expect(last().msg).toBe("said");
  });

  it("leave what an error says: its words, where it came from, its causes", () => {
    const { logger, last } = logged();
    logger.error({ err: failedQuery }, "x");
    const err = last().err as Record<string, unknown>;
    expect(err).toMatchObject({ type: "Error", message: expect.stringContaining('Failed query: insert into "session"') });
    expect(String(err.stack)).toContain("logger.test.ts");
    expect(err.cause).toMatchObject({ message: "duplicate key", code: "23505" });
  });

  it("leave ordinary lines as they are", () => {
    const { logger, last } = logged(["virtferry-secret"]);
    const text = 'virsh -c qemu+ssh://root@192.0.2.1:22/system migrate "web01" https://example.org:8420/x';
    logger.info({ text }, "ran");
    expect(last().text).toBe(text);
  });
});
