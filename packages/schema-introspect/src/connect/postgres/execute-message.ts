/** A parameter whose text says all. */
export type ScalarParameter = string | number | bigint | boolean | null | undefined

/** Whether PostgreSQL can be given all of them as their text. */
export function areScalars(parameters: readonly unknown[]): parameters is ScalarParameter[] {
  return parameters.every((value) => value === null || typeof value !== 'object')
}

const NULL_LENGTH = -1
/** Execute the portal without a name, to its last row; Sync. */
const EXECUTE_AND_SYNC = Buffer.from('E\0\0\0\x09\0\0\0\0\0S\0\0\0\x04', 'latin1')
/** The code, the length of the message, the portal without a name. */
const BIND_HEAD = 6
/** The end of the statement's name, no formats, how many parameters; no formats of the result, which are text. */
const BIND_REST = 7

/**
 * The messages that run a prepared statement, in one piece: Bind, Execute, Sync. Nothing is asked of
 * the server about the columns it will answer.
 *
 * @param statement the name of the statement, of plain letters
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function executeMessage(statement: string, parameters: readonly ScalarParameter[]): Buffer {
  const texts = parameters.map((value) =>
    value === null || value === undefined ? null : String(value),
  )
  const sizes = texts.map((text) => (text === null ? 0 : Buffer.byteLength(text)))
  const bindSize = sizes.reduce(
    (sum, size) => sum + 4 + size,
    BIND_HEAD + statement.length + BIND_REST,
  )
  const message = Buffer.allocUnsafe(bindSize + EXECUTE_AND_SYNC.length)
  let end = message.write('B', 0, 'latin1')
  end = message.writeInt32BE(bindSize - 1, end)
  end = message.writeUInt8(0, end)
  end += message.write(statement, end, 'latin1')
  end = message.writeUInt8(0, end)
  end = message.writeInt16BE(0, end)
  end = message.writeUInt16BE(texts.length, end)
  texts.forEach((text, index) => {
    end = message.writeInt32BE(text === null ? NULL_LENGTH : (sizes[index] ?? 0), end)
    if (text !== null) end += message.write(text, end)
  })
  end = message.writeInt16BE(0, end)
  EXECUTE_AND_SYNC.copy(message, end)
  return message
}
