import { Alert, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useChangeCalendar } from '@/api/calendar-days'
import { fieldMessages, staleVersions } from '@/api/problem'
import { useMay } from '@/api/session'
import { useLanguage } from '@/i18n'
import { legible } from '@/parts/day-names'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { type Entry, entryKey, withEntry, yearsOf } from './entries'
import { EntryFields } from './entry-fields'
import { blankValues, type EntryValues, entryOf, valuesOf, wrongIn } from './entry-values'
import { type Learnt, learntOf } from './learnt'
import { LearntPanel } from './learnt-panel'
import { useCalendarStrings } from './strings'

interface Props {
  calendarId: number
  year: number
  etag: string
  /** What is open; undefined writes a new one. */
  entry: Entry | undefined
  /** The days that a new one begins with. */
  days: { from?: string; to?: string }
  /** The types of events that the calendar has already. */
  types: readonly string[]
  /** What forecasts have learnt of types of events. */
  learnt: Learnt
  /** What else holds the first day. */
  others: readonly Entry[]
  onOpen: (entry: Entry) => void
  onClose: () => void
}

/** Writes, changes or removes one stretch of special days. */
export function EntryDrawer(props: Props) {
  const { calendarId, year, etag, entry, days, types, learnt, others, onOpen, onClose } = props
  const t = useCalendarStrings()
  const language = useLanguage()
  const mayEdit = useMay('workforce:manage')
  const change = useChangeCalendar(calendarId)
  const form = useForm<EntryValues>({
    initialValues: entry ? valuesOf(entry) : blankValues(year, days),
    validate: (values) => wrongIn(values, t),
  })
  const put = (now: Entry | undefined, words: string) =>
    change.mutate(
      {
        etag,
        years: yearsOf(entry, now),
        change: (all) => withEntry(all, entry, now),
      },
      {
        onSuccess: () => {
          toast.done(words)
          onClose()
        },
        onError: (error) => form.setErrors(fieldMessages(error)),
      },
    )
  const known = learntOf(learnt.types, form.values)
  const title = entry ? legible(entry.name, language) || t(`kinds.${entry.kind}`) : t('newEntry')
  return (
    <Drawer opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={form.onSubmit((values) => put(entryOf(values), t('saved')))} noValidate>
        <Stack gap="md">
          <Others entries={others} onOpen={onOpen} />
          <Trouble error={change.error} onReloaded={change.reset} />
          <EntryFields form={form} types={types} readOnly={!mayEdit} />
          {known && (
            <LearntPanel
              learnt={known}
              queue={learnt.queue?.name ?? ''}
              onTake={mayEdit ? (pct) => form.setFieldValue('upliftPct', pct) : undefined}
            />
          )}
          {mayEdit && (
            <Group justify="space-between" mt="sm">
              <Group gap="xs">
                <Button type="submit" loading={change.isPending}>
                  {t('save')}
                </Button>
                <Button variant="default" onClick={onClose}>
                  {t('cancel')}
                </Button>
              </Group>
              {entry && (
                <Button
                  variant="subtle"
                  color="red"
                  onClick={() => put(undefined, t('removed', { name: title }))}
                  disabled={change.isPending}
                >
                  {t('remove')}
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </form>
    </Drawer>
  )
}

/** What else stands on the same day, to go there. */
function Others({ entries, onOpen }: Pick<Props, 'onOpen'> & { entries: readonly Entry[] }) {
  const t = useCalendarStrings()
  const language = useLanguage()
  if (entries.length === 0) return null
  return (
    <Group gap="xs">
      <Text c="dimmed">{t('others')}</Text>
      {entries.map((one) => (
        <Button key={entryKey(one)} size="compact-sm" variant="default" onClick={() => onOpen(one)}>
          {legible(one.name, language) || t(`kinds.${one.kind}`)}
        </Button>
      ))}
    </Group>
  )
}

/** What went wrong; a newer calendar is loaded on request, and what was typed stays. */
function Trouble({ error, onReloaded }: { error: unknown; onReloaded: () => void }) {
  const t = useCalendarStrings()
  const client = useQueryClient()
  if (!error) return null
  if (!staleVersions(error)) return <ErrorPanel error={error} />
  const reload = async () => {
    await client.invalidateQueries({ queryKey: ['calendars'] })
    onReloaded()
  }
  return (
    <Alert color="red" variant="outline" role="alert" title={t('stale')}>
      <Stack gap="xs" align="flex-start">
        {t('staleText')}
        <Button size="xs" onClick={() => void reload()}>
          {t('reload')}
        </Button>
      </Stack>
    </Alert>
  )
}
