import type { DialectName } from '@relvar/schema-introspect/model'
import { type Part, partsOf } from './expression-tokens.js'
import { SIGNED, strengthsOf } from './operators.js'
import {
  binary,
  joined,
  membership,
  negated,
  signed,
  type Tree,
  uncast,
  without,
} from './same-meaning.js'

/** Thrown for what is no expression that is understood here. */
class UnknownSyntax extends Error {}

/**
 * An expression as its vendor reads it, so that parentheses count where they change something and nowhere
 * else; null where it is written in a way that is not known here. What databases print in other words when they
 * are asked (IN as ANY, BETWEEN as two comparisons) is the same.
 *
 * @example
 * treeOf('(a + b) * c', 'postgres') // ['*', ['+', 'a', 'b'], 'c']
 */
export function treeOf(expression: string, dialect: DialectName): Tree | null {
  try {
    return new Parser(partsOf(expression, dialect), strengthsOf(dialect)).whole()
  } catch (error) {
    if (error instanceof UnknownSyntax) return null
    throw error
  }
}

/** Expressions within each other: more of them would outgrow the stack. */
const DEEPEST = 200

const TYPE_WORDS = ['varying', 'precision', 'without', 'with', 'time', 'zone']

/** Each by the strength of its operators: a Pratt parser. */
class Parser {
  readonly #parts: readonly Part[]
  readonly #strengths: ReadonlyMap<string, number>
  #place = 0
  #depth = 0

  constructor(parts: readonly Part[], strengths: ReadonlyMap<string, number>) {
    this.#parts = parts
    this.#strengths = strengths
  }

  whole(): Tree {
    const tree = this.#expression(0)
    if (this.#place < this.#parts.length) throw new UnknownSyntax()
    return tree
  }

  /** As far as operators bind more than what stands before. */
  #expression(least: number): Tree {
    if (++this.#depth > DEEPEST) throw new UnknownSyntax()
    const tree = this.#joined(least)
    this.#depth--
    return tree
  }

  #joined(least: number): Tree {
    let left = this.#operand()
    for (;;) {
      const isNegated = this.#isNext('not')
      const operator = this.#wordAt(this.#place + (isNegated ? 1 : 0))
      const strength = operator === null ? undefined : this.#strengths.get(operator)
      if (operator === null || operator === 'not' || strength === undefined || strength <= least)
        return left
      this.#place += isNegated ? 2 : 1
      const made = this.#infix(operator, left, strength)
      left = isNegated ? negated(made) : made
    }
  }

  #infix(operator: string, left: Tree, strength: number): Tree {
    if (operator === 'is') return this.#is(left, strength)
    if (operator === 'at') for (const word of ['time', 'zone']) this.#expect(word)
    if (operator === 'similar') this.#expect('to')
    if (operator === 'in') return membership(left, this.#list('(', ')'))
    if (operator === 'between') {
      const from = this.#expression(strength)
      this.#expect('and')
      return joined('and', ['>=', left, from], ['<=', left, this.#expression(strength)])
    }
    const right = this.#expression(strength)
    if (operator === 'like' && this.#take('escape'))
      return ['like', left, right, this.#expression(strength)]
    return binary(operator, left, right)
  }

  #is(left: Tree, strength: number): Tree {
    const isNegated = this.#take('not')
    const isDistinct = this.#take('distinct')
    if (isDistinct) this.#expect('from')
    const is = [isDistinct ? 'is distinct' : 'is', left, this.#expression(strength)]
    return isNegated ? negated(is) : is
  }

  #operand(): Tree {
    let operand = this.#bareOperand()
    while (this.#take('::')) operand = uncast(operand, this.#type())
    return operand
  }

  /** `timestamp(3) without time zone`, `shop.size[]`: its first word. */
  #type(): string {
    const [first] = [this.#parts[this.#place]?.text ?? '', this.#name()]
    while (
      this.#isNext('(') ||
      this.#isNext('[') ||
      TYPE_WORDS.some((word) => this.#isNext(word))
    ) {
      if (this.#isNext('(')) this.#list('(', ')')
      else if (this.#isNext('[')) this.#list('[', ']')
      else this.#place++
    }
    return first
  }

  #bareOperand(): Tree {
    if (this.#take('not')) return negated(this.#expression(this.#strengths.get('not') ?? 0))
    if (this.#take('-')) return signed('-', this.#expression(this.#strengths.get(SIGNED) ?? 0))
    if (this.#take('+')) return this.#expression(this.#strengths.get(SIGNED) ?? 0)
    if (this.#take('case')) return this.#case()
    if (this.#isNext('(')) {
      const list = this.#list('(', ')')
      return list.length === 1 ? (list[0] ?? '') : ['row', ...list]
    }
    const part = this.#parts[this.#place]
    if (part?.kind !== 'literal') return this.#named()
    this.#place++
    return part.text
  }

  /** A column, a function with what it is of, a literal of a type (`date '2026-01-31'`). */
  #named(): Tree {
    const name = this.#name()
    if (this.#isNext('(')) {
      const list = this.#list('(', ')')
      // CURRENT_TIMESTAMP is printed with parentheses by some.
      return list.length === 0 ? name : [name, ...list]
    }
    if (this.#isNext('[')) return [name, ...this.#list('[', ']')]
    const next = this.#parts[this.#place]
    if (next?.kind !== 'literal' || !next.text.startsWith("'")) return name
    this.#place++
    return [name, next.text]
  }

  #name(): string {
    const names: string[] = []
    do {
      const part = this.#parts[this.#place++]
      if (part?.kind !== 'name' || (!part.quoted && this.#strengths.has(part.text)))
        throw new UnknownSyntax()
      names.push(JSON.stringify(part.text))
    } while (this.#take('.'))
    return names.join('.')
  }

  #case(): Tree {
    const parts: Tree[] = ['case']
    if (!this.#isNext('when')) parts.push(this.#expression(0))
    while (this.#take('when')) {
      const when = this.#expression(0)
      this.#expect('then')
      parts.push(['when', when, this.#expression(0)])
    }
    if (this.#take('else')) parts.push(['else', this.#expression(0)])
    this.#expect('end')
    return without(parts, ['else', '"null"'])
  }

  /** What stands between commas may be several words: `cast(a as integer)`. */
  #list(open: string, close: string): readonly Tree[] {
    this.#expect(open)
    const list: Tree[] = []
    if (this.#take(close)) return list
    do {
      const words = [this.#expression(0)]
      while (!this.#isNext(',') && !this.#isNext(close)) words.push(this.#expression(0))
      list.push(words.length === 1 ? (words[0] ?? '') : ['words', ...words])
    } while (this.#take(','))
    this.#expect(close)
    return list
  }

  #wordAt(place: number): string | null {
    const part = this.#parts[place]
    return part === undefined || part.quoted || part.kind === 'literal' ? null : part.text
  }

  #isNext(word: string): boolean {
    return this.#wordAt(this.#place) === word
  }

  #take(word: string): boolean {
    const isNext = this.#isNext(word)
    if (isNext) this.#place++
    return isNext
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw new UnknownSyntax()
  }
}
