// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program in front: it reads and writes our terminal, gets our signals, and its end is ours.
 * Answers its exit code; a program that was ended by a signal failed, with 128 and the signal's
 * number as a shell has it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...options, ...placement(command), stdio: 'inherit' })
    const stopForwarding = forwardSignals((signal) => child.kill(signal))
    const stopWatching = whenOrphaned(() => child.kill('SIGTERM'))
    const release = () => {
      stopForwarding()
      stopWatching()
    }
    child.on('error', (error) => {
      release()
      reject(new Error(`${command} could not be run: ${error.message}`, { cause: error }))
    })
    child.on('exit', (code, signal) => {
      release()
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal])
    })
  })
}

/**
 * A process group of its own, so that Ctrl-C in a terminal reaches the child through us, once, and
 * not a second time directly. Windows has no such groups, and runs `pnpm.cmd` through a shell only.
 *
 * @param {string} command
 */
function placement(command) {
  return process.platform === 'win32' ? { shell: command === 'pnpm' } : { detached: true }
}

/**
 * Ctrl-C comes from the terminal and again from npm, which passes it on: the same signal twice
 * within half a second is one wish. A later one is passed on too, for those who lose patience.
 *
 * @param {(signal: NodeJS.Signals) => void} kill
 * @returns {() => void} ends it
 */
function forwardSignals(kill) {
  /** @type {Map<NodeJS.Signals, number>} */
  const last = new Map()
  /** @param {NodeJS.Signals} signal */
  const listener = (signal) => {
    const now = performance.now()
    if (now - (last.get(signal) ?? -Infinity) < 500) return
    last.set(signal, now)
    kill(signal)
  }
  for (const signal of forwarded) process.on(signal, listener)
  return () => {
    for (const signal of forwarded) process.off(signal, listener)
  }
}

/**
 * npm runs scripts through a shell. A signal sent to npm alone ends npm and that shell, which does
 * not pass it on: all we see is another parent.
 *
 * @param {() => void} act
 * @returns {() => void} ends it
 */
function whenOrphaned(act) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, 200)
  return () => clearInterval(timer)
}

/**
 * Says what happens next.
 * @param {string} text
 */
export function step(text) {
  process.stdout.write(`\n▸ ${text}\n`)
}
