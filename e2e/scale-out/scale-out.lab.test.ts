import { expect, it } from "vitest";
import { proveScaleOut } from "./prove.ts";

/** The short form; the whole one: `npm run bench -- scale-out`. */
it("two servers share the work, and lose none of it when one is killed with -9", async () => {
  const said: string[] = [];
  const proof = await proveScaleOut("back-and-forth", {
    seed: 5,
    migrations: 8,
    killEveryS: [4, 7],
    kills: 2,
    say: (line) => said.push(line),
  });
  expect(proof.violations, said.join("\n")).toEqual([]);
  expect(proof.ended).toHaveLength(8);
  expect(proof.kills).toBe(2);
  expect(proof.virshRuns).toBe(8);
}, 400_000);
