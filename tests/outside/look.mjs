// Looks at the pages as people do, and keeps pictures of them: node look.mjs ADDRESS CHROMIUM PICTURES
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const [address, executablePath, pictures] = process.argv.slice(2);
const base = `http://${address}`;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const pages = {
  front: "/",
  pair: "/relations/kazakhstan-mongolia",
  audit: "/documents/kazakhstan-mongolia",
  embed: "/embed/timeline?relation=kazakhstan-mongolia",
  search: "/?q=embassy",
  api: "/docs/",
};
const wrong = [];
const must = (right, what) => right || wrong.push(what);
await mkdir(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: ["--disable-features=LocalNetworkAccessChecks", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/// A page in which every fault is noted.
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(`${page.url()}: ${message.text()}`));
  page.on("request", (request) => must(request.url().startsWith(base), `${page.url()} asks ${request.url()}`));
  return page;
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 800, 1280]) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    for (const [name, path] of Object.entries(pages)) {
      const answer = await page.goto(base + path);
      must(answer.status() === 200, `${path}: ${answer.status()}`);
      await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      must(overflow <= 0, `${path} is ${overflow} wider than ${width}`);
      // By the browser's own means, as no script of another may run on the page.
      const found = await page.evaluate(`${axe}; axe.run().then((run) => run.violations.map((one) =>
        one.id + ": " + one.nodes.map((node) => node.html.slice(0, 150)).slice(0, 3).join(" | ")))`);
      must(found.length === 0, `${path} at ${width} in ${colorScheme}: ${found.join("\n  ")}`);
    }
    await page.context().close();
  }
}

// The slider asks the API, and search finds.
const page = await open({ viewport: { width: 1280, height: 900 } });
await page.goto(base + pages.pair);
await page.locator("#as_of").fill("2005");
await page.waitForFunction(() => document.body.textContent.includes("open, diplomatic mission, in Ulaanbaatar"), null, { timeout: 30_000 });
await page.goto(`${base}/`);
await page.keyboard.press("Tab");
must(await page.evaluate(() => document.activeElement.className) === "skip", "the first key leads past the head");
await page.getByRole("searchbox").fill("khurelsukh");
await page.keyboard.press("Enter");
await page.waitForURL(/q=khurelsukh/);
const hit = page.locator(".hits a").first();
must((await hit.textContent()).includes("Khürelsükh"), "search finds the guest");
await hit.click();
must(await page.locator(":target").count() === 1, "a hit leads to its fact");
must(await page.locator(".source[open]").count() === 0, "sources are folded");
await page.locator(":target .source summary").first().press("Enter");
must(await page.locator(":target .source[open]").count() === 1, "a source opens by the keyboard");
await page.emulateMedia({ media: "print" });
await page.screenshot({ path: `${pictures}/pair-print.png`, fullPage: true });

// Without a script, every fact that the API has is on the page, and the slider's form works.
const plain = await open({ javaScriptEnabled: false });
await plain.goto(base + pages.pair);
const shown = (await plain.textContent("body")).replaceAll(/\s+/g, " ");
for (const kind of ["missions", "visits", "treaties", "trade", "cooperation", "history", "discrepancies"]) {
  const { items } = await (await fetch(`${base}/v1/${kind}?relation=kazakhstan-mongolia`)).json();
  must(items.length > 0, `no ${kind}`);
  for (const item of items) must(shown.includes(item.title), `${item.title} is not on the page`);
}
await plain.locator("#as_of").fill("2005");
await plain.getByRole("button", { name: "Show" }).click();
must((await plain.textContent("body")).includes("open, diplomatic mission, in Ulaanbaatar"), "the form asks for the day");

// Only the embedded page may stand in another's.
const other = await (await browser.newContext()).newPage();
const refused = [];
other.on("console", (message) => refused.push(message.text()));
await other.route("http://another.test/", (route) => route.fulfill({ contentType: "text/html",
  body: `<iframe src="${base + pages.embed}"></iframe><iframe src="${base + pages.pair}"></iframe>` }));
await other.goto("http://another.test/");
await other.waitForTimeout(1000);
must(await other.frames()[1].locator(".timeline").count() === 1, "the embedded page is shown in a frame");
must(refused.length === 1 && refused[0].includes("frame-ancestors 'none'"), `only the embedded page may be framed: ${refused}`);

await browser.close();
console.log(wrong.join("\n"));
process.exit(wrong.length === 0 ? 0 : 1);
