import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { labReset, labStatus } from "../../lab/client.ts";
import { startConsole } from "../support/console.ts";
import { signInOnPage } from "../support/journey.ts";

test("on the first day: no hosts yet, a wrong entry is told at its field, then hv1 is added by its fingerprint", async ({
  page,
}) => {
  await labReset();
  const lab = await labStatus();
  const hv1 = lab.hosts.find((host) => host.name === "hv1");
  if (!hv1 || !lab.privateKeyPath) throw new Error("the lab is not up");
  const virtferry = await startConsole({ withHosts: false });
  try {
    await signInOnPage(page, virtferry, "/hosts");
    await page
      .getByRole("main")
      .getByRole("button", { name: "Add host" })
      .or(page.getByRole("link", { name: "Add host" }))
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    const field = (name: string) => dialog.getByRole("textbox", { name });
    const connect = dialog.getByRole("button", { name: "Connect" });

    await field("Address").fill("hv1/system?command=/bin/sh");
    await connect.click();
    await expect(field("Address")).toHaveAttribute("aria-invalid", "true");

    await field("Address").fill(hv1.address);
    await field("User").fill("root");
    await dialog.getByRole("radio", { name: /Paste a private key/ }).check();
    await field("Name of the key").fill("lab");
    await field("Private key").fill("not a key");
    await connect.click();
    await expect(field("Private key")).toHaveAttribute("aria-invalid", "true");

    await field("Private key").fill(readFileSync(lab.privateKeyPath, "utf8"));
    await connect.click();
    await expect(dialog).toContainText(hv1.hostKeyFingerprint);
    const accept = dialog.getByRole("button", { name: "Accept and check the host" });
    await dialog.getByRole("checkbox", { name: "The fingerprint on the host is the same" }).check();
    await accept.click();
    await expect(dialog).toContainText("The host can be added.", { timeout: 30_000 });
    await dialog.getByRole("button", { name: "Add hv1" }).click();
    // The new host is shown at once, with its VMs.
    await expect(dialog).toContainText("web01", { timeout: 30_000 });
    await page.keyboard.press("Escape");
    await expect(page.getByRole("row").filter({ hasText: "hv1" }).first()).toContainText("Online", { timeout: 30_000 });
  } finally {
    await virtferry.end();
  }
});
