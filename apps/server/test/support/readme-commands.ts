/** A `curl` of a README, and the answer printed under it. */
export interface ReadmeCommand {
  readonly command: string
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** The session is sent along (`-b`), or kept from the answer (`-c`). */
  readonly cookies: 'sent' | 'kept' | null
  /** The language and the text of the block that follows; null where nothing is printed. */
  readonly answer: { readonly language: string; readonly text: string } | null
}

const block = /^```(\w+)\n([^]*?)^```$/gm

/** Every `curl` of a Markdown text, in order. A block of shell that is no curl is left out. */
export function readmeCommands(markdown: string): readonly ReadmeCommand[] {
  const blocks = [...markdown.matchAll(block)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
  return blocks.flatMap(({ language, text }, index) => {
    if (language !== 'sh' || !text.startsWith('curl ')) return []
    const next = blocks[index + 1]
    const answer = next !== undefined && ['json', 'csv'].includes(next.language) ? next : null
    return [{ ...parseCurl(text), answer }]
  })
}

/** Understands `-g`, `-s`, `-X`, `-H`, `-d`, `-b` and `-c`, and refuses what it does not. */
function parseCurl(command: string): Omit<ReadmeCommand, 'answer'> {
  const [, ...words] = splitWords(command)
  let method: string | null = null
  let body: string | null = null
  let url: string | null = null
  let cookies: ReadmeCommand['cookies'] = null
  const headers: Record<string, string> = {}
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') method = words.shift() ?? ''
    else if (word === '-b' || word === '-c') {
      cookies = word === '-b' ? 'sent' : 'kept'
      words.shift()
    } else if (word === '-d') body = words.shift() ?? ''
    else if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(': ')
      headers[name] = value
    } else if (word.startsWith('http://localhost:8055/'))
      url = word.slice('http://localhost:8055'.length)
    else if (word !== '-g' && word !== '-s')
      throw new Error(`This test does not know ${word} in: ${command}`)
  }
  if (url === null) throw new Error(`This asks no server at http://localhost:8055: ${command}`)
  return {
    command,
    method: method ?? (body === null ? 'GET' : 'POST'),
    path: url,
    headers,
    body,
    cookies,
  }
}

/** Splits as a shell does: single quotes keep a word together, a backslash continues a line. */
function splitWords(command: string): string[] {
  const words = command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)
  return [...words].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
