import { Button, Popover } from '@mantine/core'
import { ChevronDown } from '@/design/icons'
import { lazily } from '@/parts/lazily'
import { useForecastStrings } from './strings'

const OverlayChoices = lazily(async () => (await import('./overlay-choices')).OverlayChoices)

interface Props {
  /** How many weeks back the weeks lie that are laid over. */
  past: readonly number[]
  /** First day of the window on screen: another week is counted back from its week. */
  from: string
  onChange: (past: number[]) => void
}

/** Chooses the weeks gone by that are laid over the forecast, by weekday and wall clock. */
export function OverlayMenu(props: Props) {
  const t = useForecastStrings()
  const { past } = props
  return (
    <Popover position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
          {past.length === 0 ? t('controls.past') : t('controls.pastCount', { count: past.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('controls.past')}>
        <OverlayChoices {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}
