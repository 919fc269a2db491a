// Measures the first load from the built dist: the compressed script and style
// that the start page and the shell bring with them before any screen's own
// chunk. Fails above the budget, and names what is biggest.
import { readdir, readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const BUDGET = 250_000
const DIST = fileURLToPath(new URL('../dist/', import.meta.url))

const index = await readFile(`${DIST}index.html`, 'utf8').catch(() => {
  console.error('dist/index.html is missing: run npm run build first')
  process.exit(1)
})
const assets = await readdir(`${DIST}assets`)
const scripts = new Set([...index.matchAll(/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name))
const shell = assets.filter((name) => /^shell-.*\.js$/.test(name))
if (shell.length !== 1) {
  console.error(`expected one chunk of the shell, found: ${shell.join(', ') || 'none'}`)
  process.exit(1)
}
await withImports(shell[0])
const home = assets.filter((name) => /^home-.*\.js$/.test(name))
for (const name of home) await withImports(name)

const sizes = await Promise.all([...scripts].map(async (name) => [name, await compressed(name)]))
sizes.sort(([, a], [, b]) => b - a)
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
for (const [name, size] of sizes.slice(0, 6)) console.log(`${String(size).padStart(8)}  ${name}`)
console.log(`first load: ${total} of ${BUDGET} bytes of compressed script`)
if (total > BUDGET) process.exit(1)

/** Adds a chunk and every chunk that it imports before it can run. */
async function withImports(name) {
  if (scripts.has(name) && name !== shell[0]) return
  scripts.add(name)
  const source = await readFile(`${DIST}assets/${name}`, 'utf8')
  const imports = source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)
  for (const [, found] of imports) if (!scripts.has(found)) await withImports(found)
}

/** The size on the wire. */
async function compressed(name) {
  return (await stat(`${DIST}assets/${name}.br`)).size
}
