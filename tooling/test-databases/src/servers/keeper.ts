/**
 * Runs one server for one test run, as a process of its own, and ends it when the run ends in
 * whatever way: its standard input is a pipe from the run, and the kernel closes that pipe even
 * for a process that was killed. Then the server is ended by its process id and its folder removed.
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import type { KeptServer } from './server.js'

const { command, args, folder, account, stopSignal }: KeptServer = JSON.parse(process.argv[2] ?? '')

const server = spawn(command, args, {
  cwd: folder,
  stdio: ['ignore', 'inherit', 'inherit'],
  ...account,
})
const stop = (): boolean => server.kill(stopSignal)

process.stdin.on('close', stop).resume()
process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)
// The run may be gone, and with it the reader of what the server still says.
process.stdout.on('error', stop)

server.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`)
  end(1)
})
server.on('exit', (code) => end(code ?? 0))

function end(code: number): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
