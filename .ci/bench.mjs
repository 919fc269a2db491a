// Turns what `go test -bench` printed, a file for each part, into docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const folder = process.argv[2];
const sh = (...args) => execFileSync(args[0], args.slice(1), { encoding: 'utf8' }).trim();

// What each benchmark has to reach, and in which of its figures.
const gates = [
  ['ErlangCStaffingReal', 'problems/cpu-s', 4e6, 'at least', 'staffing problems under Erlang C, 0.2 to 500 erlangs'],
  ['ErlangAStaffingReal', 'problems/cpu-s', 1e5, 'at least', 'staffing problems under Erlang A, 0.2 to 500 erlangs'],
  ['SimulateWeek', 'events/cpu-s', 8e6, 'at least', 'a week of 200 queues, 300 groups and 3,000 agents, four times over, with the whole report'],
  ['SimulateFifty', 'events/cpu-s', 1.2e7, 'at least', 'one queue at 45 erlangs with 50 agents'],
  ['RequireWeek', 'cpu-s/answer', 120, 'at most', 'the people of 300 groups for a week of 200 queues that share them, played until every goal is kept'],
  ['RequireWeek', 's/answer', 60, 'at most', 'the same by the clock, on two cores'],
  ['RequireWeek', 'missed-goals', 0, 'at most', 'queues that miss a goal then by more than chance'],
  ['ErlangCWeek', 'cpu-s/week', 0.1, 'at most', 'a week of 200 queues in quarter hours under Erlang C'],
  ['ErlangAWeek', 'cpu-s/week', 2, 'at most', 'the same under Erlang A'],
  ['ComputeFortyGroups', 'cpu-ms/plan', 50, 'at most', 'eighteen months of forty groups in a capacity plan'],
  ['ProposeFortyGroups', 'cpu-s/proposal', 15, 'at most', 'hires and tranches of least cost for all of them'],
  ['Forecast/30min', 'WAPE%', 5.6, 'at most', 'bank_calls by half hour, two weeks ahead, mean of four origins'],
  ['Forecast/30min', 'worst-WAPE%', 6.3, 'at most', 'the same, the worst of the four'],
  ['Forecast/30min', 'MSIS95', 6.2, 'at most', 'the same, scaled score of the 95 % bands'],
  ['Forecast/5min', 'WAPE%', 7.8, 'at most', 'bank_calls by five minutes, two weeks ahead, mean of four origins'],
  ['ThousandQueues', 'cpu-s/1000-queues', 300, 'at most', 'a thousand queues of two years of half hours with the whole back-test, from a sample of twenty'],
  ['ThousandQueues', 'peak-MB', 600, 'at most', 'the most memory held meanwhile'],
  ['Refit', 'cpu-ms/refit', 50, 'at most', 'one of those queues anew without a back-test'],
  ['Reconcile200000Lines', 'cpu-s/month', 10, 'at most', 'an invoice of 200,000 lines set against the events of its month'],
  ['Invoice200000Lines', 's/invoice', 10, 'at most', 'the same from the uploaded file to its kept result on PostgreSQL, by the clock'],
  ['Scorecards50Vendors', 's/all', 2, 'at most', 'scorecards of 50 vendors, 24 months and 40 metrics from 50 million intervals on PostgreSQL, warm, by the clock'],
  ['Cluster20000', 'cpu-s/20000-texts', 5, 'at most', 'topics of 20,000 short texts in two languages'],
  ['ImportIntoSQLite', 'rows/s', 6e4, 'at least', 'interval rows from a file into SQLite, the whole way'],
  ['ImportIntoPostgreSQL', 'rows/s', 1e5, 'at least', 'interval rows from a file into PostgreSQL, the whole way'],
  ['Roster250x14x30', 's-to-first', 5, 'at most', 'seconds to the first legal roster of 250 people for two weeks'],
  ['Roster250x14x30', 'gap-%', 5, 'at most', 'gap to the proven bound after 60 s on two threads, per cent'],
  ['LargeCentre/1000', 's-to-first', 5, 'at most', 'seconds to the first legal roster of 1,000 people, four weeks around the clock'],
  ['LargeCentre/1000', 'gap-%', 2, 'at most', 'its gap to the proven bound after 120 s on two threads, per cent'],
  ['LargeCentre/5000', 's-to-first', 60, 'at most', 'the same of 5,000 people'],
  ['LargeCentre/5000', 'gap-%', 2, 'at most', 'their gap after 600 s, per cent'],
  ['LargeCentre/5000', 'peak-MB', 2048, 'at most', 'the most memory held meanwhile, in megabytes'],
  ['Repair1000x28x15', 'cpu-s/op', 1, 'at most', 'repair of one absence among 1,000 people and four weeks'],
  ['Repair1000x28x15', 'people-beyond-min', 1, 'at most', 'people it asks beyond the proven minimum'],
  ['Suppose', 'cpu-ms/answer', 100, 'at most', 'what if somebody worked a day, among 1,000 people and four weeks'],
  ['SupposeImpossible', 'cpu-ms/answer', 100, 'at most', 'the same where rules forbid it, with a minimal set of them'],
  ['ShiftDesign/DataSet1/RandomExample1', 'cost', 480, 'at most', 'shift design RandomExample1, beside the least charge known to cover it exactly'],
  ['ShiftDesign/DataSet1/RandomExample2', 'cost', 300, 'at most', 'shift design RandomExample2, beside the least charge known to cover it exactly'],
  ['ShiftDesign/DataSet1/RandomExample3', 'cost', 600, 'at most', 'shift design RandomExample3, beside the least charge known to cover it exactly'],
  ['ShiftDesign/DataSet1/RandomExample4', 'cost', 450, 'at most', 'shift design RandomExample4, beside the least charge known to cover it exactly'],
  ['ShiftDesign/DataSet1/RandomExample5', 'cost', 480, 'at most', 'shift design RandomExample5, beside the least charge known to cover it exactly'],
  ['PublicInstance/1', 'cost', 607, 'at most', 'public instance 1, ten minutes of two threads'],
  ['PublicInstance/2', 'cost', 828, 'at most', 'public instance 2, ten minutes of two threads'],
  ['PublicInstance/3', 'cost', 1001, 'at most', 'public instance 3, ten minutes of two threads'],
  ['PublicInstance/5', 'cost', 1143, 'at most', 'public instance 5, ten minutes of two threads'],
  ['PublicInstance/7', 'cost', 1058, 'at most', 'public instance 7, ten minutes of two threads'],
  ['PublicInstance/9', 'cost', 440, 'at most', 'public instance 9, ten minutes of two threads'],
  ['PublicInstance/10', 'cost', 4631, 'at most', 'public instance 10, ten minutes of two threads'],
  ['PublicInstance/12', 'cost', 4045, 'at most', 'public instance 12, ten minutes of two threads'],
  ['PublicInstance/13', 'cost', 1900, 'at most', 'public instance 13, ten minutes of two threads'],
  ['PublicInstance/15', 'cost', 4000, 'at most', 'public instance 15, ten minutes of two threads'],
  ['PublicInstance/18', 'cost', 4650, 'at most', 'public instance 18, ten minutes of two threads'],
  ['PublicInstance/20', 'cost', 4900, 'at most', 'public instance 20, ten minutes of two threads'],
  ['PublicInstance/1', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/2', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/3', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/5', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/7', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/9', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/10', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['PublicInstance/12', 'bound-below-best-known-%', 2, 'at most', 'how far its proven bound is below the best known, per cent'],
  ['Scenario', 'cpu-ms/scenario', 50, 'at most', 'three years of 5,000 people on nine rungs, with and without a rung more, its structural part apart'],
  ['Draws', 'cpu-s/200-draws', 5, 'at most', 'the same with 200 draws of both sides, as averages and as people'],
  ['Readiness', 'cpu-s/5000-agents', 2, 'at most', 'every move of 5,000 agents evaluated anew from a year of evidence'],
  ['MultiActivity/1_7_10_1', 'cost', 383, 'at most', 'multi-activity shifts 1_7_10_1, beside the published roster'],
  ['MultiActivity/10_7_20_3', 'cost', 193, 'at most', 'multi-activity shifts 10_7_20_3, beside the published roster'],
  ['Consensus90000/ds-map', 'cpu-s/set', 0.3, 'at most', 'consensus of 90,000 labels in 4 classes, Dawid-Skene with prior knowledge of workers'],
  ['Consensus90000/ds', 'cpu-s/set', 0.3, 'at most', 'the same by maximum likelihood, to the end of its iterations'],
  ['Cox/10k', 'cpu-s/fit', 0.02, 'at most', 'a Cox model with ten columns on 10,000 spells, sorting included'],
  ['Cox/100k', 'cpu-s/fit', 0.15, 'at most', 'the same on 100,000'],
  ['Cox/1M', 'cpu-s/fit', 1.2, 'at most', 'the same on a million'],
  ['CoxRobust10k', 'cpu-s/answer', 0.05, 'at most', 'its errors by team, robust, on 10,000 spells'],
  ['Concordance1M', 'cpu-s/answer', 1.5, 'at most', 'concordance of a million spells with its error'],
];

// Other packages on bank_calls by half hour, two weeks ahead, from the same four
// origins; only the boosting and ours know a day's place in the month: WAPE %, worst origin, MASE, RMSE, WAPE of days %,
// coverage of 80/95 % bands, MSIS of the 95 % band, processor seconds a fit.
// Measured in R 4.2.2 (forecast 8.20), prophet 1.0 and scikit-learn 1.2.1 on a
// shared two-core machine; figures that were not worked out are left blank.
const peers = [
  ['R auto.arima with Fourier terms', 6.9, 7.25, 0.851, 106.9, 4.94, '81/95', 6.36, 36],
  ['R mstl + ETS on the daily level', 6.94, 8.85, 0.856, 106.7, 5.83, '', '', 0.08],
  ['gradient boosting on ratios (scikit-learn)', 6.49, 7.53, 0.801, 109.5, 5.07, '', '', 12.8],
  ['Prophet, multiplicative and tuned', 7.29, 9.26, 0.9, 111, 5.18, '85/94', 7.81, 11.3],
  ['Prophet, default', 7.48, 8.63, 0.92, 114, 4.98, '82/93', 6.81, 2.9],
  ['R tbats', 7.55, 8.48, 0.932, 114.1, 5.75, '87/95', 7.28, 66],
  ['R stlf (mstl + ETS), default', 8.82, 14.34, 1.087, 128.4, 7.75, '86/95', 10.4, 0.3],
  ['median of the last 6 weeks', 5.96, 6.6, 0.736, 96.5, 4.6, '', '', 0],
  ['mean of the last 4 weeks', 6.32, 6.68, 0.78, 103, 4.87, '', '', 0],
  ['weekly seasonal naive', 7.26, 7.86, 0.896, 116.7, 5.27, '91/96', 8.16, 0],
];

// Simulators of others on one queue at 45 erlangs with 50 agents, events a second
// of processor time, measured on a shared two-core machine.
const simulators = [
  ['SimPy 3.0.11', 139_000],
  ['Ciw 3.2.7', 58_000],
];

const results = [];
for (const file of readdirSync(folder).sort(new Intl.Collator('en', { numeric: true }).compare)) {
  if (file !== 'grid.txt') read(readFileSync(`${folder}/${file}`, 'utf8'));
}

// read takes the figures of one part, with the commit and the day of which they are.
function read(text) {
  const [, commit, date] = text.match(/^# commit (\S+), (\S+),/) ?? [];
  const room = text.match(/^pkg: \S*?\/muster\/(\S+)/m)?.[1];
  for (const [, name, rest] of text.matchAll(/^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$/gm)) {
    const figures = [...rest.matchAll(/([-\d.e+]+) (\S+)/g)].map(([, value, unit]) => ({ value: Number(value), unit }));
    results.push({ room, name, figures, commit, date });
  }
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const show = ({ value, unit }) => `${number.format(value)} ${unit}`;

console.log(`# Benchmarks

Written by \`make bench\`; do not edit. Rates named cpu-s are per second of processor
time, which neighbours on a shared machine disturb less than the clock.

Each part is measured by itself (\`.ci/bench\` names them; \`.ci/bench PART\` measures one anew) and keeps the
commit of which it is; what it printed stands in \`docs/measured\`.

- machine: ${cpus().length} cores of ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${sh('go', 'version').split(' ').slice(2).join(' ')}

## Gates

| what | to reach | reached | | of |
| --- | --- | --- | --- | --- |`);
for (const [name, unit, limit, sense, what] of gates) {
  const result = results.find((r) => r.name === name) ?? results.find((r) => r.name.startsWith(name));
  const figure = result?.figures.find((f) => f.unit === unit);
  const met = figure && (sense === 'at least' ? figure.value >= limit : figure.value <= limit);
  console.log(`| ${what} | ${sense} ${number.format(limit)} ${unit} | ${figure ? show(figure) : 'not run'} | ${figure ? (met ? 'met' : '**missed**') : ''} | ${figure ? `${result.commit}, ${result.date}` : ''} |`);
}
const first = firstPage();
if (first) console.log(`| compressed script of the first page | at most 235 kB | ${number.format(first)} kB | ${first <= 235 ? 'met' : '**missed**'} | |`);

comparePublic();
comparePeers();
compareSimulators();

console.log('\n## All figures\n\n| benchmark | figures |\n| --- | --- |');
for (const { room: where, name, figures } of results) {
  console.log(`| ${where} ${name} | ${figures.map(show).join(', ')} |`);
}

const grid = `${folder}/grid.txt`;
const scroll = existsSync(grid) ? readFileSync(grid, 'utf8').trim() : '';
if (scroll) console.log(`\n## Scrolling the roster grid\n\nA production build in headless Chromium.\n\n\`\`\`text\n${scroll}\n\`\`\``);

// comparePeers sets the forecast of bank_calls beside those of other packages.
// Ours includes the whole back-test and the combination in its time.
function comparePeers() {
  const ours = results.find((r) => r.name.startsWith('Forecast/30min'));
  if (!ours) return;
  const of = (unit) => ours.figures.find((f) => f.unit === unit)?.value ?? Number.NaN;
  const coverage = `${Math.round(of('cov80%'))}/${Math.round(of('cov95%'))}`;
  const row = [
    '**Muster**', of('WAPE%'), of('worst-WAPE%'), of('MASE'), of('RMSE'), of('day-WAPE%'), coverage, of('MSIS95'), of('cpu-s/fit'),
  ];
  const line = (cells) => `| ${cells.map((c) => (typeof c === 'number' ? number.format(c) : c)).join(' | ')} |`;
  console.log(`
## Forecasting against other packages

Calls of a North American bank in 2003 by half hour (Weinberg, Brown and Stroud 2007), two weeks ahead, mean of the
origins 2003-09-22, 09-29, 10-06 and 10-13. The others were measured once, on another machine, and are not run here;
ours is of this run, its time with back-test and combination. A Poisson process known exactly would score 2.3 %.

| | WAPE % | worst | MASE | RMSE | day WAPE % | in 80/95 % bands | MSIS95 | cpu-s/fit |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`);
  for (const cells of [row, ...peers]) console.log(line(cells));
}

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

// compareSimulators sets the simulator's speed beside that of others.
function compareSimulators() {
  const ours = results.find((r) => r.name === 'SimulateFifty')?.figures.find((f) => f.unit === 'events/cpu-s');
  if (!ours) return;
  console.log('\n## Simulators\n\nOne queue at 45 erlangs with 50 agents.\n\n| simulator | events/cpu-s | ours is faster by |\n| --- | --- | --- |');
  console.log(`| Muster | ${number.format(ours.value)} | |`);
  for (const [name, rate] of simulators) console.log(`| ${name} | ${number.format(rate)} | ${number.format(Math.round(ours.value / rate))} × |`);
}

// Public rostering instances beside what others have published for them.
function comparePublic() {
  const ours = results.filter((r) => r.name.startsWith('PublicInstance/'));
  const file = `${process.env.MUSTER_SHARED ?? '../shared'}/data/rostering/best_known.csv`;
  if (ours.length === 0 || !existsSync(file)) return;
  const [names, ...rows] = readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(','));
  const least = (row, ending) => {
    const known = names.flatMap((name, i) => (name.endsWith(ending) && row[i] ? [Number(row[i])] : []));
    return known.length ? number.format(Math.min(...known)) : '';
  };
  console.log(`
## Public rostering instances

Curtois and Qu's instances, beside the best known rosters and the best that others have
published after ten minutes and after an hour on their machines.

| instance | best known | published, 10 min | published, 60 min | ours | our bound below the best known, % | processor seconds |
| --- | --- | --- | --- | --- | --- | --- |`);
  for (const { name, figures } of ours) {
    const row = rows.find(([instance]) => `PublicInstance/${instance}` === name);
    const of = (unit) => number.format(figures.find((f) => f.unit === unit)?.value);
    console.log(`| ${row[0]} | ${number.format(row[4])} | ${least(row, '10min')} | ${least(row, '60min')} | ${of('cost')} | ${of('bound-below-best-known-%')} | ${of('cpu-s')} |`);
  }
}
