import { onAbort } from '@relvar/schema-introspect'
import type { CompiledRead } from '../compile/compile-read.js'
import { KEY, type SeveralRead } from '../compile/compile-several.js'
import { MARK } from '../freshness.js'
import type { BindContext } from '../plan/slot.js'
import { isVariable } from '../query/variables.js'
import type { Executor } from './executor.js'
import { bind } from './executor.js'
import {
  dataOf,
  type KnownRead,
  NO_META,
  type Outcome,
  type PreparedRead,
  readOutcome,
} from './read-rows.js'

/** How many rows one statement is asked for at the most: each is answered with the last of them. */
const MOST = 16
/** After so many turns of the event loop that brought none, no more are waited for. */
const QUIET_TURNS = 2
/** Milliseconds after which no more are waited for. */
const LONGEST_WAIT = 1

/** A read that somebody waits for. */
interface WaitingRead {
  readonly prepared: PreparedRead
  readonly signal: AbortSignal | undefined
  readonly resolve: (outcome: Outcome | Promise<Outcome>) => void
  readonly reject: (error: unknown) => void
}

/** How far the gathering of reads has got. */
interface Gathering {
  readonly count: number
  readonly quietTurns: number
  /** When it ends at the latest, see `performance.now`. */
  readonly until: number
}

type RawRow = Readonly<Record<string, unknown>>

interface Found {
  readonly statement: CompiledRead
  readonly rows: ReadonlyMap<string, RawRow>
}

/** Reads that differ in nothing but their keys, by the text of these. */
interface Group {
  readonly compiled: KnownRead
  readonly several: SeveralRead
  readonly context: BindContext
  readonly reads: Map<string, WaitingRead[]>
}

/**
 * Runs brief reads. Those that come together and differ in nothing but their keys are one statement.
 *
 * @see docs/decisions/0084-reads-that-differ-in-their-keys.md
 */
export class ReadsTogether {
  readonly #executor: Executor
  #waiting: WaitingRead[] = []

  constructor(executor: Executor) {
    this.#executor = executor
  }

