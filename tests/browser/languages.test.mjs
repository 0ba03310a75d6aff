// Every interface language: no raw key, nothing cut off, nothing wider than a narrow screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './drive/page.mjs';
import { inBothBrowsers } from './world.mjs';

const NARROW = 320;
const PAGES = ['popup/popup.html?url=https://x.com/home', 'options/options.html', 'mix/mix.html', 'welcome/welcome.html', 'check/check.html'];
const PITCH = 'Hi {{first_name}}, I came across your profile and was impressed by your work at {{company}}.';

for (const language of ['en', 'es', 'de', 'fr', 'pt', 'it', 'nl']) {
  inBothBrowsers(
    `the interface in ${language}`,
    (world) => {
      for (const path of PAGES) {
        test(path.split('/')[0], async () => {
          await world.inner.evaluate(
            (src, width) => {
              document.querySelector('iframe')?.remove();
              const frame = document.createElement('iframe');
              Object.assign(frame, { src: `/${src}`, width, height: 600 });
              frame.style.border = '0';
              document.body.append(frame);
            },
            path,
            NARROW,
          );
          // What says nothing yet is filled in later, or not at all.
          const state = () =>
            world.inner.evaluate(() => {
              const inner = document.querySelector('iframe').contentDocument;
              if (inner?.readyState !== 'complete') return {};
              for (const one of inner.querySelectorAll('details')) one.open = true;
              const { scrollWidth, clientWidth } = inner.documentElement;
              const words = [...inner.querySelectorAll('[data-ui]')].map((one) => one.textContent);
              const cut = [...inner.querySelectorAll('button, label, legend, summary, h1, h2, p')]
                .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
                .map((one) => one.textContent);
              return { ready: words.length > 0 && words.every(Boolean), text: inner.body.innerText, wide: scrollWidth - clientWidth, cut };
            });
          const { text, wide, cut } = await until(async () => {
            const now = await state();
            return now.ready && now;
          }, 'the words');
          assert.equal(wide, 0, 'wider than the screen');
          assert.deepEqual(cut, []);
          assert.doesNotMatch(text, /__MSG|\$[A-Z_]+\$|\{(?!\{)\w+\}(?!\})|\b[a-z]+_[a-z_]+\b(?!\})/);
        });
      }

      test('the card', async (t) => {
        const page = await world.visit(t, 'https://x.com/home');
        await page.click('[data-testid="tweetTextarea_0"]');
        await page.type(PITCH);
        await page.nudged();
        await page.openCard();
        await page.clickInside('.toggle');
        const { wide, words } = await page.tab.inClosed(
          `() => document.querySelector('div[data-sincerely="nudge"]')`,
          `function () {
            const buttons = [...this.querySelectorAll('button, summary')];
            return { wide: buttons.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent), words: buttons.map((one) => one.textContent + (one.ariaLabel ?? '')) };
          }`,
          [],
        );
        assert.deepEqual(wide, []);
        for (const one of words) assert.match(one, /\p{L}/u, 'every button has words');
      });
    },
    { language, viewport: { width: NARROW, height: 640 } },
  );
}
