/** A parameter whose text says all. */
export type ScalarParameter = string | number | bigint | boolean | null | undefined

/** Whether PostgreSQL can be given all of them as their text. */
export function areScalars(parameters: readonly unknown[]): parameters is ScalarParameter[] {
  return parameters.every((value) => value === null || typeof value !== 'object')
}

const NULL_LENGTH = -1
/** Execute the portal without a name, to its last row. */
const EXECUTE = Buffer.from('E\0\0\0\x09\0\0\0\0\0', 'latin1')
const SYNC = Buffer.from('S\0\0\0\x04', 'latin1')
/** The code, the length of the message, the portal without a name. */
const BIND_HEAD = 6
/** The end of the statement's name, no formats, how many parameters; no formats of the result, which are text. */
const BIND_REST = 7
const NOTHING = Buffer.alloc(0)

/** Messages of {@link commandMessage} that go out together with a statement. */
export interface Companions {
  readonly before?: Buffer | undefined
  readonly after?: Buffer | undefined
}

/**
 * The messages that run a prepared statement, in one piece: Bind, Execute, Sync. Nothing is asked of
 * the server about the columns it will answer. With companions the three are one unit all the same:
 * what follows one that fails is not run.
 *
 * @param statement the name of the statement, of plain letters
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function executeMessage(
  statement: string,
  parameters: readonly ScalarParameter[],
  { before = NOTHING, after = NOTHING }: Companions = {},
): Buffer {
  const texts: (string | null)[] = []
  const sizes: number[] = []
  let bindSize = BIND_HEAD + statement.length + BIND_REST
  for (const value of parameters) {
    const text = value === null || value === undefined ? null : String(value)
    const size = text === null ? 0 : Buffer.byteLength(text)
    texts.push(text)
    sizes.push(size)
    bindSize += 4 + size
  }
  const rest = EXECUTE.length + after.length + SYNC.length
  const message = Buffer.allocUnsafe(before.length + bindSize + rest)
  let end = before.copy(message)
  end += message.write('B', end, 'latin1')
  end = message.writeInt32BE(bindSize - 1, end)
  end = message.writeUInt8(0, end)
  end += message.write(statement, end, 'latin1')
  end = message.writeUInt8(0, end)
  end = message.writeInt16BE(0, end)
  end = message.writeUInt16BE(texts.length, end)
  for (const [index, text] of texts.entries()) {
    end = message.writeInt32BE(text === null ? NULL_LENGTH : (sizes[index] ?? 0), end)
    if (text !== null) end += message.write(text, end)
  }
  end = message.writeInt16BE(0, end)
  for (const part of [EXECUTE, after, SYNC]) end += part.copy(message, end)
  return message
}

/**
 * The messages that run a prepared statement with each of several lists of parameters, as one unit: what
 * follows one that fails is not run, and all of it is answered at once.
 */
export function executeEachMessage(
  statement: string,
  lists: readonly (readonly ScalarParameter[])[],
): Buffer {
  const parts = lists.map((parameters) =>
    executeMessage(statement, parameters).subarray(0, -SYNC.length),
  )
  return Buffer.concat([...parts, SYNC])
}

/** Bind of the statement and portal without a name, without parameters. */
const BIND_UNNAMED = Buffer.from('B\0\0\0\x0c\0\0\0\0\0\0\0\0', 'latin1')

/** The messages that run a command without parameters and rows, as a companion: Parse, Bind, Execute. */
export function commandMessage(sql: string): Buffer {
  const parse = Buffer.from(`P\0\0\0\0\0${sql}\0\0\0`)
  parse.writeInt32BE(parse.length - 1, 1)
  return Buffer.concat([parse, BIND_UNNAMED, EXECUTE])
}
