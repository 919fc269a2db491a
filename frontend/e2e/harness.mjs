// What the browser tests and the pictures share: the built program on a free
// port, a browser, and people who are signed in.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { after, before } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PATIENCE_MS = 180_000

/** The program under test; MUSTER_BIN names another one. */
export const BINARY = process.env.MUSTER_BIN ?? `${ROOT}bin/muster`

/**
 * Starts a demonstration centre on a free port. MUSTER_URL uses one that is
 * running already (its accounts' password in MUSTER_PASSWORD).
 * @returns {Promise<{url: string, password: string, stop: () => Promise<void>}>}
 */
export async function startMuster({ size = 60 } = {}) {
  if (process.env.MUSTER_URL) {
    const password = process.env.MUSTER_PASSWORD ?? ''
    return { url: process.env.MUSTER_URL, password, stop: async () => {} }
  }
  await access(BINARY).catch(() => {
    throw new Error(`${BINARY} is missing: build it first (make build)`)
  })
  // seed and day are fixed, so that every run looks at the same centre
  const flags = ['--addr', '127.0.0.1:0', '--size', String(size), '--today', '2026-11-16']
  const child = spawn(BINARY, ['demo', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM')
    await exited
  }
  try {
    return { ...(await announced(child)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Reads address and password from what the program prints once it is ready. */
function announced(child) {
  return new Promise((resolve, reject) => {
    let printed = ''
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${printed}`)), PATIENCE_MS)
    child.stderr.on('data', (text) => {
      printed += text
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${printed}`)))
    child.stdout.on('data', (text) => {
      printed += text
      const url = /listening on (http:\/\/\S+)/.exec(printed)?.[1]
      const password = /password:\s+(\S+)/.exec(printed)?.[1]
      if (!url || !password) return
      clearTimeout(late)
      resolve({ url, password })
    })
  })
}

/** The accounts of the demonstration centre by role. */
export const ACCOUNTS = {
  planner: 'planner@demo.example',
  administrator: 'admin@demo.example',
  agent: 'agent@demo.example',
  coordinator: 'crowd@demo.example',
  vendorManager: 'vendors@demo.example',
  partner: 'kestrel@demo.example',
  hr: 'hr@demo.example',
}

/** Starts Debian's Chromium, quiet about everything it would fetch by itself. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/**
 * A browser window of its own with what went wrong in it gathered in `trouble`.
 * @param {import('playwright-core').Browser} browser
 */
export async function openWindow(
  browser,
  { url, theme = 'light', language = 'en', phone = false },
) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone ? PHONE : DESK,
    hasTouch: phone,
    isMobile: phone,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      localStorage.setItem('muster-language', chosenLanguage)
      localStorage.setItem('muster-theme', chosenTheme)
    },
    [language, theme],
  )
  const page = await context.newPage()
  const trouble = []
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`)
  })
  return { context, page, trouble }
}

/**
 * A centre and a browser for the tests of one suite, there before the first of them
 * and ended after the last: to be called where the suite is described.
 */
export function centreForTests() {
  const centre = {
    muster: undefined,
    browser: undefined,
    /** Opens a window on it, see openWindow. */
    open: (look = {}) => openWindow(centre.browser, { url: centre.muster.url, ...look }),
  }
  before(async () => {
    centre.muster = await startMuster()
    centre.browser = await startBrowser()
  })
  after(async () => {
    await centre.browser?.close()
    await centre.muster?.stop()
  })
  return centre
}

/** Signs in without the form, which has a test of its own. */
export async function signIn(context, { url, password }, role = 'planner') {
  const answer = await context.request.post(`${url}/api/v1/session`, {
    data: { email: ACCOUNTS[role], password },
  })
  if (!answer.ok()) throw new Error(`sign-in as ${role}: ${answer.status()} ${await answer.text()}`)
}

/** Opens a screen and waits until its heading is there and nothing is on its way. */
export async function visit(page, path) {
  await page.goto(path)
  await settled(page)
}

/** Waits until the screen has its heading and nothing of it is on its way. */
export async function settled(page) {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[data-testid="skeleton"]'))
}
