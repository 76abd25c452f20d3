// Opens a page of very many functions in Chromium and prints as JSON what is read when: at first, linked to, searched for, printed.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, page] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, "/"))("playwright-core");
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const seen = { errors: [] };
const tab = await browser.newPage();
tab.setDefaultTimeout(120000);
tab.on("console", (it) => { if (["error", "warning"].includes(it.type())) seen.errors.push(it.text()); });
tab.on("pageerror", (it) => seen.errors.push(String(it)));
await tab.goto(pathToFileURL(page).href);
const count = (selector) => tab.evaluate((selector) => document.querySelectorAll(selector).length, selector);
seen.functions = await count(".function");
seen.unread = await count(".function > noscript");
const last = tab.locator("#function-list tbody a").last();
const anchor = (await last.getAttribute("href")).slice(1);
await tab.evaluate((anchor) => { location.hash = anchor; }, anchor);
await tab.waitForFunction((anchor) => !document.getElementById(anchor).querySelector("noscript"), anchor);
seen.linked = await tab.evaluate((anchor) => document.getElementById(anchor).querySelectorAll("h4").length, anchor);
await tab.fill("#function-find", "no-action-has-this-name");
seen.none = await tab.locator("#function-list tbody tr:visible").count();
await tab.fill("#function-find", "dynamodb:PutItem");
seen.found = await tab.locator("#function-list tbody tr:visible").count();
await tab.fill("#function-find", "<h4>");
seen.markup = await tab.locator("#function-list tbody tr:visible").count();
await tab.fill("#function-find", "");
await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
seen.unprinted = await count(".function > noscript");
await browser.close();

const plain = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  javaScriptEnabled: false,
});
const reader = await plain.newPage();
reader.setDefaultTimeout(120000);
await reader.goto(pathToFileURL(page).href);
seen.scriptless = await reader.locator(".function h4").count();
await plain.close();
rmSync(profile, { recursive: true, force: true });
console.log(JSON.stringify(seen));
