// HR holds an election and a promotion round and looks back on a year of leavers; an
// agent votes, applies, reads the decision and appeals on a phone.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

// for a loaded machine, not a measure
const PATIENCE_MS = 90_000

describe('a year of careers', () => {
  const centre = centreForTests()

  /** A window of somebody who is signed in. */
  async function open(role, look) {
    const window = await centre.open(look)
    window.page.setDefaultTimeout(PATIENCE_MS)
    await signIn(window.context, centre.muster, role)
    return window
  }

  it('elects by a ballot that is cast on a phone', async () => {
    const agent = await open('agent', { phone: true })
    const hr = await open('hr')
    const { siteId, names } = await colleagues(agent, hr)
    await visit(hr.page, '/careers/elections')
    await hr.page.getByLabel('Site', { exact: true }).selectOption(siteId)
    await hr.page.getByRole('button', { name: 'Announce an election' }).click()
    const form = hr.page.getByRole('dialog', { name: 'Announce an election' })
    const month = inMonths(2)
    await form.getByLabel('Month').fill(month)
    await form.getByLabel('Quorum').fill('0')
    await form.getByRole('button', { name: 'Announce an election' }).click()
    await form.waitFor({ state: 'detached' })
    const row = hr.page.getByRole('row').filter({ hasText: 'Proposals' })
    await row.getByRole('link').first().click()
    await settled(hr.page)

    for (const name of names.slice(0, 2)) {
      await hr.page.getByRole('combobox', { name: 'Propose somebody' }).fill(name)
      await hr.page
        .getByRole('option', { name: new RegExp(name) })
        .first()
        .click()
      await hr.page.getByRole('button', { name: 'Propose' }).click()
      await hr.page.getByRole('listitem').filter({ hasText: name }).waitFor()
    }
    await hr.page.getByRole('button', { name: 'Begin the vote' }).click()
    await hr.page.getByRole('button', { name: 'Close and count' }).waitFor()
    assert.deepEqual(await breaches(hr.page), [])

    await visit(agent.page, '/me/path')
    const elections = agent.page.getByRole('region', { name: 'Elections' })
    const announced = elections
      .locator('span')
      .filter({ hasText: inWords(month) })
      .first()
    await announced.locator('xpath=following-sibling::button').click()
    const ballot = agent.page.getByRole('dialog', { name: 'Whom do you vote for?' })
    await ballot.getByRole('checkbox').first().check()
    await ballot.getByRole('button', { name: 'Vote' }).click()
    await elections.getByText('You have voted').waitFor()
    assert.deepEqual(await breaches(agent.page), [])

    await hr.page.reload()
    await settled(hr.page)
    await hr.page.getByText(/^1 of \d+ have voted$/).waitFor()
    // nothing is counted while anybody can still vote
    await hr.page.getByRole('button', { name: 'Close and count' }).click()
    await hr.page.getByRole('alert').first().waitFor()
    assert.equal(await hr.page.getByRole('region', { name: 'Result' }).count(), 0)
    assert.deepEqual([...agent.trouble, ...hr.trouble].filter(unlessRefused), [])
    for (const { context } of [agent, hr]) await context.close()
  })

  it('decides a round with written reasons, and answers an appeal', async () => {
    const agent = await open('agent', { phone: true, language: 'zh', theme: 'dark' })
    const hr = await open('hr')
    await visit(hr.page, '/careers/rounds')
    await hr.page.getByRole('button', { name: 'Draft a round' }).click()
    const form = hr.page.getByRole('dialog', { name: 'Draft a round' })
    const name = `Qualified agents ${Date.now()}`
    await form.getByLabel('Name').fill(name)
    await form.getByLabel('Rung', { exact: true }).click()
    await hr.page.getByRole('option', { name: 'Qualified agent' }).click()
    await form.getByLabel('Members who must score').fill('1')
    await form.getByLabel('Criteria, one a line').fill('Knowledge')
    await form.getByRole('button', { name: 'Draft a round' }).click()
    await form.waitFor({ state: 'detached' })
    await hr.page.getByRole('link', { name }).click()
    await settled(hr.page)
    const board = hr.page.getByRole('region', { name: 'Board' })
    await board.getByRole('combobox').click({ force: true })
    for (const member of ['Hana HR', 'Pat Planner']) {
      await hr.page.getByRole('option', { name: member }).click()
    }
    await board.getByRole('button', { name: 'Seat' }).click()
    await board.getByRole('listitem').filter({ hasText: 'Pat Planner' }).waitFor()
    await hr.page.getByRole('button', { name: 'Open for applications' }).click()

    await visit(agent.page, '/me/path')
    const own = agent.page.getByRole('region', { name: '晋升轮次' })
    await own.getByRole('button', { name: '申请' }).first().click()
    await agent.page.getByRole('dialog').getByRole('button', { name: '申请' }).click()
    await own.getByText('已申请').waitFor()

    await hr.page.reload()
    await hr.page.getByRole('button', { name: 'End applications, begin scoring' }).click()
    const applicants = hr.page.getByRole('region', { name: /^Applications/ })
    await applicants.getByRole('button', { name: 'Score' }).click()
    const planner = await open('planner')
    await visit(planner.page, new URL(hr.page.url()).pathname)
    await planner.page.getByRole('button', { name: 'Score' }).click()
    await planner.page.getByText('has scored all').nth(1).waitFor()

    await hr.page.reload()
    await hr.page.getByRole('button', { name: 'End scoring, begin calibration' }).click()
    await applicants.getByLabel('Decision').selectOption('turned down')
    await applicants
      .getByLabel('Reason that they will read')
      .fill('The induction certificate is still to come; everything else is on its way.')
    await applicants.getByRole('button', { name: 'Decide' }).click()
    await applicants.getByText('Turned down').first().waitFor()
    await planner.page.reload()
    await planner.page.getByRole('button', { name: 'I agree' }).click()
    await planner.page.getByText(/2 deciders/).waitFor()

    await hr.page.reload()
    await hr.page.getByRole('button', { name: 'Make the decisions final' }).click()
    await hr.page.getByRole('button', { name: 'Go on to appeals' }).click()
    await hr.page.getByRole('button', { name: 'Close the round' }).waitFor()
    assert.deepEqual(await breaches(hr.page), [])

    await agent.page.reload()
    await own.getByText('induction certificate').first().waitFor()
    await own.getByRole('button', { name: '申诉' }).first().click()
    const asks = agent.page.getByRole('dialog')
    await asks.getByRole('textbox').fill('证书已拿到')
    await asks.getByRole('button', { name: '申诉' }).click()
    await asks.waitFor({ state: 'detached' })
    assert.deepEqual(await breaches(agent.page), [])

    await planner.page.reload()
    const appeals = planner.page.getByRole('region', { name: 'Appeals' })
    await appeals.getByText('证书已拿到').waitFor()
    assert.deepEqual([...agent.trouble, ...hr.trouble, ...planner.trouble], [])
    for (const { context } of [agent, hr, planner]) await context.close()
  })

  it('looks back on a year of leavers', async () => {
    const { context, page, trouble } = await open('hr')
    await visit(page, '/careers/attrition')
    await page.getByRole('img').first().waitFor()
    await visit(page, '/careers/attrition?by=source')
    await page.getByRole('table').first().waitFor()
    assert.deepEqual(await breaches(page), [])
    assert.deepEqual(trouble, [])
    await context.close()
  })
})

/** Those of the site at which somebody works. */
async function colleagues(of, hr) {
  const { personId } = await asked(of, 'session')
  const { siteId, employerId } = await asked(hr, `people/${personId}`)
  const { items } = await asked(hr, 'people?limit=200')
  const own = items.filter(
    (one) => one.siteId === siteId && one.employerId === employerId && one.id !== personId,
  )
  return { siteId: String(siteId), names: own.map(({ name }) => name) }
}

async function asked({ context }, path) {
  return (await context.request.get(`/api/v1/${path}`)).json()
}

/** A month as the web app writes it. */
function inWords(month) {
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  )
}

/** A month so many after this one. */
function inMonths(count) {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + count, 1))
    .toISOString()
    .slice(0, 7)
}

/** The browser's own note of an answer that refuses, which the test asks for. */
function unlessRefused(line) {
  return !/status of (409|422)/.test(line)
}
