import { compileCondition } from './compile-condition.js'
import type { CompileContext } from './context.js'

/** The context of one statement. */
export function createContext(parts: Omit<CompileContext, 'compileCondition'>): CompileContext {
  const context: CompileContext = {
    ...parts,
    compileCondition: (condition) => compileCondition(context, condition),
  }
  return context
}
