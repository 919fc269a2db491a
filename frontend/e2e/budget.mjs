// Measures the first load from the built dist: the compressed script that the
// page, the shell and the start screen bring before anything is clicked, with
// all that they import. Fails above the budget, and names what is biggest.
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const BUDGET = 250_000
const FIRST = ['index.html', 'src/app/shell/index.tsx', 'src/features/home/page.tsx']
const DIST = fileURLToPath(new URL('../dist/', import.meta.url))

const manifest = JSON.parse(
  await readFile(`${DIST}.vite/manifest.json`, 'utf8').catch(() => {
    console.error('dist/.vite/manifest.json is missing: run npm run build first')
    process.exit(1)
  }),
)
const scripts = new Set()
for (const name of FIRST) add(name)
const sizes = await Promise.all([...scripts].map(async (file) => [file, await compressed(file)]))
sizes.sort(([, a], [, b]) => b - a)
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
for (const [file, size] of sizes.slice(0, 6)) console.log(`${String(size).padStart(8)}  ${file}`)
console.log(`first load: ${total} of ${BUDGET} bytes of compressed script`)
if (total > BUDGET) process.exit(1)

/** Adds a chunk and what it imports before it can run; what it only may load later is left out. */
function add(name) {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`${name} is not among the built chunks`)
  if (scripts.has(chunk.file)) return
  scripts.add(chunk.file)
  for (const imported of chunk.imports ?? []) add(imported)
}

/** The size on the wire. */
async function compressed(file) {
  return (await stat(`${DIST}${file}.br`)).size
}
