import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DeleteIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { major, minor, minorUnits } from '@/format/minor'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { type Terms, useSetTerms } from './queries'
import { useVoiceStrings } from './strings'

const SEVERITIES = ['critical', 'high', 'normal'] as const

/** What was agreed with the departments: who they are, their clocks, and what an hour costs. */
export function Agreed({ terms, may }: { terms: Terms; may: boolean }) {
  return may ? <Agreeing terms={terms} /> : <Shown terms={terms} />
}

function Shown({ terms }: { terms: Terms }) {
  const t = useVoiceStrings()
  const format = useFormat()
  return (
    <Panel title={t('agreed')}>
      {SEVERITIES.map((severity) => (
        <Text key={severity}>
          {t('clockLine', {
            severity: t(`severities.${severity}`),
            hours: format.number(terms.clocks[severity].replyHours),
            days: format.number(terms.clocks[severity].solveDays),
          })}
        </Text>
      ))}
    </Panel>
  )
}

function Agreeing({ terms }: { terms: Terms }) {
  const t = useVoiceStrings()
  const { version, ...given } = terms
  const [fields, setFields] = useState(given)
  // a new version brings new fields in the place of these
  const save = useSetTerms(() => toast.done(t('saved')))
  const change = (part: Partial<typeof fields>) => setFields((old) => ({ ...old, ...part }))
  const { currency } = fields
  return (
    <Panel title={t('agreed')}>
      <Stack gap="md">
        <Text c="dimmed">{t('agreedText')}</Text>
        <Departments
          rows={fields.departments}
          onChange={(departments) => change({ departments })}
        />
        <Clocks clocks={fields.clocks} onChange={(clocks) => change({ clocks })} />
        <Group align="start" grow maw={520}>
          <TextInput
            label={t('currency')}
            description={t('currencyText')}
            maxLength={3}
            value={currency}
            onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
          />
          <NumberInput
            label={t('hourPrice')}
            allowNegative={false}
            decimalScale={Math.log10(minorUnits(currency))}
            value={major(fields.hourMinor, currency)}
            onChange={(value) => change({ hourMinor: minor(Number(value) || 0, currency) })}
          />
        </Group>
        {save.error && <ErrorPanel error={save.error} />}
        <Group justify="flex-end">
          <Button loading={save.isPending} onClick={() => save.mutate({ version, fields })}>
            {t('saveAgreed')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}

interface DepartmentsProps {
  rows: Terms['departments']
  onChange: (rows: Terms['departments']) => void
}

function Departments({ rows, onChange }: DepartmentsProps) {
  const t = useVoiceStrings()
  const put = (place: number, part: Partial<Terms['departments'][number]>) =>
    onChange(rows.map((one, i) => (i === place ? { ...one, ...part } : one)))
  return (
    <Stack gap="xs">
      {rows.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is being written
        <Group key={place} align="end" gap="xs" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={t('department')}
            value={one.name}
            onChange={(event) => put(place, { name: event.currentTarget.value })}
          />
          <TextInput
            style={{ flex: 1 }}
            label={t('head')}
            value={one.head}
            onChange={(event) => put(place, { head: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            mb={4}
            aria-label={t('removeDepartment', { name: one.name })}
            onClick={() => onChange(rows.filter((_, i) => i !== place))}
          >
            <DeleteIcon size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { name: '', head: '' }])}
      >
        {t('addDepartment')}
      </Button>
    </Stack>
  )
}

interface ClocksProps {
  clocks: Terms['clocks']
  onChange: (clocks: Terms['clocks']) => void
}

function Clocks({ clocks, onChange }: ClocksProps) {
  const t = useVoiceStrings()
  return (
    <Stack gap="xs">
      {SEVERITIES.map((severity) => {
        const clock = clocks[severity]
        const put = (part: Partial<typeof clock>) =>
          onChange({ ...clocks, [severity]: { ...clock, ...part } })
        const of = { severity: t(`severities.${severity}`) }
        return (
          <Group key={severity} grow align="end" maw={520}>
            <NumberInput
              label={t('replyHours', of)}
              min={1}
              max={2000}
              value={clock.replyHours}
              onChange={(value) => put({ replyHours: Number(value) || 0 })}
            />
            <NumberInput
              label={t('solveDays', of)}
              min={1}
              max={1000}
              value={clock.solveDays}
              onChange={(value) => put({ solveDays: Number(value) || 0 })}
            />
          </Group>
        )
      })}
    </Stack>
  )
}
