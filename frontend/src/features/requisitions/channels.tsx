import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { type RequisitionReport, setSpend, useRequisitionChange } from './queries'
import { Rules } from './rules'
import { useRequisitionStrings } from './strings'

/** What channels brought and cost, in order of name. */
export function ChannelsPanel({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const spend = useRequisitionChange(setSpend)
  const [channel, setChannel] = useState('')
  const [spent, setSpent] = useState(0)
  const money = (minor: number | undefined) =>
    minor === undefined ? '–' : format.number(minor / 100, 0)
  return (
    <Panel title={t('channels')}>
      {report.channels.length > 0 && (
        <DataTable
          label={t('channels')}
          rows={report.channels}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('channel'), names: true, cell: ({ name }) => name },
            {
              key: 'applied',
              header: t('applied'),
              align: 'end',
              cell: (c) => (c.hidden ? t('hidden') : c.applied),
            },
            {
              key: 'hires',
              header: t('hires'),
              align: 'end',
              cell: (c) => (c.hidden ? '–' : c.hired),
            },
            { key: 'spend', header: t('spend'), align: 'end', cell: (c) => money(c.spendMinor) },
            { key: 'perHire', header: t('perHire'), align: 'end', cell: (c) => money(c.perHire) },
            {
              key: 'months',
              header: t('months'),
              align: 'end',
              cell: ({ months }) => (months === undefined ? '–' : format.number(months, 1)),
            },
            {
              key: 'perMonth',
              header: t('perMonth'),
              align: 'end',
              cell: (c) => money(c.perMonth),
            },
          ]}
        />
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {t('channelsHow', { smallest: report.smallest })}
      </Text>
      <Rules error={spend.error} />
      <Group align="flex-end" mt="sm">
        <TextInput
          label={t('channel')}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        <NumberInput
          label={t('spend')}
          min={0}
          value={spent}
          onChange={(value) => setSpent(Number(value) || 0)}
        />
        <Button
          variant="default"
          disabled={channel.trim() === ''}
          loading={spend.isPending}
          onClick={() =>
            spend.mutate({ of: report, channel: channel.trim(), minor: Math.round(spent * 100) })
          }
        >
          {t('setSpend')}
        </Button>
      </Group>
    </Panel>
  )
}
