import type { ReactElement, ReactNode } from 'react'
import { FormContext, useSurroundingForm } from '../../item-form/form-context.js'
import { noChanges, stagedList, withChange } from '../../item-form/staged.js'
import { RelationalList } from '../../related/relational-list.js'
import { identityOf } from '../../related/row-drawer.js'
import type { ListRow } from '../../related/use-list-rows.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { InterfaceProps } from '../interface-props.js'

/** The items below this one, each with those below it; all that is changed is saved with this one. */
export function ListO2mTreeView(props: InterfaceProps): ReactElement {
  const { displayTemplate: template } = props.field.options
  const options = {
    layout: 'list',
    ...props.field.options,
    ...(template !== undefined && { template }),
  }
  const field = { ...props.field, options }
  return (
    <RelationalList
      {...props}
      field={field}
      branchOf={(row, rows) => <Branch {...props} field={field} row={row} rows={rows} />}
    />
  )
}

interface BranchProps extends InterfaceProps {
  readonly row: ListRow
  readonly rows: StudioCollection
}

/** What is below a row: a change of it is a change of the row. */
function Branch({ row, rows, field, value, onChange, frame }: BranchProps): ReactNode {
  const form = useSurroundingForm()
  if (row.state === 'new' || row.state === 'removed') return null
  const staged = stagedList(value)
  const below = staged.update.find(({ id }) => id === row.id)?.values[field.name] ?? null
  const inner: InterfaceProps = {
    field,
    value: below,
    frame: { ...frame, id: `${frame.id}-${row.id}`, label: null, description: null, error: null },
    onChange: (next) => {
      const values = { [field.name]: next ?? noChanges }
      onChange(
        withChange(staged, { id: row.id, identity: identityOf(rows, row.item), values, shown: {} }),
      )
    },
  }
  // The rows below link to this row, and not to the item of the form.
  return (
    <FormContext value={{ ...form, collection: rows, item: row.item, isNew: false }}>
      <ListO2mTreeView {...inner} />
    </FormContext>
  )
}
