import { NativeSelect } from '@mantine/core'
import type { Forecast } from '@/api/types'
import type { ForecastSearch } from '../route'
import { useForecastStrings } from '../strings'
import { rivalSearch, rivalValue, useRivals } from './rivals'

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

/** Chooses what the forecast is compared with. */
export function RivalSelect({ forecast, search, onChange }: Props) {
  const t = useForecastStrings()
  const rivals = useRivals(forecast)
  return (
    <NativeSelect
      size="xs"
      aria-label={t('controls.with')}
      value={rivalValue(search)}
      onChange={(event) => onChange(rivalSearch(event.currentTarget.value))}
      data={[{ value: '', label: t('controls.noOther') }, ...rivals]}
    />
  )
}
