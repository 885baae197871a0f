import { globSync, readFileSync } from "node:fs";
import { createTranslator, IntlErrorCode } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { LOCALES } from "./locales.ts";
import { messagesFor } from "./messages.ts";

/** All texts of a tree with their dotted keys. */
function texts(tree: object, path = ""): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const full = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") return [[full, value] as const];
    return typeof value === "object" && value !== null ? texts(value, full) : [];
  });
}

/** The names of a message's arguments, outside of any plural or select branch's own words. */
function argumentNames(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\s*([a-zA-Z][a-zA-Z0-9]*)\s*[,}]/g)].map((match) => match[1] ?? ""))].sort();
}

describe.each(LOCALES)("messages in %s", (locale) => {
  const all = texts(messagesFor(locale));

  it("can all be parsed as ICU messages", () => {
    const broken: string[] = [];
    let key = "";
    const t = createTranslator({
      locale,
      timeZone: "UTC",
      messages: messagesFor(locale) as Record<string, unknown> as Record<string, string>,
      onError: (error) => {
        if (error.code === IntlErrorCode.INVALID_MESSAGE || error.code === IntlErrorCode.INVALID_KEY)
          broken.push(`${key}: ${error.message}`);
      },
    });
    for ([key] of all) t(key, { unused: 1 });
    expect(broken).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  });

  it("leaves no text empty", () => {
    expect(all.filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });
});

describe("both languages", () => {
  const en = new Map(texts(messagesFor("en")));
  const zh = new Map(texts(messagesFor("zh-CN")));

  it("have the same keys and the same arguments", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    const differing = [...en].filter(([key, text]) => argumentNames(text).join() !== argumentNames(zh.get(key) ?? "").join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it("have every key that the server and the core send", () => {
    const sent = globSync("{server,lib/core}/**/*.ts", { exclude: ["**/*.test.ts"] }).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/key: "([a-z]+(?:\.[A-Za-z0-9-]+)+)"/g)].map((match) => match[1] ?? ""),
    );
    expect(sent.length).toBeGreaterThan(30);
    expect([...new Set(sent)].filter((key) => !en.has(key))).toEqual([]);
  });
});
