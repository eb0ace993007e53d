// @ts-check
import { rules } from './rules.mjs'

/**
 * How dependency-cruiser reads the workspace.
 * @type {import('dependency-cruiser').ICruiseOptions}
 */
export const options = {
  validate: true,
  ruleSet: { forbidden: [...rules] },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(dist|coverage)/' },
  // Type imports count: the graph is about knowledge, not only about loading.
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['@relvar/source', 'import', 'node', 'default'],
    extensions: ['.ts', '.tsx', '.mjs', '.js'],
  },
}
