import { spawn } from 'node:child_process';

const firstLineAfterMs = 2000;
const plainLineEveryMs = 10_000;

/**
 * Runs a command quietly. After two seconds a line says what takes time, for how many seconds, and what the command said
 * last: rewritten in place on a terminal, a new line now and then elsewhere.
 *
 * Answers the exit code, all output (both streams, in order) and the seconds it took. A command that cannot be started
 * answers code 127 with the reason as its output.
 */
export function runWithProgress(label, command) {
  const heard = [];
  const end = runQuietly(command, (text) => heard.push(text));
  return waitWithProgress(label, end, () => lastLineOf(heard));
}

/** Runs a command without a word of its own, and answers what `runWithProgress` does. */
export async function runQuietly({ command, args, env, signal }, onOutput = () => undefined) {
  const startedAt = performance.now();
  const output = [];
  const hear = (text) => {
    output.push(text);
    onOutput(text);
  };
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, {
      env: env ?? process.env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', hear);
    }
    child.on('error', (error) => {
      hear(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
  return { code, output: output.join(''), seconds: secondsSince(startedAt) };
}

/** Tells how long `promise` takes, and what `detail` says meanwhile, and answers what it answers. */
export async function waitWithProgress(label, promise, detail = () => '') {
  const progress = showProgress(label, performance.now(), detail);
  try {
    return await promise;
  } finally {
    progress.stop();
  }
}

function showProgress(label, startedAt, detail) {
  const isTerminal = process.stdout.isTTY === true;
  let nextAt = startedAt + firstLineAfterMs;
  const timer = setInterval(() => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + (isTerminal ? 0 : plainLineEveryMs);
    const line = `  ${label} … ${Math.round(secondsSince(startedAt))} s  ${detail()}`.trimEnd();
    process.stdout.write(isTerminal ? `\r\x1b[2K${line.slice(0, columns())}` : `${line}\n`);
  }, 500);
  return {
    stop() {
      clearInterval(timer);
      if (isTerminal) process.stdout.write('\r\x1b[2K');
    },
  };
}

function lastLineOf(output) {
  const lines = stripEscapes(output.slice(-5).join('')).split(/[\r\n]+/);
  return (
    lines
      .findLast((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 90) ?? ''
  );
}

function stripEscapes(text) {
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
}

function columns() {
  return (process.stdout.columns ?? 80) - 1;
}

function secondsSince(startedAt) {
  return (performance.now() - startedAt) / 1000;
}
