// Draws the feed of visits with TimelineJS, and runs the HTML example of the README in the same browser:
// node timelinejs.mjs ADDRESS CHROMIUM PROFILE SCREENSHOT README
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const [address, executablePath, profile, screenshot, readme] = process.argv.slice(2);
const library = path.dirname(path.dirname(createRequire(import.meta.url).resolve("@knight-lab/timelinejs/dist/js/timeline.js")));
const feedPage = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/css/timeline.css">
<div id="timeline" style="height: 560px"></div><script src="/js/timeline.js"></script>
<script>fetch("http://${address}/v1/visits.timelinejs").then((response) => response.json())
.then((feed) => { window.timeline = new TL.Timeline("timeline", feed, { font: null }); });</script>`;
const example = (await readFile(readme, "utf8")).match(/```html\n(.*?)```/s)[1];
const readmePage = `<!doctype html><meta charset="utf-8">${example.replace("localhost:8080", address)}`;
const types = { ".css": "text/css", ".js": "text/javascript" };

const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  viewport: { width: 1200, height: 600 },
  // The pages come from an intercepted origin, which Chromium would not let access this machine.
  args: ["--disable-features=LocalNetworkAccessChecks", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await context.newPage();
const errors = [];
page.on("pageerror", (error) => errors.push(String(error)));
page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
await page.route("http://127.0.0.1:8999/**", async (route) => {
  const name = new URL(route.request().url()).pathname;
  if (name === "/readme") return route.fulfill({ contentType: "text/html", body: readmePage });
  if (name === "/") return route.fulfill({ contentType: "text/html", body: feedPage });
  try {
    await route.fulfill({ contentType: types[path.extname(name)] ?? "font/woff", body: await readFile(library + name) });
  } catch {
    await route.fulfill({ status: 204, body: "" });
  }
});
await page.goto("http://127.0.0.1:8999/");
await page.waitForFunction(() => document.querySelectorAll(".tl-timemarker").length >= 5);
await page.waitForTimeout(1500);
const drawn = await page.evaluate(() => ({
  markers: document.querySelectorAll(".tl-timemarker").length,
  headlines: [...document.querySelectorAll(".tl-headline")].map((one) => one.textContent.trim()),
  dates: [...document.querySelectorAll(".tl-headline-date")].map((one) => one.textContent.trim()),
}));
await page.screenshot({ path: screenshot });
await page.goto("http://127.0.0.1:8999/readme");
await page.waitForFunction(() => document.querySelectorAll("#visits li").length >= 5);
const listed = await page.evaluate(() => [...document.querySelectorAll("#visits li")].map((one) => one.textContent));
await context.close();
console.log(JSON.stringify({ ...drawn, listed, errors }));
const isExpected = drawn.dates.includes("summer of 2008") && listed.some((line) => line.startsWith("summer of 2008 Nursultan"));
process.exit(errors.length === 0 && isExpected ? 0 : 1);
