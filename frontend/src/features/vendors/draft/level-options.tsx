import { Select } from '@mantine/core'
import type { ContractLevel } from '../queries'
import { Exact, Option, Share, useFinding, Whole } from './inputs'
import { Line } from './line'
import { useMetricChoices } from './metrics'
import { useDraftStrings } from './strings'

interface Props {
  path: string
  level: ContractLevel
  set: (change: Partial<ContractLevel>) => void
}

/** What a level may have besides its lines: depth, gate, earn-back. */
export function LevelOptions({ path, level, set }: Props) {
  const t = useDraftStrings()
  const { depth, gate, earnBack } = level
  return (
    <>
      <Option
        label={t('depth')}
        hint={t('depthHint')}
        on={depth !== undefined}
        onChange={(on) => set({ depth: on ? beyond(level) : undefined })}
      >
        {depth !== undefined && (
          <Line
            path={`${path}.depth`}
            label={t('depthLine')}
            rule="depth"
            value={depth}
            onChange={(value) => set({ depth: value })}
          />
        )}
      </Option>
      <Option
        label={t('gate')}
        hint={t('gateHint')}
        on={gate !== undefined}
        onChange={(on) => set({ gate: on ? FREE_GATE : undefined })}
      >
        {gate && (
          <Gate path={`${path}.gate`} gate={gate} onChange={(value) => set({ gate: value })} />
        )}
      </Option>
      <Option
        label={t('earnBack')}
        hint={t('earnBackHint')}
        on={earnBack !== undefined}
        onChange={(on) =>
          set({ earnBack: on ? { ...FREE_EARNING, worst: beyond(level) } : undefined })
        }
      >
        {earnBack && (
          <EarnBack
            path={`${path}.earnBack`}
            earning={earnBack}
            onChange={(value) => set({ earnBack: value })}
          />
        )}
      </Option>
    </>
  )
}

const FREE_GATE = { metric: 'survey_response', least: '0.1', factor: '0.8' }
const FREE_EARNING = { share: '0.5', clean: 6, good: 3 }

/** A line as far on the bad side of the base as the target is on the good side. */
function beyond({ base, target }: ContractLevel): string {
  return String(Number((2 * Number(base) - Number(target)).toFixed(6)) || 0)
}

type GateValue = NonNullable<ContractLevel['gate']>

interface GateProps {
  path: string
  gate: GateValue
  onChange: (gate: GateValue) => void
}

function Gate({ path, gate, onChange }: GateProps) {
  const t = useDraftStrings()
  const { choices } = useMetricChoices()
  return (
    <>
      <Select
        label={t('gateMetric')}
        data={choices}
        searchable
        allowDeselect={false}
        error={useFinding(`${path}.metric`, 'metric')}
        value={gate.metric}
        onChange={(metric) => metric && onChange({ ...gate, metric })}
      />
      <Line
        path={`${path}.least`}
        label={t('gateLeast')}
        value={gate.least}
        onChange={(least) => onChange({ ...gate, least })}
      />
      <Share
        path={`${path}.factor`}
        label={t('gateFactor')}
        value={gate.factor}
        onChange={(factor) => onChange({ ...gate, factor })}
      />
    </>
  )
}

type Earning = NonNullable<ContractLevel['earnBack']>

interface EarnBackProps {
  path: string
  earning: Earning
  onChange: (earning: Earning) => void
}

function EarnBack({ path, earning, onChange }: EarnBackProps) {
  const t = useDraftStrings()
  const set = (change: Partial<Earning>) => onChange({ ...earning, ...change })
  return (
    <>
      <Share
        path={`${path}.share`}
        label={t('earnShare')}
        hint={t('earnShareHint')}
        value={earning.share}
        onChange={(share) => set({ share })}
      />
      <Exact
        path={`${path}.worst`}
        label={t('earnWorst')}
        hint={t('earnWorstHint')}
        value={earning.worst}
        onChange={(worst) => set({ worst })}
      />
      <Whole
        path={`${path}.clean`}
        label={t('earnClean')}
        rule="notNegative"
        value={earning.clean}
        onChange={(clean) => set({ clean })}
      />
      <Whole
        path={`${path}.good`}
        label={t('earnGood')}
        rule="one"
        value={earning.good}
        onChange={(good) => set({ good })}
      />
    </>
  )
}
