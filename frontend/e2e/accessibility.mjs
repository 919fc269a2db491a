// Holds a page in the browser to WCAG 2.2 A and AA, and tells breaches in words.
import { AxeBuilder } from '@axe-core/playwright'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The component library's drawers put a <header> into their dialog, which axe
// takes for a second banner of the page although a dialog is no part of it.
const NOT_HERE = ['landmark-no-duplicate-banner', 'landmark-unique']

/**
 * What of the page on screen breaks the rules: each rule with the first place.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function breaches(page) {
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .disableRules(NOT_HERE)
    .analyze()
  return violations.map(inWords)
}

/** Waits for what fades in or out: half faded, nothing has the contrast it will have. */
function settled(page) {
  return page.evaluate(async () => {
    const ends = ({ playState, effect }) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Infinity
    const fading = () => document.getAnimations().filter(ends)
    for (let running = fading(); running.length > 0; running = fading()) {
      await Promise.allSettled(running.map((animation) => animation.finished))
    }
  })
}

function inWords({ id, help, nodes }) {
  const [{ target, failureSummary }] = nodes
  return `${id} (${nodes.length}): ${help}: ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim()}`
}
