import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import { useRowName, useZone } from './frame'
import type { Judged } from './queries'
import { useJudgedStrings } from './strings'

/** Whether a contact passed, and why not. */
export function Result({ of }: { of: Judged }) {
  const t = useJudgedStrings()
  const critical = of.customerError || of.businessError || of.complianceError
  if (critical) return <Status standing="bad">{t('criticalError')}</Status>
  return <Status standing={of.passed ? 'ok' : 'warn'}>{t(of.passed ? 'passed' : 'failed')}</Status>
}

const STANDINGS = { contested: 'warn', corrected: 'info' } as const

// a second line of a cell, so that a row fits a desk's screen
function Beneath({ text, children }: { text: string; children: ReactNode }) {
  return (
    <>
      {children}
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </>
  )
}

/** Evaluations as rows. */
export function EvaluationsTable({ rows }: { rows: readonly Judged[] }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const zone = useZone()
  const columns: Column<Judged>[] = [
    {
      key: 'contact',
      header: t('contact'),
      names: true,
      sortBy: ({ contact }) => contact,
      cell: ({ id, contact, stratum }) => (
        <Beneath text={stratum}>
          {/* a line alone is too low for a finger */}
          <Anchor
            display="inline-block"
            py={4}
            renderRoot={(props) => (
              <Link
                to="/vendors/quality/evaluations/$evaluationId"
                params={{ evaluationId: id }}
                {...props}
              />
            )}
          >
            {contact}
          </Anchor>
        </Beneath>
      ),
    },
    {
      key: 'at',
      header: t('at'),
      sortBy: ({ contactAt }) => contactAt,
      cell: ({ contactAt }) => format.dateTime(contactAt, zone),
    },
    {
      key: 'employer',
      header: t('employer'),
      sortBy: ({ employerId }) => name(employerId),
      cell: ({ employerId }) => name(employerId),
    },
    {
      key: 'agent',
      header: t('agent'),
      sortBy: ({ personName }) => personName,
      cell: ({ personName, agent }) => `${personName} (${agent})`,
    },
    {
      key: 'grader',
      header: t('grader'),
      sortBy: ({ graderName }) => graderName,
      cell: ({ graderName, kind }) => <Beneath text={t(`kinds.${kind}`)}>{graderName}</Beneath>,
    },
    {
      key: 'score',
      header: t('score'),
      align: 'end',
      sortBy: ({ points }) => points,
      cell: ({ points }) => format.fixed(points, 1),
    },
    ...(rows.some(({ adjusted }) => adjusted)
      ? [
          {
            key: 'adjusted',
            header: t('adjusted.short'),
            align: 'end',
            sortBy: ({ points, adjusted }) => adjusted?.points ?? points,
            cell: ({ adjusted }) => (adjusted ? format.fixed(adjusted.points, 1) : '–'),
          } satisfies Column<Judged>,
        ]
      : []),
    {
      key: 'result',
      header: t('result'),
      cell: (row) => (
        <Group gap="xs" wrap="nowrap">
          <Result of={row} />
          {row.state !== 'final' && (
            <Status standing={STANDINGS[row.state]}>{t(`states.${row.state}`)}</Status>
          )}
        </Group>
      ),
    },
  ]
  return (
    <DataTable label={t('tab.evaluations')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}
