// Pictures of what a person sees, to be looked at: node pictures.mjs FOLDER [chromium|firefox] [LOOK]
// The look named `store` is as large as the stores ask for; five of it lie in docs/store.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { World } from './world.mjs';
import * as chromium from './drive/chromium.mjs';
import * as firefox from './drive/firefox.mjs';
import { INVITES, TWEETS } from './texts.mjs';

const [to = '.', only, wanted] = process.argv.slice(2);
const folder = resolve(to);
mkdirSync(folder, { recursive: true });
const WIDE = { width: 760, height: 560 };
const NARROW = { width: 360, height: 640 };
const LOOKS = { store: { viewport: { width: 1280, height: 800 } }, light: { viewport: WIDE }, dark: { viewport: WIDE, dark: true }, forced: { viewport: WIDE, forced: true }, narrow: { viewport: NARROW } };

for (const driver of [chromium, firefox]) {
  if (only && only !== driver.name) continue;
  for (const [look, options] of Object.entries(LOOKS)) {
    if (wanted && wanted !== look) continue;
    const world = new World(driver, []);
    await world.open(options);
    try {
      await paint(world, `${driver.name}-${look}`);
    } finally {
      await world.end();
    }
  }
}

/** @param {World} world @param {string} name */
async function paint(world, name) {
  const save = (page, what) => page.screenshot(join(folder, `${what}-${name}.png`));
  const page = await world.browser.newPage();
  await page.goto('https://x.com/home');
  await page.front();
  await page.click('[data-testid="tweetTextarea_0"]');
  await page.type(TWEETS.nudged[0][1]);
  await page.nudged();
  await save(page, 'tweet-chip');
  await page.openCard();
  await save(page, 'tweet-card');
  await page.clickInside('summary');
  // Where it comes to rest
  await page.clickInside('summary ~ ul q');
  await save(page, 'tweet-why');
  await page.clickInside('.toggle');
  await save(page, 'tweet-more');
  await page.clickInside('.primary');
  await page.unnudged();
  await save(page, 'tweet-told');

  for (const home of ['outlet', 'modal']) {
    await page.goto(`https://www.linkedin.com/in/anna-berg/?dialog=${home}`);
    await page.click('#connect');
    await page.click('button[aria-label="Add a note"]');
    await page.click('#custom-message');
    await page.paste(INVITES.stock);
    await page.nudged();
    await save(page, `invite-${home}-chip`);
    await page.openCard();
    await save(page, `invite-${home}-card`);
  }

  await page.goto('https://www.linkedin.com/feed/');
  await page.click('.ProseMirror');
  await page.type('Hi {{first_name}}');
  await page.nudged(({ level }) => level === 'hint');
  await save(page, 'comment-hint');

  for (const what of ['history', 'mix']) await world.ask({ ask: 'change', change: { set: what, on: true } });
  const pitch = (name, company) => `Hello ${name}, I came across your profile and love what ${company} does for otters. Could we talk for a quarter of an hour next week?`;
  await page.goto('https://www.linkedin.com/messaging/thread/1/');
  await page.click('.msg-form__contenteditable');
  await page.type(pitch('Anna', 'Acme'));
  await page.click('.msg-form__send-button');
  await page.goto('https://x.com/home');
  await page.click('[data-testid="tweetTextarea_0"]');
  for (const text of [...TWEETS.quiet, TWEETS.nudged[0][1]]) {
    await page.type(text);
    await page.click('[data-testid="tweetButtonInline"]');
    await page.click('[data-testid="tweetTextarea_0"]');
  }
  await page.type(pitch('Bob', 'Globex'));
  await page.nudged();
  await page.openCard();
  await page.clickInside('summary');
  await page.clickInside('summary ~ ul q');
  await save(page, 'repeated-why');
  await page.close();

  const mix = await world.browser.extensionPage('mix/mix.html');
  await mix.front();
  await mix.appears('#legend li');
  await save(mix, 'mix');
  await mix.close();

  const popup = await world.browser.extensionPage(`popup/popup.html?url=https://x.com/home`);
  await popup.front();
  await save(popup, 'popup-on');
  await popup.close();
  await world.ask({ ask: 'change', change: { set: 'site', key: 'otters.example', on: true } });
  const asking = await world.browser.extensionPage(`popup/popup.html?url=https://otters.example/`);
  await asking.front();
  await save(asking, 'popup-access');
  await asking.close();

  for (const [path, ready] of [['options/options.html', '#sites li'], ['welcome/welcome.html', '#drafts button']]) {
    const own = await world.browser.extensionPage(path);
    await own.front();
    await own.appears(ready);
    await save(own, path.split('/')[0]);
    await own.close();
  }
}
