import { parseArgs } from 'node:util'

export const vendors = ['postgres', 'mariadb', 'sqlite'] as const
export type Vendor = (typeof vendors)[number]

export const parts = [
  'cases',
  'rights',
  'accounts',
  'chinook',
  'pages',
  'size',
  'memory',
  'exports',
  'graphql',
] as const
export type Part = (typeof parts)[number]

export interface Options {
  /** Of the sample shop; 91 gives 1,000,000 sale lines. */
  readonly scale: number
  /** Of each measurement. */
  readonly seconds: number
  readonly rounds: number
  readonly connections: number
  readonly vendors: readonly Vendor[]
  readonly parts: readonly Part[]
  /** Only cases whose names contain this text. */
  readonly only: string
}

/**
 * What the command line asks for.
 *
 * @example
 * readOptions(['--', '--scale', '1', '--seconds', '2'])   // a quick run
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    // pnpm hands `--` on.
    args: args.filter((arg) => arg !== '--'),
    options: {
      scale: { type: 'string', default: '91' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '10' },
      vendors: { type: 'string', default: vendors.join() },
      parts: { type: 'string', default: parts.join() },
      only: { type: 'string', default: '' },
    },
  })
  return {
    scale: positive('scale', values.scale),
    seconds: positive('seconds', values.seconds),
    rounds: positive('rounds', values.rounds),
    connections: positive('connections', values.connections),
    vendors: picked('vendors', values.vendors, vendors),
    parts: picked('parts', values.parts, parts),
    only: values.only,
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && value < Infinity)) throw new Error(`--${name} has to be a positive number.`)
  return value
}

function picked<T extends string>(name: string, text: string, all: readonly T[]): readonly T[] {
  const words = text.split(',')
  const unknown = words.find((word) => !all.some((known) => known === word))
  if (unknown !== undefined)
    throw new Error(`--${name} has no "${unknown}"; there are ${all.join(', ')}.`)
  return all.filter((known) => words.includes(known))
}
