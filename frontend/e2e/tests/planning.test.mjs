// The planner's screens behind the lists, each with a forecast and a requirement
// of the demonstration on it: accessible, quiet, and usable by keys alone.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light', phone: true },
]

// for a loaded machine: a back-test runs every model again
const PATIENCE_MS = 90_000

/** The screens of a forecast and its requirement, each with what it must show. */
const screensOf = ({ forecast, requirement }) => [
  { path: '/forecast?order=true', ready: 'form' },
  { path: `/forecast/${forecast}`, ready: 'canvas' },
  { path: `/forecast/${forecast}?from=2026-09-21&to=2026-12-20&past=[1,52]`, ready: 'canvas' },
  { path: `/forecast/${forecast}?measure=handle_time&panel=whatif`, ready: 'canvas' },
  { path: `/forecast/${forecast}?panel=compare`, ready: 'canvas' },
  { path: `/forecast/${forecast}?view=table&past=[1]`, ready: 'table' },
  { path: `/forecast/${forecast}?view=method`, ready: 'table' },
  { path: `/forecast/${forecast}?view=backtest`, ready: 'canvas' },
  { path: `/staffing?forecast=${forecast}`, ready: 'form' },
  { path: `/staffing/${requirement}`, ready: 'canvas' },
  { path: `/staffing/${requirement}?figure=serviceLevel&cell=21`, ready: '[role=dialog] table' },
  { path: `/staffing/${requirement}?view=table`, ready: 'table' },
]

describe('the planner’s screens', () => {
  const centre = centreForTests()

  /** The first requirement, of a voice queue, and its forecast: the demonstration begins with those. */
  const planOf = async (context) => {
    const answer = await context.request.get(`${centre.muster.url}/api/v1/requirements`)
    const { items } = await answer.json()
    assert.ok(items.length > 0, 'the demonstration has requirements')
    return { forecast: items.at(-1).forecastId, requirement: items.at(-1).id }
  }

  for (const look of LOOKS) {
    const named = `${look.language} ${look.theme}${look.phone ? ' phone' : ''}`
    it(`are accessible and quiet: ${named}`, async () => {
      const { context, page, trouble } = await centre.open(look)
      page.setDefaultTimeout(PATIENCE_MS)
      await signIn(context, centre.muster)
      const screens = screensOf(await planOf(context))
      const found = []
      for (const { path, ready } of screens) {
        await visit(page, path)
        await page.locator(ready).first().waitFor()
        await settled(page)
        const wrong = [...(await breaches(page)), ...trouble.splice(0)]
        found.push(...wrong.map((text) => `${path}: ${text}`))
      }
      await context.close()
      assert.deepEqual(found, [])
    })
  }

  it('let the map be walked by keys, up to the reasons of a cell and back', async () => {
    const { context, page } = await centre.open()
    await signIn(context, centre.muster)
    await visit(page, `/staffing/${(await planOf(context)).requirement}`)
    const map = page.getByRole('application')
    await map.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const why = page.getByRole('dialog')
    await why.getByRole('heading', { name: 'Formula', exact: true }).waitFor()
    assert.match(new URL(page.url()).search, /cell=\d+/)
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'hidden' })
    assert.equal(new URL(page.url()).searchParams.get('cell'), null)
    await context.close()
  })

  it('say by their address what is on them', async () => {
    const { context, page } = await centre.open()
    await signIn(context, centre.muster)
    await visit(page, `/forecast/${(await planOf(context)).forecast}`)
    await page.getByText('Weeks', { exact: true }).click()
    await page.getByRole('button', { name: 'Lay over weeks' }).click()
    await page.getByRole('checkbox', { name: '52 weeks before' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Table' }).click()
    await page.getByRole('columnheader', { name: '52 weeks before' }).waitFor()
    const address = page.url()
    await visit(page, address)
    await page.getByRole('columnheader', { name: '52 weeks before' }).waitFor()
    assert.match(address, /step=week/)
    await context.close()
  })
})
