/**
 * A process of its own that owns one connection to a SQLite file and runs one statement at a time.
 *
 * SQLite runs in the thread that calls it and `node:sqlite` has no interrupt, so a statement that
 * takes too long can be ended in one way only: by ending its process. (Terminating a worker
 * *thread* does not do it; see docs/decisions/0001-sqlite-driver.md.)
 *
 * This file is started from `src` and from `dist` alike, so it imports nothing but Node and types.
 */

import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type {
  SqliteValue,
  WorkerConfig,
  WorkerErrorData,
  WorkerMessage,
  WorkerReply,
  WorkerResult,
} from './protocol.js'

const BUSY_TIMEOUT_MS = 5_000
/** Pages that a transaction changes before it writes them to the file: 64 MB of the usual 4 KB. */
const SPILLED_AFTER = 16_384

/** A text that the parent sent, and the statement once it is prepared. */
interface Slot {
  readonly sql: string
  prepared: PreparedStatement | undefined
}

interface PreparedStatement {
  readonly statement: StatementSync
  readonly answersRows: boolean
  /** An integer that fits no number was met, so that the next run need not find out again. */
  bigIntegers: boolean
}

type Row = unknown[]
type RunMessage = Extract<WorkerMessage, { readonly kind: 'run' }>

interface Cursor {
  readonly statement: StatementSync
  readonly rows: Iterator<unknown>
}

const NO_ROWS: WorkerResult = { columns: [], rows: [] }

/** Thrown where an answer grows larger than it may. */
const TOO_LARGE = new Error('The answer is too large.')

/** A page this short is read at once, which is faster, and looked at then. */
const SHORT_PAGE = /\blimit (?:\d\d?|100)$/

const config = JSON.parse(process.argv[2] ?? '') as WorkerConfig
/** The parent says which statement goes where, and so how many are kept. */
const slots: Slot[] = []
let database: DatabaseSync | undefined
let cursor: Cursor | undefined

/** Brief reads are answered together, and nothing else waits for another. */
process.on('message', (messages: readonly WorkerMessage[]) => {
  let replies: WorkerReply[] = []
  for (const message of messages) {
    replies.push(answer(message))
    if (message.kind === 'run' && message.isBrief === true) continue
    send(replies)
    replies = []
  }
  if (replies.length > 0) send(replies)
})

function send(replies: readonly WorkerReply[]): void {
  process.send?.(replies)
}

send([{ kind: 'ready' }])

function answer(message: WorkerMessage): WorkerReply {
  try {
    return { kind: 'result', result: handle(message) }
  } catch (error) {
    if (error === TOO_LARGE) return { kind: 'too-large' }
    return { kind: 'error', error: toData(error) }
  }
}

function handle(message: WorkerMessage): WorkerResult {
  switch (message.kind) {
    case 'run':
      if (message.sql !== undefined) slots[message.slot] = { sql: message.sql, prepared: undefined }
      return run(slots[message.slot] as Slot, message)
    case 'open-cursor':
      return openCursor(message.sql, message.parameters)
    case 'read-cursor':
      return readCursor(message.rows)
    case 'close-cursor':
      return closeCursor()
  }
}

