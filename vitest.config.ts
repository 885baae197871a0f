import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{app,components,lib,server,scripts,e2e,lab}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.lab.test.ts", "lab/lab.test.ts", "**/node_modules/**", "e2e/journeys/**"],
          testTimeout: 20_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "lab",
          include: ["{lib,server,lab,e2e}/**/*.lab.test.ts", "lab/lab.test.ts"],
          // One lab, real hosts: tests take turns.
          fileParallelism: false,
          testTimeout: 120_000,
          // Not for speed: a busy machine must not turn a slow answer into a failure.
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
