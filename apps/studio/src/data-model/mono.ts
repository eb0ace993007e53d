/** Technical names in an input; its label stays as labels are. */
export const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } as const
