// Visits the pages as a person does: without scripts of the pages' own, in light and dark, on a wide and a narrow screen.
// Each page is judged by axe and kept as a picture; what is wrong is printed, and ends with 1.
// usage: node look.mjs ADDRESS FOLDER-FOR-PICTURES
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

// The tools are installed where this is run, not beside this file.
const require = createRequire(path.join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [address, pictures] = process.argv.slice(2);
const problems = [];
fs.mkdirSync(pictures, { recursive: true });
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage();
const devtools = await page.createCDPSession();
page.on('console', (message) => {
  // The browser itself reports each answer that is no success.
  if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
    problems.push(`${page.url()}: ${message.text()}`);
  }
});

const check = (right, problem) => right || problems.push(`${page.url()}: ${problem}`);
const text = (selector) => page.$eval(selector, (element) => element.innerText.trim());
const click = async (selector) => { await Promise.all([page.waitForNavigation(), page.click(selector)]); };

async function judge(name) {
  await devtools.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  for (const { id, help, nodes } of violations) problems.push(`${name}: ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).join(' ')}`);
  await devtools.send('Page.setBypassCSP', { enabled: false });
}

/** Looks at the page that is open, in the ways in which people do. */
async function look(name) {
  for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['dark', 390]]) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width, height: 900 });
    await page.screenshot({ path: path.join(pictures, `${name}-${scheme}-${width}.png`) });
    check(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `wider than the screen of ${width}`);
    if (width > 1000) await judge(`${name}, ${scheme}`);
  }
  await page.setViewport({ width: 1280, height: 900 });
}

async function open(name, to, status = 200) {
  const answer = await page.goto(address + to);
  check(answer.status() === status, `answers ${answer.status()}, not ${status}`);
  await look(name);
}

await open('home', '/');
await page.keyboard.press('Tab');
check((await page.evaluate(() => document.activeElement.textContent)) === 'Skip to the content', 'the first key does not skip');
await page.keyboard.press('Enter');
check(page.url().endsWith('#content'), 'the skip link does not lead to the content');
await open('rules', '/rules');
await click('main tbody a');
await look('rule');
await open('nothing', '/nowhere', 404);

// A link in a comment leads through GitHub's page to where it was meant to lead.
await page.goto(address + '/campaigns/acme/fleet?tier=Top');
await click('a.agree');
check(page.url() === address + '/campaigns/acme/fleet?tier=Top', 'sign-in did not lead back');
await look('campaign');
await page.select('select[name=tier]', '');
await page.select('select[name=state]', 'blocked');
await click('.filters button');
check((await page.$$('.heat tbody tr')).length === 2, 'the filter does not show the two blocked services');
await click('.heat tbody td a');
await look('service');
check((await page.$$('.places a[href*="/blob/"]')).length > 0, 'no place leads to the code');
await click('form[action$="/service/fix"] button');
check((await text('h1')) === 'Asked for', 'the fixes were not asked for');
await look('asked');
await open('repository', '/repos/acme/fleet');
await open('admin', '/');
await click('form[action="/jobs/retry"] button');
check((await page.$$('form[action="/jobs/retry"]')).length === 0, 'the retry did nothing');
await open('hidden', '/repos/acme/secret', 404);
await click('.person button');
check((await text('.person')) === 'Sign in with GitHub', 'still signed in');

await browser.close();
for (const problem of problems) console.error(problem);
console.log(`${fs.readdirSync(pictures).length} pictures in ${pictures}, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
