// What scrolling a large roster costs: the real grid, with a roster of 2,000
// people by 28 days put in place of the server's answer.
//
//   node e2e/perf-roster.mjs [people] [days]
//
// Prints, for each way of scrolling, processor time a frame on the main thread
// and in all of the browser, and how many frames came late. Processor time
// compares between machines under load; frame intervals do not.
import { openWindow, settled, signIn, startBrowser, startMuster } from './harness.mjs'

const PEOPLE = Number(process.argv[2] ?? 2000)
const DAYS = Number(process.argv[3] ?? 28)
const FRAMES = 180
const FIRST = '2026-11-23'

const WAYS = {
  smooth: (frame) => ({ top: frame * 120 }),
  jump: (frame) => ({ top: ((frame * 7919) % 1000) * 0.001 * PEOPLE * 32 }),
  sideways: (frame) => ({ left: Math.abs(((frame * 24) % 1600) - 800) }),
}

const muster = await startMuster()
const browser = await startBrowser()
try {
  const { context, page, trouble } = await openWindow(browser, { url: muster.url })
  await signIn(context, muster)
  await pretend(page)
  await page.goto('/roster/1')
  await settled(page)
  await page.locator('[role=gridcell]').first().waitFor()
  const nodes = await page.evaluate(() => document.querySelectorAll('[role=grid] *').length)
  console.log(`${PEOPLE} people, ${DAYS} days, ${nodes} elements in the grid`)
  for (const way of Object.keys(WAYS)) {
    await measure(page, way)
    console.log(line(way, await measure(page, way)))
  }
  for (const text of trouble) console.log(text)
} finally {
  await browser.close()
  await muster.stop()
}

/** Answers for a roster that is not there. */
async function pretend(page) {
  const grid = rosterOf(PEOPLE, DAYS)
  const roster = {
    ...{ id: 1, version: 1, name: 'Measured', siteId: 1, zone: grid.zone, from: FIRST, days: DAYS },
    ...{ slotMin: 15, state: 'draft', requirementIds: [], people: {}, seed: 0, inputHash: 'x' },
    ...{ bound: 0, gap: 0, publishedVersion: 0, createdAt: grid.dayStart[0], createdBy: 1 },
    prices: { under: 40, over: 10 },
    cost: { under: 0, over: 0, preference: 0, fairness: 0, total: 0 },
  }
  const answers = {
    '/rosters/1': roster,
    '/rosters/1/grid': grid,
    '/rosters/1/coverage': coverageOf(grid),
    '/rosters/1/violations': { items: [] },
  }
  await page.route('**/api/v1/rosters/1**', (route) => {
    const path = new URL(route.request().url()).pathname.replace('/api/v1', '')
    return route.fulfill({ json: answers[path] ?? {} })
  })
}

function rosterOf(people, days) {
  const starts = Array.from({ length: days + 1 }, (_, k) => instant(k))
  const letters = ['E', 'D', 'L', 'N', 'T']
  const shifts = columns('person day startMin endMin letter template queue locked paidMin breaks')
  const names = ['王伟', 'Rachel Greenwood', '李娜', 'Omar Siddiq', '黄丽', 'Tom Naylor']
  const list = Array.from({ length: people }, (_, at) => ({
    ...{ id: at + 1, code: `P${at}`, name: `${names[at % names.length]} ${at}`, employerId: 1 },
    ...{ agreement: 'FULL', templates: [0], queueIds: [1] },
  }))
  for (let person = 0; person < people; person++) {
    for (let day = 0; day < days; day++) {
      if ((person * 3 + day) % 7 > 4) continue
      const kind = (person + Math.floor(day / 7)) % 5
      const start = 360 + kind * 180 + ((person * day) % 4) * 15
      push(shifts, { person, day, startMin: start, endMin: start + 510, letter: letters[kind] })
      push(shifts, { template: letters[kind], queue: 1, locked: (person + day) % 23 === 0 })
      push(shifts, { paidMin: 480, breaks: [lunch(start + 240)] })
    }
  }
  return {
    ...{ version: 1, zone: 'Asia/Shanghai', slotMin: 15, days: starts.slice(0, -1).map(dayOf) },
    ...{ dayStart: starts, people: list, shifts, templates: [] },
    queues: [{ id: 1, code: 'Q', name: 'Queue' }],
    absences: columns('person day kind'),
    wishes: columns('person day kind'),
  }
}

function coverageOf({ dayStart }) {
  const slots = (dayStart.length - 1) * 96
  const first = Date.parse(dayStart[0])
  const levels = (scale) => Array.from({ length: slots }, (_, i) => scale * (1 + Math.sin(i / 9)))
  const start = Array.from({ length: slots }, (_, i) => new Date(first + i * 900_000).toISOString())
  const queue = { queueId: 1, queueCode: 'Q', required: levels(300), scheduled: levels(310) }
  return { slotMin: 15, start, queues: [queue] }
}

function instant(day) {
  return new Date(Date.parse(`${FIRST}T00:00:00+08:00`) + day * 86_400_000).toISOString()
}

function dayOf(start) {
  return new Date(Date.parse(start) + 8 * 3_600_000).toISOString().slice(0, 10)
}

function lunch(startMin) {
  return { startMin, minutes: 30, kind: 'lunch', paid: false }
}

function columns(names) {
  return Object.fromEntries(names.split(' ').map((name) => [name, []]))
}

function push(into, values) {
  for (const [name, value] of Object.entries(values)) into[name].push(value)
}

/** Scrolls for some frames and reads from the browser what it cost. */
async function measure(page, way) {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable')
  const before = await spent(client)
  const intervals = await page.evaluate(
    async ({ step, frames }) => {
      const box = document.querySelector('[role=grid]')
      const place = new Function(`return (${step})`)()
      const late = []
      let last = performance.now()
      for (let frame = 0; frame < frames; frame++) {
        box.scrollTo(place(frame))
        await new Promise(requestAnimationFrame)
        const now = performance.now()
        late.push(now - last)
        last = now
      }
      return late
    },
    { step: String(WAYS[way]).replaceAll('PEOPLE', String(PEOPLE)), frames: FRAMES },
  )
  const after = await spent(client)
  await client.detach()
  return {
    intervals,
    main: (after.main - before.main) / FRAMES,
    all: (after.all - before.all) / FRAMES,
  }
}

/** Milliseconds of processor time so far: of the page's main thread, and of every process. */
async function spent(client) {
  const { metrics } = await client.send('Performance.getMetrics')
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0
  const system = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')
  const all = system.processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  const main = of('ThreadTime') // that it ran, not that passed while others had the processor
  return { main: main * 1000, all: all * 1000 }
}

function line(way, { intervals, main, all }) {
  const sorted = intervals.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(1)
  const long = intervals.filter((ms) => ms > 50).length
  return [
    way.padEnd(9),
    `main ${main.toFixed(1)} ms a frame`,
    `all processes ${all.toFixed(1)} ms`,
    `interval p50 ${at(0.5)} p95 ${at(0.95)} ms`,
    `${long} of ${intervals.length} frames above 50 ms`,
  ].join(' · ')
}
