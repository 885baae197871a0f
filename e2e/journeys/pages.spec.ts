import AxeBuilder from "@axe-core/playwright";
import { labGuest } from "../../lab/client.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { hostIdOf } from "../support/start-migration.ts";

const PAGES = [
  "/",
  "/hosts",
  "/domains",
  "/preflight",
  "/preflight?by=check",
  "/preflight/report",
  "/preflight/cpu-baseline",
  "/migrations",
  "/migrations/new",
  "/recovery",
  "/settings",
];

for (const scheme of ["light", "dark"] as const) {
  test(`every page in ${scheme}: no accessibility violation, at 1280 and without sideways scrolling at 390`, async ({
    page,
    virtferry,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await signInOnPage(page, virtferry);
    for (const path of PAGES) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${virtferry.url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByTestId("skeleton")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => `${path}: ${violation.id}: ${violation.nodes[0]?.html ?? ""}`)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      // Laid out anew a moment after the resize, and again when data arrives.
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(overflow, { message: `${path} at 390 px` }).toBeLessThanOrEqual(0);
    }
  });
}

test("in Chinese, every page speaks Chinese, and the choice stays", async ({ page, virtferry }) => {
  await signInOnPage(page, virtferry);
  await page.context().addCookies([{ name: "locale", value: "zh-CN", url: virtferry.url }]);
  for (const path of PAGES) {
    await page.goto(`${virtferry.url}${path}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/\p{Script=Han}/u);
    // A message that is missing shows as its key.
    await expect(page.locator("body")).not.toContainText(
      /\b(common|cpuBaseline|hosts|domains|matrix|report|wizard|live|migrations|preflight|recovery)\.[a-z]+\.[a-zA-Z.]+/,
    );
  }
});

test("no page and no route answers without a session", async ({ page, request, virtferry }) => {
  for (const path of PAGES) {
    await page.goto(`${virtferry.url}${path}`);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  for (const path of ["/hosts", "/migrations", "/system", "/keys"]) {
    expect((await request.get(`${virtferry.url}/api/v1${path}`)).status(), path).toBe(401);
  }
  const socket = await request.get(`${virtferry.url}/api/socket/?EIO=4&transport=polling`);
  expect(socket.status()).not.toBe(200);
});

test("the wizard by keyboard alone, its state in the URL over a reload", async ({ page, virtferry }) => {
  const web01 = await labGuest("web01");
  await signInOnPage(page, virtferry, `/migrations/new?vm=${web01.uuid}&from=${await hostIdOf(virtferry, "hv1")}`);
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  };
  await page.getByTestId("step-vm").getByRole("radio", { checked: true }).focus();
  await press("Enter");
  const destination = page.getByTestId("step-destination");
  await expect(destination).toBeVisible();
  await expect(destination.getByTestId("destination-verdict").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 2, name: /Where does/ })).toBeFocused();
  await press("Tab");
  await press("Space");
  await expect(destination.getByRole("radio", { checked: true })).toBeFocused();
  await press("Enter");
  await expect(page.getByTestId("step-how")).toBeVisible();
  const bandwidth = page.getByLabel("Bandwidth limit");
  for (let tab = 0; tab < 30 && !(await bandwidth.evaluate((element) => element === document.activeElement)); tab++)
    await press("Tab");
  await page.keyboard.type("99999999999999");
  await press("Enter");
  await expect(page.getByTestId("step-how")).toBeVisible();
  await expect(bandwidth).toHaveAttribute("aria-invalid", "true");
  await press("Control+a");
  await page.keyboard.type("64");
  await page.reload();
  await expect(page.getByLabel("Bandwidth limit")).toHaveValue("64");
  await page.getByLabel("Bandwidth limit").focus();
  await press("Enter");
  const preflight = page.getByTestId("step-preflight");
  await expect(preflight.getByText(/checks? passed/).last()).toBeVisible({ timeout: 60_000 });
  await page.goBack();
  await expect(page.getByLabel("Bandwidth limit")).toHaveValue("64");
});
