// Nothing leaves the machine: a browser is used for a while, everything it asks the network for is written down, names to
// be looked up too, and none of it is ours.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { NET_LOG } from './drive/chromium.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const POST = '[data-testid="tweetButtonInline"]';
const [, AD] = TWEETS.nudged[0];
const [HUMAN] = TWEETS.quiet;
/** The one address that the session is let ask for. */
const CANARY = 'canary.example';

/** A proxy that refuses everything and writes down whom it was asked for: no name is looked up without it. */
async function recorder() {
  const hosts = new Set();
  const proxy = createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (data) => {
      text += data;
      if (!text.includes('\r\n\r\n')) return;
      hosts.add(text.split(' ')[1].replace(/^https?:\/\//, '').replace(/[:/].*/, ''));
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { hosts, port: proxy.address().port, close: () => proxy.close() };
}

/** What browsers ask for themselves, with nothing installed. */
const MAKERS = /(^|\.)(mozilla\.(org|com|net)|firefox\.com|mozgcp\.net|google\.com|googleapis\.com|gstatic\.com|gvt1\.com)$/;

inBothBrowsers('network', (world) => {
  test('a whole session asks for nothing', async (t) => {
    const proxy = await recorder();
    t.after(proxy.close);
    const { serve } = world;
    world.serve = (url) => (new URL(url).hostname === CANARY ? null : serve(url));
    await world.restart({ proxy: proxy.port });

    for (const what of ['history', 'mix']) await world.ask({ ask: 'change', change: { set: what, on: true } });
    const page = await world.visit(t, 'https://x.com/home');
    for (const text of [AD, HUMAN]) {
      await page.click(BOX);
      await page.type(text);
      await world.judged('https://x.com/*', text.length);
      if (text === AD) {
        await page.openCard();
        await page.clickInside('summary');
        await page.press('Escape');
      }
      await page.click(POST);
    }
    await page.evaluate(() => window.go('/compose/post?in_reply_to=1'));
    await page.click(BOX);
    await page.paste(AD);
    await page.nudged();
    await world.browser.killBackground();
    for (const url of ['https://x.com/home', 'https://otters.example/']) await (await world.popup(t, url)).close();
    await (await world.browser.extensionPage('mix/mix.html')).close();
    assert.notDeepEqual((await world.ask({ ask: 'remembered' })).sites, [], 'it was at work');
    await world.ask({ ask: 'change', change: { set: 'site', key: 'x', on: false } });
    await world.ask({ ask: 'erase', what: 'history' });

    // The recorder works: whoever does ask is written down.
    await page.goto(`https://${CANARY}/`).catch(() => {});
    await page.close();
    await world.browser.close();
    assert.ok(proxy.hosts.has(CANARY));
    // Chromium opens a line to a page before it knows that it is answered here.
    assert.deepEqual([...proxy.hosts].filter((host) => !MAKERS.test(host) && ![CANARY, 'x.com'].includes(host)), []);
    const log = join(world.folder, 'profile', NET_LOG);
    if (world.isFirefox) return;
    // Chromium's own record says who asked, which no list of hosts can excuse.
    assert.ok(existsSync(log));
    const record = readFileSync(log, 'utf8');
    assert.ok(record.includes(CANARY));
    assert.match(record, /"initiator":"/);
    assert.doesNotMatch(record, /"(initiator|isolation_info|network_isolation_key)":"[^"]*chrome-extension:/);
    assert.doesNotMatch(record, /"url":"https?:\/\/[^"]*sincerely/);
  });
});
