// Starts the demo city on a free port with its own data directory, and ends it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const binary = process.env.SAKWA ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/sakwa');

let latest = null;

/** The binary, for what else it can do. */
export { binary };

/** The link in the latest letter to an address: the demo writes its mail onto the terminal. */
export async function linkInLetter(email) {
  for (let tries = 0; tries < 200; tries++) {
    const letter = latest.printed().split(`mail to ${email}: `).at(-1);
    const link = latest.printed().includes(`mail to ${email}: `) && letter.match(/^http\S+$/m);
    if (link) return link[0];
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no letter to ${email}`);
}

/**
 * `{ base, accounts: [{ role, email, password, key }], account(role), printed(), kill(), stop() }`.
 * With `again`, a demo that was killed: on its own data and at its own address; with `port`, on that one; with `more`,
 * with further arguments.
 */
export async function startDemo({ patience = 60_000, again, port = 0, more = [] } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is not built: run tests/run, or cargo build`);
  const dir = again?.dir ?? mkdtempSync(join(tmpdir(), 'sakwa-demo-'));
  const listen = again ? new URL(again.base).host : `127.0.0.1:${port}`;
  const child = spawn(binary, ['demo', '--data-dir', dir, '--listen', listen, ...more], { cwd: dir });
  let printed = '';
  let logged = '';
  let ended = null;
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (logged = (logged + text).slice(-100_000)));
  child.on('error', (error) => (ended = error.message));
  child.on('exit', (code, signal) => (ended = `ended with ${signal ?? code}`));
  const killChild = () => child.kill('SIGKILL');
  process.once('exit', killChild);

  const until = Date.now() + patience;
  const wait = async (what, attempt) => {
    for (;;) {
      const value = await attempt();
      if (value) return value;
      if (ended !== null || Date.now() > until) {
        killChild();
        throw new Error(`the demo ${ended ?? `did not get to ${what} in ${patience / 1000} s`}:\n${printed.slice(-2000)}\n${logged.slice(-4000)}`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  const base = await wait('listening', () => printed.match(/listening on (http:\/\/[\d.]+:\d+)/)?.[1]);
  await wait('health', () => fetch(`${base}/health`).then((answer) => answer.status === 200, () => false));

  const accounts = [...printed.matchAll(/^\s*account\s+(\S+)\s+(\S+)\s+(\S+)\s*$/gm)]
    .map(([, role, email, password]) => ({ role, email, password, key: printed.match(new RegExp(`${email} .*\n  second key (\\S+)`))?.[1] }));
  latest = { printed: () => printed };
  return {
    base,
    dir,
    accounts,
    account(role) {
      const found = accounts.find((one) => one.role === role);
      if (!found) throw new Error(`the demo printed no account with the role ${role}: ${accounts.map((one) => one.role)}`);
      return found;
    },
    printed: () => printed,
    /** Pulls the plug: no handler runs, no buffer is flushed. */
    async kill() {
      process.removeListener('exit', killChild);
      const gone = new Promise((done) => child.once('exit', done));
      killChild();
      await gone;
    },
    async stop() {
      process.removeListener('exit', killChild);
      if (ended === null) {
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        const hung = setTimeout(killChild, 10_000);
        await gone;
        clearTimeout(hung);
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
