/** Who changed what, in the transaction of the change. */

export { history } from './history.js'
export type { HistoryOptions } from './history.js'
export { forgetHistory } from './retention.js'
export type { Forgotten, Retention } from './retention.js'