  /** As `readOutcome`, once what comes together has been taken from the sockets. */
  read(prepared: PreparedRead, signal: AbortSignal | undefined): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const count = this.#waiting.push({ prepared, signal, resolve, reject })
      if (count === 1)
        this.#gather({ count, quietTurns: 0, until: performance.now() + LONGEST_WAIT })
    })
  }

  /** Looks at each end of a turn whether anything has come; runs what waits when nothing does. */
  #gather({ count: before, quietTurns: quietBefore, until }: Gathering): void {
    setImmediate(() => {
      const count = this.#waiting.length
      const quietTurns = count === before ? quietBefore + 1 : 0
      if (quietTurns === QUIET_TURNS || count >= MOST || performance.now() > until) this.#run()
      else this.#gather({ count, quietTurns, until })
    })
  }

  #run(): void {
    const waiting = this.#waiting
    this.#waiting = []
    const groups: Group[] = []
    for (const read of waiting) {
      if (read.signal?.aborted === true) read.reject(read.signal.reason)
      else if (!isJoined(groups, read)) runAlone(this.#executor, read)
    }
    for (const group of groups) {
      const reads = [...group.reads.values()].flat()
      const [first] = reads
      if (first !== undefined && reads.length === 1) runAlone(this.#executor, first)
      else void new Together(this.#executor, group, reads).run()
    }
  }
}

function runAlone(executor: Executor, { prepared, signal, resolve }: WaitingRead): void {
  resolve(readOutcome(executor, prepared, signal))
}

/** Puts a read among those like it; answers whether it can be asked for together with others. */
function isJoined(groups: Group[], read: WaitingRead): boolean {
  const { compiled, context, unheld } = read.prepared
  const { several } = compiled
  const [value, ...others] = context.values
  // A key may be that of whoever asks.
  const isItself = others.length === 0 && !isVariable(value)
  if (several === null || unheld !== null || !isItself) return false
  try {
    const key = String(several.slot.bind(context))
    const group = groups.find((each) => each.compiled === compiled && hasRoomFor(each, context))
    const same = group?.reads.get(key)
    if (group === undefined)
      groups.push({ compiled, several, context, reads: new Map([[key, [read]]]) })
    else if (same === undefined) group.reads.set(key, [read])
    else same.push(read)
    return true
  } catch {
    // What is wrong with its values is told when it is run.
    return false
  }
}

function hasRoomFor(group: Group, context: BindContext): boolean {
  return group.reads.size < MOST && saysTheSame(group, context)
}

/** Whether the rules of a statement say the same for two who ask: of the time they are told what the first is. */
function saysTheSame({ several, context }: Group, other: BindContext): boolean {
  if (context.actor === other.actor) return true
  const then = { ...other, now: context.now }
  return several.variables.every((slot) => slot.bind(context) === slot.bind(then))
}

/** Reads that are under way as one statement. */
class Together {
  readonly #executor: Executor
  readonly #group: Group
  /** Whom somebody waits for. */
  readonly #wanted: Set<WaitingRead>
  readonly #stops: (() => void)[] = []
  readonly #nobodyWaits = new AbortController()

  constructor(executor: Executor, group: Group, reads: readonly WaitingRead[]) {
    this.#executor = executor
    this.#group = group
    this.#wanted = new Set(reads)
  }

  /** Gives each read its row. Where they failed, each is run alone, and told of its own error. */
  async run(): Promise<void> {
    for (const read of this.#wanted) this.#listen(read)
    try {
      this.#settle(await this.#rows())
    } catch {
      for (const read of this.#wanted) runAlone(this.#executor, read)
    } finally {
      for (const stop of this.#stops) stop()
    }
  }

  /**
   * The statement and its rows by the texts of their keys. UUIDs are written in capitals by some databases.
   */
  async #rows(): Promise<Found> {
    const { several, context, reads } = this.#group
    const values = [...reads.values()].map(([read]) => read?.prepared.context.values[0])
    const size = sizeFor(values.length)
    const padding = Array.from({ length: size - values.length }, () => values[0])
    const statement = several.of(size)
    const parameters = bind(statement.parameters, { ...context, values: [...values, ...padding] })
    const signal = this.#stops.length === 0 ? undefined : this.#nobodyWaits.signal
    const { rows } = await this.#executor.run(statement, parameters, signal)
    return { statement, rows: new Map(rows.map((row) => [String(row[KEY]).toLowerCase(), row])) }
  }

  /** A row that is nobody's may be anybody's by another text of the key: then who has none asks alone. */
  #settle({ statement, rows }: Found): void {
    const { reads } = this.#group
    const [some] = rows.values()
    const mark = some?.[MARK] ?? undefined
    const isEachTold = [...rows.keys()].every((key) => reads.has(key))
    for (const [key, same] of reads) {
      const row = rows.get(key)
      for (const read of same.filter((each) => this.#wanted.has(each))) {
        if (row === undefined && !isEachTold) runAlone(this.#executor, read)
        else read.resolve(this.#outcome(statement, row, mark))
      }
    }
  }

  /** Made for each who asks, since a row is theirs to change. */
  #outcome(statement: CompiledRead, row: RawRow | undefined, mark: unknown): Outcome {
    const data = dataOf(statement, row === undefined ? [] : [row], this.#executor.dialect)
    return { ...data, meta: NO_META, places: null, mark }
  }

  #listen(read: WaitingRead): void {
    const { signal } = read
    if (signal !== undefined) this.#stops.push(onAbort(signal, () => this.#giveUp(read)))
  }

  #giveUp(read: WaitingRead): void {
    read.reject(read.signal?.reason)
    this.#wanted.delete(read)
    if (this.#wanted.size === 0) this.#nobodyWaits.abort()
  }
}

/** Few sizes, so that few statements are made and kept. */
function sizeFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count)))
}
