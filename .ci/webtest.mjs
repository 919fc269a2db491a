// Runs the web app's unit tests (`unit`) or its journeys in a real browser
// (`journeys`), prints what they print, and writes the counts that .ci/test
// adds up.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'muster-web-'));
const report = join(folder, 'report.json');
const suites = {
  unit: {
    command: ['npx', 'vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    count: () => {
      const r = JSON.parse(readFileSync(report, 'utf8'));
      return [r.numPassedTests, r.numFailedTests, r.numPendingTests];
    },
  },
  journeys: {
    command: ['node', '--test', '--test-reporter=tap', '--test-concurrency=1', 'e2e/tests/'],
    count: (output) => ['pass', 'fail', 'skipped'].map((word) => Number(output.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0)),
  },
};

const suite = suites[process.argv[2]];
const child = spawn(suite.command[0], suite.command.slice(1), { cwd: 'frontend', stdio: ['ignore', 'pipe', 'inherit'] });
let output = '';
child.stdout.on('data', (part) => {
  output += part;
});
const code = await new Promise((resolve) => child.on('close', resolve));

let counts = [0, 1, 0];
try {
  counts = suite.count(output);
} catch (error) {
  console.log(`no report: ${error.message}`);
}
if (code !== 0 || counts[1] > 0) process.stdout.write(output);
if (code !== 0 && counts[1] === 0) counts[1] = 1;
if (process.env.COUNTS) writeFileSync(process.env.COUNTS, `${counts.join(' ')}\n`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = counts[1] > 0 || counts[0] === 0 ? 1 : 0;
