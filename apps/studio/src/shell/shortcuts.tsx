import { Kbd, Modal, Table } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { commandKey } from './command-key.js'
import { shellWords } from './words.js'

/** What the keyboard does everywhere, and on the pages of items. */
const SHORTCUTS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [[commandKey, 'K'], shellWords.does.palette],
  [['?'], shellWords.does.shortcuts],
  [[commandKey, 'S'], shellWords.does.save],
  [[commandKey, 'Alt', 'S'], shellWords.does.saveAndNew],
  [[commandKey, 'Shift', 'S'], shellWords.does.saveAsCopy],
  [['Alt', 'Enter'], shellWords.does.field],
  [[commandKey, 'Enter'], shellWords.does.send],
  [['Enter'], shellWords.does.open],
  [['↑', '↓'], shellWords.does.move],
  [['Space', '↑', '↓'], shellWords.does.sort],
  [['Esc'], shellWords.does.close],
]

/** Lists the keys that do something. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { messages } = useStudio()
  return (
    <Modal
      opened
      onClose={onClose}
      title={shellWords.shortcuts}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <Table verticalSpacing={6} fz="sm">
        <Table.Tbody>
          {SHORTCUTS.map(([keys, does]) => (
            <Table.Tr key={does}>
              <Table.Td>{does}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
