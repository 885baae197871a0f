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

/** The names of a message's arguments and tags, outside of any plural or select branch's own words. */
function argumentNames(text: string): readonly string[] {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1] ?? ""}>`));
  // "text": an opening brace begins an argument; "branches": it begins the text of one branch.
  const inside: ("text" | "branches")[] = ["text"];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "}") inside.pop();
    if (text[at] !== "{") continue;
    if (inside.at(-1) === "branches") {
      inside.push("text");
      continue;
    }
    const [whole = "", name = "", kind = ""] = /^\{\s*(\w+)\s*(?:,\s*(\w+))?[^{}]*/.exec(text.slice(at)) ?? [];
    names.add(name);
    at += Math.max(0, whole.length - 1);
    inside.push(["plural", "select", "selectordinal"].includes(kind) ? "branches" : "text");
  }
  return [...names].sort();
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
