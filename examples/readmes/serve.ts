import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@relvar/test-databases/free-port'

/** The port that READMEs name. Somebody may be using it, so examples are moved to a free one. */
const namedPort = /\b8055\b/g

/** Runs a program that serves, asks it, and ends it; answers the status and body of each request. */
export async function askServer(
  folder: string,
  prepare: (move: (text: string) => string) => Promise<readonly string[]>,
  requests: readonly string[],
): Promise<readonly (readonly [status: number, body: string])[]> {
  const port = String(await freePort())
  const move = (text: string): string => text.replaceAll(namedPort, port)
  const args = await prepare(move)
  const server = spawn(process.execPath, [...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    const urls = requests.map(move)
    await untilAnswered(server, urls[0] ?? '')
    return await Promise.all(urls.map(ask))
  } finally {
    server.kill()
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  }
}

async function ask(url: string): Promise<readonly [number, string]> {
  const response = await fetch(url)
  return [response.status, await response.text()]
}

async function untilAnswered(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    try {
      await ask(url)
      return
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw error
    }
    await delay(50)
  }
}
