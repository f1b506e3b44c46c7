// Follows every link to a sentence from the page of a pair, in a browser, into an article served for the test, and looks where
// the browser has marked it: node links.mjs ADDRESS CHROMIUM ARTICLE URL, where a line of ARTICLE is a pointer, a tab and a
// sentence, and URL is the address at which the article is served.
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const [address, executablePath, article, url] = process.argv.slice(2);
const sentences = (await readFile(article, "utf8")).trimEnd().split("\n").map((line) => line.split("\t"));
const filler = "<p>Nothing is said here.</p>".repeat(60);
const html = `<!doctype html><meta charset="utf-8"><style>::target-text { background: rgb(255, 0, 255); color: rgb(255, 0, 255); }
  body { font: 20px/2 sans-serif; }</style>` + sentences.map(([pointer, sentence]) =>
  `${filler}<p>Before. <span data-pointer="${pointer}">${sentence}</span><sup>[1]</sup> After.</p>`).join("") + filler;
const failures = [];
const check = (isExpected, message) => isExpected || failures.push(message);

const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
await context.route(url, (route) => route.fulfill({ contentType: "text/html", body: html }));

// The rectangle of the marked pixels of the window, read in a page that may draw the screenshot.
const painter = await context.newPage();
async function marked(page) {
  const image = (await page.screenshot()).toString("base64");
  return painter.evaluate(async (image) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${image}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const drawing = canvas.getContext("2d");
    drawing.drawImage(picture, 0, 0);
    const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== 255 || data[at + 1] !== 0 || data[at + 2] !== 255) continue;
      const [x, y] = [(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)];
      Object.assign(box, { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x), bottom: Math.max(box.bottom, y) });
    }
    return box;
  }, image);
}

const home = await context.newPage();
await home.goto(`http://${address}/`);
await home.locator(".pair-cards h3 a").first().click();
const pair = home.url();
const sources = home.locator(`.evidence > ul > li:has(> a[href^="${url}"])`);
const count = await sources.count();
check(count > 0, "the page of the pair has no link into the article");
for (let number = 0; number < count; number += 1) {
  await home.goto(pair);
  await home.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const source = sources.nth(number);
  const pointer = (await source.locator('a[href^="/documents/"]').first().textContent()).replace(/^see | \(.*/g, "");
  await source.locator(`:scope > a[href^="${url}"]`).click();
  await home.waitForURL(`${url}**`);
  const sentence = home.locator(`[data-pointer="${pointer}"]`);
  check(await sentence.count() === 1, `the article has no ${pointer}`);
  // The browser looks for the text after the page has loaded.
  let box = await marked(home);
  for (let tries = 0; box.right < 0 && tries < 20; tries += 1) box = await marked(home);
  const { left, top, right, bottom } = await sentence.evaluate((span) => {
    const { left, top, right, bottom } = span.getBoundingClientRect();
    return { left, top, right, bottom };
  });
  // A full stop at the end is no part of the last word.
  const isMarked = Math.abs(box.left - left) < 3 && Math.abs(box.right - right) < 10 && box.top >= top - 3 && box.bottom <= bottom + 3;
  check(isMarked, `${pointer}: marked is ${JSON.stringify(box)} instead of ${JSON.stringify({ left, top, right, bottom })}`);
}

await browser.close();
console.log(failures.length === 0 ? `${count} links lead to their sentences` : failures.join("\n"));
process.exit(failures.length === 0 ? 0 : 1);
