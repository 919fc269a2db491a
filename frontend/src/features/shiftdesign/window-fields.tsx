import { ActionIcon, Button, Fieldset, Group, NumberInput, Stack } from '@mantine/core'
import { DeleteIcon, Plus } from '@/design/icons'
import { ClockField } from '@/parts/inputs/clock'
import { FIRST_WINDOW, type WindowValues } from './order'
import { useDesignStrings } from './strings'

interface Props {
  windows: readonly WindowValues[]
  onChange: (windows: WindowValues[]) => void
}

/** The kinds of shifts that may be offered. */
export function WindowFields({ windows, onChange }: Props) {
  const t = useDesignStrings()
  const change = (key: number, next: Partial<WindowValues>) =>
    onChange(windows.map((one) => (one.key === key ? { ...one, ...next } : one)))
  return (
    <Stack gap="sm">
      {windows.map((one, at) => (
        <Fieldset key={one.key} legend={t('window', { number: at + 1 })}>
          <Group gap="sm" align="flex-end">
            <ClockField
              label={t('earliest')}
              w={110}
              value={one.earliest}
              onChange={(earliest) => change(one.key, { earliest })}
            />
            <ClockField
              label={t('latest')}
              w={110}
              value={one.latest}
              onChange={(latest) => change(one.key, { latest })}
            />
            <HoursField
              label={t('shortest')}
              value={one.shortest}
              onChange={(shortest) => change(one.key, { shortest })}
            />
            <HoursField
              label={t('longest')}
              value={one.longest}
              onChange={(longest) => change(one.key, { longest })}
            />
            {windows.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('removeWindow', { number: at + 1 })}
                onClick={() => onChange(windows.filter(({ key }) => key !== one.key))}
              >
                <DeleteIcon size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Fieldset>
      ))}
      <div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            onChange([...windows, { ...FIRST_WINDOW, key: (windows.at(-1)?.key ?? 0) + 1 }])
          }
        >
          {t('addWindow')}
        </Button>
      </div>
    </Stack>
  )
}

function HoursField(props: {
  label: string
  value: number | string
  onChange: (value: number | string) => void
}) {
  return <NumberInput {...props} w={90} min={0.5} max={24} step={0.5} suffix=" h" />
}
