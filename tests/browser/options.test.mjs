// The options: every choice in one place, at once in open tabs, kept, taken along, and never lost to a bad file.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { until } from './drive/page.mjs';
import { TWEETS } from './texts.mjs';
import { inBothBrowsers } from './world.mjs';

const BOX = '[data-testid="tweetTextarea_0"]';
const HOME = 'https://x.com/home';
const UNFILLED = 'Hi {{first_name}}, are you coming to see the otters on Friday?';
const [, AD] = TWEETS.nudged[0];

inBothBrowsers('options', (world) => {
  afterEach(async () => {
    await world.ask({ ask: 'change', change: { set: 'sync', on: false } });
    await world.inner.evaluate(() => chrome.storage.sync.clear());
    await world.ask({ ask: 'change', change: { set: 'reset' } });
  });

  async function options(t) {
    const page = await world.browser.extensionPage('options/options.html');
    t.after(() => page.close());
    await page.front();
    // They are drawn last.
    await page.appears('#sites li');
    return page;
  }

  async function nudgedAt(t, url, text, box = BOX) {
    const page = await world.visit(t, url);
    await page.click(box);
    await page.type(text);
    await page.nudged();
    return page;
  }

  const held = async () => (await world.ask({ ask: 'settings' })).settings;
  const change = (change) => world.ask({ ask: 'change', change });
  /** Rows are laid out when they come into sight, and move what is below: it is pressed where it is by then. */
  const press = (page, selector) => page.with(selector, (one) => one.click());
  const isOn = (page, id) => page.evaluate((id) => document.getElementById(id).checked, id);
  const said = (page) => page.evaluate(() => document.querySelector('#said').textContent);

  /** A file as the person picks it. */
  const pick = (page, content) =>
    page.evaluate((content) => {
      const files = new DataTransfer();
      files.items.add(new File([content], 'settings.json', { type: 'application/json' }));
      const input = document.querySelector('#file');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }, content);

  test('a check that is found and switched off is off at once in an open tab, and on again', async (t) => {
    const page = await nudgedAt(t, HOME, UNFILLED);
    const own = await options(t);
    await own.with('#checks-search', (one) => one.focus());
    await own.type('merge-field');
    await until(() => own.evaluate(() => document.querySelectorAll('#checks li:not([hidden])').length === 1), 'one check');
    await press(own, '#checks li:not([hidden]) summary');
    await until(() => own.evaluate(() => /\{\{/.test(document.querySelector('#checks li:not([hidden]) dl')?.textContent)), 'its example');
    for (const [on, shows] of [[false, 'unnudged'], [true, 'nudged']]) {
      await own.front();
      await press(own, '[id="rule-templated/merge-field"]');
      await until(async () => (await held()).rules_off.includes('templated/merge-field') !== on, 'the choice');
      await page[shows]();
    }
    await own.with('#checks-search', (one) => one.focus());
    await own.press('Control+a');
    await own.type('no check has this in it');
    await own.appears('#checks-none');
  });

  test('a language, the sensitivity and a pause hold at once', async (t) => {
    const page = await nudgedAt(t, HOME, AD);
    const own = await options(t);
    await press(own, '#language-en');
    await page.unnudged();
    await until(async () => !(await isOn(own, 'language-en')), 'the switch');
    await own.front();
    await press(own, '#language-en');
    await page.nudged();
    await own.front();
    await press(own, '#paused');
    await page.unnudged();
    await own.front();
    await press(own, '#paused');
    await until(async () => !(await held()).paused, 'the switch');
    await own.with('#sensitivity-calm', (one) => one.click());
    await until(async () => (await held()).sensitivity === 'calm', 'the choice');
    await until(() => own.evaluate(() => /Warnings only/.test(document.querySelector('#meaning').textContent)), 'what it means');
  });

  test('sites are added in a list, with one question for their permissions, and removed', async (t) => {
    const own = await options(t);
    await own.evaluate(() => {
      window.asked = [];
      chrome.permissions.request = async (what) => void window.asked.push(what);
    });
    await own.with('#hosts', (one) => one.focus());
    await own.type('https://otters.example/a?b=c badgers.example, file:///etc/passwd *');
    await press(own, '#add-button');
    await until(async () => (await held()).sites['badgers.example'], 'the sites');
    assert.deepEqual(await own.evaluate(() => window.asked), [{ origins: ['https://otters.example/*', 'https://badgers.example/*'] }]);
    assert.deepEqual((await held()).sites, { 'badgers.example': true, 'otters.example': true });
    await until(async () => /Nothing can be switched on at file:\/\/\/etc\/passwd, \*/.test(await said(own)), 'what was left out');
    await own.with('#sites-search', (one) => one.focus());
    await own.type('otters');
    await until(() => own.evaluate(() => document.querySelectorAll('#sites li').length === 1), 'one site');
    await own.with('#sites li .acts button:last-of-type', (one) => one.click());
    await until(async () => !('otters.example' in (await held()).sites), 'it to go');
  });

  test('a site of the registry is switched off, and set back to how it was', async (t) => {
    const page = await nudgedAt(t, HOME, AD);
    const own = await options(t);
    await press(own, '#site-x');
    await page.unnudged();
    assert.equal((await held()).sites.x, false);
    await until(() => own.evaluate(() => document.querySelector('#site-x').parentElement.querySelector('button')), 'the way back');
    await own.with('#site-x', (one) => one.parentElement.querySelector('button').click());
    await until(async () => !('x' in (await held()).sites), 'no choice of its own');
    await until(() => isOn(own, 'site-x'), 'the switch');
  });

  test('what was silenced is listed with its scope, and ended there', async (t) => {
    const page = await nudgedAt(t, HOME, UNFILLED);
    for (const words of ['Never flag', 'Turn this check off', 'Off in this kind of box', 'Quiet everywhere for an hour']) {
      await page.front();
      await page.nudged();
      await page.openCard();
      await page.choose(words);
      await page.unnudged();
      // Whoever goes on has no use for the way back.
      await page.press('Shift');
      const own = await options(t);
      await own.appears('#quiet li');
      const listed = await own.evaluate(() => document.querySelector('#quiet').textContent);
      assert.match(listed, { N: /\{\{first_name\}\}/, T: /templated\/merge-field/, O: /Post \(/, Q: /until \d/ }[words[0]], listed);
      await own.with('#quiet li button', (one) => one.click());
      await own.appears('#quiet-none');
      await own.close();
    }
    await page.front();
    await page.nudged();
  });

  test('export and import: all of it comes back, and the file holds nothing else', async (t) => {
    for (const one of [{ set: 'site', key: 'x', on: false }, { set: 'ignore', phrase: 'great post', on: true }, { set: 'rule', id: 'templated/bump', on: false }, { set: 'mix', on: true }, { set: 'snooze', until: Date.now() + 3_600_000 }]) await change(one);
    const own = await options(t);
    await own.evaluate(() => {
      URL.createObjectURL = (blob) => ((window.saved = blob.text()), '#');
    });
    await press(own, '#export');
    await until(() => own.evaluate(() => window.saved !== undefined), 'the file to be made');
    const file = await own.evaluate(() => window.saved);
    assert.deepEqual(Object.keys(JSON.parse(file)).toSorted(), ['boxes_off', 'ignored', 'languages_off', 'pause_sending', 'rules_off', 'sensitivity', 'sincerely', 'sites', 'version']);
    await change({ set: 'reset' });
    await pick(own, file);
    await until(async () => /settings hold now/.test(await said(own)), 'the file to be read');
    const { sites, ignored, rules_off, mix, snoozes } = await held();
    assert.deepEqual([sites, ignored, rules_off, mix, snoozes], [{ x: false }, ['great post'], ['templated/bump'], true, []]);
    await change({ set: 'mix', on: false });
  });

  test('a hostile or foreign file is refused with the reason, and nothing changes', async (t) => {
    await change({ set: 'ignore', phrase: 'great post', on: true });
    const own = await options(t);
    const before = JSON.stringify(await held());
    const file = (parts) => JSON.stringify({ sincerely: 'settings', version: 1, ...parts });
    for (const [content, why] of [
      ['no json', /no settings file/],
      ['{"version": 1, "sites": {}}', /no settings file/],
      ['[]', /no settings file/],
      ['"settings"', /no settings file/],
      [`{"sincerely": "settings", "__proto__": {"paused": true}, "sites": {"x.com/*": true}}`, /cannot be read: sites/],
      [file({ sites: { '<all_urls>': true } }), /cannot be read: sites/],
      [file({ rules_off: 'all' }), /cannot be read: rules_off/],
      [file({ ignored: ['x'.repeat(5000)] }), /cannot be read: ignored/],
      [file({ version: 99 }), /newer Sincerely/],
      [' '.repeat(1_000_001), /no settings file/],
    ]) {
      await own.evaluate(() => void (document.querySelector('#said').textContent = ''));
      await pick(own, content);
      await until(async () => why.test(await said(own)), `${why} for ${content.slice(0, 60)}`);
      assert.equal(JSON.stringify(await held()), before);
    }
  });

  test('a store that cannot be read whole costs that part only, and is told of', async (t) => {
    await world.inner.evaluate(() => chrome.storage.local.set({ settings: { version: 1, sites: { x: false }, rules_off: 7 } }));
    await world.browser.killBackground();
    const own = await options(t);
    assert.match(await own.evaluate(() => document.querySelector('#notices').innerText), /could not be read/);
    const popup = await world.popup(t, HOME);
    assert.match(await popup.evaluate(() => document.querySelector('#notices').textContent), /settings could not be read/);
    assert.equal(await isOn(own, 'site-x'), false);
    await world.inner.evaluate(() => chrome.storage.local.remove('settings_damaged'));
  });

  test('the switches go along where that is wanted: no phrase, no memory, and what comes is checked', async (t) => {
    const there = () => world.inner.evaluate(() => chrome.storage.sync.get());
    await change({ set: 'ignore', phrase: 'great post', on: true });
    await change({ set: 'rule', id: 'templated/bump', on: false });
    assert.deepEqual(await there(), {}, 'off from the start');
    const own = await options(t);
    await press(own, '#sync');
    await until(async () => (await there()).rules_off, 'the switches');
    assert.deepEqual(Object.keys(await there()).toSorted(), ['boxes_off', 'languages_off', 'pause_sending', 'rules_off', 'sensitivity', 'sincerely', 'sites', 'version']);
    // Another browser of the person
    const page = await nudgedAt(t, HOME, AD);
    await world.inner.evaluate(() => chrome.storage.sync.set({ sites: { x: false }, history: true, ignored: [] }));
    await page.unnudged();
    const { ignored, history, sync } = await held();
    assert.deepEqual([ignored, history, sync], [['great post'], false, true]);
    await world.inner.evaluate(() => chrome.storage.sync.set({ sites: { '*': true } }));
    await change({ set: 'rule', id: 'templated/bump', on: true });
    assert.deepEqual((await held()).sites, { x: false }, 'what cannot be is not taken');
    await change({ set: 'sync', on: false });
    await world.inner.evaluate(() => chrome.storage.sync.set({ sites: {} }));
    await change({ set: 'language', language: 'nl', on: false });
    assert.deepEqual([(await held()).sites, (await there()).languages_off], [{ x: false }, []]);
  });

  test('everything back, at the second press', async (t) => {
    for (const one of [{ set: 'site', key: 'x', on: false }, { set: 'ignore', phrase: 'great post', on: true }]) await change(one);
    const own = await options(t);
    await press(own, '#reset button');
    assert.deepEqual((await held()).ignored, ['great post']);
    await press(own, '#reset button');
    await until(async () => (await held()).ignored.length === 0, 'the beginning');
    await until(async () => /in the beginning/.test(await said(own)), 'that it is told');
    assert.equal(await isOn(own, 'site-x'), true);
  });
});