/** Opened at the first statement, so that a file that cannot be opened fails that statement and can be tried again. */
function open(): DatabaseSync {
  for (const path of config.made) makeFile(path)
  const opened = new DatabaseSync(config.location, { readOnly: config.readOnly })
  // Only settings that leave the bytes of the user's file alone: never journal_mode or optimize.
  opened.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}; pragma foreign_keys = on`)
  spillLate(opened, 'main')
  for (const [schema, location] of config.attached) {
    const name = schema.replaceAll('"', '""')
    opened.prepare(`attach ? as "${name}"`).run(location)
    spillLate(opened, name)
  }
  if (config.queryOnly) opened.exec('pragma query_only = on')
  return opened
}

/**
 * From the moment at which changes that outgrow the cache are written, nobody else reads the file until the
 * transaction ends, and that may be what the transaction itself waits for, by another connection. 2 MB would do.
 *
 * @see https://www.sqlite.org/pragma.html#pragma_cache_spill
 */
function spillLate(opened: DatabaseSync, schema: string): void {
  opened.exec(`pragma "${schema}".cache_spill = ${SPILLED_AFTER}`)
}

/**
 * Makes an empty file, which is an empty database, for its owner alone: it may come to hold secrets, and
 * SQLite would leave it to the umask. Journals take the mode of their file.
 */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch {
    // It is there already, or cannot be made: then SQLite fails too, with an error that callers know.
  }
}

function run(slot: Slot, { parameters, read, oneText }: RunMessage): WorkerResult {
  const prepared = (slot.prepared ??= prepare(slot.sql))
  const { statement } = prepared
  if (prepared.answersRows) {
    try {
      const rows = readRows(prepared, parameters, read)
      return onlyValues(withColumns(statement, oneText === true ? joined(rows) : rows))
    } catch (error) {
      // An iterator that fails leaves its statement as it is: the next run would fail by the error of this one.
      slot.prepared = undefined
      throw error
    }
  }
  const { changes, lastInsertRowid } = statement.run(...parameters)
  return { ...NO_ROWS, changes, lastInsertRowid }
}

/** The names are asked for each time: those of `select *` change with the schema. */
function withColumns(statement: StatementSync, rows: readonly Row[]): WorkerResult {
  if (rows.length === 0) return NO_ROWS
  return { columns: statement.columns().map(({ name }) => name), rows }
}

/** One row in which the texts of all stand, where they are texts; what stands beside them is the same in all. */
function joined(rows: readonly Row[]): readonly Row[] {
  const [first] = rows
  if (first === undefined || rows.length === 1) return rows
  const texts = rows.map(([text]) => text)
  if (!texts.every((text) => typeof text === 'string')) return rows
  return [[texts.join(), ...first.slice(1)]]
}

/** An answer of one column as the protocol has it. */
function onlyValues({ columns, rows }: WorkerResult): WorkerResult {
  return columns.length === 1
    ? { columns, rows: [], values: rows.map(([value]) => value) }
    : { columns, rows }
}

function prepare(sql: string): PreparedStatement {
  database ??= open()
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  return { statement, answersRows: statement.columns().length > 0, bigIntegers: false }
}

/**
 * Integers are read as numbers. Where one does not fit, a read runs again with 64-bit integers;
 * a statement that writes may run once only, so it uses them from the start.
 */
function readRows(
  prepared: PreparedStatement,
  parameters: readonly SqliteValue[],
  read: boolean,
): readonly Row[] {
  const { statement } = prepared
  // A statement that writes has written by the time that its answer is too large.
  const limit = read ? config.maxAnswerSize : undefined
  if (!read || prepared.bigIntegers) return readBigRows(statement, parameters, limit)
  try {
    return allRows(statement, parameters, limit)
  } catch (error) {
    if (toData(error).code !== 'ERR_OUT_OF_RANGE') throw error
    prepared.bigIntegers = true
    return readBigRows(statement, parameters, limit)
  }
}

function readBigRows(
  statement: StatementSync,
  parameters: readonly SqliteValue[],
  limit: number | undefined,
): readonly Row[] {
  statement.setReadBigInts(true)
  return allRows(statement, parameters, limit).map(narrowIntegers)
}

/** Node's types know rows as objects only, which they are not after `setReturnArrays`. */
function allRows(
  statement: StatementSync,
  parameters: readonly SqliteValue[],
  limit: number | undefined,
): Row[] {
  if (limit === undefined) return statement.all(...parameters) as unknown[] as Row[]
  const found = SHORT_PAGE.test(statement.sourceSQL)
    ? statement.all(...parameters)
    : statement.iterate(...parameters)
  return withinSize(found as Iterable<unknown> as Iterable<Row>, limit)
}

function withinSize(found: Iterable<Row>, limit: number): Row[] {
  const rows: Row[] = []
  let size = 0
  for (const row of found) {
    for (const value of row) size += sizeOf(value)
    // An iterator that is left resets its statement, so that nothing stays locked.
    if (size > limit) throw TOO_LARGE
    rows.push(row)
  }
  return rows
}

/** About as many bytes as it takes on its way. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  return value instanceof Uint8Array ? value.byteLength : 8
}

/** What fits a number becomes one; the rest becomes decimal text, as 64-bit integers are elsewhere. */
function narrowIntegers(row: Row): Row {
  return row.map((value) => {
    if (typeof value !== 'bigint') return value
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  })
}

function openCursor(sql: string, parameters: readonly SqliteValue[]): WorkerResult {
  closeCursor()
  database ??= open()
  // Not from a slot: a statement of those could be started again while this one is being read.
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  statement.setReadBigInts(true)
  cursor = { statement, rows: statement.iterate(...parameters) }
  return NO_ROWS
}

function readCursor(count: number): WorkerResult {
  if (cursor === undefined) return NO_ROWS
  const { statement } = cursor
  const rows: Row[] = []
  while (cursor !== undefined && rows.length < count) {
    const next = cursor.rows.next()
    if (next.done === true) cursor = undefined
    else rows.push(narrowIntegers(next.value as Row))
  }
  return withColumns(statement, rows)
}

function closeCursor(): WorkerResult {
  cursor?.rows.return?.()
  cursor = undefined
  return NO_ROWS
}

function toData(error: unknown): WorkerErrorData {
  const { message, code, errcode } = error as Partial<WorkerErrorData>
  return { message: message ?? String(error), code, errcode }
}
