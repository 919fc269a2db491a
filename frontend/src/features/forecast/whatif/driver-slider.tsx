import { Group, Slider, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { useForecastStrings } from '../strings'
import type { DriverUse } from './queries'

const MOST = 3

interface Props {
  driver: DriverUse
  scale: number
  /** It changes nothing in this forecast. */
  idle: boolean
  onScale: (scale: number) => void
}

/** A driver's planned values as a share of what is planned, from none to three times. */
export function DriverSlider({ driver, scale, idle, onScale }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const shown = format.percent(scale)
  return (
    <>
      <Group justify="space-between">
        <Text>{driver.name}</Text>
        <Text fw={600}>{shown}</Text>
      </Group>
      <Slider
        min={0}
        max={MOST}
        step={0.05}
        value={scale}
        label={null}
        thumbLabel={t('whatif.scale', { name: driver.name })}
        thumbProps={{ 'aria-valuetext': shown }}
        marks={[{ value: 1 }]}
        onChange={(value) => onScale(Math.round(value * 100) / 100)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {idle ? t('whatif.idle') : t(`whatif.reasons.${driver.reason}`)}
        {driver.with !== undefined &&
          driver.without !== undefined &&
          ` ${t('whatif.proof', {
            with: format.percent(driver.with, 1),
            without: format.percent(driver.without, 1),
          })}`}
        {driver.assumed > 0 && ` ${t('whatif.assumed', { count: driver.assumed })}`}
      </Text>
    </>
  )
}
