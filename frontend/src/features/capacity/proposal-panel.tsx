import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { linesOf, missingHours, type ProposalLine, taken } from './proposal'
import {
  type CapacityPlan,
  type CapacityProposal,
  type CapacityWeeks,
  usePropose,
  weeksQuery,
} from './queries'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'
import { mondayOf } from './words'

interface Props {
  plan: CapacityPlan
  draft: Draft
  scenario: string
  mayPlan: boolean
  onDone: () => void
}

/** Asks for the decisions of least cost, and takes over those that are chosen. */
export function ProposalPanel({ plan, draft, scenario, mayPlan, onDone }: Props) {
  const t = useCapacityStrings()
  const propose = usePropose(plan.id)
  const own = useQuery(weeksQuery(plan.id, plan.version, scenario, 'week'))
  const [keep, setKeep] = useState(true)
  const [most, setMost] = useState<number | string>('')
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('proposal.text')}</Text>
      {draft.changed && <Text>{t('why.saved')}</Text>}
      <Checkbox
        label={t('proposal.keep')}
        checked={keep}
        onChange={(event) => setKeep(event.currentTarget.checked)}
      />
      <Group align="flex-end">
        <NumberInput
          label={t('proposal.mostHires')}
          placeholder={t('proposal.mostHint')}
          w={260}
          min={1}
          value={most}
          onChange={setMost}
        />
        <Button
          loading={propose.isPending}
          onClick={() =>
            propose.mutate({
              keep,
              scenario: scenario || undefined,
              mostHires: typeof most === 'number' ? most : undefined,
            })
          }
        >
          {t('proposal.run')}
        </Button>
      </Group>
      {propose.isError && <ErrorPanel error={propose.error} />}
      {propose.data && own.data && (
        <Found
          key={propose.submittedAt}
          proposal={propose.data}
          own={own.data}
          draft={draft}
          mayPlan={mayPlan}
          onDone={onDone}
        />
      )}
    </Stack>
  )
}

interface FoundProps {
  proposal: CapacityProposal
  own: CapacityWeeks
  draft: Draft
  mayPlan: boolean
  onDone: () => void
}

function Found({ proposal, own, draft, mayPlan, onDone }: FoundProps) {
  const t = useCapacityStrings()
  const { fields } = draft
  const lines = linesOf(fields, proposal.groups)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = lines.filter(({ id }) => !left.has(id))
  const flip = (id: string) =>
    setLeft((old) => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return (
    <>
      <Totals proposal={proposal} own={own} />
      {lines.length === 0 ? (
        <Text>{t('proposal.nothing')}</Text>
      ) : (
        <Lines fields={fields} lines={lines} left={left} onFlip={mayPlan ? flip : undefined} />
      )}
      {mayPlan && lines.length > 0 && (
        <Group justify="flex-end">
          <Button
            disabled={chosen.length === 0}
            onClick={() => {
              draft.change((old) => taken(old, chosen))
              toast.done(t('proposal.taken'))
              onDone()
            }}
          >
            {t('proposal.take', { count: chosen.length })}
          </Button>
        </Group>
      )}
    </>
  )
}

function Totals({ proposal, own }: Pick<FoundProps, 'proposal' | 'own'>) {
  const t = useCapacityStrings()
  const format = useFormat()
  const money = (minor: number) => format.money({ minor, currency: own.currency })
  const missing = (weeks: CapacityWeeks) =>
    weeks.groups.reduce((total, { gapHours }) => total + missingHours(gapHours), 0)
  const rows = [
    { name: t('proposal.own'), cost: proposal.ownCostMinor, missing: missing(own) },
    { name: t('proposal.with'), cost: proposal.costMinor, missing: missing(proposal.weeks) },
  ]
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'name', header: '', names: true, cell: ({ name }) => name },
    { key: 'cost', header: t('proposal.cost'), align: 'end', cell: ({ cost }) => money(cost) },
    {
      key: 'missing',
      header: t('proposal.missing'),
      align: 'end',
      cell: (row) => format.number(row.missing),
    },
  ]
  return (
    <DataTable
      label={t('proposal.title')}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
    />
  )
}

interface LinesProps {
  fields: Draft['fields']
  lines: readonly ProposalLine[]
  left: ReadonlySet<string>
  onFlip: ((id: string) => void) | undefined
}

function Lines({ fields, lines, left, onFlip }: LinesProps) {
  const t = useCapacityStrings()
  const format = useFormat()
  const groupOf = ({ group }: ProposalLine) => fields.groups[group]?.name ?? ''
  const whatOf = ({ group, vendor }: ProposalLine) =>
    vendor === undefined
      ? t('proposal.hire')
      : t('inputs.tranche', { name: fields.groups[group]?.vendors?.[vendor]?.name ?? '' })
  const weekOf = ({ week }: ProposalLine) => format.day(mondayOf(fields.from, week))
  const columns: Column<ProposalLine>[] = [
    { key: 'group', header: t('proposal.group'), names: true, cell: groupOf, sortBy: groupOf },
    { key: 'what', header: t('proposal.what'), cell: whatOf, sortBy: whatOf },
    { key: 'week', header: t('proposal.week'), cell: weekOf, sortBy: ({ week }) => week },
    {
      key: 'before',
      header: t('proposal.before'),
      align: 'end',
      cell: ({ before }) => format.number(before, 1),
    },
    {
      key: 'after',
      header: t('proposal.after'),
      align: 'end',
      cell: ({ after }) => format.number(after, 1),
    },
  ]
  if (onFlip) {
    columns.unshift({
      key: 'choose',
      header: t('proposal.choose'),
      width: 90,
      cell: (line) => (
        <Checkbox
          aria-label={t('proposal.line', {
            group: groupOf(line),
            what: whatOf(line),
            week: weekOf(line),
          })}
          checked={!left.has(line.id)}
          onChange={() => onFlip(line.id)}
        />
      ),
    })
  }
  return (
    <DataTable label={t('proposal.lines')} columns={columns} rows={lines} rowKey={({ id }) => id} />
  )
}
