// A planner's way through the capacity plan of the demonstration: written by keys,
// computed at once, saved with a reason, explained, proposed, compared.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

// for a loaded machine: a proposal searches long
const PATIENCE_MS = 120_000

describe('a capacity plan', () => {
  const centre = centreForTests()

  it('is planned by keys alone, saved with a reason, and compared', async () => {
    const { context, page, trouble } = await centre.open({ language: 'en', theme: 'light' })
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(context, centre.muster)
    await visit(page, '/capacity/1')
    const grid = page.getByRole('grid', { name: 'Plan by group and week' })
    await grid.waitFor()
    // to the hires of the first group, six weeks on, and a class of nine
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    for (let week = 0; week < 6; week++) await page.keyboard.press('ArrowRight')
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    const bar = page.getByRole('region', { name: 'Changed, not saved yet' })
    await bar.getByLabel(/Why/).fill('a class before the sales')
    await settled(page)
    assert.deepEqual(await breaches(page), [])
    await bar.getByRole('button', { name: 'Save' }).click()
    await bar.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Changes' }).click()
    const changes = page.getByRole('dialog', { name: 'Who changed what' })
    await changes.getByText('a class before the sales').waitFor()
    await settled(page)
    assert.deepEqual(await breaches(page), [])
    await page.keyboard.press('Escape')
    await changes.waitFor({ state: 'detached' })

    await page.getByRole('link', { name: 'Compare' }).click()
    const totals = page.getByRole('region', { name: 'What each comes to' })
    await totals.waitFor()
    assert.equal(await totals.getByRole('rowheader').count(), 3, 'as planned and two scenarios')
    await settled(page)
    assert.deepEqual([...(await breaches(page)), ...trouble], [])
    await context.close()
  })
})
