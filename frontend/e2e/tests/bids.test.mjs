// Shifts are designed for a demand and offered as templates; the lines of their rotation are
// offered to people, an agent ranks them on a phone, and what they get stands in the roster.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

const PATIENCE_MS = 30_000
const DESIGN = 'Winter shifts'
// of the agent, whose lines they are to be
const AGREEMENT = /^Part time/
const BID = 'Lines of winter'

describe('shifts are designed, offered, bid for and rostered', () => {
  const centre = centreForTests()
  let planner
  let agent
  let roster
  let me

  const button = (name, within = planner.page) =>
    within.getByRole('button', { name, exact: typeof name === 'string' })

  // Each step stands on the one before: after a failure the rest is left out.
  let stands = true
  const step = (name, act) =>
    it(name, async (t) => {
      if (!stands) return t.skip('an earlier step failed')
      stands = false
      await act().catch(async (error) => {
        const screens = await Promise.all(
          [planner, agent].map(async ({ page }) => [
            page.url(),
            await page.locator('body').ariaSnapshot(),
          ]),
        )
        throw new Error(`${error.message}\non screen: ${screens.flat().join('\n')}`, {
          cause: error,
        })
      })
      const found = []
      for (const { page, trouble } of [planner, agent]) {
        if (page.url().startsWith('http')) {
          // short news leaves by itself, perhaps in the middle of the check
          await page.waitForFunction(() => !document.querySelector('.mantine-Notification-root'))
          found.push(...(await breaches(page)))
        }
        found.push(...trouble.splice(0))
      }
      assert.deepEqual(found, [])
      stands = true
    })

  before(async () => {
    planner = await centre.open()
    agent = await centre.open({ phone: true })
    for (const { page } of [planner, agent]) page.setDefaultTimeout(PATIENCE_MS)
    await signIn(planner.context, centre.muster)
    await signIn(agent.context, centre.muster, 'agent')
    const api = `${centre.muster.url}/api/v1`
    const seen = await agent.context.request.get(`${api}/session`)
    me = (await seen.json()).personId
    const published = (await (await planner.context.request.get(`${api}/rosters`)).json()).items[0]
    const { siteId, requirementIds } = published
    const drafted = await planner.context.request.post(`${api}/rosters`, {
      data: { name: 'December', siteId, from: '2026-11-30', days: 14, requirementIds },
    })
    assert.equal(drafted.status(), 201, await drafted.text())
    roster = await drafted.json()
  })

  step('finds few shifts and a rotation that serve the demand', async () => {
    const { page } = planner
    await visit(page, '/bids')
    await page.getByLabel('Site', { exact: true }).selectOption({ value: String(roster.siteId) })
    await button('Search for shifts').click()
    const form = page.getByRole('dialog', { name: 'Search for shifts and keep them' })
    await form.getByRole('textbox', { name: 'Name' }).fill(DESIGN)
    await form.getByLabel('Shortest').fill('4')
    await form.getByLabel('Longest').fill('5')
    await form.getByRole('combobox', { name: 'Rules of agreement' }).click()
    await page.getByRole('option', { name: AGREEMENT }).click()
    await form.getByLabel('Search for').fill('3')
    await button('Search and keep', form).click()
    await page.getByRole('heading', { name: DESIGN, level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Shifts to offer' }).waitFor()
    await page.getByRole('table', { name: 'Rotation' }).waitFor()
  })

  step('offers the shifts as templates of an agreement', async () => {
    const { page } = planner
    await page.getByRole('combobox', { name: 'Add the shifts as templates to' }).click()
    await page.getByRole('option', { name: AGREEMENT }).click()
    await button('Offer these shifts').click()
    await page.getByText(/^Added \d+ templates? to /).waitFor()
  })

  step('offers the lines of the rotation to everybody whom a roster plans', async () => {
    const { page } = planner
    await page.getByRole('link', { name: 'Offer the lines…' }).click()
    const form = page.getByRole('dialog', { name: 'Offer lines to people' })
    await form.getByRole('textbox', { name: 'Name' }).fill(BID)
    await form.getByRole('combobox', { name: 'Roster that takes the shifts' }).click()
    await page
      .getByRole('option', { name: /^December/ })
      .first()
      .click()
    await button('Offer', form).click()
    await page.getByRole('heading', { name: BID, level: 1 }).waitFor()
    await page.getByText(/^0 of \d+ people have ranked$/).waitFor()
    await page.getByText('Lines can be awarded once the bid is closed.').waitFor()
  })

  step('lets an agent rank lines on a phone', async () => {
    const { page } = agent
    await visit(page, '/me')
    await page.getByRole('link', { name: BID }).click()
    await page.getByRole('heading', { name: BID, level: 1 }).waitFor()
    const choose = page.getByRole('button', { name: /^Choose line \d+$/ })
    const free = await choose.count()
    assert.ok(free >= 2, `${free} lines can be chosen`)
    await choose.first().click()
    await choose.first().click()
    const list = page.getByRole('region', { name: 'My ranking' })
    await list
      .getByRole('button', { name: /^Line \d+ up$/ })
      .last()
      .click()
    await button('Save my ranking', page).click()
    await page.getByText('Your ranking is kept. You can change it until the bid closes.').waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
  })

  step('closes the bid, and says who gets what', async () => {
    const { page } = planner
    await page.reload()
    await settled(page)
    await page.getByText(/^1 of \d+ people have ranked$/).waitFor()
    await button('Close now').click()
    await button('Award and write into the roster').waitFor()
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: '2', exact: true }) })
    await row.first().waitFor()
    await button('Award and write into the roster').click()
    await page.getByText('Awarded. The lines are locked shifts of the roster now.').waitFor()
  })

  step('has the rotation in the roster, and builds around it', async () => {
    const { page } = planner
    const before = await locked()
    assert.ok(before.length > 0, 'the agent’s line stands in the roster')
    await visit(page, `/roster/${roster.id}?panel=build`)
    const beside = page.getByRole('complementary', { name: 'Build roster' })
    await beside.getByLabel('Stop after').fill('2')
    await beside.getByLabel('Check by simulation and correct').uncheck()
    await button('Build', beside).click()
    await page.getByRole('progressbar', { name: 'Build roster' }).waitFor()
    await button('Build', beside).waitFor()
    await beside.getByText('Proven bound').first().waitFor()
    assert.deepEqual(await locked(), before)
  })

  step('tells the agent what they got', async () => {
    const { page } = agent
    await page.reload()
    await settled(page)
    await page.getByText(/^You got line \d+\.$/).waitFor()
  })

  /** The agent's locked shifts of the roster as the server has them. */
  const locked = async () => {
    const answer = await planner.context.request.get(
      `${centre.muster.url}/api/v1/rosters/${roster.id}/grid`,
    )
    const { people, shifts } = await answer.json()
    const at = people.findIndex(({ id }) => id === me)
    return shifts.person.flatMap((who, i) =>
      who === at && shifts.locked[i] ? [`${shifts.day[i]} ${shifts.startMin[i]}`] : [],
    )
  }
})
