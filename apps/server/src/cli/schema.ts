import { readFile, writeFile } from 'node:fs/promises'
import {
  type DiffMode,
  fromFileText,
  readSnapshot,
  type Snapshot,
  type SnapshotDiff,
  type SnapshotScope,
  type TextFormat,
  toFileText,
} from '@relvar/data-model'
import type { OptionValues } from './commands.js'
import { UsageError } from './usage-error.js'
import { withProduct } from './with-product.js'

/**
 * `relvar schema snapshot`: the schema and what people say about it as JSON or YAML, to a file or to
 * the standard output.
 *
 * @throws UsageError
 */
export async function snapshotCommand(
  args: readonly string[],
  values: OptionValues,
): Promise<void> {
  const [path, ...others] = args
  if (others.length > 0) throw new UsageError('schema snapshot takes the name of one file.')
  const format = formatOf(values.format, path)
  const scope = scopeOf(values)
  const text = await withProduct(async (product) =>
    toFileText(await product.schemaFile().take(scope), format),
  )
  if (path === undefined) process.stdout.write(text)
  else await writeFile(path, text)
}

function formatOf(given: string | undefined, path: string | undefined): TextFormat {
  if (given === undefined) return path !== undefined && /\.ya?ml$/i.test(path) ? 'yaml' : 'json'
  if (given === 'json' || given === 'yaml') return given
  throw new UsageError('--format is json or yaml.')
}

function scopeOf({ include, exclude, unmanaged }: OptionValues): SnapshotScope {
  if (include !== undefined && exclude !== undefined)
    throw new UsageError('--include and --exclude exclude each other.')
  const list = (text: string): readonly string[] => text.split(',').map((name) => name.trim())
  return {
    ...(include !== undefined && { include: list(include) }),
    ...(exclude !== undefined && { exclude: list(exclude) }),
    unmanaged: unmanaged === true,
  }
}

/**
 * `relvar schema diff`: one line for everything that a file has otherwise.
 *
 * @returns 1 where there is a difference, as `git diff --exit-code`
 */
export async function diffCommand(args: readonly string[], merge: boolean): Promise<number> {
  const wanted = await snapshotAt('diff', args)
  return withProduct(async (product) => {
    const { diff, notes } = await product.schemaFile().compare(wanted, modeOf(merge))
    warn(notes)
    const lines = linesOf(diff)
    say(lines.length === 0 ? ['No changes.'] : lines)
    return lines.length === 0 ? 0 : 1
  })
}

/** `relvar schema plan`: the statements that `apply` would run, and what to know before; nothing is done. */
export async function planCommand(args: readonly string[], merge: boolean): Promise<void> {
  const wanted = await snapshotAt('plan', args)
  await withProduct(async (product) => {
    const file = product.schemaFile()
    const { diff, notes } = await file.compare(wanted, modeOf(merge))
    const { statements, warnings } = await file.plan(wanted, modeOf(merge))
    warn([...notes, ...warnings.map(({ message }) => message)])
    if (statements.length > 0) say(statements.map((statement) => `${statement};`))
    else say([linesOf(diff).length === 0 ? '-- No changes.' : '-- No statement is needed.'])
  })
}

/**
 * `relvar schema apply`: makes the schema like a file.
 *
 * @throws ChangeRefusedError where values would go, without `--yes`
 */
export async function applyCommand(
  args: readonly string[],
  { merge, yes }: OptionValues,
): Promise<void> {
  const wanted = await snapshotAt('apply', args)
  const mode = modeOf(merge === true)
  await withProduct(async (product) => {
    const file = product.schemaFile()
    const { diff, notes } = await file.compare(wanted, mode)
    warn(notes)
    const lines = linesOf(diff)
    if (lines.length === 0) return say(['No changes.'])
    await file.apply(wanted, mode, yes === true)
    say(lines)
  })
}

async function snapshotAt(command: string, args: readonly string[]): Promise<Snapshot> {
  const [path, ...others] = args
  if (path === undefined || others.length > 0)
    throw new UsageError(`schema ${command} takes one file, a snapshot.`)
  try {
    return readSnapshot(fromFileText(await readFile(path, 'utf8')))
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function modeOf(merge: boolean): DiffMode {
  return merge ? 'merge' : 'mirror'
}

/** `+` new, `-` gone, `~` changed, `>` renamed. What a new collection consists of is not told. */
function linesOf({ collections, fields, relations }: SnapshotDiff): readonly string[] {
  const made = new Set(
    collections
      .filter(({ diff: [first] }) => first?.kind === 'N' && first.path === undefined)
      .map(({ collection }) => collection),
  )
  const isOld = ({ collection }: { readonly collection: string }): boolean => !made.has(collection)
  const lists = {
    collection: collections,
    field: fields.filter(isOld),
    relation: relations.filter(isOld),
  }
  return Object.entries(lists).flatMap(([what, entries]) =>
    entries.flatMap(({ collection, field, renamed_from: from, diff }) => {
      const name = field === undefined ? collection : `${collection}.${field}`
      const renamed = from === undefined ? [] : [`> ${what} ${from} becomes ${name}`]
      const [first] = diff
      if (first === undefined) return renamed
      const isWhole = first.path === undefined && (first.kind === 'N' || first.kind === 'D')
      if (isWhole) return [...renamed, `${first.kind === 'N' ? '+' : '-'} ${what} ${name}`]
      const keys = [...new Set(diff.map(({ path = [] }) => path.slice(0, 2).join('.')))]
      return [...renamed, `~ ${what} ${name}: ${keys.join(', ')}`]
    }),
  )
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function warn(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`${note}\n`)
}
