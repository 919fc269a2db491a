// The main job in a real browser, as a planner does it: from a file to a
// published roster, and then the same screens once more in Chinese and dark.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { ACCOUNTS, centreForTests, signIn, visit } from '../harness.mjs'
import { history } from '../history.mjs'

// The demonstration's today is Monday 2026-11-16: ten weeks of history lie before it.
const HISTORY = history({ from: '2026-09-07', weeks: 10, opens: '07:00', closes: '21:00' })
const FROM = '2026-11-16'
const FILE = { name: 'journey-calls.csv', mimeType: 'text/csv', buffer: Buffer.from(HISTORY.csv) }

// Browsers write refusals to the console themselves. Two are part of the journey:
// nobody is signed in at first, and a move that breaks a rule is refused.
const MEANT = /status of (401|409)/

// A centre that runs already keeps the queues of earlier runs.
const CODE = `E2E-${Date.now()}`
const QUEUE = `Journey ${CODE}`
const ROSTER = `Roster ${CODE}`

describe('from a file to a published roster', () => {
  const centre = centreForTests()
  let page
  let trouble
  /** The screens passed, to see them again in another look: where they are, and what is there. */
  const passed = []
  const remember = (role, search = '') =>
    passed.push({ role, path: new URL(page.url()).pathname + search })

  const button = (name, within = page) => within.getByRole('button', { name, exact: true })
  const heading = (name) => page.getByRole('heading', { name, level: 1, exact: true })
  const choose = async (label, name, within = page) => {
    await within.getByRole('combobox', { name: label }).click()
    const list = page.getByRole('listbox', { name: label })
    await list.getByRole('option', { name }).first().click()
  }
  const status = (text, within = page) => within.getByRole('status').filter({ hasText: text })

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
      const unmeant = trouble.splice(0).filter((text) => !MEANT.test(text))
      assert.deepEqual(unmeant, [])
      stands = true
    })

  before(async () => {
    ;({ page, trouble } = await centre.open())
    page.setDefaultTimeout(20_000)
  })

  step('signs in', async () => {
    await visit(page, '/')
    await page.getByLabel('E-mail').fill(ACCOUNTS.planner)
    await page.getByLabel('Password', { exact: true }).fill(centre.muster.password)
    await button('Sign in').click()
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
  })

  step('sets up a queue that anybody of the site can serve', async () => {
    await visit(page, '/setup/queues?edit=new')
    const site = await page
      .getByRole('banner')
      .getByRole('combobox', { name: 'Site' })
      .evaluate((select) => select.selectedOptions[0].text)
    const form = page.getByRole('dialog')
    await form.getByLabel('Code').fill(CODE)
    await form.getByLabel('Name').fill(QUEUE)
    await choose('Site', site, form)
    await choose('Channel', /voice/i, form)
    await form.getByLabel('From', { exact: true }).fill('07:00')
    await form.getByLabel('To', { exact: true }).fill('21:00')
    await form.getByLabel('Service level').fill('80')
    await form.getByLabel('Within').fill('20')
    await form.getByLabel('Average patience').fill('120')
    await form.getByLabel('Handle time to plan with').fill('180')
    await button('Save', form).click()
    await form.waitFor({ state: 'hidden' })
    await button(QUEUE).waitFor()
  })

  step('imports a file: its columns named, on trial, then in earnest', async () => {
    await page.getByRole('link', { name: 'Import' }).click()
    await heading('Import').waitFor()
    await page.getByLabel(/Drop a file of history/).setInputFiles(FILE)
    await heading(FILE.name).waitFor()
    await page.getByLabel('Meaning of datetime').selectOption('Interval start')
    await page.getByLabel('Meaning of calls').selectOption('Offered')
    await choose('Queue of every row', QUEUE)
    await status('The first rows read without a problem.').waitFor()
    const preview = page.getByRole('region', { name: /First rows of the file/ })
    await preview.getByText(`Offered ${HISTORY.calls[0]}`).first().waitFor()
    await button('Check the whole file').click()

    await page.getByText('Nothing has been written.').waitFor()
    const count = HISTORY.calls.length.toLocaleString('en-GB')
    await button(`Import ${count} intervals`).click()
    await button('Undo this import').waitFor()
    const table = page.getByRole('region', { name: /what the file holds for each queue/ })
    const sum = HISTORY.calls.reduce((all, calls) => all + calls, 0).toLocaleString('en-GB')
    await table.getByRole('row', { name: new RegExp(`${CODE}.* ${count} ${sum} `) }).waitFor()
    remember('table')
  })

  step('forecasts the two weeks after the history, and shows how good that is', async () => {
    await page.getByRole('link', { name: 'Forecast these queues' }).click()
    const order = page.getByRole('dialog', { name: 'Forecast queues' })
    await order.getByLabel('First day').fill(FROM)
    await order.getByLabel('Weeks').fill('2')
    await button('Forecast', order).click()
    await heading(QUEUE).waitFor()
    await page.getByRole('img', { name: /^Contacts by .* from / }).waitFor({ timeout: 60_000 })
    const figure = (name) =>
      page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd')
    assert.match(await figure(/^Error by interval/).innerText(), /^\d+(\.\d+)?\s?%/)
    remember('img')
    await page.getByRole('tab', { name: 'Back-test' }).click()
    await status(/^In this window: forecast [\d,]+, actual [\d,]+/).waitFor()
    const origins = page.getByRole('region', { name: /Every origin of the back-test/ })
    assert.ok((await origins.getByRole('row').count()) > 1, 'the back-test shows its origins')
    remember('img', '?view=backtest')
  })

  step('staffs the forecast, and says why an interval takes its people', async () => {
    await page.getByRole('link', { name: 'Staff this forecast' }).click()
    await button('Compute', page.getByRole('dialog', { name: 'Staff forecasts' })).click()
    await heading(QUEUE).waitFor()
    const map = page.getByRole('application', { name: /^Map of At work/ })
    await map.focus()
    await map.press('Home')
    for (let column = 0; column < 8; column++) await map.press('ArrowRight')
    await map.press('Enter')
    const why = page.getByRole('dialog', { name: /Why \d+/ })
    await why.getByText(/people at work, [\d.]+ to roster\. What decides: Service level/).waitFor()
    await why.getByText(/× 180 s ÷ 1,?800 s = [\d.]+ Erlangs/).waitFor()
    remember('dialog', new URL(page.url()).search)
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'hidden' })
    remember('application')
  })

  step('drafts and builds a roster, with the search in sight', async () => {
    await page.getByRole('link', { name: 'Build roster' }).click()
    const draft = page.getByRole('dialog', { name: 'Draft a roster' })
    await draft.getByLabel('Name').fill(ROSTER)
    await button('Draft', draft).click()
    await heading(ROSTER).waitFor()
    await page.getByLabel('Stop after').fill('4')
    await button('Build').click()
    await page.getByRole('progressbar', { name: 'Build roster' }).waitFor()
    await page
      .getByText(/Proven bound/)
      .first()
      .waitFor()
    await page.getByRole('grid', { name: /Roster/ }).waitFor({ timeout: 60_000 })
    await page
      .getByRole('complementary', { name: 'Build roster' })
      .getByText('Missing people')
      .waitFor()
    await page
      .getByRole('complementary', { name: 'Build roster' })
      .getByRole('button', { name: 'Close' })
      .click()
  })

  step('moves a shift by keys, undoes it, and names the rule that a move would break', async () => {
    const grid = page.getByRole('grid', { name: /Roster/ })
    const active = page.getByRole('gridcell', { selected: true })
    const nameOf = () => active.getAttribute('aria-label')
    const card = status('Click where to put it')
    await grid.focus()
    /** Walks down the first day to the cell whose name fits. */
    const seek = async (fits) => {
      await grid.press('Control+Home')
      const rows = Number(await grid.getAttribute('aria-rowcount'))
      for (let row = 1; row < rows; row++) {
        const name = await nameOf()
        if (fits.test(name)) return name
        await grid.press('ArrowDown')
      }
      assert.fail(`nobody's first day fits ${fits}`)
    }
    const before = await seek(/\d\d:\d\d–/)

    /** Picks the shift up and carries it from day to day until the words of its effect match. */
    const carryUntil = async (words) => {
      await grid.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'Move to…' }).click()
      for (let days = 1; days < 14; days++) {
        await grid.press('ArrowRight')
        const told = card.filter({ hasText: /newly broken|Nothing would change/ })
        await told.waitFor()
        if (words.test(await told.innerText())) return
      }
      assert.fail(`no later day for ${before} with ${words}`)
    }
    await carryUntil(/No rule newly broken/)
    await grid.press('Enter')
    await button('Undo: Shift moved').click()
    await button('Redo: Shift moved').waitFor()

    assert.equal(await seek(/\d\d:\d\d–/), before, 'the shift is back')
    await carryUntil(/\d rules? newly broken/)
    const broken = await card.getByRole('listitem').first().innerText()
    const [, rule] = /: ([^(]+?) *(\(|$)/.exec(broken)
    await grid.press('Enter')
    const refused = page.getByRole('dialog', { name: 'The change would break rules' })
    await refused.getByRole('listitem').filter({ hasText: rule }).first().waitFor()
    await button('Leave it', refused).click()
    await refused.waitFor({ state: 'hidden' })
  })

  step('publishes after showing what that changes for whom', async () => {
    await button('Publish…').click()
    const dialog = page.getByRole('dialog', { name: 'Publish the roster' })
    await dialog.getByText(/^\d[\d,]* shifts change; people told: \d+/).waitFor()
    await dialog.getByRole('heading', { name: /^New · / }).waitFor()
    await button('Publish', dialog).click()
    await page.getByText(/^Published; \d+ people told/).waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('main').getByText('Published', { exact: true }).waitFor()
    remember('grid', '?panel=shift')
    remember('region', '?view=day')
  })

  let worker
  step('exports the roster as a table', async () => {
    await button('Export').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Table (CSV)' }).click(),
    ])
    const [header, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
    assert.ok(rows.length > 50, `rows of shifts under ${header}, got ${rows.length}`)
    const person = header
      .replace(/^\ufeff/, '')
      .split(',')
      .findIndex((name) => /name/i.test(name))
    worker = rows[0].split(',')[person]
  })

  step('makes a calendar address that gives the published shifts to a calendar', async () => {
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await heading('People').waitFor()
    await page.getByRole('link', { name: worker }).first().click()
    await heading(worker).waitFor()
    await button('Make a new link').click()
    const address = await page.getByRole('textbox', { name: 'Calendar link' }).inputValue()
    const calendar = await (await fetch(address)).text() // as a calendar asks: not signed in
    assert.match(calendar, /^BEGIN:VCALENDAR\r\n/)
    assert.match(calendar, /^BEGIN:VEVENT\r$/m)
    remember('region')
  })

  step('shows the same in Chinese and dark, quietly and accessibly', async () => {
    const look = await centre.open({ language: 'zh', theme: 'dark' })
    const screen = look.page
    await signIn(look.context, centre.muster)
    const found = []
    const examine = async (name) => {
      const wrong = [...(await breaches(screen)), ...look.trouble.splice(0)]
      found.push(...wrong.map((text) => `${name}: ${text}`))
    }
    await visit(screen, '/import')
    await screen.locator('input[type=file]').setInputFiles(FILE)
    await screen.getByRole('table').waitFor()
    await examine('a file just sent')
    for (const { path, role } of passed) {
      await visit(screen, path)
      await screen.getByRole(role).first().waitFor()
      await examine(path)
    }
    const { lang, dataset } = await screen.evaluate(() => {
      const { lang, dataset } = document.documentElement
      return { lang, dataset: { ...dataset } }
    })
    await look.context.close()
    assert.deepEqual([lang, dataset.mantineColorScheme], ['zh-CN', 'dark'])
    assert.deepEqual(found, [])
  })
})
