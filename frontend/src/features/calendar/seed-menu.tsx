import { Button, Menu } from '@mantine/core'
import { useSeedCalendar } from '@/api/calendar-days'
import { ChevronDown } from '@/design/icons'
import { useErrorWords } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { useCalendarStrings } from './strings'

// those that Muster knows; the two homes of most centres first
const REGIONS = [
  ...(['cn', 'cn-lunar', 'gb', 'us'] as const),
  ...(['at', 'ch', 'de', 'es', 'fr', 'ie', 'it', 'nl', 'pl'] as const),
]

interface Props {
  calendarId: number
  year: number
}

/** Adds the statutory days of a region to the year; what is there stays. */
export function SeedMenu({ calendarId, year }: Props) {
  const t = useCalendarStrings()
  const seed = useSeedCalendar(calendarId)
  const words = useErrorWords(seed.error)
  const add = (region: string) =>
    seed.mutate(
      { region, from: `${year}-01-01`, to: `${year}-12-31` },
      {
        onSuccess: ({ added }) =>
          toast.done(added > 0 ? t('seeded', { count: added }) : t('seededNone')),
      },
    )
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            loading={seed.isPending}
            rightSection={<ChevronDown size={16} aria-hidden />}
          >
            {t('seed')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {REGIONS.map((region) => (
            <Menu.Item key={region} onClick={() => add(region)}>
              {t(`regions.${region}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {seed.isError && (
        <span role="alert" style={{ color: 'var(--error)' }}>
          {words.text || words.title}
        </span>
      )}
    </>
  )
}
