// Opens a report in Chromium and prints what it saw as JSON: errors, overflow, accessibility, and what the filters do.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, page] = process.argv.slice(2);
const require = createRequire(join(modules, "/"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const seen = { errors: [], requests: [], overflow: [], axe: [] };

const open = async (width, colorScheme) => {
  const tab = await browser.newPage();
  tab.on("console", (it) => { if (["error", "warning"].includes(it.type())) seen.errors.push(it.text()); });
  tab.on("pageerror", (it) => seen.errors.push(String(it)));
  tab.on("dialog", async (it) => { seen.errors.push(`dialog: ${it.message()}`); await it.dismiss(); });
  tab.on("request", (it) => { if (!/^(file|data):/.test(it.url())) seen.requests.push(it.url()); });
  await tab.setViewportSize({ width, height: 1000 });
  await tab.emulateMedia({ colorScheme });
  await tab.goto(pathToFileURL(page).href);
  return tab;
};

for (const width of [400, 1600]) {
  for (const colors of ["light", "dark"]) {
    const tab = await open(width, colors);
    await tab.evaluate(() => { for (const it of document.querySelectorAll("details")) it.open = true; });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) seen.overflow.push([width, over]);
    const { violations } = await tab.evaluate(`${axe};axe.run()`);
    seen.axe.push(...violations.map((it) => `${width} ${colors} ${it.id}: ${it.nodes[0].html}`));
    await tab.close();
  }
}

const tab = await open(1600, "light");
const rows = () => tab.locator("#function-list tbody tr:visible").count();
const sections = () => tab.locator("article.function:not([hidden])").count();
const map = async () => (await tab.textContent("#map-status")).trim();
seen.scripted = await tab.evaluate(() => window.scripted ?? null);
seen.functions = await rows();
await tab.locator("#map-picture").scrollIntoViewIfNeeded();
await tab.waitForSelector("#map-picture svg");
seen.map = await map();
const first = await tab.textContent("#function-list tbody a");
await tab.fill("#function-find", first);
seen.found = [await rows(), await sections()];
await tab.click("#function-filters button[type=reset]");
await tab.waitForTimeout(50);
seen.reset = await rows();
await tab.selectOption("#map-service", { index: 1 });
seen.narrowed = await map();
await tab.click("#map-reset");
await tab.waitForTimeout(50);
seen.widened = await map();
await tab.check("[name=view][value=matrix]");
seen.matrix = await tab.locator("#map-picture .quarters").count();
await tab.check("[name=view][value=links]");
seen.links = await tab.locator("#map-picture path.link").count();
const name = tab.locator("#map-picture a.node").first();
await name.focus();
await tab.keyboard.press("Enter");
seen.link = await tab.evaluate(() => document.querySelector(":target")?.classList.contains("function") ?? false);
await tab.click("#theme");
await tab.click("#theme");
seen.dark = await tab.evaluate(() => getComputedStyle(document.body).colorScheme);
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(JSON.stringify(seen));
