/** What the key is called that goes with letters on this machine. */
export const commandKey: string = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'
