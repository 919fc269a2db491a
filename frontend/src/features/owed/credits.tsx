import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { moveCredit, OWED, type ServiceCredit, type VendorStatement } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { minor } from '@/format/minor'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Derived } from './derived'
import { useMetricNames } from './metric-names'
import { useOwedStrings } from './strings'

interface Props {
  programme: number
  statement: VendorStatement
}

/** The credits of a month, with what either side can do about each. */
export function Credits({ programme, statement }: Props) {
  const t = useOwedStrings()
  return (
    <Panel title={t('money.credits')}>
      {statement.credits.length === 0 && <Text c="dimmed">{t('money.noCredits')}</Text>}
      <Stack gap="md">
        {statement.credits.map((credit) => (
          <Credit
            key={credit.metric}
            credit={credit}
            programme={programme}
            month={statement.month}
            open={!statement.closed}
          />
        ))}
      </Stack>
    </Panel>
  )
}

interface CreditProps {
  credit: ServiceCredit
  programme: number
  month: string
  open: boolean
}

function Credit({ credit, programme, month, open }: CreditProps) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const format = useFormat()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const [other, setOther] = useState<number | string>('')
  const settled = other === '' ? undefined : minor(Number(other), credit.proposed.currency)
  const move = useMutation({
    mutationFn: (to: 'agreed' | 'disputed') =>
      moveCredit(programme, {
        ...{ month, metric: credit.metric, to, why: why || undefined },
        ...(to === 'agreed' ? { settled } : {}),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: OWED }),
  })
  const unsettled = credit.state === 'proposed' || credit.state === 'disputed'
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>{name(credit.metric)}</Text>
        <Group gap="sm">
          <Status standing={credit.state === 'disputed' ? 'warn' : unsettled ? 'info' : 'ok'}>
            {t(`money.states.${credit.state}`)}
          </Status>
          <Text fw={600}>{format.money(credit.settled ?? credit.proposed)}</Text>
        </Group>
      </Group>
      {credit.deadline && (
        <Text size="sm">{t('money.deadline', { day: format.day(credit.deadline) })}</Text>
      )}
      {credit.course.map((step) => (
        <Text key={`${step.from}/${step.to}`} size="sm" c="dimmed">
          {format.day(step.on)} {step.by}
          {colon()}
          {t(`money.states.${step.to as 'agreed'}`)} {step.why}
        </Text>
      ))}
      <Derived step={credit.derivation} />
      {open && unsettled && (owner || vendor) && (
        <Group gap="sm" align="flex-end" mt="xs">
          <TextInput
            label={t('money.why')}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          {owner && (
            <NumberInput
              label={t('money.settle', { currency: credit.proposed.currency })}
              value={other}
              onChange={setOther}
              min={0}
              decimalScale={2}
              maw={200}
            />
          )}
          <Button variant="default" onClick={() => move.mutate('agreed')} loading={move.isPending}>
            {settled === undefined
              ? t('money.agree')
              : t('money.agreeOn', {
                  amount: format.money({ ...credit.proposed, minor: settled }),
                })}
          </Button>
          {credit.state === 'proposed' && (
            <Button
              variant="default"
              onClick={() => move.mutate('disputed')}
              loading={move.isPending}
            >
              {t('money.dispute')}
            </Button>
          )}
        </Group>
      )}
      {move.isError && <ErrorPanel error={move.error} />}
    </div>
  )
}
