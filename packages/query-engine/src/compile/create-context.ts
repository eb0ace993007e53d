import { compileCondition } from './compile-condition.js'
import type { CompileContext } from './context.js'

/** The context of one statement. */
export function createContext(
  parts: Omit<CompileContext, 'compileCondition' | 'slots'>,
): CompileContext {
  const context: CompileContext = {
    ...parts,
    slots: new Map(),
    compileCondition: (condition) => compileCondition(context, condition),
  }
  return context
}

/** The same where sources have other guards. */
export function withGuards(
  outer: CompileContext,
  guards: CompileContext['guards'],
): CompileContext {
  const context: CompileContext = {
    ...outer,
    guards,
    compileCondition: (condition) => compileCondition(context, condition),
  }
  return context
}
