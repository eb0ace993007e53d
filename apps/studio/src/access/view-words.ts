/** What is said while somebody looks as somebody else. */
export const viewWords = {
  label: 'View as',
  text: (name: string): string => `You see the data as ${name}. Nothing can be changed.`,
  refused: 'You look as somebody else: nothing can be changed. Stop that first.',
  stop: 'Stop',
  why: 'Why?',
  notAllowed: 'Not allowed:',
  whyNot: (action: string): string => `${action} (why?)`,
}
