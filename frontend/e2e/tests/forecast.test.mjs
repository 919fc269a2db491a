// A planner's day on a forecast, in a real browser: mark a stretch, lift it, see
// what that does to staffing, lock it for a vendor, and compare.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

const PATIENCE_MS = 60_000

const REASON = `Letter to all clients ${Date.now()}`
const LOCK = `For the vendor ${Date.now()}`

describe('working on a forecast', () => {
  const centre = centreForTests()
  let page
  let context
  let trouble
  let forecast
  before(async () => {
    ;({ page, context, trouble } = await centre.open())
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(context, centre.muster)
    // the demonstration has a requirement for each forecast that is still to come
    const { items } = await read('/requirements')
    forecast = items.at(-1).forecastId
  })

  const read = async (path) =>
    (await context.request.get(`${centre.muster.url}/api/v1${path}`)).json()
  const sum = (values) => values.reduce((all, value) => all + (value ?? 0), 0)
  const button = (name) => page.getByRole('button', { name, exact: true })

  /** The agents that the newest requirement of the forecast asks for, over all intervals. */
  const agents = async () => {
    const { items } = await read(`/requirements?forecast=${forecast}`)
    return sum((await read(`/requirements/${items[0].id}/intervals`)).agents)
  }

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
      assert.deepEqual(trouble.splice(0), [])
      stands = true
    })

  let usual
  step('marks a stretch of the chart by a drag, and lifts it by another', async () => {
    usual = await agents()
    await visit(page, `/forecast/${forecast}`)
    await button('Adjust on the chart').click()
    const box = await page.locator('canvas').first().boundingBox()
    const at = (x, y) => page.mouse.move(box.x + box.width * x, box.y + y, { steps: 4 })
    await at(0.66, 150)
    await page.mouse.down()
    await at(0.8, 150)
    await page.mouse.up()
    const grip = page.getByRole('slider', { name: /Change of the marked stretch/ })
    await grip.waitFor()
    await at(0.73, 150)
    await page.mouse.down()
    await at(0.73, 100)
    await page.mouse.up()
    await page.waitForFunction(
      () => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')) > 5,
    )
    // and by keys, to a round figure
    await grip.focus()
    await page.keyboard.press('PageUp')
    const change = Number(await grip.getAttribute('aria-valuenow'))
    const form = page.getByRole('form', { name: 'New adjustment' })
    await form.getByText(new RegExp(`\\(\\+${change}%\\)`)).waitFor()
  })

  step('says why, and has it as a layer of the forecast', async () => {
    const form = page.getByRole('form', { name: 'New adjustment' })
    await form.getByRole('textbox', { name: 'Reason' }).fill(REASON)
    await form.getByRole('button', { name: 'Adjust', exact: true }).click()
    const layers = page.getByRole('list', { name: /^Adjustments, in the order/ })
    await layers.getByText(REASON).waitFor()
    await page.getByText(/by adjustments$/).waitFor()
    const { contacts, adjustedContacts } = await read(`/forecasts/${forecast}/intervals`)
    assert.ok(sum(adjustedContacts) > sum(contacts), 'the adjusted forecast expects more')
    await settled(page)
    assert.deepEqual(await breaches(page), [])
  })

  step('needs more people for it', async () => {
    await page.getByRole('link', { name: 'Staff this forecast' }).click()
    await button('Compute').click()
    await page.waitForURL(/\/staffing\/\d+/)
    const now = await agents()
    assert.ok(now > usual, `${now} agents over all intervals, ${usual} before the adjustment`)
  })

  step('locks the forecast for a vendor', async () => {
    await visit(page, `/forecast/${forecast}?panel=compare`)
    await button('Lock').click()
    const dialog = page.getByRole('dialog', { name: 'Lock' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(LOCK)
    await dialog.getByRole('button', { name: 'Lock this forecast' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('list', { name: 'Locked forecasts' }).getByText(LOCK).waitFor()
  })

  step(
    'takes the adjustment back, and sees how far the lock is from the forecast now',
    async () => {
      await page.getByRole('tab', { name: 'Adjust' }).click()
      await page.getByRole('switch', { name: new RegExp(REASON) }).press('Space')
      await page.getByRole('tab', { name: 'Compare' }).click()
      await button(`Compare with ${LOCK}`).click()
      const table = page.getByRole('region', { name: 'Table: Difference' })
      await table.getByRole('row').nth(1).waitFor()
      assert.match(new URL(page.url()).search, /lock=\d+/)
      await table.getByText(/^\+\d/).first().waitFor()
      await settled(page)
      assert.deepEqual(await breaches(page), [])
    },
  )

  step('is on the same screen again by its address', async () => {
    const address = page.url()
    await visit(page, address)
    await page.getByRole('region', { name: 'Table: Difference' }).waitFor()
  })
})
