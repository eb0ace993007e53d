import type { ReadmeCommand } from './readme-commands.js'
import type { TestServer } from './running-server.js'

/**
 * Sends the commands of a text one after another, as somebody does who reads it. `<role>` in an answer that
 * is printed stands for any value; in the commands below it stands for that one.
 */
export class Replay {
  readonly #server: TestServer
  readonly #values = new Map<string, string>()
  #session = ''

  constructor(server: TestServer) {
    this.#server = server
  }

  /** What is answered, and what should be: alike, but for the values that stand for any. */
  async send(
    command: ReadmeCommand,
  ): Promise<{ readonly answered: unknown; readonly printed: unknown }> {
    const { method, headers, body, cookies, answer } = command
    const filled = Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      this.#filled(value),
    ])
    const response = await this.#server.request(this.#filled(command.path), {
      method,
      headers: {
        authorization: '',
        ...(Object.fromEntries(filled) as Record<string, string>),
        ...(cookies === 'sent' && { cookie: this.#session }),
      },
      body: body === null ? null : this.#filled(body),
    })
    if (cookies === 'kept') this.#session = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const answered = readAnswer(await response.text(), answer?.language)
    return {
      answered,
      printed: this.#learned(readAnswer(answer?.text ?? '', answer?.language), answered),
    }
  }

  #filled(text: string): string {
    return text.replaceAll(/<(\w+)>/g, (whole, name: string) => {
      const value = this.#values.get(name)
      if (value === undefined) throw new Error(`Nothing above says what ${whole} stands for.`)
      return value
    })
  }

  /** What is printed, with what was answered in place of what stands for any value. */
  #learned(printed: unknown, answered: unknown): unknown {
    if (typeof printed === 'string') {
      const [, name] = /^<(\w+)>$/.exec(printed) ?? []
      if (name === undefined || typeof answered !== 'string' || answered === '') return printed
      this.#values.set(name, answered)
      return answered
    }
    if (typeof printed !== 'object' || printed === null) return printed
    const entries = Object.entries(printed).map(([key, value]): [string, unknown] => [
      key,
      this.#learned(value, (answered as Readonly<Record<string, unknown>> | null)?.[key]),
    ])
    return Array.isArray(printed) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
  }
}

/** JSON is compared by value, for a text prints it with line breaks. */
function readAnswer(text: string, language: string | undefined): unknown {
  return language === 'json' ? JSON.parse(text) : text.replaceAll('\r\n', '\n').trim()
}
