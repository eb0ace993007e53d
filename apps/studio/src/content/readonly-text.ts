import type { Messages, ReadonlyReason } from '@relvar/studio-ui'

/** Why items of a collection can only be read. */
export function readonlyText(reason: ReadonlyReason, messages: Messages): string {
  switch (reason) {
    case 'view':
      return messages.readonlyView
    case 'no-key':
      return messages.readonlyNoKey
    case 'rights':
      return messages.readonlyRights
  }
}
