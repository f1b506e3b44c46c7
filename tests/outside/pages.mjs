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
  country: "/countries/MNG",
  api: "/docs",
  list: "/docs/visits",
  lists: "/explore",
  explore: "/explore/visits?host=MNG",
  missions: "/explore/missions?as_of=2005",
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
  for (const width of [375, 768, 1280]) {
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

// The home page is laid out once: nothing moves after the first paint, and one page and one stylesheet are enough for it.
const first = await open({ viewport: { width: 1280, height: 900 } });
const requested = [];
first.on("request", (request) => requested.push(new URL(request.url()).pathname));
await first.addInitScript(() => {
  window.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
});
await first.goto(`${base}/`);
await first.waitForTimeout(500);
check(await first.evaluate(() => window.shift) < 0.001, "the layout of the home page shifts");
check(requested.filter((path) => path.endsWith(".css")).length === 1, `one stylesheet: ${requested}`);

// An arc of the map leads to its pair, a dot to its country; the search suggests titles, and choosing one searches for it.
await first.locator(".world .arc").first().focus();
await first.keyboard.press("Enter");
await first.waitForURL(/\/relations\//);
await first.goto(`${base}/`);
await first.locator(".world .dot circle").first().click();
await first.waitForURL(/\/countries\/[A-Z]{3}$/);
await first.locator("input[type=date]").fill("2008-01-01");
await first.getByRole("button", { name: "Show" }).click();
await first.waitForURL(/as_of=2008-01-01/);
await first.locator("#q").pressSequentially("khurelsukh", { delay: 20 });
await first.waitForFunction(() => document.querySelector("#suggestions option")?.value.includes("Khürelsükh"));
await first.context().close();

// A page that is not there has the search, with the words of its address.
const lost = await browser.newPage();
await lost.goto(`${base}/relations/kazakhstan-mongola`);
check(await lost.locator("#words").inputValue() === "kazakhstan mongola", "the page of an error proposes a search");
await lost.close();

// The slider, the skip link, the search and the folded sources work.
const page = await open({ viewport: { width: 1280, height: 900 } });
await page.goto(base + pages.pair);
await page.locator("#as_of").fill("2005");
await page.waitForFunction(() => document.body.textContent.includes("open, diplomatic mission, in Ulaanbaatar"), null, { timeout: 30_000 });
await page.goto(`${base}/`);
await page.keyboard.press("Tab");
check(await page.evaluate(() => document.activeElement.className) === "skip", "the first Tab reaches the skip link");
await page.locator("#q").fill("khurelsukh");
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
await page.emulateMedia({ media: "screen" });

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

await exploreByMouse();
await exploreByKeys();
await sendFromTheConsole();

// The explorer by mouse: a facet, a chip, a column, a sort, a page, a download, and the way to a fact and its source.
async function exploreByMouse() {
  const titles = () => page.locator(".listing .c-title a").allTextContents();
  const apiTitles = async (query) => (await (await fetch(`${base}/v1/${query}`)).json()).items.map((item) => item.title);
  const same = async (query, message) => check(JSON.stringify(await titles()) === JSON.stringify(await apiTitles(query)), message);
  await page.goto(`${base}/explore`);
  await page.getByRole("link", { name: "Visits", exact: true }).click();
  await same("visits", "the table has the rows of the API");
  await page.locator(".panel").filter({ hasText: "Type" }).getByRole("link", { name: "official visit" }).click();
  await page.waitForURL(/type=official_visit/);
  await same("visits?type=official_visit", "a facet filters");
  await page.getByRole("link", { name: "Title", exact: true }).click();
  await page.waitForURL(/sort=title/);
  await same("visits?type=official_visit&sort=title", "a header sorts");
  await page.getByRole("columnheader", { name: "Title" }).getByRole("link").click();
  await page.waitForURL(/sort=-title/);
  await page.getByRole("link", { name: "Type: official visit" }).click();
  await page.waitForURL((url) => !url.search.includes("type"));
  await same("visits?sort=-title", "a chip takes its filter away");
  await page.getByText("Columns, order and rows").click();
  await page.getByLabel("Significance").check();
  await page.getByLabel("Sources").uncheck();
  await page.locator(".columns + button").click();
  await page.waitForURL(/fields=/);
  const headers = (await page.getByRole("columnheader").allTextContents()).join();
  check(headers.includes("Significance") && !headers.includes("Sources"), `the columns are ${headers}`);
  check(!page.url().includes("q="), `empty controls stay out of ${page.url()}`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  check(csv.startsWith("id,") && csv.includes("significance"), `the CSV begins with ${csv.slice(0, 80)}`);
  await page.goto(`${base}/explore/sentences?limit=20`);
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/cursor=/);
  check((await titles()).length > 0, "the next page has rows");
  await page.goto(`${base}/explore/visits?guest=Nazarbayev`);
  const address = await page.locator(".listing .c-title a").first().getAttribute("href");
  const source = await page.locator(".listing .c-sources a").first().getAttribute("href");
  check(source.includes("#"), `${source} leads to a sentence`);
  await page.locator(".listing .c-title a").first().click();
  await page.waitForURL(base + address);
  check(await page.locator(":target").count() === 1, "a row leads to its fact");
}

// The explorer by keys alone: every control is reached in order, and the form is sent by Enter.
async function exploreByKeys() {
  await page.goto(`${base}/explore/visits`);
  const reached = new Set();
  const tab = async () => {
    await page.keyboard.press("Tab");
    return page.evaluate(() => {
      const active = document.activeElement;
      return active.name || active.textContent.trim() || active.className;
    });
  };
  // The closed parts of the form open by Enter.
  for (let now = ""; !now.startsWith("Columns"); now = await tab()) {
    if (now.startsWith("More filters")) await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Enter");
  await page.evaluate(() => document.activeElement.blur());
  await page.locator(".skip").focus();
  for (let count = 0; count < 120; count += 1) reached.add(await tab());
  for (const name of ["q", "from", "to", "country", "host", "type", "guest", "match", "sort", "limit", "fields", "Host", "JSON", "XLSX"]) {
    check(reached.has(name), `Tab does not reach ${name}`);
  }
  await page.locator("#f-host").focus();
  await page.keyboard.type("Mong");
  await page.locator("#f-from").focus();
  await page.keyboard.type("someday");
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=someday/);
  failures.splice(0, failures.length, ...failures.filter((failure) => !failure.includes("status of 400")));
  check(await page.locator("#f-from").inputValue() === "someday", "the form keeps a wrong value");
  check(await page.locator("#f-host").inputValue() === "MNG", "the form keeps the other values");
  await page.locator(".problems a").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.locator("#f-from").fill("1990");
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=1990/);
  check(await page.getByRole("row").count() > 1, "the corrected form shows rows");
}

// The console shows the response of the API, with script and without.
async function sendFromTheConsole() {
  for (const tab of [page, plain]) {
    await tab.goto(`${base}/docs/visits`);
    await tab.getByText("Change the request").click();
    await tab.locator("#f-host").selectOption("MNG");
    await tab.locator("#f-limit").selectOption("20");
    await tab.getByRole("button", { name: "Send" }).click();
    await tab.locator("#request", { hasText: "host=MNG" }).waitFor();
    await tab.locator("#answer", { hasText: '"host": "MNG"' }).waitFor();
    check(await tab.locator("#status").textContent() === "200", "the console shows the status");
  }
}

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
