import { Anchor, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Entity, useList } from '@/api/resource'
import { useMay } from '@/api/session'
import type { Permission } from '@/api/types'
import { Plus } from '@/design/icons'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '../data-table'
import { Empty } from '../empty'
import { Loaded } from '../loaded'
import { Editor } from './editor'
import type { Register } from './register'
import { useRegisterStrings } from './strings'

/** What of a register is being edited: a thing by its id, a new one, or nothing. */
export type Editing = number | 'new' | undefined

interface Props<E extends Entity, F, V extends object> {
  register: Register<E, F, V>
  /** What the list holds, as a heading says it. */
  title: string
  /** What belongs here, for as long as there is none. */
  empty: string
  editing: Editing
  onEdit: (editing: Editing) => void
  /** Below a heading that says the title already: no second one, and a quieter button. */
  compact?: boolean
  /** Who may change it: workforce:manage unless told otherwise. */
  manage?: Permission
}

/** The list of a register, with a drawer to edit. What is being edited is the caller's to keep. */
export function RegisterList<E extends Entity, F, V extends object>({
  register,
  title,
  empty,
  editing,
  onEdit,
  manage = 'workforce:manage',
  compact,
}: Props<E, F, V>) {
  const t = useRegisterStrings()
  const query = useList(register.resource)
  const mayEdit = useMay(manage)
  const columns = useWithNames(register, mayEdit ? onEdit : undefined)
  const add = mayEdit && (
    <Button
      variant={compact ? 'default' : 'filled'}
      leftSection={<Plus size={16} aria-hidden />}
      onClick={() => onEdit('new')}
    >
      {t('add')}
    </Button>
  )
  const entity = query.data?.find(({ id }) => id === editing)
  const open = mayEdit && (editing === 'new' || entity !== undefined)
  return (
    <>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={compact ? undefined : title} text={empty} action={add} />
          ) : (
            <>
              <div style={{ display: 'flex', justifyContent: 'flex-end', marginBottom: 12 }}>
                {add}
              </div>
              <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => row.id} />
            </>
          )
        }
      </Loaded>
      {open && (
        <Editor
          key={editing}
          register={register}
          entity={entity}
          title={
            entity
              ? t('editNamed', { name: register.nameOf(entity) })
              : `${t('add')}${colon()}${title}`
          }
          onClose={() => onEdit(undefined)}
        />
      )}
    </>
  )
}

function Nothing({ title, text, action }: { title?: string; text: string; action: ReactNode }) {
  if (title) return <Empty title={title} text={text} action={action} />
  return (
    <Group justify="space-between">
      <Text c="dimmed">{text}</Text>
      {action}
    </Group>
  )
}

function useWithNames<E extends Entity, F, V extends object>(
  register: Register<E, F, V>,
  onEdit: ((editing: Editing) => void) | undefined,
): Column<E>[] {
  const columns = register.useColumns()
  return columns.map((column) =>
    column.names && onEdit
      ? {
          ...column,
          cell: (row: E) => (
            <Anchor component="button" type="button" onClick={() => onEdit(row.id)}>
              {column.cell(row)}
            </Anchor>
          ),
        }
      : column,
  )
}
