import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type CalendarYear, useSetCalendarYear } from '@/api/calendar-days'
import { fieldMessages } from '@/api/problem'
import { useMay } from '@/api/session'
import { CalendarIcon, Plus } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { DayLine } from './day-line'
import { type DayValues, dayFields, dayValues } from './day-values'
import { SeedMenu } from './seed-menu'
import { useCalendarStrings } from './strings'

interface Props {
  calendarId: number
  year: number
  data: CalendarYear
}

/** The special days of a year as lines to change; saving makes the year exactly these. */
export function YearEditor({ calendarId, year, data }: Props) {
  const t = useCalendarStrings()
  const mayEdit = useMay('workforce:manage')
  const set = useSetCalendarYear(calendarId, year)
  const form = useForm<{ days: DayValues[] }>({
    initialValues: { days: data.days.map(dayValues) },
  })
  const { days } = form.values
  const add = () =>
    form.insertListItem('days', { date: `${year}-01-01`, kind: 'holiday', name: '', upliftPct: '' })
  const submit = form.onSubmit(({ days: values }) =>
    set.mutate(
      { days: values.map(dayFields), etag: data.etag },
      {
        onSuccess: () => toast.done(t('saved')),
        onError: (error) => form.setErrors(fieldMessages(error)),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {set.isError && <ErrorPanel error={set.error} />}
        {days.length === 0 && (
          <Empty icon={CalendarIcon} title={t('none', { year })} text={t('noneText')} />
        )}
        {days.map((_, place) => (
          <DayLine
            // biome-ignore lint/suspicious/noArrayIndexKey: lines being written have no name yet
            key={place}
            form={form}
            place={place}
            readOnly={!mayEdit}
          />
        ))}
        {mayEdit && (
          <Group>
            <Button type="submit" loading={set.isPending} disabled={!form.isDirty()}>
              {t('save')}
            </Button>
            <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={add}>
              {t('add')}
            </Button>
            <SeedMenu calendarId={calendarId} year={year} disabled={form.isDirty()} />
          </Group>
        )}
      </Stack>
    </form>
  )
}
