// A planner's work on a roster that stands: build it, read why a quarter hour is
// short, loosen a rule and try it, build again, compare, make up for an absence, publish.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, signIn, visit } from '../harness.mjs'

const PATIENCE_MS = 30_000

describe('a roster is built, explained, loosened, repaired and published', () => {
  const centre = centreForTests()
  let page
  let trouble
  let roster

  const button = (name, within = page) => within.getByRole('button', { name, exact: true })
  const panel = (name) => page.getByRole('complementary', { name })
  const openPanel = (search) => visit(page, `/roster/${roster.id}?${search}`)
  const grid = () => page.getByRole('grid', { name: /Roster/ })

  // Each step stands on the one before: after a failure the rest is left out.
  let stands = true
  const step = (name, act) =>
    it(name, async (t) => {
      if (!stands) return t.skip('an earlier step failed')
      stands = false
      await act().catch(async (error) => {
        const screen = await page.locator('body').ariaSnapshot()
        throw new Error(`${error.message}\non screen: ${page.url()}\n${screen}`, { cause: error })
      })
      assert.deepEqual([...(await breaches(page)), ...trouble.splice(0)], [])
      stands = true
    })

  before(async () => {
    const window = await centre.open()
    ;({ page, trouble } = window)
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(window.context, centre.muster)
    const answer = await window.context.request.get(`${centre.muster.url}/api/v1/rosters`)
    roster = (await answer.json()).items.at(-1)
  })

  /** Builds for two seconds, by formulas alone, and waits until the grid is back. */
  const build = async () => {
    await openPanel('panel=build')
    const beside = panel('Build roster')
    await beside.getByLabel('Stop after').fill('2')
    await beside.getByLabel('Check by simulation and correct').uncheck()
    await button('Build', beside).click()
    await page.getByRole('progressbar', { name: 'Build roster' }).waitFor()
    await button('Build', beside).waitFor()
    await grid().waitFor()
    await beside.getByText('Proven bound').first().waitFor()
  }

  step('builds, and accounts for every line of the cost', async () => {
    await build()
    await button('Show every line').click()
    await page.getByText('The lines sum to the reported cost.').waitFor()
  })

  step('says why a quarter hour is short, and what could be conceded at what price', async () => {
    await openPanel('panel=slot')
    const beside = panel('Why this coverage')
    await button('Largest gap of the day', beside).click()
    await beside.getByText(/^Needed [\d.]+, scheduled [\d.]+$/).waitFor()
    await beside.getByText(/^Short by [\d.]+/).waitFor()
    await beside.getByRole('heading', { name: 'Who else could cover it' }).waitFor()
    await button('Price concessions', beside).click()
    await beside
      .getByText(/^Coverage .* · burdens .* · paid .* h$/)
      .first()
      .waitFor()
    await beside
      .getByText(/^In time: \d+% now, \d+% then$/)
      .first()
      .waitFor()
  })

  step('tries looser rules on what is published before they are kept', async () => {
    await visit(page, '/setup/agreements')
    await page
      .getByRole('button', { name: /CN-FULL|Full time/ })
      .first()
      .click()
    const form = page.getByRole('dialog')
    const most = form.getByLabel('Working days in a row')
    await most.fill('1')
    await button('Try these rules', form).click()
    await form.getByText(/\d+ people, \d+ rules broken$/).waitFor()
    await form
      .getByText(/Working days in a row \(\d+, at most 1\)/)
      .first()
      .waitFor()
    await form.getByText('For these people no roster would keep the rules').waitFor()
    await form.getByText('Would help: Working days in a row 2 instead of 1').first().waitFor()
    await most.fill('7')
    await button('Try these rules', form).click()
    await form.getByText(/\d+ people, every rule is kept\.$/).waitFor()
    await button('Save', form).click()
    await form.waitFor({ state: 'hidden' })
  })

  step('writes a rule, reads it as a sentence, tries it on people and keeps it', async () => {
    const open = () =>
      page
        .getByRole('button', { name: /CN-FULL|Full time/ })
        .first()
        .click()
    await open()
    const form = page.getByRole('dialog')
    await button('Add a rule', form).click()
    await page.getByRole('menuitem', { name: 'Weekends in a row' }).click()
    const rule = form.getByRole('button', { name: /^Weekends in a row/ }).last()
    await rule.click()
    const fields = form.getByRole('region', { name: /^Weekends in a row/ })
    await fields.getByLabel('At most').fill('1')
    await rule.getByText(/^at most 1 weekends .*worked one after the other\.$/i).waitFor()
    await button('Try these rules', form).click()
    await form.getByText(/\d+ people, \d+ rules broken$/).waitFor()
    await fields.getByLabel('At most').fill('6')
    await rule.getByText(/^at most 6 weekends .*worked one after the other\.$/i).waitFor()
    await button('Try these rules', form).click()
    await form.getByText(/\d+ people, every rule is kept\.$/).waitFor()
    await button('Save', form).click()
    await form.waitFor({ state: 'hidden' })
    await open()
    await form.getByRole('button', { name: /at most 6 weekends/i }).waitFor()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
  })

  step('builds again under the looser rules, and compares with what is published', async () => {
    await build()
    await page.getByRole('link', { name: 'Compare', exact: true }).click()
    await page.getByRole('heading', { name: 'Compare rosters', level: 1 }).waitFor()
    await page.getByText(/(is better: it costs|Both plans cost the same)/).waitFor()
    await page.getByText(/shifts differ\.$/).waitFor()
  })

  step('makes up for an absence, with the fewest people to ask proven', async () => {
    await openPanel('panel=repair')
    const beside = panel('Make up for an absence')
    // A week, because whether they work on one given day is for the search to say.
    const [year, month, day] = (await beside.getByLabel('From').inputValue()).split('-').map(Number)
    const end = new Date(Date.UTC(year, month - 1, day + 6)).toISOString().slice(0, 10)
    await beside.getByLabel('To').fill(end)
    await beside.getByLabel('To').press('Tab')
    await button('Find repairs', beside).click()
    await beside.getByText(/must be asked|nobody need be asked|Nobody within reach/).waitFor()
    await beside.getByRole('heading', { name: 'Ask nobody' }).waitFor()
    await button('Apply', beside).last().click()
    await page.getByRole('button', { name: /^Undo: Repair: / }).waitFor()
  })

  step('publishes what has changed, and the absent are no longer planned', async () => {
    await button('Publish…').click()
    const dialog = page.getByRole('dialog', { name: 'Publish the roster' })
    await dialog.getByText(/^\d[\d,]* shifts? changes?; people told: \d+/).waitFor()
    await button('Publish', dialog).click()
    await page.getByText(/^Published; \d+ (people|person) told/).waitFor()
    await dialog.waitFor({ state: 'hidden' })
  })
})
