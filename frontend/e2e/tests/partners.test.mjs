// A month with a partner, from what is asked to the closed account: the vendor
// manager and the vendor's coordinator each do their part in a window of their own.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, settled, signIn, visit } from '../harness.mjs'

// for a loaded machine, not a measure
const PATIENCE_MS = 90_000
const PROGRAMME = 'Kestrel billing calls'
const MONTH = '2026-10'

describe('a month with a partner', () => {
  const centre = centreForTests()

  /** A window of somebody who is signed in. */
  async function open(role, look) {
    const window = await centre.open(look)
    window.page.setDefaultTimeout(PATIENCE_MS)
    await signIn(window.context, centre.muster, role)
    return window
  }

  it('is promised in part, agreed and rostered', async () => {
    const vendor = await open('partner')
    await visit(vendor.page, '/portal')
    await vendor.page.getByRole('link', { name: new RegExp(`asked of ${PROGRAMME}`) }).click()
    await settled(vendor.page)
    const from = new URL(vendor.page.url()).searchParams.get('from') ?? ''
    const queue = new URL(vendor.page.url()).searchParams.get('queue') ?? ''
    const asked = vendor.page.getByRole('dialog', { name: /^Hours of / })
    await asked.getByRole('button', { name: 'Answer with less' }).click()
    await asked.getByLabel('Note').fill('Two people are on leave in the evenings')
    await asked.getByRole('button', { name: 'Send this answer' }).click()
    await asked.waitFor({ state: 'detached' })

    const owner = await open('vendorManager')
    await visit(owner.page, `/vendors/shortfall?queue=${queue}&from=${from}`)
    await owner.page.getByRole('link', { name: new RegExp(PROGRAMME) }).click()
    const offered = owner.page.getByRole('dialog', { name: /^Hours of / })
    await offered.getByText('Two people are on leave in the evenings').waitFor()
    assert.deepEqual(await breaches(owner.page), [])
    await offered.getByRole('button', { name: 'Take the offer' }).click()
    await offered.waitFor({ state: 'detached' })

    await visit(vendor.page, `/vendors/shortfall?queue=${queue}&from=${from}`)
    await vendor.page.getByRole('button', { name: 'Send hours' }).click()
    const send = vendor.page.getByRole('dialog', { name: 'Send hours' })
    await send.getByLabel('Programme').click()
    await vendor.page.getByRole('option', { name: PROGRAMME }).click()
    const day = from.replaceAll('-', '')
    await send.getByLabel('Content').fill(`HQ,GZ-BILLING,${day} 09:00,${day} 17:00,lots`)
    await send.getByRole('button', { name: 'Look first' }).click()
    await send.getByText(/lots/).first().waitFor()
    await send.getByLabel('Content').fill(`HQ,GZ-BILLING,${day} 09:00,${day} 17:00,2`)
    await send.getByRole('button', { name: 'Look first' }).click()
    await send.getByText(/^1 lines?, 16 agent hours/).waitFor()
    await send.getByRole('button', { name: 'Take it in' }).click()
    await send.waitFor({ state: 'detached' })

    await visit(owner.page, `/vendors/shortfall?queue=${queue}&from=${from}`)
    await owner.page.getByRole('img', { name: new RegExp(PROGRAMME) }).waitFor()
    assert.deepEqual([...vendor.trouble, ...owner.trouble].filter(unlessRefused), [])
    await vendor.context.close()
    await owner.context.close()
  })

  it('is credited, invoiced, disputed and closed, and only corrected since', async () => {
    const owner = await open('vendorManager')
    await visit(owner.page, `/vendors/money?month=${MONTH}`)
    await owner.page.getByLabel('Programme').selectOption({ label: PROGRAMME })
    await owner.page.getByRole('button', { name: /^Look at KESTREL/ }).waitFor()
    const address = owner.page.url()

    // nothing is closed over somebody's head
    await owner.page.getByRole('button', { name: 'Close the month' }).click()
    await owner.page.getByRole('alert').first().waitFor()

    const vendor = await open('partner')
    await visit(vendor.page, `/vendors/money?month=${MONTH}`)
    const credits = vendor.page.getByRole('region', { name: 'Credits' })
    await credits.getByLabel('Why').first().fill('Two evaluations are under appeal')
    await credits.getByRole('button', { name: 'Dispute' }).first().click()
    await credits.getByText('Two evaluations are under appeal').waitFor()

    await visit(owner.page, address)
    const settles = owner.page.getByRole('region', { name: 'Credits' })
    await settles.getByText('Two evaluations are under appeal').waitFor()
    await agreeAll(settles)

    await vendor.page.getByRole('button', { name: /^Look at KESTREL/ }).click()
    const lines = vendor.page.getByRole('region', { name: /^Invoice KESTREL/ })
    await lines.getByLabel('Why').first().fill('Counted by our own switch')
    await lines.getByRole('button', { name: 'Dispute' }).first().click()
    await lines.getByText('Counted by our own switch').waitFor()

    await owner.page.getByRole('button', { name: /^Look at KESTREL/ }).click()
    const diff = owner.page.getByRole('region', { name: /^Invoice KESTREL/ })
    await diff.getByText('Counted by our own switch').waitFor()
    await agreeAll(diff)

    await owner.page.getByRole('button', { name: 'Close the month' }).click()
    await owner.page.getByText(/^Closed on /).waitFor()
    const seal = await owner.page.getByText(/^Seal /).innerText()
    assert.deepEqual(await breaches(owner.page), [])

    // the vendor sees the same account, in the own language
    const partner = await open('partner', { language: 'zh', theme: 'dark' })
    await visit(partner.page, `/vendors/money?month=${MONTH}`)
    await partner.page.getByText(seal.replace('Seal ', '')).waitFor()
    assert.deepEqual(await breaches(partner.page), [])
    assert.deepEqual([...vendor.trouble, ...partner.trouble], [])
    assert.deepEqual(owner.trouble.filter(unlessRefused), [])
    for (const { context } of [owner, vendor, partner]) await context.close()
  })
})

/** Agrees to whatever is open in a panel, one after another. */
async function agreeAll(panel) {
  const open = panel.getByRole('button', { name: 'Agree' })
  for (let left = await open.count(); left > 0; left--) {
    await open.first().click()
    await open.nth(left - 1).waitFor({ state: 'detached' })
  }
}

/** The browser's own note of an answer that refuses, which the test asks for. */
function unlessRefused(line) {
  return !/status of (409|422)/.test(line)
}
