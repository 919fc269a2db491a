// Turns the output of `go test -bench` into docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const lines = readFileSync(process.argv[2], 'utf8').split('\n');
const sh = (...args) => execFileSync(args[0], args.slice(1), { encoding: 'utf8' }).trim();

// What each benchmark has to reach, and in which of its figures.
const gates = [
  ['ErlangCStaffingReal', 'problems/cpu-s', 4e6, 'at least', 'staffing problems under Erlang C, 0.2 to 500 erlangs'],
  ['ErlangAStaffingReal', 'problems/cpu-s', 1e5, 'at least', 'staffing problems under Erlang A, 0.2 to 500 erlangs'],
  ['Forecast/30min', 'WAPE%', 6.1, 'at most', 'bank_calls by half hour, two weeks ahead, mean of four origins'],
  ['ImportIntoSQLite', 'rows/s', 6e4, 'at least', 'interval rows from a file into SQLite, the whole way'],
  ['ImportIntoPostgreSQL', 'rows/s', 1e5, 'at least', 'interval rows from a file into PostgreSQL, the whole way'],
  ['Roster250x14x30', 's-to-first', 5, 'at most', 'seconds to the first legal roster of 250 people for two weeks'],
  ['Roster250x14x30', 'gap-%', 5, 'at most', 'gap to the proven bound after 60 s on two threads, per cent'],
];

const results = [];
let room = '';
for (const line of lines) {
  const pkg = line.match(/^pkg: \S*?\/muster\/(\S+)/);
  if (pkg) room = pkg[1];
  const row = line.match(/^Benchmark(\S+?)(?:-\d+)?\s+(\d+)\s+(.*)$/);
  if (!row) continue;
  const figures = [...row[3].matchAll(/([\d.e+]+) (\S+)/g)].map(([, value, unit]) => ({ value: Number(value), unit }));
  results.push({ room, name: row[1], figures });
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const show = ({ value, unit }) => `${number.format(value)} ${unit}`;

console.log(`# Benchmarks

Written by \`make bench\`; do not edit. Rates named cpu-s are per second of processor
time, which neighbours on a shared machine disturb less than the clock.

- commit: ${sh('git', 'rev-parse', '--short', 'HEAD')}
- date: ${new Date().toISOString().slice(0, 10)}
- machine: ${cpus().length} cores of ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${sh('go', 'version').split(' ').slice(2).join(' ')}

## Gates

| what | to reach | reached | |
| --- | --- | --- | --- |`);
for (const [name, unit, limit, sense, what] of gates) {
  const result = results.find((r) => r.name.startsWith(name));
  const figure = result?.figures.find((f) => f.unit === unit);
  const met = figure && (sense === 'at least' ? figure.value >= limit : figure.value <= limit);
  console.log(`| ${what} | ${sense} ${number.format(limit)} ${unit} | ${figure ? show(figure) : 'not run'} | ${figure ? (met ? 'met' : '**missed**') : ''} |`);
}
const first = firstPage();
if (first) console.log(`| compressed script of the first page | at most 250 kB | ${number.format(first)} kB | ${first <= 250 ? 'met' : '**missed**'} |`);

console.log('\n## All figures\n\n| benchmark | figures |\n| --- | --- |');
for (const { room: where, name, figures } of results) {
  console.log(`| ${where} ${name} | ${figures.map(show).join(', ')} |`);
}

const scroll = process.argv[3] ? readFileSync(process.argv[3], 'utf8').trim() : '';
if (scroll) console.log(`\n## Scrolling the roster grid\n\nA production build in headless Chromium.\n\n\`\`\`text\n${scroll}\n\`\`\``);

// firstPage adds up the scripts that index.html loads, as Brotli sends them.
function firstPage() {
  const dist = 'frontend/dist';
  if (!readdirSync(dist).includes('index.html')) return 0;
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  const scripts = new Set([...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)].map((m) => m[1]));
  let bytes = 0;
  for (const script of scripts) bytes += statSync(`${dist}/${script}.br`).size;
  return bytes / 1000;
}
