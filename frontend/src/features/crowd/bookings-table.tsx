import { Button, Group, NumberInput, Popover, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { attendBooking, type CrowdBooking, useCrowdAct } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { useCrowdStrings } from './strings'

/** Who asked for intervals, with the turn that decided, and who came. */
export function BookingsTable({ rows }: { rows: readonly CrowdBooking[] }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const columns: Column<CrowdBooking>[] = [
    {
      key: 'name',
      header: t('book.member'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ memberId, name }) => (
        <Link to="/vendors/members/$memberId" params={{ memberId }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'interval',
      header: t('interval'),
      sortBy: ({ begins }) => begins,
      cell: ({ begins, zone }) => format.dateTime(begins, zone),
    },
    {
      key: 'state',
      header: t('state'),
      sortBy: ({ state }) => t(`book.states.${state}`),
      cell: ({ state, swapping }) =>
        swapping
          ? `${t(`book.states.${state}`)}, ${t('book.swapping')}`
          : t(`book.states.${state}`),
    },
    {
      key: 'tier',
      header: t('book.tier'),
      align: 'end',
      sortBy: ({ tier }) => tier,
      cell: ({ tier }) => tier,
    },
    {
      key: 'place',
      header: t('book.place'),
      sortBy: ({ place }) => place,
      cell: ({ place, of }) => (of > 0 ? t('book.placeOf', { place, of }) : '–'),
    },
    {
      key: 'worked',
      header: t('book.worked'),
      align: 'end',
      sortBy: ({ workedMin }) => workedMin,
      cell: ({ workedMin, minutes, state }) =>
        state === 'kept' || state === 'absent'
          ? `${format.span(workedMin * 60)} / ${format.span(minutes * 60)}`
          : '–',
    },
    { key: 'act', header: t('acts'), cell: (booking) => <Attend booking={booking} /> },
  ]
  return <DataTable label={t('book.who')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

function Attend({ booking }: { booking: CrowdBooking }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const [opened, setOpened] = useState(false)
  const [worked, setWorked] = useState(booking.workedMin || booking.minutes)
  const attend = useCrowdAct(() => attendBooking(booking.id, worked))
  const due = ['booked', 'kept', 'absent'].includes(booking.state)
  if (!may || !due || new Date(booking.begins) > new Date()) return null
  return (
    <Popover opened={opened} onChange={setOpened} withinPortal trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
          {t('book.note')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {attend.isError && <ErrorPanel error={attend.error} />}
          <NumberInput
            label={t('book.minutesWorked')}
            value={worked}
            min={0}
            max={booking.minutes}
            onChange={(value) => setWorked(Number(value))}
          />
          <Group justify="flex-end">
            <Button
              loading={attend.isPending}
              onClick={() => attend.mutate(undefined, { onSuccess: () => setOpened(false) })}
            >
              {t('book.note')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
