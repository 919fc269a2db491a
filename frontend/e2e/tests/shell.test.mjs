// What only a real browser and the real program can show.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ACCOUNTS, centreForTests, settled, signIn, visit } from '../harness.mjs'

describe('the web app on the real program', () => {
  const centre = centreForTests()

  const open = (options = {}) => centre.open({ ...options })

  it('signs in, leads to where one wanted to go, and out again', async () => {
    const { context, page } = await open()
    await visit(page, '/people?q=a')
    await page.getByLabel('E-mail').fill(ACCOUNTS.planner)
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail or the password is wrong').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(centre.muster.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
    assert.match(page.url(), /\/people\?q=a$/)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Muster' }).waitFor()
    await page.goto('/people')
    await page.waitForURL(/sign-in/)
    await context.close()
  })

  it('never flashes the wrong colours and runs no inline script', async () => {
    const { context, page, trouble } = await open({ theme: 'dark' })
    await page.goto('/sign-in', { waitUntil: 'commit' })
    await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme)
    const scheme = await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)
    assert.equal(scheme, 'dark')
    await settled(page)
    assert.deepEqual(
      trouble.filter((text) => text.includes('Content Security Policy')),
      [],
    )
    await context.close()
  })

  it('switches language without loading the page again', async () => {
    const { context, page } = await open()
    await signIn(context, centre.muster)
    await visit(page, '/people')
    await page.evaluate(() => {
      window.notReloaded = true
    })
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitem', { name: '简体中文' }).click()
    await page.getByRole('heading', { name: '人员', level: 1 }).waitFor()
    assert.equal(await page.evaluate(() => window.notReloaded), true)
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN')
    await context.close()
  })

  it('creates, changes and deletes a skill, and says when somebody was faster', async () => {
    const { context, page } = await open()
    await signIn(context, centre.muster)
    await visit(page, '/setup/skills?edit=new')
    const code = `E2E-${Date.now()}`
    await page.getByLabel('Code').fill(code)
    await page.getByLabel('Name').fill('Juggling')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Juggling' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit Juggling' })
    await dialog.waitFor()
    const id = new URL(page.url()).searchParams.get('edit')
    const faster = await context.request.put(`/api/v1/skills/${id}`, {
      headers: { 'If-Match': '"1"' },
      data: { code, name: 'Juggling with fire' },
    })
    assert.equal(faster.status(), 200)
    await dialog.getByLabel('Name').fill('Juggling with knives')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody saved a newer version meanwhile').waitFor()
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Juggling with knives' }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page
      .getByRole('dialog', { name: /^Delete/ })
      .getByRole('button', { name: 'Delete' })
      .click()
    await page.getByText('Deleted: Juggling with knives').waitFor()
    await context.close()
  })

  it('brings people in from a file: errors first, then the deed', async () => {
    const { context, page } = await open()
    await signIn(context, centre.muster)
    await visit(page, '/people/import')
    const header = 'code,name,email,site,employer,team,agreement,skills,hired_on,left_on\n'
    const csv = (site) => ({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${header}E2E-1,Ann Ábel,,${site},OWN,,,,2026-01-05,\n`),
    })
    await page.locator('input[type=file]').setInputFiles(csv('NOWHERE'))
    await page.getByRole('heading', { name: 'What is wrong' }).waitFor()
    await page.getByRole('rowheader', { name: 'site' }).waitFor()
    assert.equal(await page.getByRole('button', { name: /^Write/ }).count(), 0)
    await context.close()
  })

  it('holds nothing wider than a phone', async () => {
    const { context, page } = await open({ phone: true })
    await signIn(context, centre.muster)
    for (const path of ['/', '/people', '/setup/queues', '/people/1']) {
      await visit(page, path)
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      assert.ok(wider <= 0, `${path} is ${wider} px wider than the screen`)
    }
    await context.close()
  })
})
