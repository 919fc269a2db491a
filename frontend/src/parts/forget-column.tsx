import { ActionIcon } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { DeleteIcon } from '@/design/icons'
import type { Column } from './data-table'
import { toast } from './toast'

interface Props<R> {
  header: string
  /** What the button of a row says. */
  label: (row: R) => string
  disabled: (row: R) => boolean
  forget: UseMutationResult<unknown, Error, number>
}

/** The column whose button takes a row out of a list of things that were computed. */
export function forgetColumn<R extends { id: number }>(props: Props<R>): Column<R> {
  const { header, label, disabled, forget } = props
  return {
    key: 'delete',
    header,
    width: 90,
    cell: (row) => (
      <ActionIcon
        variant="subtle"
        aria-label={label(row)}
        disabled={disabled(row)}
        onClick={() => forget.mutate(row.id, { onError: (e) => toast.failed(e.message) })}
      >
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    ),
  }
}
