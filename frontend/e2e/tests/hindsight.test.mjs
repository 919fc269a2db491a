// A planner looks back before planning ahead: how good the forecasts were, whether
// the history can be trusted, and what is coming that it does not know yet.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, signIn, visit } from '../harness.mjs'

// for a loaded machine, not a measure
const PATIENCE_MS = 90_000

describe('looking back before planning ahead', () => {
  const centre = centreForTests()

  it('goes from the error by lead time over the data to an event with what it will do', async () => {
    const { context, page, trouble } = await centre.open()
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(context, centre.muster)

    await visit(page, '/accuracy')
    await page
      .getByRole('rowheader', { name: /days ahead$/ })
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'Weekday' }).click()
    await page.getByRole('rowheader', { name: 'Monday' }).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('by'), 'weekday')

    await page.getByRole('link', { name: 'Data quality' }).click()
    await page.getByRole('region', { name: 'Days of the history' }).waitFor()
    assert.deepEqual(await breaches(page), [])

    const name = `Rehearsal ${Date.now()}`
    await visit(page, '/calendars/1?year=2027')
    const months = page.getByRole('region', { name: 'Special days of 2027' })
    await months.getByLabel('Tue, Aug 10', { exact: true }).hover()
    await page.mouse.down()
    await months.getByLabel('Thu, Aug 12', { exact: true }).hover()
    await page.mouse.up()
    const form = page.getByRole('dialog', { name: 'New entry' })
    await form.getByLabel('Name').fill(name)
    await form.getByLabel('Expected change').fill('25')
    await form.getByRole('button', { name: 'Save' }).click()
    const list = page.getByRole('region', { name: 'Entries of 2027' })
    const row = list.getByRole('row', { name: new RegExp(name) })
    await row.waitFor()
    assert.match(await row.innerText(), /Tue, Aug 10 – Thu, Aug 12[\s\S]*3[\s\S]*\+25%/)

    await row.getByRole('button', { name }).click()
    await page.getByRole('dialog', { name }).getByRole('button', { name: 'Delete' }).click()
    await row.waitFor({ state: 'detached' })
    assert.deepEqual(trouble, [])
    await context.close()
  })
})
