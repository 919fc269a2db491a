import { ActionIcon, Button, Input } from '@mantine/core'
import type { ReactNode } from 'react'
import { DeleteIcon, Plus } from '@/design/icons'
import { colon } from '@/i18n/colon'
import classes from './capacity.module.css'
import { useCapacityStrings } from './strings'

interface Props<T> {
  label: string
  hint?: string
  rows: readonly T[]
  /** What a new line begins as. */
  fresh: () => T
  onChange: (rows: T[]) => void
  /** What a line is called where it is removed. */
  nameOf: (row: T, at: number) => string
  readOnly?: boolean
  children: (row: T, set: (change: Partial<T>) => void, at: number) => ReactNode
}

/** A short list of alike lines to edit: each can go, and more can come. */
export function RowsField<T extends object>(props: Props<T>) {
  const { label, hint, rows, fresh, onChange, nameOf, readOnly, children } = props
  const t = useCapacityStrings()
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Input.Label component="legend" labelElement="div">
        {label}
      </Input.Label>
      {hint && <Input.Description mb={4}>{hint}</Input.Description>}
      <div className={classes.lines}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names of their own
          <div key={at} className={classes.line}>
            {children(
              row,
              (change) => onChange(rows.map((old, i) => (i === at ? { ...old, ...change } : old))),
              at,
            )}
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                size={36}
                aria-label={t('removeNamed', { name: nameOf(row, at) })}
                onClick={() => onChange(rows.filter((_, i) => i !== at))}
              >
                <DeleteIcon size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ))}
        {!readOnly && (
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<Plus size={14} aria-hidden />}
              aria-label={`${t('add')}${colon()}${label}`}
              onClick={() => onChange([...rows, fresh()])}
            >
              {t('add')}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}

/** What a number field says, 0 while it is empty. */
export function amount(value: number | string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
