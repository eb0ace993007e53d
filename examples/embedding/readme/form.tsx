import { ItemFields, type StudioCollection, useItem, useItemForm } from '@relvar/studio-ui'

/** A form with buttons of its own. Where the item is read once more, what was typed stays. */
export function Order({ orders, id }: { orders: StudioCollection; id: string }) {
  const { data } = useItem(orders.id, id)
  const form = useItemForm(orders, id, data ?? null)
  if (data === undefined) return null
  return (
    <>
      <ItemFields form={form} isBusy={form.isSaving} />
      <button disabled={!form.isDirty} onClick={() => void form.save()}>
        Save
      </button>
      <button onClick={form.discard}>Discard</button>
      {form.conflict?.kind === 'changed' && (
        <button onClick={() => form.resolve(new Set())}>Somebody changed it: keep mine</button>
      )}
    </>
  )
}
