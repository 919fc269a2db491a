import { Button, NativeSelect, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Payroll, type PayrollLine, settleLine, useCrowdAct } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'

const WAYS = ['paid_since', 'recovered', 'explained', 'let_stand'] as const

/** What is missing of a line's pay because the partner counts other minutes. */
export function ofHours({ minutes, statedMin, owed }: PayrollLine): number | undefined {
  if (statedMin === undefined || minutes === 0) return undefined
  return Math.round((owed.minor * (minutes - statedMin)) / minutes)
}

/** The lines of a statement: worked, as the partner says, owed, paid, and what is open. */
export function PayLines({ payroll }: { payroll: Payroll }) {
  const t = useCrowdStrings()
  const columns = useColumns(payroll)
  return (
    <DataTable
      label={`${t('payroll')}, ${payroll.name}`}
      columns={columns}
      rows={payroll.lines}
      rowKey={({ line }) => line}
      rowHeight={44}
    />
  )
}

function useColumns(payroll: Payroll): Column<PayrollLine>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  const hours = (minutes: number) => format.fixed(minutes / 60, 2)
  const currencyOf = ({ owed, paid }: PayrollLine) => owed.currency || paid.currency || 'CNY'
  const money = (minor: number, line: PayrollLine) =>
    format.money({ minor, currency: currencyOf(line) })
  const gap = ({ owed, paid }: PayrollLine) => paid.minor - owed.minor
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name, code }) => `${name} (${code})`,
    },
    {
      key: 'worked',
      header: t('pay.muster'),
      align: 'end',
      sortBy: ({ minutes }) => minutes,
      cell: ({ minutes }) => hours(minutes),
    },
    {
      key: 'stated',
      header: t('pay.partner'),
      align: 'end',
      sortBy: ({ statedMin }) => statedMin ?? -1,
      cell: ({ statedMin }) => (statedMin === undefined ? '–' : hours(statedMin)),
    },
    {
      key: 'owed',
      header: t('pay.owed'),
      align: 'end',
      sortBy: ({ owed }) => owed.minor,
      cell: (line) => money(line.owed.minor, line),
    },
    {
      key: 'paid',
      header: t('pay.paid'),
      align: 'end',
      sortBy: ({ paid }) => paid.minor,
      cell: (line) => money(line.paid.minor, line),
    },
    {
      key: 'gap',
      header: t('pay.difference'),
      align: 'end',
      sortBy: gap,
      cell: (line) => (gap(line) === 0 ? '–' : money(gap(line), line)),
    },
    {
      key: 'ofHours',
      header: t('pay.ofHours'),
      align: 'end',
      cell: (line) => {
        const part = ofHours(line)
        return part ? money(-part, line) : '–'
      },
    },
    {
      key: 'causes',
      header: t('pay.causes'),
      sortBy: ({ causes }) => -causes.length,
      cell: ({ causes, settlement }) =>
        causes.length > 0 && (
          <Status standing={settlement ? 'info' : 'warn'}>
            {format.list(causes.map((cause) => t(`pay.cause.${cause as 'late'}`)))}
          </Status>
        ),
    },
    {
      key: 'act',
      header: t('pay.settle'),
      cell: (line) => <Settle payroll={payroll} line={line} />,
    },
  ]
}

function Settle({ payroll, line }: { payroll: Payroll; line: PayrollLine }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const [opened, setOpened] = useState(false)
  const [way, setWay] = useState<(typeof WAYS)[number]>('paid_since')
  const [note, setNote] = useState('')
  const settle = useCrowdAct(() => settleLine(payroll.id, line.line, { settlement: way, note }))
  if (line.settlement) {
    return `${t(`pay.settlements.${line.settlement}`)}${colon()}${line.note}`
  }
  if (!may || line.causes.length === 0 || payroll.id === 0) return null
  return (
    <Popover opened={opened} onChange={setOpened} withinPortal trapFocus position="left">
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
          {t('pay.settle')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {settle.isError && <ErrorPanel error={settle.error} />}
          <NativeSelect
            label={t('pay.how')}
            value={way}
            onChange={(event) => setWay(event.currentTarget.value as typeof way)}
            data={WAYS.map((value) => ({ value, label: t(`pay.settlements.${value}`) }))}
          />
          <TextInput
            label={t('pay.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button
            disabled={note.trim().length < 3}
            loading={settle.isPending}
            onClick={() => settle.mutate(undefined, { onSuccess: () => setOpened(false) })}
          >
            {t('pay.settle')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
