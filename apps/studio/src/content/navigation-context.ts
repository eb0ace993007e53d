import { createContext, type Context } from 'react'

/** What opens the navigation, where it does not stand beside the page; else null. */
export const NavigationContext: Context<(() => void) | null> = createContext<(() => void) | null>(
  null,
)
