import { NativeSelect, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import { Amount } from './amount'
import { type Bench, KINDS, shaped, type Unknown, VARIANTS, withAtOnce } from './bench'
import { MeasureRows } from './measure-rows'
import type { ErlangSolution } from './queries'
import { Row } from './row'
import { useWorkbenchStrings } from './strings'
import { type Faults, unknownText } from './words'

interface Props {
  bench: Bench
  /** The answer to it; absent while there is none. */
  solution: ErlangSolution | undefined
  faults: Faults
  onChange: (bench: Bench) => void
}

const LENGTHS = [5, 10, 15, 30, 60]

/** Every quantity of one setting with the part it plays. */
export function SettingForm({ bench, solution, faults, onChange }: Props) {
  const t = useWorkbenchStrings()
  const change = (next: Partial<Bench>) => onChange({ ...bench, ...next })
  const quantity = { bench, solution, faults, onChange }
  return (
    <>
      <Title order={3} mb={4}>
        {t('queue')}
      </Title>
      <Quantity {...quantity} unknown="volume" />
      <Row name={t('quantities.minutes')} error={faults.minutes}>
        <NativeSelect
          size="xs"
          aria-label={t('quantities.minutes')}
          value={String(bench.minutes)}
          data={[...new Set([...LENGTHS, bench.minutes])].map((count) => ({
            value: String(count),
            label: t('minutesIn', { count }),
          }))}
          onChange={(event) => change({ minutes: Number(event.currentTarget.value) })}
        />
      </Row>
      <Quantity {...quantity} unknown="aht" unit="s" />
      <Quantity {...quantity} unknown="agents" />
      <AtOnce bench={bench} faults={faults} onChange={onChange} />
      {!bench.atOnce && (
        <Row name={t('quantities.waiting')}>
          <NativeSelect
            size="xs"
            aria-label={t('quantities.waiting')}
            value={bench.noQueue ? 'turned' : 'waits'}
            data={[
              { value: 'waits', label: t('queued') },
              { value: 'turned', label: t('noQueue') },
            ]}
            onChange={(event) =>
              change(
                event.currentTarget.value === 'turned'
                  ? { noQueue: true, find: bench.find === 'lines' ? 'agents' : bench.find }
                  : { noQueue: undefined },
              )
            }
          />
        </Row>
      )}
      {!bench.noQueue && (
        <>
          <Quantity {...quantity} unknown="patience" unit="s" without={bench.aht / 2} />
          {bench.patience !== undefined && !bench.atOnce && (
            <PatienceKind bench={bench} onChange={onChange} />
          )}
          {!bench.atOnce && (
            <Quantity
              {...quantity}
              unknown="lines"
              without={Math.ceil((solution?.setting.agents ?? bench.agents) * 1.5)}
            />
          )}
        </>
      )}
      {!bench.atOnce && (
        <Row name={t('quantities.redial')} error={faults.redial}>
          <Amount
            label={t('quantities.redial')}
            unit="%"
            value={bench.redial ?? 0}
            onChange={(redial) => change({ redial: redial || undefined })}
          />
        </Row>
      )}
      <Quantity {...quantity} unknown="threshold" unit="s" />
      <Row name={t('quantities.variant')}>
        <NativeSelect
          size="xs"
          aria-label={t('quantities.variant')}
          value={bench.variant}
          data={wordsOf(VARIANTS, (variant) => t(`variants.${variant}`))}
          onChange={(event) => {
            const variant = VARIANTS.find((one) => one === event.currentTarget.value)
            if (variant) change({ variant })
          }}
        />
      </Row>
      <Title order={3} mt="md" mb={4}>
        {t('promises')}
      </Title>
      <MeasureRows {...quantity} />
      {faults.other && (
        <Text c="var(--error)" size="sm" mt="xs" role="alert">
          {faults.other}
        </Text>
      )}
    </>
  )
}

/** How many contacts an agent handles at once, and how much that slows each down. */
function AtOnce({ bench, faults, onChange }: Pick<Props, 'bench' | 'faults' | 'onChange'>) {
  const t = useWorkbenchStrings()
  return (
    <>
      <Row name={t('quantities.atOnce')} error={faults.atOnce}>
        <Amount
          label={t('quantities.atOnce')}
          value={bench.atOnce ?? 1}
          onChange={(count) => onChange(withAtOnce(bench, count))}
        />
      </Row>
      {bench.atOnce && (
        <Row name={t('quantities.growth')}>
          <Amount
            label={t('quantities.growth')}
            unit="%"
            value={bench.growth ?? 0}
            onChange={(growth) => onChange({ ...bench, growth })}
          />
        </Row>
      )}
    </>
  )
}

interface QuantityProps extends Props {
  unknown: Unknown
  unit?: 's'
  /** The quantity can be left out; this is where it begins when it is not. */
  without?: number
}

/** A quantity that is given, looked for, or not there. */
function Quantity({ bench, solution, faults, onChange, unknown, unit, without }: QuantityProps) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const name = t(`quantities.${unknown}`)
  const value = bench[unknown]
  const role = bench.find === unknown ? 'find' : value === undefined ? 'none' : 'given'
  const found = solution?.found?.value
  const take = (next: 'given' | 'find' | 'none') => {
    const find = next === 'find' ? unknown : bench.find === unknown ? undefined : bench.find
    // what was found stays as the number given, and what was left out begins somewhere
    const begun = role === 'find' && found !== undefined ? Number(found.toPrecision(6)) : value
    onChange({ ...bench, find, [unknown]: next === 'none' ? undefined : (begun ?? without) })
  }
  return (
    <Row
      name={name}
      roleName={t('roleOf', { name })}
      role={role}
      roles={(['given', 'find', ...(without === undefined ? [] : ['none' as const])] as const).map(
        (one) => ({ value: one, label: t(`role.${one}`) }),
      )}
      onRole={take}
      error={faults[unknown]}
    >
      {role === 'given' && value !== undefined ? (
        <Amount
          label={name}
          value={value}
          unit={unit}
          onChange={(next) => onChange({ ...bench, [unknown]: next })}
        />
      ) : (
        <output aria-label={name}>
          {role === 'find'
            ? found === undefined
              ? '–'
              : unknownText(format, unknown, found)
            : t(unknown === 'lines' ? 'without.lines' : 'without.patience')}
        </output>
      )}
    </Row>
  )
}

function PatienceKind({ bench, onChange }: Pick<Props, 'bench' | 'onChange'>) {
  const t = useWorkbenchStrings()
  const kind = bench.kind ?? 'exponential'
  return (
    <>
      <Row name={t('quantities.kind')}>
        <NativeSelect
          size="xs"
          aria-label={t('quantities.kind')}
          value={kind}
          data={wordsOf(KINDS, (one) => t(`kinds.${one}`))}
          onChange={(event) => {
            const next = KINDS.find((one) => one === event.currentTarget.value)
            onChange({
              ...bench,
              kind: next === 'exponential' ? undefined : next,
              shape: next === 'weibull' ? 2 : next === 'lognormal' ? 1 : undefined,
            })
          }}
        />
      </Row>
      {shaped(bench.kind) && (
        <Row name={t(bench.kind === 'weibull' ? 'quantities.shape' : 'quantities.variation')}>
          <Amount
            label={t(bench.kind === 'weibull' ? 'quantities.shape' : 'quantities.variation')}
            value={bench.shape ?? (bench.kind === 'weibull' ? 2 : 1)}
            onChange={(shape) => onChange({ ...bench, shape: shape || undefined })}
          />
        </Row>
      )}
    </>
  )
}
