// Every screen in both themes and languages: it comes up, nothing is written to
// the console as an error, and axe finds no breach of WCAG 2.2 A and AA.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { openWindow, signIn, startBrowser, startMuster, visit } from '../harness.mjs'
import { SCREENS } from '../routes.mjs'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// The component library's drawers put a <header> into their dialog, which axe
// takes for a second banner of the page although a dialog is no part of it.
const NOT_HERE = ['landmark-no-duplicate-banner', 'landmark-unique']

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light', phone: true },
]

describe('every screen', () => {
  let muster
  let browser
  before(async () => {
    muster = await startMuster()
    browser = await startBrowser()
  })
  after(async () => {
    await browser?.close()
    await muster?.stop()
  })

  for (const look of LOOKS) {
    const named = `${look.language} ${look.theme}${look.phone ? ' phone' : ''}`
    for (const as of new Set(SCREENS.map((screen) => screen.as))) {
      it(`is accessible and quiet: ${named}, as ${as}`, async () => {
        const { context, page, trouble } = await openWindow(browser, { url: muster.url, ...look })
        await signIn(context, muster, as)
        const found = []
        for (const { name, path } of SCREENS.filter((screen) => screen.as === as)) {
          await visit(page, path)
          const { violations } = await check(page)
          found.push(...violations.map((violation) => `${name}: ${inWords(violation)}`))
          found.push(...trouble.splice(0).map((text) => `${name}: ${text}`))
        }
        await context.close()
        assert.deepEqual(found, [])
      })
    }
  }

  it('of signing in is accessible too, and speaks the chosen language', async () => {
    for (const look of LOOKS) {
      const { context, page } = await openWindow(browser, { url: muster.url, ...look })
      await visit(page, '/sign-in')
      const { violations } = await check(page)
      await context.close()
      assert.deepEqual(violations.map(inWords), [])
    }
  })
})

function check(page) {
  return new AxeBuilder({ page }).withTags(RULES).disableRules(NOT_HERE).analyze()
}

function inWords({ id, help, nodes }) {
  const [{ target, failureSummary }] = nodes
  return `${id} (${nodes.length}): ${help}: ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim()}`
}
