import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { ArrowLeft, ChevronRight, ZoomInIcon, ZoomOutIcon } from '@/design/icons'
import { MEASURES, type Measure } from './curve'
import { OverlayMenu } from './overlay-menu'
import { type ForecastSearch, STEPS, type Step } from './route'
import { useForecastStrings } from './strings'
import type { Sight } from './use-timeline'
import type { Move } from './zoom'

interface Props {
  search: ForecastSearch
  sight: Sight
  onChange: (change: Partial<ForecastSearch>) => void
  onMove: (move: Move) => void
  children?: ReactNode
}

/** What stands in the chart or table: of what, how fine, of when, and what is laid over it. */
export function Toolbar(props: Props) {
  const { search, sight, onChange, onMove, children } = props
  const t = useForecastStrings()
  return (
    <Group gap="xs" mb="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('measures.label')}
        value={sight.measure}
        onChange={(measure) => onChange({ measure: measure as Measure })}
        data={MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('steps.label')}
        value={search.step ?? 'auto'}
        onChange={(step) => onChange({ step: step === 'auto' ? undefined : (step as Step) })}
        data={[
          { value: 'auto', label: t('steps.auto') },
          ...STEPS.map((value) => ({ value, label: t(`steps.${value}`) })),
        ]}
      />
      <Moves onMove={onMove} onWhole={() => onChange(sight.all)} />
      <OverlayMenu
        past={search.past ?? []}
        from={sight.window.from}
        onChange={(past) => onChange({ past: past.length > 0 ? past : undefined })}
      />
      {children}
    </Group>
  )
}

function Moves({ onMove, onWhole }: { onMove: (move: Move) => void; onWhole: () => void }) {
  const t = useForecastStrings()
  const moves = [
    ['earlier', <ArrowLeft key="icon" size={16} aria-hidden />],
    ['later', <ChevronRight key="icon" size={16} aria-hidden />],
    ['wider', <ZoomOutIcon key="icon" size={16} aria-hidden />],
    ['closer', <ZoomInIcon key="icon" size={16} aria-hidden />],
  ] as const
  return (
    <Group gap={4}>
      {moves.map(([move, icon]) => (
        <ActionIcon
          key={move}
          variant="default"
          size={30}
          aria-label={t(`controls.${move}`)}
          title={t(`controls.${move}`)}
          onClick={() => onMove(move)}
        >
          {icon}
        </ActionIcon>
      ))}
      <Button size="xs" variant="default" onClick={onWhole}>
        {t('controls.reset')}
      </Button>
    </Group>
  )
}
