// Opens the pages in a browser, checks them with axe-core, and keeps screenshots: node pages.mjs ADDRESS CHROMIUM SCREENSHOTS
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const [address, executablePath, screenshots] = process.argv.slice(2);
const base = `http://${address}`;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const pages = {
  home: "/",
  pair: "/relations/kazakhstan-mongolia",
  discrepancies: "/relations/kazakhstan-mongolia/discrepancies",
  audit: "/documents/kazakhstan-mongolia",
  embed: "/embed/timeline?relation=kazakhstan-mongolia",
  search: "/?q=embassy",
  api: "/docs",
};
const failures = [];
const check = (isExpected, message) => isExpected || failures.push(message);
await mkdir(screenshots, { recursive: true });

const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: ["--disable-features=LocalNetworkAccessChecks", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// Opens a page that reports script errors, and requests to other servers, as failures.
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("pageerror", (error) => failures.push(`${page.url()}: ${error}`));
  page.on("console", (message) => message.type() === "error" && failures.push(`${page.url()}: ${message.text()}`));
  page.on("request", (request) => check(request.url().startsWith(base), `${page.url()} requests ${request.url()}`));
  return page;
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 800, 1280]) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    for (const [name, path] of Object.entries(pages)) {
      const response = await page.goto(base + path);
      check(response.status() === 200, `${path}: ${response.status()}`);
      await page.screenshot({ path: `${screenshots}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(overflow <= 0, `${path} overflows ${width} pixels by ${overflow}`);
      // Evaluated by the debugger, since the page's content security policy forbids injected scripts.
      const violations = await page.evaluate(`${axe}; axe.run().then((run) => run.violations.map((one) =>
        one.id + ": " + one.nodes.map((node) => node.html.slice(0, 150)).slice(0, 3).join(" | ")))`);
      check(violations.length === 0, `${path} at ${width} in ${colorScheme}: ${violations.join("\n  ")}`);
    }
    await page.context().close();
  }
}

// The slider, the skip link, the search and the folded sources work.
const page = await open({ viewport: { width: 1280, height: 900 } });
await page.goto(base + pages.pair);
await page.locator("#as_of").fill("2005");
await page.waitForFunction(() => document.body.textContent.includes("open, diplomatic mission, in Ulaanbaatar"), null, { timeout: 30_000 });
await page.goto(`${base}/`);
await page.keyboard.press("Tab");
check(await page.evaluate(() => document.activeElement.className) === "skip", "the first Tab reaches the skip link");
await page.getByRole("searchbox").fill("khurelsukh");
await page.keyboard.press("Enter");
await page.waitForURL(/q=khurelsukh/);
const hit = page.locator(".hits a").first();
check((await hit.textContent()).includes("Khürelsükh"), "the first result is the guest");
await hit.click();
await page.waitForURL(/\/relations\/.*#/);
await page.waitForLoadState();
check(await page.locator(":target").count() === 1, "a result links to its fact");
check(await page.locator("details.source[open]").count() === 0, "sources are closed");
await page.locator(":target details.source > summary").first().press("Enter");
check(await page.locator(":target details.source[open]").count() === 1, "a source opens with the keyboard");
const into = page.locator(":target details.source[open] a[href*='/documents/']").first();
await into.click();
await page.waitForURL(/\/documents\/.*#/);
await page.waitForLoadState();
check(await page.locator("li:target").count() === 1, "a source leads to its sentence in the audit");

// A pair has no more than a third of the height that it had when its sources stood open beside its facts.
await page.goto(base + pages.pair);
const height = await page.evaluate(() => document.documentElement.scrollHeight);
check(height <= 5377, `the page of a pair is ${height} pixels high`);
await page.goto(`${base + pages.pair}#xiongnu`);
check(await page.locator("#xiongnu").isVisible(), "a link to a fact that is folded unfolds it");
await page.goto(base + pages.audit);
const sentences = page.locator(".sentences > li:visible");
const all = await sentences.count();
await page.getByRole("radio", { name: "contradicted" }).press("Space");
const shown = await sentences.count();
check(shown > 0 && shown < all, `the filter of the audit shows ${shown} of ${all} sentences`);
await page.goto(base + pages.pair);
await page.emulateMedia({ media: "print" });
await page.screenshot({ path: `${screenshots}/pair-print.png`, fullPage: true });

// Without JavaScript, the page shows every fact of the API, and the slider's form works.
const plain = await open({ javaScriptEnabled: false });
await plain.goto(base + pages.pair);
const text = (await plain.textContent("body")).replaceAll(/\s+/g, " ");
for (const kind of ["missions", "visits", "treaties", "trade", "cooperation", "history", "discrepancies"]) {
  const { items } = await (await fetch(`${base}/v1/${kind}?relation=kazakhstan-mongolia`)).json();
  check(items.length > 0, `no ${kind}`);
  for (const item of items) check(text.includes(item.title), `${item.title} is not on the page`);
}
await plain.locator("#as_of").fill("2005");
await plain.getByRole("button", { name: "Show" }).click();
check((await plain.textContent("body")).includes("open, diplomatic mission, in Ulaanbaatar"), "the form shows the state on a day");

// Only the embedded timeline may be framed by other sites.
const other = await (await browser.newContext()).newPage();
const refused = [];
other.on("console", (message) => refused.push(message.text()));
await other.route("http://another.test/", (route) => route.fulfill({ contentType: "text/html",
  body: `<iframe id="timeline" width="900" src="${base + pages.embed}"></iframe><iframe src="${base + pages.pair}"></iframe>
    <script>addEventListener("message", (event) => { const frame = document.querySelector("#timeline");
      if (event.source === frame.contentWindow) frame.height = event.data.bilateral.height; });</script>` }));
await other.goto("http://another.test/");
await other.waitForTimeout(1000);
check(await other.frames()[1].locator(".timeline").count() > 0, "the embedded timeline is shown in a frame");
const [frame, content] = await Promise.all([other.locator("#timeline").evaluate((frame) => frame.clientHeight),
  other.frames()[1].evaluate(() => document.documentElement.scrollHeight)]);
check(frame > 300 && Math.abs(frame - content) <= 4, `the frame is ${frame} pixels high, its timeline ${content}`);
check(refused.length === 1 && refused[0].includes("frame-ancestors 'none'"), `only the embedded timeline may be framed: ${refused}`);

await browser.close();
console.log(failures.join("\n"));
process.exit(failures.length === 0 ? 0 : 1);
