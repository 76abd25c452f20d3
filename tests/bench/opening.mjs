// Opens a report in Chromium, a new tab each time, and prints a line of JSON for each: milliseconds from the start of the
// navigation to the first text, to the load event, and to the answer of the first filter, painted; and the processor's time
// that the tab's main thread took, with parts of it.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, page, runs] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, "/"))("playwright-core");
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

for (let run = 0; run < Number(runs); run += 1) {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(300000);
  await tab.setViewportSize({ width: 1600, height: 1000 });
  const session = await browser.newCDPSession(tab);
  // Of the processor's time, not the clock's, so that the machine's load does not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
  const opened = await tab.evaluate(async () => {
    const find = document.getElementById("function-find");
    const last = [...document.querySelectorAll("#function-list tbody a")].at(-1).textContent;
    const started = performance.now();
    find.value = last;
    find.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    const answered = performance.now();
    const [navigation] = performance.getEntriesByType("navigation");
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return {
      text: Math.round(paint?.startTime ?? 0),
      load: Math.round(navigation.loadEventEnd),
      filter: Math.round(answered - started),
      usable: Math.round(answered),
      elements: document.getElementsByTagName("*").length,
    };
  });
  const { metrics } = await session.send("Performance.getMetrics");
  const spent = (name) => Math.round((metrics.find((it) => it.name === name)?.value ?? 0) * 1000);
  console.log(JSON.stringify({ ...opened, script: spent("ScriptDuration"), style: spent("RecalcStyleDuration"), layout: spent("LayoutDuration"), busy: spent("TaskDuration") }));
  await tab.close();
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
