import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { IDENTITY } from './administrator.js'

const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url))

export interface RelvarOptions {
  readonly args?: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** What is piped in. */
  readonly input?: string
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The built `relvar` as a process of its own, as people run it. */
export class RelvarProcess implements AsyncDisposable {
  readonly exited: Promise<Exit>
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #waiting = new Set<() => void>()
  #stdout = ''
  #stderr = ''

  constructor({ args = ['start'], cwd, env = {}, input = '' }: RelvarOptions) {
    if (!existsSync(bin)) throw new Error('There is no dist/bin.js. Build first: pnpm build')
    this.#child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { ...inherited(), ...IDENTITY, PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    // Whoever reads none of it may be gone before it is written.
    this.#child.stdin.on('error', () => {}).end(input)
    this.#child.stdout
      .setEncoding('utf8')
      .on('data', (text: string) => this.#note((this.#stdout += text)))
    this.#child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => this.#note((this.#stderr += text)))
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr })
        this.#note('')
      })
    })
  }

  /** Everything printed so far. */
  get output(): string {
    return this.#stdout + this.#stderr
  }

  /** Waits until the output matches, and fails with that output when the process ends before. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output)
      if (match !== null) return match
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`It ended without printing ${pattern}:\n${this.output}`)
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  /** Waits until it says where it listens. */
  async address(): Promise<string> {
    const [, address = ''] = await this.printed(/listens at (http:[^\s\\"]+)/)
    return address
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.exited
  }

  #note(_text: string): void {
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
  }
}

/** The environment of the tests, without what would configure the server. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE }
}
