// @vitest-environment node
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clear, compress, PLACEHOLDER } from './embeddable'

describe('the build folder that the Go program embeds', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'muster-dist-'))
    await writeFile(join(folder, PLACEHOLDER), 'how to build')
    await writeFile(join(folder, 'app.js'), 'const muster = 1\n'.repeat(50))
    await writeFile(join(folder, 'logo.png'), 'not text')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is emptied of an older build but keeps the committed placeholder', async () => {
    await clear(folder)
    expect(await readdir(folder)).toEqual([PLACEHOLDER])
  })

  it('holds both compressed forms of every text file and of nothing else', async () => {
    await compress(folder)
    expect((await readdir(folder)).sort()).toEqual(
      ['app.js', 'app.js.br', 'app.js.gz', 'logo.png', PLACEHOLDER].sort(),
    )
    const plain = await readFile(join(folder, 'app.js'), 'utf8')
    expect(brotliDecompressSync(await readFile(join(folder, 'app.js.br'))).toString()).toBe(plain)
    expect(gunzipSync(await readFile(join(folder, 'app.js.gz'))).toString()).toBe(plain)
  })
})
