import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What somebody does who has no mouse: Tab, arrows and keys that write. */
export interface Keyboard {
  /** Presses Tab until this has the focus, and it can be seen that it has. */
  readonly tabTo: (target: Locator) => Promise<void>
  /** Goes there, and presses Enter. */
  readonly press: (target: Locator) => Promise<void>
  /** Goes there, and writes over what stands there. */
  readonly write: (target: Locator, text: string) => Promise<void>
  /** Opens a list of choices, and takes one by arrows. */
  readonly choose: (target: Locator, option: string) => Promise<void>
}

const ENOUGH = 60

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page

  async function tabTo(target: Locator): Promise<void> {
    await target.waitFor()
    const focused = target.and(page.locator(':focus-visible'))
    for (let press = 0; press < ENOUGH; press++) {
      if ((await focused.count()) > 0) return
      await keyboard.press('Tab')
    }
    throw new Error(`${ENOUGH} presses of Tab did not lead to ${String(target)}.`)
  }

  return {
    tabTo,
    async press(target) {
      await tabTo(target)
      await keyboard.press('Enter')
    },
    async write(target, text) {
      await tabTo(target)
      await keyboard.press('Control+a')
      await keyboard.type(text)
    },
    async choose(target, option) {
      await tabTo(target)
      await keyboard.press('Enter')
      const wanted = page.getByRole('option', { name: option, exact: true })
      await wanted.waitFor()
      const reached = wanted.and(page.locator('[data-combobox-selected]'))
      for (let press = 0; press < ENOUGH && (await reached.count()) === 0; press++)
        await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      await wanted.waitFor({ state: 'hidden' })
      await expect.poll(() => target.inputValue()).toBe(option)
    },
  }
}
