// The packages of a folder, exactly as its lock file names them; nothing where they are there already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `npm ci` once per lock file; `what` says to a person what is fetched. */
export function install(folder, what) {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, name)));
  const wanted = hash.digest('hex');
  const note = join(folder, 'node_modules', '.made-of');
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return;
  console.log(`        fetching ${what}; seconds, once`);
  const windows = process.platform === 'win32';
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = spawnSync(windows ? 'npm.cmd' : 'npm', words, { cwd: folder, stdio: 'inherit', shell: windows });
  if (run.status !== 0) throw new Error(`npm could not fetch them; by hand: \`npm ci\` in \`${folder}\``);
  writeFileSync(note, wanted);
}
