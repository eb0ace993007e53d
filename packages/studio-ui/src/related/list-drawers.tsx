import type { ReactElement } from 'react'
import { useSurroundingForm } from '../item-form/form-context.js'
import { refusedBelow } from '../item-form/save-failure.js'
import { type StagedList, withChange, withNew } from '../item-form/staged.js'
import { useStudio } from '../provider/studio-provider.js'
import { itemKey } from '../schema/item-key.js'
import { linkingTo } from '../schema/link-columns.js'
import { useCollection } from '../schema/use-collections.js'
import type { Item } from '../wire/objects.js'
import type { FieldDrawer } from './drawer-path.js'
import type { ListBodyProps } from './list-body.js'
import { ListPicker } from './list-picker.js'
import { RelatedDrawer } from './related-drawer.js'
import { identityOf, linkedKey, partsOfRow, stageRow } from './row-drawer.js'
import { SideDrawer } from './side-drawer.js'
import type { ListRow } from './use-list-rows.js'

interface ListDrawersProps extends ListBodyProps {
  readonly shown: readonly ListRow[]
  readonly staged: StagedList
  readonly drawer: FieldDrawer
  readonly onStaged: (staged: StagedList) => void
}

/** The drawers of a list: one to choose from what is there, one to edit a row or make a new one. */
export function ListDrawers(props: ListDrawersProps): ReactElement {
  const { list, rows, field, shown, staged, drawer, frame, onStaged } = props
  const { messages } = useStudio()
  const { open } = drawer
  const row =
    shown.find(({ id }) => id === open) ?? (list.other === null ? rowOfAddress(open) : null)
  const named = row?.item[list.discriminator ?? ''] ?? open?.split(':')[1]
  const targetId = list.kind === 'many-to-any' ? String(named ?? '') : (list.targets[0] ?? '')
  const { collection: target } = useCollection(list.other === null ? list.collection : targetId)
  const isPicking = open?.startsWith('?') === true
  const isThere = row !== null || open?.startsWith('+') === true
  const isEditing = isThere && !isPicking && target !== undefined
  const linked = row?.item[list.other ?? '']
  const key = target === undefined ? null : linkedKey(target, linked)
  const refused = refusedBelow(useSurroundingForm().refused, [field.name])
  const parts = isEditing
    ? partsOfRow(list, row, rows, list.other === null ? null : target.id, staged, key, refused)
    : null

  function pick(item: Item): void {
    if (target === undefined) return
    onStaged(withExisting(props, target.id, item, identityOf(target, item), itemKey(target, item)))
    drawer.close()
  }

  return (
    <>
      <SideDrawer title={messages.choose(field.title)} isOpen={isPicking} onClose={drawer.close}>
        {isPicking && target !== undefined && (
          <ListPicker {...{ field, list, rows, target, staged }} onPick={pick} />
        )}
      </SideDrawer>
      <RelatedDrawer
        title={
          row === null ? messages.newItem(target?.title ?? '') : (target?.title ?? field.title)
        }
        part={parts?.part ?? null}
        junction={parts?.junction ?? null}
        isJunctionFirst={field.options['junctionFieldLocation'] === 'top'}
        isReadonly={frame.disabled}
        onClose={drawer.close}
        onApply={(item, junction) =>
          onStaged(
            stageRow(
              list,
              row,
              rows,
              list.other === null ? null : (target ?? null),
              staged,
              item,
              junction,
            ),
          )
        }
      />
    </>
  )
}

/** A row that the address names and this page of the list does not hold. */
function rowOfAddress(open: string | null): ListRow | null {
  if (open === null || /^[+?]/.test(open)) return null
  return { id: open, item: {}, state: 'kept' }
}

/** What is there becomes part of the list: a row by its link, anything else through a new row of the junction. */
function withExisting(
  { list, staged }: ListDrawersProps,
  target: string,
  item: Item,
  identity: Item,
  key: string | null,
): StagedList {
  const { other, otherColumns, discriminator } = list
  if (other === null)
    return withChange(staged, { id: key ?? '', identity, values: {}, shown: item, isAdded: true })
  const named = discriminator === null ? {} : { [discriminator]: target }
  const linking =
    otherColumns.length === 0
      ? { [other]: Object.values(identity)[0] }
      : linkingTo(otherColumns, item)
  return withNew(staged, {
    values: { ...named, ...linking },
    shown: { ...named, [other]: item },
  })
}
