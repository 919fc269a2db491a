import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { Candidate, RequisitionReport } from './queries'
import { useRequisitionStrings } from './strings'

const CandidateDrawer = lazily(async () => (await import('./candidate-drawer')).CandidateDrawer)

const SIGNS = { met: 'ok', not_met: 'bad', unknown: 'warn' } as const

/** Candidates beside what is asked, in the order in which they came. */
export function CandidatesPanel({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const [chosen, setChosen] = useState<number | 'new'>()
  const columns: Column<Candidate>[] = [
    {
      key: 'code',
      header: t('candidate'),
      names: true,
      cell: (c) => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('open', { code: c.code })}
          onClick={() => setChosen(c.id)}
        >
          {c.code}
        </Button>
      ),
    },
    { key: 'applied', header: t('appliedOn'), cell: (c) => format.day(c.appliedOn) },
    { key: 'channel', header: t('channel'), cell: (c) => c.channel },
    {
      key: 'stage',
      header: t('stage'),
      cell: (c) => {
        const since = c.days.find(({ stage }) => stage === c.stage)?.day
        return `${t(`stages.${c.stage}`)}${since ? ` · ${format.day(since)}` : ''}`
      },
    },
    {
      key: 'ending',
      header: t('ending'),
      cell: (c) => {
        if (c.stage === 'hired') return '–'
        return `${t(`endings.${c.ending ?? 'in'}`)}${c.endedOn ? ` · ${format.day(c.endedOn)}` : ''}`
      },
    },
    ...report.conditions.map(
      ({ code, what }): Column<Candidate> => ({
        key: `condition ${code}`,
        header: what,
        cell: (c) => {
          const answer = c.answers.find(({ condition }) => condition === code)?.answer ?? 'unknown'
          return <Status standing={SIGNS[answer]}>{t(`answer.${answer}`)}</Status>
        },
      }),
    ),
    {
      key: 'wishes',
      header: t('wishes'),
      cell: (c) => c.wishes.map((wish) => t(`wish.${wish as 'early'}`)).join(' · ') || '–',
    },
  ]
  const one = report.candidates.find(({ id }) => id === chosen)
  return (
    <Panel
      title={t('candidates')}
      actions={
        report.state === 'open' && (
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => setChosen('new')}
          >
            {t('enter')}
          </Button>
        )
      }
    >
      {report.candidates.length === 0 ? (
        <Text c="dimmed">{t('noCandidates')}</Text>
      ) : (
        <DataTable
          label={t('candidates')}
          rows={report.candidates}
          rowKey={({ id }) => id}
          columns={columns}
        />
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {t('candidatesHow')}
      </Text>
      {(chosen === 'new' || one) && (
        <CandidateDrawer
          key={`${one?.id} ${one?.version}`}
          report={report}
          {...(one && { of: one })}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Panel>
  )
}
