import { Button, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import type { Roster } from '../model/types'
import { type RosterTerms, termsQuery } from './queries'
import { useWhyStrings } from './strings'
import { useQueueNames } from './use-queue-names'

/** Every line of a roster's cost, counted anew, with their sum beside the cost reported. */
export function Lines({ roster }: { roster: Roster }) {
  const t = useWhyStrings()
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...termsQuery(roster.id, roster.version), enabled: open })
  if (!open) {
    return (
      <Button size="xs" variant="default" mt="xs" onClick={() => setOpen(true)}>
        {t('lines.show')}
      </Button>
    )
  }
  return (
    <>
      <Text size="xs" c="dimmed" mt="xs">
        {t('lines.text')}
      </Text>
      <Loaded query={query}>{(terms) => <TermsTable terms={terms} />}</Loaded>
    </>
  )
}

function TermsTable({ terms }: { terms: RosterTerms }) {
  const t = useWhyStrings()
  const format = useFormat()
  const queue = useQueueNames()
  const name = ({ kind, queueId, of, team }: RosterTerms['items'][number]) => {
    if (kind === 'under' || kind === 'over') return t(`lines.${kind}`, { queue: queue(queueId) })
    if (kind === 'team') return t('lines.team', { of: team ?? '' })
    if (kind === 'hours' || !of) return t('lines.hours')
    return t(`lines.${kind}`, { of: t(`lines.of.${of}`) })
  }
  const equal = Math.abs(terms.sum - terms.reported) <= 1e-6 * (1 + Math.abs(terms.reported))
  return (
    <>
      <Table verticalSpacing={3} aria-label={t('lines.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lines.name')}</Table.Th>
            <Table.Th ta="end">{t('lines.amount')}</Table.Th>
            <Table.Th ta="end">{t('lines.cost')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {terms.items.map((line) => (
            <Table.Tr key={`${line.kind} ${line.queueId ?? ''} ${line.of ?? line.team ?? ''}`}>
              <Table.Th scope="row" fw={400}>
                {name(line)}
              </Table.Th>
              <Table.Td ta="end">{format.fixed(line.amount, 1)}</Table.Td>
              <Table.Td ta="end">{format.fixed(line.cost, 1)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t('lines.sum')}</Table.Th>
            <Table.Td />
            <Table.Td ta="end">{format.fixed(terms.sum, 1)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Status standing={equal ? 'ok' : 'warn'}>
        {equal
          ? t('lines.equal')
          : t('lines.unequal', { reported: format.fixed(terms.reported, 1) })}
      </Status>
    </>
  )
}
