import { Alert, Skeleton, Text } from '@mantine/core'
import {
  errorText,
  fullPermission,
  impossibleOf,
  type MatrixCell,
  type MatrixCollection,
  PermissionEditor,
  PermissionMatrix,
  type PermissionRow,
  rowsOf,
  useCollections,
  useStudio,
  type NamedCollection,
} from '@relvar/studio-ui'
import { useNavigate } from '@tanstack/react-router'
import { type ReactElement, useCallback, useMemo, useState } from 'react'
import { useMe } from '../session/session.js'
import { type Policy, PUBLIC_POLICY } from './access-data.js'
import { policyName } from './policy-name.js'
import { useMatrix } from './use-matrix.js'
import { accessWords as words } from './words.js'

/** What a policy allows, collection by collection. */
export function PolicyMatrix({ policy }: { readonly policy: Policy }): ReactElement {
  const { messages } = useStudio()
  const navigate = useNavigate()
  const { data: collections } = useCollections()
  const { admin } = useMe()
  const matrix = useMatrix(policy.id)
  const [open, setOpen] = useState<MatrixCell | null>(null)
  const shown = useMemo(
    () => (collections ?? []).flatMap((each) => ofWire(each, admin)),
    [collections, admin],
  )
  const customise = useCallback((cell: MatrixCell) => setOpen(cell), [])
  const { permissions, failure, loadError } = matrix
  if (loadError !== null && permissions === undefined)
    return <Alert color="red">{errorText(loadError, messages)}</Alert>
  if (permissions === undefined || collections === undefined) return <Skeleton h={360} />
  return (
    <>
      {failure !== null && (
        <Alert color="red" role="alert" title={words.notSaved} mb="sm">
          {failure}
        </Alert>
      )}
      {policy.app_access && (
        <Alert color="gray" title={words.minimalTitle} mb="md">
          {words.minimalText}
        </Alert>
      )}
      <Text fz="xs" c="dimmed" mb="xs">
        {words.permissionsText}
      </Text>
      <PermissionMatrix
        label={policyName(policy)}
        collections={shown}
        rows={permissions.own}
        {...(policy.app_access && { implied: permissions.implied })}
        onSet={matrix.set}
        onCustomise={customise}
        onExplain={(collection) =>
          void navigate({ to: '/settings/explain', search: { ...subjectOf(policy), collection } })
        }
      />
      {open !== null && (
        <PermissionEditor
          title={shown.find(({ id }) => id === open.collection)?.title ?? open.collection}
          rows={editedRows(permissions.own, open, policy.id)}
          onSave={matrix.save}
          onRemove={matrix.remove}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** Whoever may not do everything is not told what the database can. */
function ofWire(each: NamedCollection, isAdmin: boolean): readonly MatrixCollection[] {
  // A folder holds no items.
  if (each.schema === null) return []
  const isSystem = each.meta?.['system'] === true
  const shown = { id: each.collection, title: each.title, isSystem }
  // What can be done to tables of Relvar itself is up to its own routes.
  return [isAdmin && !isSystem ? { ...shown, impossible: impossibleOf(each) } : shown]
}

/** Rules begin where nothing is left out: they are narrowed from there. */
function editedRows(
  rows: readonly PermissionRow[],
  cell: MatrixCell,
  policy: string,
): readonly [PermissionRow, ...PermissionRow[]] {
  const [first = fullPermission(policy, cell), ...rest] = rowsOf(rows, cell)
  return [first, ...rest]
}

/** Somebody of whom a policy can be explained. */
function subjectOf({ id, holders }: Policy): { readonly as?: string } {
  if (id === PUBLIC_POLICY) return { as: 'public' }
  const role = holders.find((holder) => holder.role !== null)?.role
  if (role) return { as: `role:${role.id}` }
  const user = holders.find((holder) => holder.user !== null)?.user
  return user ? { as: `user:${user.id}` } : {}
}
