// A post is filled by two people: HR writes what the job asks, an administrator, who reads
// Chinese, approves it; a candidate comes stage by stage and is hired on a rung and under
// an agreement.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

// for a loaded machine, not a measure
const PATIENCE_MS = 90_000
const NAME = 'Agents for the summer desk'
const NEWCOMER = 'Morgan Newcomer'

describe('filling a post (004-02, 004-03, 004-04)', () => {
  const centre = centreForTests()

  async function open(role, look) {
    const window = await centre.open(look)
    window.page.setDefaultTimeout(PATIENCE_MS)
    await signIn(window.context, centre.muster, role)
    return window
  }

  it('goes from what a job asks to a colleague who can be rostered', async () => {
    const hr = await open('hr')
    const second = await open('administrator', { language: 'zh', theme: 'dark' })
    await writes(hr.page)
    const path = new URL(hr.page.url()).pathname
    assert.equal(await hr.page.getByRole('button', { name: 'Approve' }).isDisabled(), true)

    await visit(second.page, path)
    await second.page.getByText('起始职级：新员工').waitFor()
    assert.deepEqual(await breaches(second.page), [])
    await second.page.getByRole('button', { name: '批准' }).click()
    await second.page.getByRole('region', { name: '应聘者' }).first().waitFor()

    await hr.page.reload()
    await settled(hr.page)
    await takesIn(hr.page)
    await moves(hr.page, 'Screened')
    await moves(hr.page, 'Offered')
    await hires(hr.page)
    await hr.page.getByText('1 of 1 seats filled').waitFor()
    await hr.page.getByRole('img', { name: /^Hired: 1 reached it/ }).waitFor()
    assert.deepEqual(await breaches(hr.page), [])

    const answer = await hr.context.request.get(`/api/v1/people?q=${encodeURIComponent('N-4711')}`)
    const [person] = (await answer.json()).items
    assert.equal(person.name, NEWCOMER)
    assert.ok(person.agreementId, 'without an agreement nobody can be rostered')
    await visit(hr.page, `/careers/people/${person.id}`)
    await hr.page.getByText('New agent').first().waitFor()

    await second.page.reload()
    await settled(second.page)
    await second.page.getByRole('img', { name: /^已入职：1 人到达/ }).waitFor()
    assert.deepEqual([...hr.trouble, ...second.trouble].filter(unlessRefused), [])
    for (const { context } of [hr, second]) await context.close()
  })
})

/** The browser writes down each answer that is a refusal; these were asked for. */
const unlessRefused = (message) => !message.includes('status of 409')

/** Writes the requisition, first with a condition that serves nothing. */
async function writes(page) {
  await visit(page, '/careers/requisitions')
  await page.getByRole('button', { name: 'Write a requisition' }).click()
  const form = page.getByRole('dialog', { name: 'Write a requisition' })
  await form.getByLabel('Name', { exact: true }).fill(NAME)
  await form.getByLabel('Job', { exact: true }).fill('Agent')
  await chooses(page, form, 'Site', 0)
  await chooses(page, form, 'Employer', 0)
  await chooses(page, form, 'Rung', /New agent/)
  await form.getByRole('button', { name: 'Add a need' }).click()
  await form.getByLabel('What is done in the job 1').fill('Talks with customers all day')
  await form.getByRole('button', { name: 'Add a condition' }).click()
  await form.getByLabel('Condition 1').fill('Under 35')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('It is about what somebody is, not about the work').waitFor()
  await form.getByLabel('Condition 1').fill('Speaks Mandarin fluently')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('The condition serves no need of the job').waitFor()
  await chooses(page, form, 'Serves the need', /Talks with customers/)
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: NAME }).first().click()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
}

/** Chooses an option of a field by its place or by its words. */
async function chooses(page, form, label, which) {
  await form.getByRole('combobox', { name: label, exact: true }).click()
  const options = page.locator('[role="option"]:visible') // the table has options of its own
  const option =
    typeof which === 'number' ? options.nth(which) : options.filter({ hasText: which }).first()
  await option.click()
}

async function takesIn(page) {
  await page.getByRole('button', { name: 'Take in a candidate' }).click()
  const form = page.getByRole('dialog', { name: 'Take in a candidate' })
  await form.getByLabel('Channel').fill('Referral')
  await form.getByRole('button', { name: 'Take in a candidate' }).click()
  await form.waitFor({ state: 'detached' })
}

async function moves(page, stage) {
  await page.getByRole('button', { name: 'Open C-001' }).first().click()
  const form = page.getByRole('dialog', { name: 'C-001' })
  await chooses(page, form, 'Stage', new RegExp(`^${stage}$`))
  await form.getByLabel('Came this far on').waitFor()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
}

async function hires(page) {
  await page.getByRole('button', { name: 'Open C-001' }).first().click()
  const form = page.getByRole('dialog', { name: 'C-001' })
  await form.getByText('Begins on the rung New agent').waitFor()
  await form.getByLabel('Personnel number').fill('N-4711')
  await form.getByLabel('Name', { exact: true }).fill(NEWCOMER)
  const agreement = form.getByLabel('Agreement on working time')
  await agreement.locator('option').nth(1).waitFor({ state: 'attached' })
  await agreement.selectOption({ index: 1 })
  await form.getByRole('button', { name: 'Hire' }).click()
  await form.waitFor({ state: 'detached' })
}
