import { Button, Drawer, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { useShellStrings } from '@/app/strings'
import { Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { beginElection, type Election, electionsQuery, useCareerChange } from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { useNameOf } from './words'

const STANDINGS = { nominating: 'info', open: 'warn', counted: 'ok' } as const

/** Elections of awards, the newest first. */
export function ElectionsPage() {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const manages = useMay('careers:manage')
  const query = useQuery(electionsQuery)
  const [adds, setAdds] = useState(false)
  const columns: Column<Election>[] = [
    {
      key: 'award',
      header: t('elections.award'),
      names: true,
      cell: (e) => (
        <Link to="/careers/elections/$electionId" params={{ electionId: e.id }}>
          {nameOf(e.award)}
        </Link>
      ),
    },
    {
      key: 'month',
      header: t('elections.month'),
      sortBy: (e) => e.month,
      cell: (e) => format.month(e.month),
    },
    {
      key: 'method',
      header: t('elections.method'),
      cell: (e) => t(`elections.methods.${e.method}`),
    },
    {
      key: 'state',
      header: t('readiness.state'),
      cell: (e) => (
        <Status standing={STANDINGS[e.state]}>{t(`elections.states.${e.state}`)}</Status>
      ),
    },
    { key: 'closes', header: t('elections.closes'), cell: (e) => format.day(e.closesOn) },
    {
      key: 'elected',
      header: t('elections.elected'),
      cell: (e) =>
        e.result?.places
          .filter(({ elected }) => elected)
          .map(({ name }) => name)
          .join(', ') ?? '',
    },
  ]
  return (
    <Page
      title={t('elections.title')}
      actions={
        manages && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdds(true)}>
            {t('elections.begin')}
          </Button>
        )
      }
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('elections.text')}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('elections.none')}</Text>
          ) : (
            <DataTable
              label={t('elections.title')}
              columns={columns}
              rows={rows}
              rowKey={(e) => e.id}
            />
          )
        }
      </Loaded>
      {adds && <BeginDrawer onClose={() => setAdds(false)} />}
    </Page>
  )
}

const METHODS = ['approval', 'ranked', 'score'] as const

function BeginDrawer({ onClose }: { onClose: () => void }) {
  const t = useCareerStrings()
  const shell = useShellStrings()
  const nameOf = useNameOf()
  const site = useSite()
  const begin = useCareerChange(beginElection)
  const now = new Date()
  const [month, setMonth] = useState(now.toISOString().slice(0, 7))
  const [method, setMethod] = useState<(typeof METHODS)[number]>('approval')
  const [seats, setSeats] = useState(1)
  const [quorum, setQuorum] = useState(50)
  const [closesOn, setCloses] = useState<string | null>(
    new Date(now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10),
  )
  const submit = () =>
    begin.mutate(
      {
        siteId: site?.id ?? 0,
        award: 'advanced_employee',
        month,
        method,
        seats,
        quorum: quorum / 100,
        closesOn: closesOn ?? '',
      },
      { onSuccess: onClose },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('elections.begin')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        {begin.error && <RefusalPanel error={begin.error} />}
        <Text>
          {nameOf('advanced_employee')} · {site?.name}
        </Text>
        <TextInput
          label={t('elections.month')}
          placeholder="YYYY-MM"
          value={month}
          onChange={(event) => setMonth(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('elections.method')}
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value as typeof method)}
          data={METHODS.map((value) => ({ value, label: t(`elections.methods.${value}`) }))}
        />
        <NumberInput
          label={t('elections.seats')}
          min={1}
          max={100}
          value={seats}
          onChange={(value) => setSeats(Number(value) || 1)}
        />
        <NumberInput
          label={t('elections.quorum')}
          min={0}
          max={100}
          suffix=" %"
          value={quorum}
          onChange={(value) => setQuorum(Number(value) || 0)}
        />
        <DayField label={t('elections.closes')} value={closesOn} onChange={setCloses} />
        <Button loading={begin.isPending} onClick={submit}>
          {t('elections.begin')}
        </Button>
      </Stack>
    </Drawer>
  )
}
