/** What the process that owns a SQLite file and its parent say to each other. */

export interface WorkerConfig {
  /** A `file:` URL with its mode, or `:memory:`. */
  readonly location: string
  readonly readOnly: boolean
  /** Refuses writes on this connection, for readers. */
  readonly queryOnly: boolean
  /** Bytes of an answer that is not read by a cursor, at the most. */
  readonly maxAnswerSize: number | undefined
  /** Further files, each as the name of its schema and a `file:` URL. */
  readonly attached: readonly (readonly [schema: string, location: string])[]
  /** Paths of those of them that are made where they are missing, readable by their owner alone. */
  readonly made: readonly string[]
}

export type SqliteValue = null | number | bigint | string | Uint8Array

/** `read` promises a statement that changes nothing, so that it may be run a second time. */
export interface RunRequest {
  readonly kind: 'run'
  readonly sql: string
  readonly parameters: readonly SqliteValue[]
  readonly read: boolean
  /** A brief one, whose answer may wait for those that were asked for with it. */
  readonly isBrief?: boolean
  /** Answers the first column of all rows as one text, see `asOneText`. */
  readonly oneText?: boolean
}

type CursorRequest =
  | {
      readonly kind: 'open-cursor'
      readonly sql: string
      readonly parameters: readonly SqliteValue[]
    }
  | { readonly kind: 'read-cursor'; readonly rows: number }
  | { readonly kind: 'close-cursor' }

/** What a worker is asked. */
export type WorkerRequest = RunRequest | CursorRequest

/**
 * The same on its way. The text of a statement is sent once, to a slot that keeps it until the parent
 * sends another one there; from then on the slot stands for it.
 */
export type WorkerMessage =
  | (Omit<RunRequest, 'sql'> & { readonly slot: number; readonly sql?: string })
  | CursorRequest

/** Rows as lists under one list of names: objects would repeat the names in every row on their way. */
export interface WorkerResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  /** The values of the only column there is, in the place of `rows`: lists of one take twice as long. */
  readonly values?: readonly unknown[]
  /** Present for statements that answer no rows. */
  readonly changes?: number | bigint
  readonly lastInsertRowid?: number | bigint
}

export const NO_ROWS: WorkerResult = { columns: [], rows: [] }

export type WorkerReply =
  /** Sent once, unasked: the process has started. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: WorkerResult }
  | { readonly kind: 'error'; readonly error: WorkerErrorData }
  /** The answer would be larger than `maxAnswerSize`. */
  | { readonly kind: 'too-large' }

export interface WorkerErrorData {
  readonly message: string
  readonly code: string | undefined
  readonly errcode: number | undefined
}
