import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
} from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { fieldMessages } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf, wordsOf } from '@/parts/inputs/choices'
import { useForecastStrings } from '../strings'
import { type AdjustmentFields, type AdjustmentType, type Change, TYPES } from './change'
import { OPERATIONS, type Operation } from './draft'
import { RangeFields } from './range-fields'

interface Props {
  change: Change
  zone: string
  /** The operation is asked for another way while the effect stays what it is. */
  onOperation: (operation: Operation) => void
  onChange: (change: Change) => void
  /** Type and reason of what is being edited. */
  given?: Pick<AdjustmentFields, 'type' | 'reason'>
  /** Other queues that may get the same; none while one is edited. */
  others?: readonly { id: number; name: string }[]
  /** What the change does, in figures. */
  effect?: ReactNode
  busy: boolean
  refused: unknown
  onSave: (why: Pick<AdjustmentFields, 'type' | 'reason'>, others: number[]) => void
  onCancel: () => void
}

const NUDGES = [-10, -1, 1, 10]

/** An adjustment by numbers: everything that dragging does, and why. */
export function ChangeForm(props: Props) {
  const { change, zone, onOperation, onChange, given, others = [], effect } = props
  const t = useForecastStrings()
  const [type, setType] = useState<AdjustmentType>(given?.type ?? 'campaign')
  const [reason, setReason] = useState(given?.reason ?? '')
  const [also, setAlso] = useState<string[]>([])
  const wrong = fieldMessages(props.refused)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSave({ type, reason: reason.trim() }, also.map(Number))
  }
  return (
    <form onSubmit={submit} aria-label={given ? t('adjust.edit') : t('adjust.new')}>
      <Stack gap="sm">
        <RangeFields
          change={change}
          zone={zone}
          onChange={onChange}
          error={wrong.to ?? wrong.from}
        />
        <SegmentedControl
          aria-label={t('adjust.measure')}
          value={change.measure}
          onChange={(measure) => onChange(startOf(change, measure as Change['measure']))}
          data={wordsOf(['contacts', 'handle_time'] as const, (one) => t(`measures.${one}`))}
        />
        <SegmentedControl
          aria-label={t('adjust.operation')}
          value={change.operation}
          onChange={(operation) => onOperation(operation as Operation)}
          data={wordsOf(OPERATIONS, (one) => t(`adjust.operations.${one}`))}
        />
        <ValueField change={change} onChange={onChange} error={wrong.value} />
        {effect}
        <Select
          label={t('adjust.type')}
          required
          allowDeselect={false}
          data={wordsOf(TYPES, (one) => t(`adjust.types.${one}`))}
          value={type}
          onChange={(one) => setType(one as AdjustmentType)}
        />
        <Textarea
          label={t('adjust.reason')}
          required
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={wrong.reason}
        />
        {others.length > 0 && (
          <MultiSelect
            label={t('adjust.also')}
            data={optionsOf(others)}
            value={also}
            onChange={setAlso}
            searchable
            clearable
          />
        )}
        {props.refused != null && <ErrorPanel error={props.refused} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {t('run.cancel')}
          </Button>
          <Button type="submit" loading={props.busy} disabled={reason.trim() === ''}>
            {t('adjust.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

// A number of contacts says nothing about seconds, so another measure begins anew.
function startOf(change: Change, measure: Change['measure']): Change {
  return measure === change.measure
    ? change
    : { ...change, measure, operation: 'multiply', value: 1 }
}

interface ValueProps {
  change: Change
  onChange: (change: Change) => void
  error: ReactNode
}

/** How much: a factor as per cents more or less, else the number itself. */
function ValueField({ change, onChange, error }: ValueProps) {
  const t = useForecastStrings()
  const byPercent = change.operation === 'multiply'
  const shown = byPercent ? Number(((change.value - 1) * 100).toFixed(2)) : change.value
  const set = (value: number) =>
    onChange({ ...change, value: byPercent ? Number((1 + value / 100).toFixed(6)) : value })
  const key = `${change.measure}.${change.operation}` as const
  return (
    <Stack gap={4}>
      <NumberInput
        label={t(`adjust.value.${key}`)}
        required
        value={shown}
        min={change.operation === 'add' ? undefined : byPercent ? -100 : 0}
        decimalScale={2}
        suffix={byPercent ? ' %' : undefined}
        onChange={(value) => value !== '' && value !== '-' && set(Number(value))}
        error={error}
      />
      {byPercent && (
        <Group gap={4}>
          {NUDGES.map((by) => (
            <Button
              key={by}
              size="compact-sm"
              variant="default"
              aria-label={t(by > 0 ? 'adjust.more' : 'adjust.less', { percent: Math.abs(by) })}
              onClick={() => set(Math.max(-100, shown + by))}
            >
              {by > 0 ? `+${by}` : by} %
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  )
}
