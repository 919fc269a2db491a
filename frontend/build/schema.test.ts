// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'

it('the typed API is generated from the committed description: run `npm run api`', async () => {
  const description = new URL('../../api/openapi.json', import.meta.url)
  const committed = await readFile(new URL('../src/api/schema.d.ts', import.meta.url), 'utf8')
  const parsed: unknown = JSON.parse(await readFile(fileURLToPath(description), 'utf8'))
  const fresh = astToString(await openapiTypescript(JSON.stringify(parsed)))
  // the command line puts a comment of its own above
  expect(committed.endsWith(fresh)).toBe(true)
})
