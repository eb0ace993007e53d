import type { KeyboardEvent } from 'react'

/** What a drawer or dialog is given in place of its own way with Escape. */
export interface EscapeProps {
  readonly closeOnEscape: false
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/**
 * Closes a drawer by Escape, but not those below it, which would all hear of it: only the one that has the
 * focus, and not while a list of choices in it is open.
 *
 * @example
 * <Drawer opened={isOpen} onClose={close} {...escapeProps(close)} />
 */
export function escapeProps(onClose: () => void): EscapeProps {
  return {
    closeOnEscape: false,
    onKeyDown: (event) => {
      const { key, target, currentTarget, nativeEvent } = event
      if (key !== 'Escape' || nativeEvent.isComposing || !(target instanceof Element)) return
      // React tells of what happens in dialogs above, too; in the document they stand elsewhere.
      if (!currentTarget.contains(target)) return
      // Mantine's mark of a control that has a use for the key itself.
      if (target.getAttribute('data-mantine-stop-propagation') === 'true') return
      event.stopPropagation()
      onClose()
    },
  }
}
