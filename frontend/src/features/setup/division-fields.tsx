import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useList } from '@/api/resource'
import { employers } from '@/api/workforce'
import { DeleteIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import { blankShare, inHouse, type QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

type Form = UseFormReturnType<QueueValues>

/** Who handles a queue, from which day on; what no employer handles is handled in-house. */
export function DivisionFields({ form }: { form: Form }) {
  const t = useSetupStrings()
  const first = form.values.handledBy.length === 0
  return (
    <Fieldset legend={t('handled.title')}>
      <Stack gap="md" align="flex-start">
        {first && <Text c="dimmed">{t('handled.inHouse')}</Text>}
        {form.values.handledBy.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a division being written has no day yet
          <Division key={place} form={form} place={place} />
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            form.insertListItem('handledBy', { validFrom: null, shares: [blankShare()] })
          }
        >
          {t(first ? 'handled.divide' : 'handled.divideLater')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

function Division({ form, place }: { form: Form; place: number }) {
  const t = useSetupStrings()
  const format = useFormat()
  const at = `handledBy.${place}`
  const shares = form.values.handledBy[place]?.shares ?? []
  const rest = inHouse(shares)
  return (
    <Stack gap="xs" w="100%">
      <Group gap="sm" align="flex-end">
        <DayField
          label={t('validFrom')}
          placeholder={t('handled.always')}
          clearable
          w={180}
          {...form.getInputProps(`${at}.validFrom`)}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('handled.removeDivision')}
          onClick={() => form.removeListItem('handledBy', place)}
        >
          <DeleteIcon size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {shares.map((_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an employer being chosen has no name yet
        <Share key={line} form={form} list={`${at}.shares`} line={line} />
      ))}
      <Group gap="md">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => form.insertListItem(`${at}.shares`, blankShare())}
        >
          {t('handled.add')}
        </Button>
        <Text size="sm" c={rest < 0 ? 'red' : 'dimmed'} aria-live="polite">
          {rest < 0
            ? t('handled.tooMuch', { share: format.percent(-rest, 1) })
            : t('handled.rest', { share: format.percent(rest, 1) })}
        </Text>
      </Group>
    </Stack>
  )
}

function Share({ form, list, line }: { form: Form; list: string; line: number }) {
  const t = useSetupStrings()
  const { data = [] } = useList(employers)
  return (
    <Group gap="sm" align="flex-start">
      <Select
        aria-label={t('employer')}
        placeholder={t('employer')}
        data={optionsOf(data)}
        searchable
        {...idInput(form, `${list}.${line}.employerId`)}
      />
      <NumberField
        form={form}
        path={`${list}.${line}.share`}
        unit="percent"
        max={100}
        decimalScale={2}
        w={120}
        aria-label={t('handled.share')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('handled.remove')}
        onClick={() => form.removeListItem(list, line)}
      >
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
