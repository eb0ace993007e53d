/** Who changed what, in the transaction of the change. */

export { history } from './history.js'
export type { HistoryOptions } from './history.js'
export { notificationLetter } from './notification-letter.js'
export type { LetterOptions, NotificationLetter } from './notification-letter.js'
export { noteActivity } from './record/note-activity.js'
export type { NotedActivity } from './record/note-activity.js'
export { forgetHistory } from './retention.js'
export type { Forgotten, Retention } from './retention.js'
