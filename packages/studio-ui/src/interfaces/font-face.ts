const faces: Readonly<Record<string, string>> = {
  'sans-serif': 'var(--mantine-font-family)',
  serif: 'serif',
  monospace: 'var(--mantine-font-family-monospace)',
}

/** The font that an option names; undefined where it names none. */
export function fontFace(option: unknown): string | undefined {
  return typeof option === 'string' ? faces[option] : undefined
}
