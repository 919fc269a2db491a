import { Button, Group, Select, Stack } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import type { CalendarYear } from '@/api/calendar-days'
import { useMay } from '@/api/session'
import { Plus, Upload } from '@/design/icons'
import { useLanguage } from '@/i18n'
import { legible } from '@/parts/day-names'
import { optionsOf } from '@/parts/inputs/choices'
import type { DayLook } from '@/parts/months/month-table'
import { Months } from '@/parts/months/months'
import { type Entry, entriesOf, entryKey, eventTypesOf } from './entries'
import { EntryDrawer } from './entry-drawer'
import { EntryTable } from './entry-table'
import { FileDrawer } from './file-drawer'
import { KindFilter } from './kind-filter'
import { entriesOn, TONES } from './kinds'
import { useLearnt } from './learnt'
import type { CalendarSearch } from './route'
import { SeedMenu } from './seed-menu'
import { useCalendarStrings } from './strings'

interface Props {
  calendarId: number
  year: number
  data: CalendarYear
  search: CalendarSearch
  onChange: (change: Partial<CalendarSearch>) => void
}

const CLOSED = { file: undefined, entry: undefined, add: undefined, from: undefined, to: undefined }

/** A year as twelve months and as a list; days are special by drawing over them or by a form. */
export function YearView({ calendarId, year, data, search, onChange }: Props) {
  const t = useCalendarStrings()
  const mayEdit = useMay('workforce:manage')
  const all = useMemo(() => entriesOf(data.days), [data])
  const shown = useMemo(
    () => all.filter(({ kind }) => !search.kinds || search.kinds.includes(kind)),
    [all, search.kinds],
  )
  const look = useLook(shown)
  const learnt = useLearnt(calendarId, year, search.queue)
  const open = all.find((entry) => entryKey(entry) === search.entry)
  const pick = (from: string, to: string) => {
    const found = from === to ? entriesOn(shown, from)[0] : undefined
    if (found) onChange({ ...CLOSED, entry: entryKey(found) })
    else if (mayEdit) onChange({ ...CLOSED, add: true, from, to })
  }
  const marked = open ?? (search.add ? search : undefined)
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <KindFilter
          entries={all}
          chosen={search.kinds}
          onChoose={(kinds) => onChange({ kinds: kinds.length > 0 ? kinds : undefined })}
        />
        {mayEdit && (
          <Group gap="xs">
            <SeedMenu calendarId={calendarId} year={year} />
            <Button
              variant="default"
              leftSection={<Upload size={16} aria-hidden />}
              onClick={() => onChange({ ...CLOSED, file: true })}
            >
              {t('file.open')}
            </Button>
            <Button
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => onChange({ ...CLOSED, add: true })}
            >
              {t('add')}
            </Button>
          </Group>
        )}
      </Group>
      {mayEdit && <p style={{ margin: 0, color: 'var(--muted)' }}>{t('drawHint')}</p>}
      <Months
        label={t('yearLabel', { year })}
        months={MONTHS.map((month) => `${year}-${month}`)}
        look={look}
        marked={marked?.from && marked.to ? [marked.from, marked.to] : undefined}
        onPick={pick}
      />
      {learnt.choices.length > 0 && (
        <Select
          label={t('learnt.queue')}
          description={t('learnt.queueHint')}
          data={optionsOf(learnt.choices)}
          value={learnt.queue ? String(learnt.queue.id) : null}
          allowDeselect={false}
          searchable
          maw={360}
          onChange={(queue) => onChange({ queue: Number(queue) })}
        />
      )}
      <EntryTable
        year={year}
        entries={shown}
        learnt={learnt}
        onOpen={(entry) => onChange({ ...CLOSED, entry: entryKey(entry) })}
      />
      {search.file && mayEdit && (
        <FileDrawer calendarId={calendarId} onClose={() => onChange(CLOSED)} />
      )}
      {(open || (search.add && mayEdit)) && (
        <EntryDrawer
          key={search.entry ?? 'new'}
          calendarId={calendarId}
          year={year}
          etag={data.etag}
          entry={open}
          days={search}
          types={eventTypesOf(data.days)}
          learnt={learnt}
          others={open ? entriesOn(all, open.from).filter((one) => one !== open) : []}
          onOpen={(entry) => onChange({ ...CLOSED, entry: entryKey(entry) })}
          onClose={() => onChange(CLOSED)}
        />
      )}
    </Stack>
  )
}

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))

/** How each day looks by the entries that hold it. */
function useLook(entries: readonly Entry[]): (day: string) => DayLook {
  const t = useCalendarStrings()
  const language = useLanguage()
  return useCallback(
    (day) => {
      const found = entriesOn(entries, day)
      const first = found[0]
      if (!first) return {}
      const words = found.map(({ kind, name }) =>
        [legible(name, language), t(`kinds.${kind}`)].filter(Boolean).join(', '),
      )
      return {
        tone: TONES[first.kind],
        mark: t(`marks.${first.kind}`) + (found.length > 1 ? '+' : ''),
        text: words.join('; '),
      }
    },
    [entries, language, t],
  )
}
