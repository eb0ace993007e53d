/** Light, dark, or as the system has it. */
export const APPEARANCES = ['light', 'dark', 'auto'] as const

export type Appearance = (typeof APPEARANCES)[number]
