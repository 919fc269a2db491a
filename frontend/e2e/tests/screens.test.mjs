// Every screen in both themes and languages: it comes up, nothing is written to
// the console as an error, and axe finds no breach of WCAG 2.2 A and AA.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches } from '../accessibility.mjs'
import { centreForTests, signIn, visit } from '../harness.mjs'
import { SCREENS } from '../routes.mjs'

const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'zh', theme: 'light', phone: true },
]

describe('every screen', () => {
  const centre = centreForTests()

  for (const look of LOOKS) {
    const named = `${look.language} ${look.theme}${look.phone ? ' phone' : ''}`
    for (const as of new Set(SCREENS.map((screen) => screen.as))) {
      it(`is accessible and quiet: ${named}, as ${as}`, async () => {
        const { context, page, trouble } = await centre.open(look)
        await signIn(context, centre.muster, as)
        const found = []
        for (const { name, path } of SCREENS.filter((screen) => screen.as === as)) {
          await visit(page, path)
          const wrong = [...(await breaches(page)), ...trouble.splice(0)]
          found.push(...wrong.map((text) => `${name}: ${text}`))
        }
        await context.close()
        assert.deepEqual(found, [])
      })
    }
  }

  it('of signing in is accessible too, and speaks the chosen language', async () => {
    for (const look of LOOKS) {
      const { context, page } = await centre.open(look)
      await visit(page, '/sign-in')
      const found = await breaches(page)
      await context.close()
      assert.deepEqual(found, [])
    }
  })
})
