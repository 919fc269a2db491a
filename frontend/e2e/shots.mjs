// Takes a picture of every screen in both themes and languages, and of the
// phone layout: `npm run shots -- FOLDER [NAME…]`. Without a folder, into a
// temporary one. To be looked at; nothing is compared.
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWindow, settled, signIn, startBrowser, startMuster } from './harness.mjs'
import { SCREENS } from './routes.mjs'

const LOOKS = [
  { look: 'en-light', language: 'en', theme: 'light' },
  { look: 'zh-dark', language: 'zh', theme: 'dark' },
  { look: 'zh-light-phone', language: 'zh', theme: 'light', phone: true },
]

const [wanted, ...names] = process.argv.slice(2)
const folder = wanted ?? (await mkdtemp(join(tmpdir(), 'muster-shots-')))
await mkdir(folder, { recursive: true })
const muster = await startMuster()
const browser = await startBrowser()
try {
  for (const look of LOOKS) await pictures(look)
} finally {
  await browser.close()
  await muster.stop()
}
console.log(`pictures are in ${folder}`)

async function pictures({ look, ...options }) {
  for (const as of ['planner', 'administrator', 'agent']) {
    const { context, page, trouble } = await openWindow(browser, { url: muster.url, ...options })
    await signIn(context, muster, as)
    for (const { name, path } of SCREENS.filter((screen) => screen.as === as)) {
      if (names.length > 0 && !names.includes(name)) continue
      await page.goto(path)
      await settled(page)
      await page.screenshot({ path: join(folder, `${name}-${look}.png`) })
      for (const text of trouble.splice(0)) console.log(`${name} ${look}: ${text}`)
    }
    await context.close()
  }
}
