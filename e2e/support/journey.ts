import { test as base, expect, type Page } from "@playwright/test";
import { labReset, labStatus } from "../../lab/client.ts";
import type { HostSnapshot } from "../../lib/contract/index.ts";
import { startConsole, type TestConsole } from "./console.ts";

/** One console for all journeys of a worker; the lab is put in order before each. */
export const test = base.extend<{ inOrder: undefined }, { virtferry: TestConsole }>({
  virtferry: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      // In order before the hosts are registered: the console pins the keys that it sees now.
      await labReset();
      const running = await startConsole({ withHosts: true });
      await use(running);
      await running.end();
    },
    { scope: "worker" },
  ],
  inOrder: [
    async ({ virtferry }, use) => {
      await labReset();
      await expect
        .poll(() => hostsAgreeWithLab(virtferry), { timeout: 60_000, message: "the inventory shows the lab as it is" })
        .toBe("yes");
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect };

/** "yes", or what the inventory has otherwise than libvirt. */
async function hostsAgreeWithLab(virtferry: TestConsole): Promise<string> {
  const [hosts, lab] = await Promise.all([virtferry.client.call<readonly HostSnapshot[]>("GET", "/hosts"), labStatus()]);
  const away = hosts.filter((host) => host.state !== "online");
  // A blocked host is tried seldom: ask for a try, as an admin would.
  await Promise.all(away.map((host) => virtferry.client.call("POST", `/hosts/${host.registration.id}/retry`)));
  if (away.length > 0) return `not online: ${away.map((host) => host.registration.name).join(" ")}`;
  for (const guest of lab.guests) {
    const seen = hosts
      .filter((host) => host.domains.some((domain) => domain.uuid === guest.uuid))
      .map((host) => host.registration.name);
    if (seen.join() !== guest.seenOn.map((place) => place.host).join())
      return `${guest.key}: seen on ${seen.join() || "no host"}`;
    const state = hosts.flatMap((host) => host.domains).find((domain) => domain.uuid === guest.uuid)?.state;
    if (guest.state === "running" && state !== "running") return `${guest.key}: ${state}`;
  }
  return "yes";
}

/** Signs in at the screen, as a person does: who is told to wait a minute, because many journeys signed in just before, waits and tries again. */
export async function signInOnPage(page: Page, virtferry: TestConsole, path = "/"): Promise<void> {
  await page.goto(`${virtferry.url}${path}`);
  await page.getByLabel("User name").fill(virtferry.username);
  await page.getByRole("textbox", { name: "Password" }).fill(virtferry.password);
  const signIn = page.getByRole("button", { name: "Sign in" });
  const tooMany = page.getByText("Too many tries.");
  await signIn.click();
  await expect(async () => {
    if (await tooMany.isVisible()) await signIn.click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { timeout: 3_000 });
  }).toPass({ timeout: 90_000, intervals: [10_000] });
}
