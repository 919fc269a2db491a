// Reads `go test -json` on standard input, prints what failed and why, and
// writes the counts that .ci/test adds up.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const counts = { pass: 0, fail: 0, skip: 0 };
const output = new Map();
const skips = new Map();
const keyOf = (event) => `${event.Package ?? event.ImportPath} ${event.Test ?? ''}`;

for await (const line of createInterface({ input: process.stdin })) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    console.log(line);
    continue;
  }
  const key = keyOf(event);
  if (event.Action === 'output' || event.Action === 'build-output') {
    output.set(key, (output.get(key) ?? '') + event.Output);
    continue;
  }
  if (!(event.Action in counts)) continue;
  const text = output.get(key) ?? '';
  output.delete(key);
  if (event.Action === 'fail') {
    const build = event.FailedBuild ? (output.get(`${event.FailedBuild} `) ?? '') : '';
    process.stdout.write(`--- ${key}\n${build}${text}`);
  }
  if (event.Test) {
    counts[event.Action]++;
  } else if (event.Action === 'fail') {
    counts.fail++;
  }
  if (event.Action === 'skip' && event.Test) {
    const why = text.split('\n').map((l) => l.trim()).find((l) => /_test\.go:\d+:/.test(l)) ?? 'no reason given';
    const reason = why.replace(/^\S+_test\.go:\d+: /, '');
    skips.set(reason, (skips.get(reason) ?? 0) + 1);
  }
}

for (const [reason, n] of skips) console.log(`skipped ${n}: ${reason}`);
if (process.env.COUNTS) writeFileSync(process.env.COUNTS, `${counts.pass} ${counts.fail} ${counts.skip}\n`);
process.exitCode = counts.fail > 0 ? 1 : 0;
