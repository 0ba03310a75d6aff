// What Chromium has to say of the package when it loads it: nothing. Firefox's side is the add-on linter's, in `./build.sh test`.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch } from './drive/chromium.mjs';
import { until } from './drive/page.mjs';
import { packaged } from './world.mjs';

const unwanted = process.env.BROWSERS && !process.env.BROWSERS.includes('chromium');

test('Chromium loads the package without a warning, and has one for a key it does not know', { skip: unwanted && 'BROWSERS leaves Chromium out' }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sincerely-'));
  const [good, bad] = [packaged('chromium'), join(folder, 'bad')];
  cpSync(good, bad, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(bad, 'manifest.json'), 'utf8'));
  writeFileSync(join(bad, 'manifest.json'), JSON.stringify({ ...manifest, otters: true }));
  const browser = await launch({ extension: `${good},${bad}`, profile: join(folder, 'profile') });
  t.after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  /** What the page of extensions shows of the one in a folder. */
  const said = async (folder) => {
    const all = await page.evaluate(() => chrome.developerPrivate.getExtensionsInfo());
    const { id, state, manifestErrors, runtimeErrors } = all.find(({ path }) => path === folder);
    return { id, state, errors: [...manifestErrors, ...runtimeErrors].map(({ message }) => message) };
  };
  /** Errors are collected for developers only, from the next loading on. */
  const load = (id) =>
    page.evaluate(async (extensionId) => {
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, errorCollection: true });
      await chrome.developerPrivate.reload(extensionId, { failQuietly: true });
    }, id);
  await load((await said(good)).id);
  await until(async () => (await said(good)).state === 'ENABLED', 'the package');
  // Loaded after it: when this warning is there, one of the package would be, too.
  await load((await said(bad)).id);
  const { errors } = await until(async () => {
    const heard = await said(bad);
    return heard.errors.length > 0 && heard;
  }, 'the warning');
  assert.deepEqual(errors, ["Unrecognized manifest key 'otters'."]);
  assert.deepEqual((await said(good)).errors, []);
});
