import { type ChildProcess, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from './child.mjs'
import { fingerprint, installIfChanged } from './install.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-bootstrap-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('run', () => {
  it('answers the exit code of the program', async () => {
    expect(await run(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
    expect(await run(process.execPath, ['-e', ''])).toBe(0)
  })

  it('counts a program that was ended by a signal as failed', async () => {
    expect(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137)
  })

  it('says which program could not be run', async () => {
    await expect(run(join(folder, 'missing'), [])).rejects.toThrow(/missing could not be run/)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on once and waits for the end',
    async (signal) => {
      const child = forward(`
      let seen = 0
      process.on('${signal}', () => setTimeout(() => process.exit(40 + seen), 200, ++seen))
      setInterval(() => {}, 1000)
      console.log('ready')`)
      await firstWords(child)
      child.kill(signal)
      child.kill(signal) // as npm does
      expect(await once(child, 'exit')).toEqual([41, null])
    },
  )
})

const noShell = process.platform === 'win32' ? 'Windows has no sh' : null

describe('run, under a shell', skipFor(noShell), () => {
  it('ends the program when a signal ends the shell alone, as npm does it', async () => {
    const script = `console.log(process.pid); setInterval(() => {}, 1000)`
    const main = `import { run } from ${JSON.stringify(join(import.meta.dirname, 'child.mjs'))}
      await run(process.execPath, ['-e', ${JSON.stringify(script)}])`
    writeFileSync(join(folder, 'main.mjs'), main)
    const shell = spawn('sh', ['-c', `"${process.execPath}" main.mjs; exit`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [pid] = await once(shell.stdout, 'data')
    shell.kill('SIGTERM')
    await once(shell.stdout, 'close') // when nobody can write to it any more
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  })
})

describe('the tasks, in a workspace of stand-ins', skipFor(noShell), () => {
  it('run the command line with its arguments, in the root, and keep its exit code', () => {
    const workspace = makeWorkspace()
    const args = ['relvar', 'users', 'create', '--email', 'a b@example.com']
    const { status, stdout } = perform(workspace, args)
    expect(stdout).toContain('pnpm exec turbo run build --filter=relvar...')
    expect(stdout).toContain(
      `relvar ["users","create","--email","a b@example.com"] in ${workspace}\n`,
    )
    expect(status).toBe(5)
  })

  it('run nothing after what failed', () => {
    const { status, stdout } = perform(makeWorkspace(), ['relvar', 'users'], { PNPM_FAILS: 'exec' })
    expect(stdout).not.toContain('relvar [')
    expect(status).toBe(1)
  })

  it('are named to whoever asks for another', () => {
    const { status, stderr } = perform(makeWorkspace(), ['relvr'])
    expect([status, stderr]).toEqual([
      2,
      'Usage: node tooling/bootstrap/run.mjs start|relvar|test|build|check\n',
    ])
  })

  /** The scripts as they are, among programs that only say that they ran. */
  function makeWorkspace(): string {
    const workspace = realpathSync(folder)
    cpSync(import.meta.dirname, join(workspace, 'tooling/bootstrap'), { recursive: true })
    write('node_modules/node/bin/node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`)
    write('bin/pnpm', PNPM)
    write('package.json', '{"type":"module"}')
    write('apps/server/dist/bin.js', BIN)
    return workspace

    function write(path: string, text: string): void {
      mkdirSync(join(workspace, path, '..'), { recursive: true })
      writeFileSync(join(workspace, path), text, { mode: 0o755 })
    }
  }

  function perform(
    workspace: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): SpawnSyncReturns<string> {
    const script = join(workspace, 'tooling/bootstrap/run.mjs')
    const PATH = [join(workspace, 'bin'), process.env['PATH']].join(delimiter)
    return spawnSync(process.execPath, [script, ...args], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: { ...process.env, ...env, PATH },
    })
  }
})

const PNPM = `#!/bin/sh
if [ "$1" = --version ]; then echo 12.0.0; exit; fi
echo pnpm "$@"
[ "$1" != "$PNPM_FAILS" ]
`

const BIN = `console.log('relvar', JSON.stringify(process.argv.slice(2)), 'in', process.cwd())
process.exitCode = 5
`

describe('installIfChanged', () => {
  it('runs pnpm only when a manifest or the lock file has changed', async () => {
    const pnpm = installer('calls')
    expect(await installIfChanged(folder, pnpm)).toBe(0)
    expect(await installIfChanged(folder, pnpm)).toBe(0)
    expect(calls()).toBe(1)
    mkdirSync(join(folder, 'packages/new'), { recursive: true })
    writeFileSync(join(folder, 'packages/new/package.json'), '{}')
    expect(await installIfChanged(folder, pnpm)).toBe(0)
    writeFileSync(join(folder, 'pnpm-lock.yaml'), 'changed')
    expect(await installIfChanged(folder, pnpm)).toBe(0)
    expect(calls()).toBe(3)
  })

  it('tries again after a failure', async () => {
    const failing = { command: process.execPath, args: ['-e', 'process.exit(3)', '--'] }
    expect(await installIfChanged(folder, failing)).toBe(3)
    expect(await installIfChanged(folder, installer('calls'))).toBe(0)
    expect(calls()).toBe(1)
  })

  it('has one fingerprint for one state', () => {
    const before = fingerprint(folder)
    writeFileSync(join(folder, 'package.json'), '{}')
    expect(fingerprint(folder)).not.toBe(before)
    rmSync(join(folder, 'package.json'))
    expect(fingerprint(folder)).toBe(before)
  })

  /** A stand-in for pnpm that leaves a line for every call. */
  function installer(file: string): { command: string; args: string[] } {
    const script = `require('node:fs').appendFileSync(${JSON.stringify(join(folder, file))}, 'x')`
    return { command: process.execPath, args: ['-e', script, '--'] }
  }

  function calls(): number {
    return readFileSync(join(folder, 'calls'), 'utf8').length
  }
})

/** A process that runs the script through `run`. */
function forward(script: string): ChildProcess {
  const main = `
    import { run } from ${JSON.stringify(join(import.meta.dirname, 'child.mjs'))}
    process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(script)}])`
  return spawn(process.execPath, ['--input-type=module', '-e', main], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstWords(child: ChildProcess): Promise<void> {
  if (child.stdout) await once(child.stdout, 'data')
}
