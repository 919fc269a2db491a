import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** The one committed file of dist: what the program serves while the web app was never built. */
export const PLACEHOLDER = 'placeholder.html'
const COMPRESSIBLE = /\.(js|css|html|svg|json|txt|webmanifest)$/

/** Removes everything from a build folder but the placeholder. */
export async function clear(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    if (name !== PLACEHOLDER) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Writes a .gz and a .br beside every text file, so that the server never compresses. */
export async function compress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  for (const name of files) {
    if (!COMPRESSIBLE.test(name) || name === PLACEHOLDER) continue
    const path = join(folder, name)
    const text = await readFile(path)
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
    await writeFile(`${path}.br`, await brotli(text, quality))
    await writeFile(`${path}.gz`, await deflate(text, { level: 9 }))
  }
}

/** Makes dist fit to be embedded in the Go program: nothing stale in it, everything compressed. */
export function embeddable(): Plugin {
  let folder = 'dist'
  return {
    name: 'muster-embeddable',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    buildStart: () => clear(folder),
    closeBundle: () => compress(folder),
  }
}
