// The way into a composer of the matrix.

import { until } from '../drive/page.mjs';

export const BOX = '[data-box]';

/** As a person comes to the box: presses what there is to press, then clicks into it. @param {import('../drive/page.mjs').Page} page @param {import('../world.mjs').World} world */
export async function enter(page, world) {
  await until(async () => {
    if (await page.evaluate(() => window.matrix?.ready)) return true;
    if (!(await page.with('[data-open]', () => true))) return false;
    await page.click('[data-open]');
    // A person takes longer to read: what a dialog asked of the background when it took the focus has been answered.
    await world.ask({ ask: 'remembered' });
  }, 'the composer');
  await page.click(BOX);
}
