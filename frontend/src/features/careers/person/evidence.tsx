import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { type Standing, Status } from '@/parts/status'
import type { Evidence } from '../queries'
import { useNameOf, useSourceName } from '../words'
import { EvidenceDrawer } from './evidence-drawer'
import { evidenceQuery } from './queries'
import { useCareerPersonStrings } from './strings'

/** All that is known of somebody, the newest first, and the form to enter more. */
export function EvidencePanel({ person, manages }: { person: number; manages: boolean }) {
  const t = useCareerPersonStrings()
  const [entering, setEntering] = useState(false)
  const query = useQuery(evidenceQuery(person))
  return (
    <Panel
      title={t('evidence')}
      actions={manages && <Button onClick={() => setEntering(true)}>{t('enter')}</Button>}
    >
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? <Text>{t('noEvidence')}</Text> : <EvidenceTable list={list} />
        }
      </Loaded>
      {entering && <EvidenceDrawer person={person} onClose={() => setEntering(false)} />}
    </Panel>
  )
}

function EvidenceTable({ list }: { list: readonly Evidence[] }) {
  const t = useCareerPersonStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const sourceOf = useSourceName()
  const figure = (piece: Evidence) => {
    if (piece.register === 'trainings') return format.number(piece.value ?? 0, 1)
    if (piece.register !== 'metrics' || piece.value === undefined) return '–'
    return piece.value <= 1 ? format.percent(piece.value, 1) : format.number(piece.value, 1)
  }
  return (
    <DataTable
      label={t('evidence')}
      rows={list}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'day',
          header: t('day'),
          sortBy: ({ day }) => day,
          cell: ({ day }) => format.day(day),
        },
        {
          key: 'what',
          header: t('what'),
          names: true,
          sortBy: ({ what }) => what,
          cell: (piece) => (piece.what ? nameOf(piece.what) : registerName(t, piece.register)),
        },
        { key: 'value', header: t('value'), align: 'end', cell: figure },
        {
          key: 'source',
          header: t('source'),
          sortBy: ({ source }) => source,
          cell: ({ source }) => sourceOf(source),
        },
        { key: 'note', header: t('note'), cell: ({ note }) => note || '–' },
        { key: 'state', header: t('state'), cell: (piece) => <Contest piece={piece} /> },
      ]}
    />
  )
}

function registerName(t: ReturnType<typeof useCareerPersonStrings>, register: string): string {
  return register === 'sanctions' ? t('sanction') : register
}

const CONTESTS = { open: 'contested', upheld: 'takenBack', rejected: 'stays' } as const
const STANDINGS: Record<keyof typeof CONTESTS, Standing> = {
  open: 'warn',
  upheld: 'info',
  rejected: 'ok',
}

function Contest({ piece: { contest } }: { piece: Evidence }) {
  const t = useCareerPersonStrings()
  if (!contest) return t('counts')
  return <Status standing={STANDINGS[contest]}>{t(CONTESTS[contest])}</Status>
}
