// Who really serves what, as a planner asks it: from the roster of the
// demonstration to net staffing, to a training tried out, and back by keys alone.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { centreForTests, signIn, visit } from '../harness.mjs'

// for a loaded machine: days are played many times
const PATIENCE_MS = 120_000

describe('people with several skills', () => {
  const centre = centreForTests()

  it('are counted once, and trained to see what it is worth', async () => {
    const { context, page, trouble } = await centre.open()
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(context, centre.muster)
    const answer = await context.request.get(`${centre.muster.url}/api/v1/rosters`)
    const { items } = await answer.json()
    const roster = items.at(-1).id

    await visit(page, `/net-staffing?roster=${roster}`)
    const asked = page.getByRole('dialog', { name: 'Ask about shared people' })
    await asked.getByRole('textbox', { name: 'Days' }).fill('2')
    await asked.getByRole('button', { name: 'Compute' }).click()
    const flows = page.getByRole('region', { name: /Hours of each group/ })
    await flows.waitFor()
    const totals = await flows.getByRole('row', { name: /^All groups/ }).textContent()
    assert.match(totals, /\d/)

    // the demonstration's own answer is of a site whose groups can learn from each other
    await visit(page, '/net-staffing/1')
    await page.getByRole('button', { name: 'What if we train…' }).click()
    const lesson = page.getByRole('dialog', { name: 'Train people' })
    await lesson.getByRole('textbox', { name: 'People' }).fill('2')
    await lesson.getByRole('button', { name: 'Simulate before and after' }).click()
    await page.getByRole('heading', { name: 'Before and after training' }).waitFor()
    const changes = page.getByRole('region', { name: /before and after training/ })
    assert.match(await changes.getByRole('row', { name: /^All contacts/ }).textContent(), /±/)

    await visit(page, `/simulation?roster=${roster}`)
    const played = page.getByRole('dialog', { name: 'New simulation' })
    await played.getByRole('textbox', { name: 'Replications' }).fill('10')
    await played.getByRole('button', { name: 'Simulate' }).click()
    await page.getByRole('heading', { name: 'The floor as time goes by' }).waitFor()
    const link = page.getByRole('link', { name: 'Download the scenario' })
    const scenario = await context.request.get(
      `${centre.muster.url}${await link.getAttribute('href')}`,
    )
    assert.equal((await scenario.json()).format, 'muster-scenario/1')
    assert.deepEqual(trouble, [])
    await context.close()
  })
})
