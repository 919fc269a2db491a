import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type DriverDays, useSetDriverValues } from '@/api/drivers'
import { staleVersions } from '@/api/problem'
import type { Driver } from '@/api/types'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { readPasted } from './paste'
import {
  type Cell,
  cellsOf,
  changesBetween,
  confirmed,
  pastedInto,
  unconfirmed,
  valuesOf,
  written,
  wrongDays,
} from './sheet'
import { Sheet } from './sheet-table'
import { useDriverStrings } from './strings'
import { ValuesPlot } from './values-plot'

interface Props {
  driver: Driver
  days: DriverDays
  from: string
  to: string
  today: string
  mayEdit: boolean
}

/** A driver's values as a line above a sheet; what is typed or pasted is saved in one go. */
export function ValuesView({ driver, days, from, to, today, mayEdit }: Props) {
  const t = useDriverStrings()
  const [before] = useState(() => cellsOf(days.values, from, to))
  const [cells, setCells] = useState<readonly Cell[]>(before)
  const set = useSetDriverValues(driver.id, from, to)
  const changes = changesBetween(before, cells)
  const wrong = wrongDays(cells)
  const late = unconfirmed(cells, today)
  const write = (date: string, text: string) =>
    setCells((old) => old.map((cell) => (cell.date === date ? written(cell, text, today) : cell)))
  const paste = (date: string, text: string) => {
    const { values, refused } = readPasted(text, date)
    const { cells: after, taken, outside } = pastedInto(cells, values, today)
    setCells(after)
    const words = [
      t('pasted', { count: taken }),
      ...(outside > 0 ? [t('pastedOutside', { count: outside })] : []),
      ...refused.slice(0, 3).map(({ line, text: found }) => t('pastedRefused', { line, found })),
    ]
    if (refused.length > 0) toast.failed(words.join(' '))
    else toast.done(words.join(' '))
  }
  const save = () =>
    set.mutate(
      { values: valuesOf(cells), etag: days.etag },
      { onSuccess: () => toast.done(t('saved', { count: changes })) },
    )
  return (
    <Stack gap="md">
      <ValuesPlot driver={driver} cells={cells} />
      {staleVersions(set.error) ? (
        <Alert color="red" variant="outline" role="alert" title={t('stale')}>
          {t('staleText')}
        </Alert>
      ) : (
        set.isError && <ErrorPanel error={set.error} />
      )}
      {mayEdit && (
        <Group gap="sm">
          <Button
            onClick={save}
            loading={set.isPending}
            disabled={changes === 0 || wrong.length > 0}
          >
            {changes > 0 ? t('saveChanges', { count: changes }) : t('save')}
          </Button>
          <Button variant="default" disabled={changes === 0} onClick={() => setCells(before)}>
            {t('discard')}
          </Button>
          {late > 0 && (
            <Button variant="default" onClick={() => setCells(confirmed(cells, today))}>
              {t('confirm', { count: late })}
            </Button>
          )}
          <Text c="dimmed">{t('pasteHint')}</Text>
        </Group>
      )}
      <Sheet
        cells={cells}
        wrong={wrong}
        today={today}
        unit={driver.unit ?? ''}
        readOnly={!mayEdit}
        onWrite={write}
        onPaste={paste}
      />
    </Stack>
  )
}
