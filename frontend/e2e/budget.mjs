// Measures first loads from the built dist: the compressed script that comes
// before anything is clicked, with all that it imports, for the start screen and
// for every screen opened by its address. Fails above a budget, and names what is
// biggest.
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const SHELL = ['index.html', 'src/app/shell/index.tsx']
const HOME = [...SHELL, 'src/features/home/page.tsx']
const HOME_BUDGET = 235_000
const SCREEN_BUDGET = 300_000
const DIST = fileURLToPath(new URL('../dist/', import.meta.url))

const manifest = JSON.parse(
  await readFile(`${DIST}.vite/manifest.json`, 'utf8').catch(() => {
    console.error('dist/.vite/manifest.json is missing: run npm run build first')
    process.exit(1)
  }),
)

let broken = report('first page', await weigh(HOME), HOME_BUDGET)
const screens = Object.keys(manifest).filter((name) => /^src\/features\/.*page\.tsx$/.test(name))
const weighed = await Promise.all(
  screens.map(async (name) => ({ name, load: await weigh([...SHELL, name]) })),
)
weighed.sort((a, b) => b.load.total - a.load.total)
for (const { name, load } of weighed) broken = report(name, load, SCREEN_BUDGET) || broken
if (broken) process.exit(1)

/** Prints one line, or above the budget also what is biggest; whether it is above. */
function report(name, { total, files }, budget) {
  console.log(`${String(total).padStart(8)} of ${budget}  ${name}`)
  if (total <= budget) return false
  for (const [file, size] of files.slice(0, 6)) console.log(`${String(size).padStart(18)}  ${file}`)
  return true
}

/** The compressed size of chunks with all that they import before they can run. */
async function weigh(names) {
  const found = new Set()
  for (const name of names) gather(name, found)
  const files = await Promise.all([...found].map(async (file) => [file, await compressed(file)]))
  files.sort(([, a], [, b]) => b - a)
  return { files, total: files.reduce((sum, [, size]) => sum + size, 0) }
}

/** Adds a chunk and what it imports; what it only may load later is left out. */
function gather(name, found) {
  const chunk = chunkOf(name)
  if (found.has(chunk.file)) return
  found.add(chunk.file)
  for (const imported of chunk.imports ?? []) gather(imported, found)
}

function chunkOf(name) {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`${name} is not among the built chunks`)
  return chunk
}

/** The size on the wire. */
async function compressed(file) {
  return (await stat(`${DIST}${file}.br`)).size
}
